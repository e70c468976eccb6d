import { unseal, type PersonKeys, type Sealed } from '@xiezhi/eventsourcing';
import type { Pool } from 'pg';
import { accountStream, type AccountDetails } from './account.js';

/** Who is behind an account, for those who read what the account did. */
export interface AccountName {
  readonly account: string;
  /** `null` once the person was erased. */
  readonly displayName: string | null;
  readonly agency: string;
  readonly role: string;
}

/** Whose names are told: those of one agency, or of all agencies of the divisions that start with a prefix. */
export type NamesScope = { readonly agency: string } | { readonly divisionPrefix: string };

/** People of one agency that are named at once: more than any institution has. */
const MAX_STAFF = 500;

interface Row {
  readonly id: string;
  readonly agency: string;
  readonly role: string;
  readonly person_id: string;
  readonly details: Sealed;
}

/** Names of the people who acted by their accounts (经办人姓名). */
export class AccountNames {
  constructor(
    private readonly pool: Pool,
    private readonly keys: PersonKeys,
  ) {}

  /** The names of these accounts, as far as they lie within the scope; one look for all keys. */
  async of(accounts: readonly string[], scope: NamesScope): Promise<readonly AccountName[]> {
    const within = 'agency' in scope ? 'accounts.agency = $2' : 'agencies.division LIKE $2';
    const { rows } = await this.pool.query<Row>(
      `SELECT accounts.id, accounts.agency, accounts.role, accounts.person_id, accounts.details
       FROM accounts JOIN agencies ON agencies.code = accounts.agency WHERE accounts.id = ANY ($1) AND ${within} ORDER BY accounts.id`,
      [accounts, 'agency' in scope ? scope.agency : `${scope.divisionPrefix}%`],
    );
    return this.#named(rows);
  }

  /** The people of an agency in these roles whose accounts are in use, by name. */
  async staffOf(agency: string, roles: readonly string[]): Promise<readonly AccountName[]> {
    const { rows } = await this.pool.query<Row>(
      `SELECT id, agency, role, person_id, details FROM accounts WHERE agency = $1 AND role = ANY ($2) AND state = 'active' ORDER BY id LIMIT $3`,
      [agency, roles, MAX_STAFF],
    );
    const named = await this.#named(rows);
    return named.toSorted((a, b) => (a.displayName ?? '').localeCompare(b.displayName ?? '', 'zh'));
  }

  async #named(rows: readonly Row[]): Promise<readonly AccountName[]> {
    const keys = await this.keys.find(rows.map(({ person_id: person }) => person));
    return rows.map(({ id, agency, role, person_id: person, details }) => {
      const key = keys.get(person);
      const opened = key === undefined ? null : unseal<AccountDetails>(details, key, accountStream(id), 'details');
      return { account: id, displayName: opened?.displayName ?? null, agency, role };
    });
  }
}
