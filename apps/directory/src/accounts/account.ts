import type { Sealed } from '@xiezhi/eventsourcing';

/**
 * Where an account (账号) stands. `dormant` and `expired` follow from dates, so that nothing must run for them to hold: an active account
 * that was not used for `ACCOUNT_DORMANT_DAYS`, and one whose time is over.
 */
export const ACCOUNT_STATES = ['invited', 'active', 'dormant', 'expired', 'deactivated'] as const;
export type AccountState = (typeof ACCOUNT_STATES)[number];

/** The person behind an account: sealed before it is stored. */
export interface AccountDetails {
  readonly displayName: string;
  /** What one types to sign in; unique within the agency. */
  readonly signInName: string;
}

/** An account as those who manage accounts see it. */
export interface Account {
  readonly id: string;
  readonly agency: string;
  readonly role: string;
  /** The row of the roster (律师名册) that a lawyer's account stands for. */
  readonly lawyerId: string | null;
  readonly state: AccountState;
  /** `null` once the person was erased. */
  readonly displayName: string | null;
  readonly signInName: string | null;
  readonly lastSignInAt: string | null;
  readonly expiresAt: string | null;
  readonly invitationExpiresAt: string | null;
}

export interface AccountRow {
  readonly id: string;
  readonly agency: string;
  readonly role: string;
  readonly lawyer_id: string | null;
  readonly person_id: string;
  readonly details: Sealed;
  readonly state: AccountState;
  readonly last_sign_in_at: string | null;
  readonly expires_at: string | null;
  readonly invitation_expires_at: string | null;
}

/** An instant as the API writes it: UTC, with microseconds. */
export const INSTANT = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** The state of a row of `accounts`; `days` is the parameter that holds the days until dormancy. */
export const stateSql = (days: string): string => `CASE
  WHEN accounts.state <> 'active' THEN accounts.state
  WHEN accounts.expires_at <= now() THEN 'expired'
  WHEN greatest(accounts.active_since, accounts.last_sign_in_at) < now() - ${days} * interval '1 day' THEN 'dormant'
  ELSE 'active' END`;

export const ACCOUNT_COLUMNS = (
  days: string,
): string => `accounts.id, accounts.agency, accounts.role, accounts.lawyer_id, accounts.person_id, accounts.details,
  ${stateSql(days)} AS state, ${INSTANT('accounts.last_sign_in_at')} AS last_sign_in_at, ${INSTANT('accounts.expires_at')} AS expires_at,
  ${INSTANT('accounts.invitation_expires_at')} AS invitation_expires_at`;

export const accountStream = (id: string): string => `account-${id}`;
