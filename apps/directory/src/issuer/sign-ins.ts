import type { PersonKeys, Sealed } from '@xiezhi/eventsourcing';
import { open } from '@xiezhi/eventsourcing';
import type { Config, Principal } from '@xiezhi/service';
import type { Pool } from 'pg';
import { accountStream, INSTANT, stateSql, type AccountDetails, type AccountState } from '../accounts/account.js';
import type { AccountSecrets } from '../accounts/secrets.js';
import type { Attempts } from './attempts.js';

/** What a person types: organ first, then the person (单位、登录名、密码). */
export interface Credentials {
  /** The agency's code or its name. */
  readonly organ: string;
  readonly signInName: string;
  readonly password: string;
}

/** Why one was not let in. `wrong` says nothing of what was wrong; the others are told to who knew the password. */
export type Refusal =
  | { readonly reason: 'wrong' | 'invited' | 'dormant' | 'expired' | 'deactivated' | 'agency_inactive' | 'no_terms' }
  | { readonly reason: 'slow'; readonly seconds: number };

export type SignInOutcome = { readonly account: string } | Refusal;

/** What tokens say of an account. */
export interface AccountClaims {
  readonly principal: Principal;
  readonly agencyName: string;
  readonly displayName: string | null;
  readonly signedInAt: string | null;
  readonly lastSignInAt: string | null;
  /** When that was so. */
  readonly asOf: string;
}

interface FoundRow {
  readonly id: string;
  readonly password_hash: string | null;
  readonly state: AccountState;
  readonly agency_active: boolean;
  readonly terms: boolean;
}

interface ClaimsRow {
  readonly id: string;
  readonly agency: string;
  readonly kind: string;
  readonly role: string;
  readonly lawyer_id: string | null;
  readonly division: string;
  readonly agency_name: string;
  readonly details: Sealed;
  readonly signed_in_at: string | null;
  readonly last_sign_in_at: string | null;
  readonly as_of: string;
}

export interface SignInsParts {
  readonly pool: Pool;
  readonly keys: PersonKeys;
  readonly secrets: AccountSecrets;
  readonly attempts: Attempts;
  readonly config: Pick<Config, 'accountDormantDays' | 'dataUseTerms'>;
}

const ACCEPTED = (agency: string, version: string): string =>
  `EXISTS (SELECT FROM data_use_terms WHERE data_use_terms.agency = ${agency} AND version = ${version})`;

/** Lets people in by their password, and says who they are. */
export class SignIns {
  constructor(private readonly parts: SignInsParts) {}

  async signIn({ organ, signInName, password }: Credentials, address: string): Promise<SignInOutcome> {
    const { secrets, attempts } = this.parts;
    const agency = await this.#agencyOf(organ);
    const attempt = await attempts.begin(`${agency ?? organ}\n${signInName.toLowerCase()}`, address);
    if (attempt.waitSeconds > 0) return { reason: 'slow', seconds: attempt.waitSeconds };
    const found = agency === null ? undefined : await this.#find(agency, signInName);
    const fits = await secrets.fits(password, found?.password_hash ?? null);
    if (!fits || found === undefined) return { reason: 'wrong' };
    await attempts.succeeded(attempt);
    if (found.state !== 'active') return { reason: found.state };
    if (!found.agency_active) return { reason: 'agency_inactive' };
    if (!found.terms) return { reason: 'no_terms' };
    return this.#record(found.id);
  }

  /**
   * What tokens may say of an account now; `null` when it may not be signed in. Waits for a change of the account under way: what is read
   * stands at `asOf`, so that an ending finds each token that was given before it.
   */
  async claimsOf(account: string): Promise<AccountClaims | null> {
    const { pool, keys, config } = this.parts;
    const { rows } = await pool.query<ClaimsRow>(
      `SELECT accounts.id, accounts.agency, agencies.kind, accounts.role, accounts.lawyer_id, agencies.division, agencies.name AS agency_name, accounts.details,
         ${INSTANT('accounts.last_sign_in_at')} AS signed_in_at, ${INSTANT('accounts.previous_sign_in_at')} AS last_sign_in_at,
         ${INSTANT('clock_timestamp()')} AS as_of
       FROM accounts JOIN agencies ON agencies.code = accounts.agency
       WHERE accounts.id::text = $1 AND ${stateSql('$2')} = 'active' AND agencies.active AND ${ACCEPTED('accounts.agency', '$3')}
       FOR SHARE OF accounts`,
      [account, config.accountDormantDays, config.dataUseTerms],
    );
    const [row] = rows;
    if (row === undefined) return null;
    const details = await open<AccountDetails>(row.details as AccountDetails | Sealed, keys, accountStream(row.id), 'details');
    return {
      principal: {
        account: row.id,
        agency: row.agency,
        agencyKind: row.kind,
        role: row.role,
        division: row.division,
        ...(row.lawyer_id !== null && { lawyerId: row.lawyer_id }),
      },
      agencyName: row.agency_name,
      displayName: details?.displayName ?? null,
      signedInAt: row.signed_in_at,
      lastSignInAt: row.last_sign_in_at,
      asOf: row.as_of,
    };
  }

  /** Agencies that have accounts, to choose one's own from. */
  async organs(): Promise<readonly { readonly code: string; readonly name: string }[]> {
    const { rows } = await this.parts.pool.query<{ code: string; name: string }>(
      `SELECT code, name FROM agencies WHERE active AND EXISTS (SELECT FROM accounts WHERE agency = code) ORDER BY code LIMIT 1000`,
    );
    return rows;
  }

  async #agencyOf(organ: string): Promise<string | null> {
    const { rows } = await this.parts.pool.query<{ code: string }>(
      'SELECT code FROM agencies WHERE code = $1 OR name = $1 ORDER BY code = $1 DESC LIMIT 2',
      [organ],
    );
    // Two of one name: the code tells them apart.
    return rows.length === 1 || rows[0]?.code === organ ? (rows[0]?.code ?? null) : null;
  }

  async #find(agency: string, signInName: string): Promise<FoundRow | undefined> {
    const { pool, secrets, config } = this.parts;
    const { rows } = await pool.query<FoundRow>(
      `SELECT accounts.id, password_hash, ${stateSql('$2')} AS state, agencies.active AS agency_active, ${ACCEPTED('accounts.agency', '$3')} AS terms
       FROM accounts JOIN agencies ON agencies.code = accounts.agency WHERE sign_in_digest = $1`,
      [secrets.signInDigest(agency, signInName), config.accountDormantDays, config.dataUseTerms],
    );
    return rows[0];
  }

  /** Waits for a change of the account under way, and is refused when that stopped it: no sign-in slips by. */
  async #record(id: string): Promise<SignInOutcome> {
    const { rowCount } = await this.parts.pool.query(
      `UPDATE accounts SET previous_sign_in_at = last_sign_in_at, last_sign_in_at = clock_timestamp() WHERE id = $1 AND state = 'active'`,
      [id],
    );
    return rowCount === 1 ? { account: id } : { reason: 'deactivated' };
  }
}
