import { invalidRequest, isInstant, restrictedMatters } from '@xiezhi/service';
import type { ReadModels, ScopedReads } from '@xiezhi/eventsourcing/postgres';
import { jointRequests, type JointOutcome, type JointRequestRow } from './joint-requests.projection.js';

/** Which requests a figure counts. */
export const JOINT_STATES = ['open', 'overdue', 'ended', 'on_time', 'late', 'closed', 'received'] as const;
export type JointState = (typeof JOINT_STATES)[number];

export const MAX_PAGE = 100;
/** How far a total is counted exactly. */
const COUNTED_TO = 10_000;

export interface JointFilter {
  /** What the divisions' codes begin with: the reader's own, or less. */
  readonly prefix: string;
  /** This very division, without those below. */
  readonly division?: string;
  readonly organ?: string;
  readonly state: JointState;
  /** Within this time, of what the state is sorted by: received or ended. */
  readonly from?: string;
  readonly to?: string;
}

/** A request behind a figure (逐件). */
export interface JointRequest {
  readonly requestId: string;
  readonly division: string;
  readonly organ: string;
  readonly institution: string;
  readonly receivedAt: string;
  readonly dueAt: string;
  readonly endedAt: string | null;
  readonly outcome: JointOutcome | null;
}

export interface JointRequestPage {
  /** The instant the list is as of. */
  readonly asAt: string;
  readonly items: readonly JointRequest[];
  readonly total: { readonly count: number; readonly exact: boolean };
  readonly next: string | null;
}

type Stored = Omit<JointRequestRow, InstantColumn> & { readonly [Column in InstantColumn]: Date } & { readonly ended_at: Date | null };
type InstantColumn = 'received_at' | 'due_at' | 'ended_at';

/** The lists behind the joint figures, within the reader's divisions. */
export class JointRequests {
  constructor(
    private readonly reads: ScopedReads,
    private readonly readModels: ReadModels,
  ) {}

  /** `scope`: what the reader's own divisions begin with. Open ones by due time; the others by when it happened, the last first. */
  async list(scope: string, filter: JointFilter, now: string, limit: number, cursor: string | undefined): Promise<JointRequestPage> {
    const open = filter.state === 'open' || filter.state === 'overdue';
    const column = open ? 'due_at' : filter.state === 'received' ? 'received_at' : 'ended_at';
    const values: unknown[] = [];
    const value = (of: unknown): string => `$${values.push(of)}`;
    const restricted = `SELECT id FROM ${this.readModels.table(restrictedMatters)} WHERE restricted`;
    // What is kept to a circle is counted by the figures, and shown to nobody here one by one.
    const where = `${conditionOf(filter, column, now, value)} AND request_id NOT IN (${restricted})`;
    const table = this.readModels.table(jointRequests);
    const counting = this.reads.query<{ count: number }>(
      { divisions: scope },
      {
        text: `SELECT count(*)::int AS count FROM (SELECT FROM ${table} WHERE ${where} LIMIT ${COUNTED_TO + 1}) counted`,
        values: [...values],
      },
    );
    const after = cursor === undefined ? null : partsOf(cursor);
    const beyond =
      after === null ? '' : ` AND (${column}, request_id) ${open ? '>' : '<'} (${value(after[0])}::timestamptz, ${value(after[1])}::uuid)`;
    const direction = open ? 'ASC' : 'DESC';
    const reading = this.reads.query<Stored>(
      { divisions: scope },
      {
        text: `SELECT * FROM ${table} WHERE ${where}${beyond} ORDER BY ${column} ${direction}, request_id ${direction} LIMIT ${value(limit + 1)}`,
        values,
      },
    );
    const [[counted], rows] = await Promise.all([counting, reading]);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    const count = counted?.count ?? 0;
    return {
      asAt: now,
      items: shown.map(asItem),
      total: { count: Math.min(count, COUNTED_TO), exact: count <= COUNTED_TO },
      next: rows.length > limit && last !== undefined ? `${last[column]!.toISOString()}|${last.request_id}` : null,
    };
  }
}

function conditionOf(
  { prefix, division, organ, state, from, to }: JointFilter,
  column: string,
  now: string,
  value: (of: unknown) => string,
): string {
  const parts = [`starts_with(division, ${value(prefix)})`];
  if (division !== undefined) parts.push(`division = ${value(division)}`);
  if (organ !== undefined) parts.push(`organ = ${value(organ)}`);
  if (state === 'open' || state === 'overdue') parts.push('ended_at IS NULL');
  if (state === 'overdue') parts.push(`due_at <= ${value(now)}`);
  if (state === 'ended') parts.push(`outcome IN ('on_time', 'late')`);
  if (state === 'on_time' || state === 'late' || state === 'closed') parts.push(`outcome = ${value(state)}`);
  if (from !== undefined) parts.push(`${column} >= ${value(from)}`);
  if (to !== undefined) parts.push(`${column} < ${value(to)}`);
  return parts.join(' AND ');
}

const asItem = (row: Stored): JointRequest => ({
  requestId: row.request_id,
  division: row.division,
  organ: row.organ,
  institution: row.institution,
  receivedAt: row.received_at.toISOString(),
  dueAt: row.due_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
  outcome: row.outcome,
});

const ID_LENGTH = 36;

/** @throws HttpProblem 400 for a cursor that no page gave */
function partsOf(cursor: string): readonly [string, string] {
  const [at, id] = [cursor.slice(0, -ID_LENGTH - 1), cursor.slice(-ID_LENGTH)];
  if (isInstant(at)) return [at, id];
  throw invalidRequest([{ path: 'cursor', code: 'cursor.invalid', detail: 'must be the next of a page of this list' }]);
}
