import type { DutyHolderKind } from './duty.js';

/** Tabs of the ledger (页签): how near its end a duty that is owed is, or what became of it. */
export const OBLIGATION_TABS = ['running', 'overdue', 'due_today', 'warned', 'paused', 'met', 'met_late', 'lapsed'] as const;
export type ObligationTab = (typeof OBLIGATION_TABS)[number];

/** What I owe, what is owed to me, or all duties of my matters. */
export const OBLIGATION_SIDES = ['mine', 'theirs', 'all'] as const;
export type ObligationSide = (typeof OBLIGATION_SIDES)[number];

/** Whose ledger it is: an agency's as the organ or as the institution, or a lawyer's; one whose account names no lawyer of the roster has none. */
export type LedgerOf =
  | { readonly as: 'organ' | 'institution'; readonly agency: string; readonly keys: readonly string[] }
  | { readonly as: 'lawyer'; readonly lawyerId: string | null };

/** What of a ledger is asked for; everything but whose it is narrows. */
export interface ObligationFilter {
  readonly of: LedgerOf;
  readonly side: ObligationSide;
  readonly clock?: string;
  readonly holder?: DutyHolderKind;
  readonly organs?: readonly string[];
  /** The other agency of the matter: the organ for an institution, the institution for an organ, either for a lawyer. */
  readonly agency?: string;
  /** Due after then, and by then: what ends at midnight ends with the day before. */
  readonly dueFrom?: string;
  readonly dueUntil?: string;
  /** What the codes of the matters' divisions begin with. */
  readonly divisions?: string;
}

/** The moments that tabs are told apart by. */
export interface TabTimes {
  readonly now: string;
  readonly endOfToday: string;
}

/** True for a tab of duties that are owed: what ends first comes first; what has ended, the latest first. */
export const isOwed = (tab: ObligationTab): boolean => tab !== 'met' && tab !== 'met_late' && tab !== 'lapsed';

/** The rows of one tab as a condition that the ledger's indexes serve; `value` puts a value into the statement. */
export function conditionOf(
  { of, side, clock, holder, organs, agency, dueFrom, dueUntil, divisions }: ObligationFilter,
  tab: ObligationTab,
  { now, endOfToday }: TabTimes,
  value: (of: unknown) => string,
): string {
  const parts: string[] = [...sideOf(of, side, value), `state = ${value(isOwed(tab) ? 'running' : tab)}`];
  // A clock that stands still runs out at no time.
  if (tab === 'overdue') parts.push('paused_since IS NULL', `due_at <= ${value(now)}`);
  if (tab === 'due_today') parts.push('paused_since IS NULL', `due_at > ${value(now)}`, `due_at <= ${value(endOfToday)}`);
  if (tab === 'warned') parts.push('warned_at IS NOT NULL', 'paused_since IS NULL', `due_at > ${value(now)}`);
  if (tab === 'paused') parts.push('paused_since IS NOT NULL');
  if (clock !== undefined) parts.push(`clock = ${value(clock)}`);
  if (holder !== undefined) parts.push(`holder_kind = ${value(holder)}`);
  if (organs !== undefined) parts.push(`organ = ANY (${value(organs)})`);
  if (agency !== undefined) parts.push(isOfAgency(of, value(agency)));
  if (dueFrom !== undefined) parts.push(`due_at > ${value(dueFrom)}`);
  if (dueUntil !== undefined) parts.push(`due_at <= ${value(dueUntil)}`);
  if (divisions !== undefined) parts.push(`starts_with(division, ${value(divisions)})`);
  return parts.join(' AND ');
}

const isOfAgency = ({ as }: LedgerOf, agency: string): string =>
  as === 'lawyer' ? `(organ = ${agency} OR institution = ${agency})` : `${as === 'organ' ? 'institution' : 'organ'} = ${agency}`;

function sideOf(of: LedgerOf, side: ObligationSide, value: (of: unknown) => string): readonly string[] {
  if (of.as !== 'lawyer') {
    const column = side === 'all' ? of.as : side === 'mine' ? 'holder' : 'owed_to';
    return [`${column} = ${value(of.agency)}`];
  }
  const lawyer = value(of.lawyerId);
  const mine = { all: [], mine: [`holder_lawyer = ${lawyer}`], theirs: [`holder_lawyer IS NULL`] }[side];
  return [`lawyer_now = ${lawyer}`, ...mine];
}
