import type { WorklistPhase, WorklistRow } from './worklist.projection.js';

/** Parts of the course that are tabs of their own: before the notice, the defence, what leads to the end, the end. */
export const TAB_PHASES = ['discovered', 'defending', 'closing', 'ended'] as const satisfies readonly WorklistPhase[];
/**
 * Tabs of a worklist (页签): where an open request stands, or how near its due time is (`pressing` is overdue or due today), or the part of
 * its course that a request is in, or whether its hearing clashes with another of its lawyer (庭期冲突).
 */
export const WORKLIST_STATES = [
  'received',
  'returned',
  'assigned',
  'confirmed',
  'overdue',
  'due_today',
  'pressing',
  'hearing_conflict',
  ...TAB_PHASES,
] as const;
export type WorklistState = (typeof WORKLIST_STATES)[number];

/** What of its requests an agency asks for. Everything but the agency itself narrows. */
export interface WorklistFilter {
  readonly agency: string;
  /** What the agency is to its requests: an institution was asked, everyone else asks. */
  readonly as: 'institution' | 'organ';
  readonly open?: boolean;
  readonly state?: WorklistState;
  /** What the case number (案号) or the letter number (文号) begins with. */
  readonly q?: string;
  /** The requests of these organs alone. */
  readonly organs?: readonly string[];
  /** The requests of the institutions in the divisions whose codes begin so. */
  readonly divisions?: string;
  /** 使用语言 of the person. */
  readonly language?: string;
  /** Those that wait for the agency itself, or for the other party (等我办理、我在等待). */
  readonly turn?: 'mine' | 'theirs';
  /** Those due by this instant. */
  readonly dueUntil?: string;
  /** These alone. */
  readonly ids?: readonly string[];
  /** Now, and the end of this day: instants. */
  readonly now: string;
  readonly endOfToday: string;
  /** How the columns of case numbers and languages are written. */
  readonly caseNumber: string;
  readonly languageColumn: string;
  readonly phaseColumn: string;
  readonly conflictColumn: string;
}

/** The side on which an agency of this kind stands. */
export const sideOf = ({ agencyKind }: { readonly agencyKind: string }): WorklistFilter['as'] =>
  agencyKind === 'institution' ? 'institution' : 'organ';

/** The condition of a statement, and its values from `$1` on. */
export interface Condition {
  readonly where: string;
  /** Conditions that exclude each other and together are `where`: each of them has an index of its own. */
  readonly ways: readonly string[];
  readonly values: readonly unknown[];
}

/** Where a request stands while each side owes the next step, by the part of its course. What has ended waits for nobody. */
const TURN: Readonly<Record<WorklistFilter['as'], Readonly<Partial<Record<WorklistPhase, readonly WorklistRow['status'][]>>>>> = {
  institution: { assigning: ['received', 'assigned'], closing: ['filed', 'terminated'] },
  organ: { discovered: ['detected'], assigning: ['returned'], defending: ['refused', 'awaiting_own_lawyer'] },
};
const otherSide = (side: WorklistFilter['as']): WorklistFilter['as'] => (side === 'organ' ? 'institution' : 'organ');

const OPEN_STATES: readonly WorklistRow['status'][] = ['received', 'returned', 'assigned'];

const isPhase = (state: WorklistState | undefined): state is (typeof TAB_PHASES)[number] => TAB_PHASES.some((phase) => phase === state);

/** Parts of the course that the rows of a filter lie in; `null`: in any. */
function phasesOf({ state, open, turn, as }: WorklistFilter): readonly WorklistPhase[] | null {
  const tab = ((): readonly WorklistPhase[] | null => {
    if (isPhase(state)) return [state];
    if (state === 'confirmed') return ['defending'];
    if (state === 'hearing_conflict') return null;
    if (state !== undefined || open === true) return ['assigning'];
    return open === false ? ['defending', 'closing', 'ended'] : null;
  })();
  if (turn === undefined) return tab;
  const waiting = Object.keys(TURN[turn === 'mine' ? as : otherSide(as)]) as WorklistPhase[];
  return tab === null ? waiting : tab.filter((phase) => waiting.includes(phase));
}

