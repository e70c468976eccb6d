import { isSealed, Rejected, unseal, type PersonKeys } from '@xiezhi/eventsourcing';
import type { Config } from '@xiezhi/service';
import type { Pool } from 'pg';
import { lawyerChoices, lawyerPeople, type LawyerChoice } from './lawyer-link.js';
import { pageOfRegister, type Condition, type RegisterPage } from '../register-page.js';
import {
  ACCOUNT_COLUMNS,
  accountStream,
  stateSql,
  type Account,
  type AccountDetails,
  type AccountRow,
  type AccountState,
} from './account.js';
import type { Scope } from './accounts.js';

/** Accounts whose sealed names one search opens at most. */
const MAX_SEARCHED = 1_000;

export interface AccountFilter {
  readonly agency?: string;
  readonly role?: string;
  readonly state?: AccountState;
  /** Part of the person's name or of the sign-in name. */
  readonly q?: string;
  readonly cursor?: string;
  readonly limit: number;
}

/** Reads accounts for those who manage them (账号列表). */
export class AccountList {
  readonly #days: string;

  constructor(
    private readonly pool: Pool,
    private readonly keys: PersonKeys,
    { accountDormantDays }: Pick<Config, 'accountDormantDays'>,
  ) {
    this.#days = String(accountDormantDays);
  }

  /**
   * Accounts by agency, from behind `cursor`, within the caller's scope.
   * @throws Rejected `account.search.invalid`
   */
  async page({ agency, role, state, q, cursor, limit }: AccountFilter, scope: Scope): Promise<RegisterPage<Account>> {
    const conditions: readonly Condition[] = [
      ['agency = ?', scope.agency ?? undefined],
      ['agency = ?', agency],
      ['role = ?', role],
      [`${stateSql(this.#days)} = ?`, state],
    ];
    const found: Condition = ['id = ANY (?::uuid[])', q === undefined ? undefined : await this.#named(q, conditions)];
    const page = await pageOfRegister<AccountRow>(this.pool, this.#register, [...conditions, found], { cursor, limit });
    return { ...page, items: await this.#shown(page.items) };
  }

  /** Lawyers of an agency, and whether they have an account. */
  async lawyers(agency: string): Promise<readonly LawyerChoice[]> {
    return lawyerChoices(this.pool, lawyerPeople(this.keys), agency);
  }

  get #register() {
    return { table: 'accounts', columns: ACCOUNT_COLUMNS(this.#days), order: 'agency, id', key: 'id' } as const;
  }

  /** Names are sealed, so that no index finds them: they are opened and looked through. */
  async #named(q: string, conditions: readonly Condition[]): Promise<readonly string[]> {
    const { items, next } = await pageOfRegister<AccountRow>(this.pool, this.#register, conditions, { limit: MAX_SEARCHED });
    if (next !== null) {
      const detail = '范围内账号过多,请先选择单位、角色或状态再搜索。Too many accounts to search: choose an agency, role or state first.';
      throw new Rejected('account.search.invalid', detail, {
        errors: [{ path: 'q', code: 'account.search.too_wide', detail }],
      });
    }
    const sought = q.toLowerCase();
    const has = (text: string | null): boolean => text?.toLowerCase().includes(sought) === true;
    return (await this.#shown(items)).filter(({ displayName, signInName }) => has(displayName) || has(signInName)).map(({ id }) => id);
  }

  async #shown(rows: readonly AccountRow[]): Promise<readonly Account[]> {
    const keys = await this.keys.find(rows.map(({ person_id: person }) => person));
    return rows.map((row) => {
      const key = keys.get(row.person_id);
      const details =
        key === undefined || !isSealed(row.details) ? null : unseal<AccountDetails>(row.details, key, accountStream(row.id), 'details');
      return {
        id: row.id,
        agency: row.agency,
        role: row.role,
        lawyerId: row.lawyer_id,
        state: row.state,
        displayName: details?.displayName ?? null,
        signInName: details?.signInName ?? null,
        lastSignInAt: row.last_sign_in_at,
        expiresAt: row.expires_at,
        invitationExpiresAt: row.invitation_expires_at,
      };
    });
  }
}
