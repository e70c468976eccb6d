import type { ReadModels, ReadScope, ScopedReads } from '@xiezhi/eventsourcing/postgres';
import { agencyScope, divisionPrefix, type Principal } from '@xiezhi/service';
import type { Pool } from 'pg';
import { noSuchEarlyNotice, type EarlyStatus } from '../early-notice/early-notice.js';
import type { Counted } from '../worklist/worklist.queries.js';
import { earlyNotices, type EarlyNoticeRow, type FirstFacts } from './early-notices.projection.js';

const COUNTED_TO = 10_000;

/** Tabs of the list (页签). */
export const EARLY_STATES = ['waiting', 'ended'] as const;
export type EarlyListState = (typeof EARLY_STATES)[number];

/** A notice as lists show it. */
export interface ShownEarlyNotice {
  /** The request has it too, once there is one. */
  readonly id: string;
  readonly organ: string;
  readonly division: string;
  readonly stage: string;
  readonly ground: string;
  readonly status: EarlyStatus;
  /** The organ's own; `null` for whoever keeps the directory. */
  readonly caseNumber: string | null;
  readonly keptAt: string;
  readonly lapsesAt: string;
  /** Since when it waits for longer than it should. */
  readonly warnedAt: string | null;
  readonly endedAt: string | null;
  readonly institution: string | null;
  /** When it was last corrected (更正), and what it said at first; the case number as {@link caseNumber}. */
  readonly correctedAt: string | null;
  readonly first: (Omit<FirstFacts, 'caseNumber'> & { readonly caseNumber: string | null }) | null;
  /** Of a refused one, or of one whose correction was: the code of the refusal. */
  readonly code: string | null;
}

export interface EarlyNoticePage {
  readonly items: readonly ShownEarlyNotice[];
  readonly total: Counted;
  readonly next: string | null;
}

type Instants = 'corrected_at' | 'kept_at' | 'lapses_at' | 'warned_at' | 'ended_at';
type Stored = Omit<EarlyNoticeRow, Instants> & { readonly [Column in Instants]: Date | null };

const iso = (value: Date | null): string | null => value?.toISOString() ?? null;

/** Who keeps the directory sees where an institution is missing, in the own divisions; an organ its own notices. */
const isKeeper = ({ agencyKind }: Principal): boolean => agencyKind === 'administration';

const scopeOf = (reader: Principal): ReadScope => (isKeeper(reader) ? { divisions: divisionPrefix(reader.division) } : agencyScope(reader));

/** Reads of the notices that came early, within the reader's scope. */
export class EarlyNotices {
  constructor(
    private readonly reads: ScopedReads,
    private readonly pool: Pool,
    private readonly readModels: ReadModels,
  ) {}

  /** One tab: what waits longest first; of what has ended, the latest. */
  async list(reader: Principal, state: EarlyListState, limit: number, cursor?: string): Promise<EarlyNoticePage> {
    const { where, values } = this.#within(reader, state);
    const isWaiting = state === 'waiting';
    const [column, order] = isWaiting ? ['kept_at', 'ASC'] : ['ended_at', 'DESC'];
    const [at, id] = cursor?.split('|') ?? [];
    const paged = at === undefined ? values : [...values, at, id];
    const after = at === undefined ? '' : ` AND (${column}, id) ${isWaiting ? '>' : '<'} ($2::timestamptz, $3::uuid)`;
    const [rows, [counted]] = await Promise.all([
      this.reads.query<Stored>(scopeOf(reader), {
        text: `SELECT * FROM ${this.#table} WHERE ${where}${after} ORDER BY ${column} ${order}, id ${order} LIMIT $${paged.length + 1}`,
        values: [...paged, limit + 1],
      }),
      this.reads.query<{ count: number }>(scopeOf(reader), {
        text: `SELECT count(*)::int AS count FROM (SELECT FROM ${this.#table} WHERE ${where} LIMIT ${COUNTED_TO + 1}) counted`,
        values,
      }),
    ]);
    const last = rows.slice(0, limit).at(-1);
    const count = counted?.count ?? 0;
    return {
      items: rows.slice(0, limit).map((row) => shown(row, reader)),
      total: { count: Math.min(count, COUNTED_TO), exact: count <= COUNTED_TO },
      next: rows.length > limit && last !== undefined ? `${iso(last[column as 'kept_at'])}|${last.id}` : null,
    };
  }

  /** @throws Rejected `early_notice.not_found`, for a foreign one as for one that does not exist */
  async page(id: string, reader: Principal): Promise<ShownEarlyNotice> {
    const { where, values } = this.#within(reader);
    const text = `SELECT * FROM ${this.#table} WHERE ${where} AND id = $2`;
    const [row] = await this.reads.query<Stored>(scopeOf(reader), { text, values: [...values, id] });
    return row === undefined ? noSuchEarlyNotice() : shown(row, reader);
  }

  /** How many notices of an organ wait, counted to `limit`. */
  async waitingOf(organ: string, limit: number): Promise<number> {
    const text = `SELECT FROM ${this.#table} WHERE organ = $1 AND status = 'waiting' LIMIT $2`;
    const { rowCount } = await this.pool.query(text, [organ, limit]);
    return rowCount ?? 0;
  }

  #within(reader: Principal, state?: EarlyListState): { readonly where: string; readonly values: readonly unknown[] } {
    const stands = state === undefined ? '' : ` AND status ${state === 'waiting' ? '=' : '<>'} 'waiting'`;
    return isKeeper(reader)
      ? { where: `division LIKE $1 || '%'${stands}`, values: [divisionPrefix(reader.division)] }
      : { where: `organ = $1${stands}`, values: [reader.agency] };
  }

  get #table(): string {
    return this.readModels.table(earlyNotices);
  }
}

function firstOf(first: FirstFacts | null, reader: Principal): ShownEarlyNotice['first'] {
  if (first === null) return null;
  const { caseNumber, stage, ground } = first;
  return { caseNumber: isKeeper(reader) ? null : caseNumber, stage, ground };
}

function shown(row: Stored, reader: Principal): ShownEarlyNotice {
  const { id, organ, division, stage, ground, status, institution, code } = row;
  return {
    ...{ id, organ, division, stage, ground, status, institution, code },
    caseNumber: isKeeper(reader) ? null : row.case_number,
    // An older version of the read model does not have them.
    correctedAt: iso(row.corrected_at ?? null),
    first: firstOf(row.first_facts ?? null, reader),
    keptAt: iso(row.kept_at)!,
    lapsesAt: iso(row.lapses_at)!,
    warnedAt: iso(row.warned_at),
    endedAt: iso(row.ended_at),
  };
}