/** The rows of a filter as a condition that the worklist's indexes serve. What has no notice yet is in a list of its own. */
export function conditionOf(filter: WorklistFilter): Condition {
  const { agency, as, open, state, q, organs, divisions, language, turn, dueUntil, ids, now, endOfToday, caseNumber } = filter;
  const values: unknown[] = [];
  const value = (of: unknown): string => `$${values.push(of)}`;
  const parts = [`"${as}" = ${value(agency)}`, 'due_at IS NOT NULL'];
  if (state !== 'discovered') parts.push('received_at IS NOT NULL');
  const phases = phasesOf(filter);
  // Of what was settled most has ended: where one part of the course is meant, its index finds it.
  const only = phases?.length === 1 && phases[0] !== 'assigning' ? phases[0] : undefined;
  if (only !== undefined) parts.push(`${filter.phaseColumn} = ${value(only)}`);
  if (state === 'hearing_conflict') parts.push(filter.conflictColumn);
  const wanted = only !== undefined ? false : state === 'hearing_conflict' ? undefined : state !== undefined || open;
  if (wanted !== undefined) parts.push(`open = ${value(wanted)}`);
  if (state === 'confirmed' || OPEN_STATES.some((status) => status === state)) parts.push(`status = ${value(state)}`);
  if (state === 'overdue') parts.push(`due_at <= ${value(now)}`);
  // A day ends at 24:00, and what is due by its end is due that day.
  if (state === 'due_today') parts.push(`due_at > ${value(now)} AND due_at <= ${value(endOfToday)}`);
  if (state === 'pressing') parts.push(`due_at <= ${value(endOfToday)}`);
  if (turn !== undefined) {
    const waiting = TURN[turn === 'mine' ? as : otherSide(as)];
    const statuses = (phases ?? []).flatMap((phase) => waiting[phase] ?? []);
    parts.push(statuses.length === 0 ? 'false' : `status = ANY (${value(statuses)})`);
  }
  if (dueUntil !== undefined) {
    parts.push(`due_at <= ${value(dueUntil)}`);
    // Nothing is due before it was received: the order of service, too, begins where this does.
    if (state !== 'discovered') parts.push(`received_at <= ${value(dueUntil)}`);
  }
  if (language !== undefined) parts.push(`${filter.languageColumn} = ${value(language)}`);
  if (divisions !== undefined) parts.push(`starts_with(division, ${value(divisions)})`);
  if (ids !== undefined) parts.push(`id = ANY (${value(ids)}::uuid[])`);
  // Of one organ there is an index in each order; of several there is none.
  if (organs !== undefined) parts.push(organs.length === 1 ? `organ = ${value(organs[0])}` : `organ = ANY (${value(organs)})`);
  if (q !== undefined) {
    const [from, to] = [value(q), value(afterPrefix(q))];
    // Row security lets an index serve operators that tell nothing of other rows: these do, LIKE is none of them.
    const begins = (column: string): string => `(${column} ~>=~ ${from} AND ${column} ~<~ ${to})`;
    const [byCase, byLetter] = [begins(caseNumber), begins('letter_number')];
    const ways = [byCase, `${byLetter} AND ${byCase} IS NOT TRUE`];
    return {
      where: [...parts, `(${byCase} OR ${byLetter})`].join(' AND '),
      ways: ways.map((way) => [...parts, way].join(' AND ')),
      values,
    };
  }
  const where = parts.join(' AND ');
  return { where, ways: [where], values };
}

const LAST = 0x10_ff_ff;
const SURROGATES = [0xd8_00, 0xe0_00] as const;

/** The least text, by code points, that is greater than every text beginning with `prefix`. */
export function afterPrefix(prefix: string): string {
  const points = [...prefix].map((character) => character.codePointAt(0)!);
  while (points.at(-1) === LAST) points.pop();
  const last = points.pop();
  // Nothing is greater than what begins with the last of all characters: that many of them.
  if (last === undefined) return String.fromCodePoint(LAST).repeat(prefix.length + 1);
  const next = last + 1 === SURROGATES[0] ? SURROGATES[1] : last + 1;
  return String.fromCodePoint(...points, next);
}
