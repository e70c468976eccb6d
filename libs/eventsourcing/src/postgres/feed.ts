import type { Pool } from 'pg';
import { StoreUnavailable } from '../event-store.js';
import { Feed, type FeedBatch, type FeedOptions } from '../feed.js';
import type { Checkpoint, RecordedEvent } from '../message.js';
import { asStoreError } from './errors.js';
import { Fence } from './fence.js';
import { prepared, type Prepared } from './prepared.js';
import { decodeEvent, EVENT_COLUMNS, fromCheckpoint, RAW_TYPES, toCheckpoint, type RawRow } from './rows.js';
import { pause } from '../timing.js';
import { Signal } from './signal.js';

const MAX_BATCH = 1_000;
/** Pauses between looks when nothing is new: the least, and the longest they grow to. Commits do not make it look more often than that. */
const MIN_POLL_MS = 5;
const MAX_POLL_MS = 250;
/** The first of these pauses for a feed that is woken after the commits of its process: only what others store is looked for. */
const WOKEN_POLL_MS = 40;
const MAX_DOUBLINGS = 12;
/** Pauses between looks at a gap; most gaps are a commit under way and close by themselves before a fence is raised. */
const GAP_POLL_MS = 2;
const GAP_MAX_POLL_MS = 20;
const LOOKS_BEFORE_FENCE = 3;
/** Failed looks in a row after which the reader is told; with pauses up to 1 s this is about a minute. */
const MAX_FAILURES = 60;
const MAX_FAILURE_PAUSE_MS = 1_000;

export interface PostgresFeedOptions<Item> {
  readonly pool: Pool;
  /** Append-only table, qualified and quoted as SQL wants it, whose rows are stored by INSERTs that draw the position by themselves. */
  readonly table: string;
  /** Its ascending bigint key from an identity or a sequence with cache 1. */
  readonly positionColumn: string;
  /** Columns (or SQL expressions) that `decode` gets behind the position, as PostgreSQL's text. */
  readonly columns: readonly string[];
  readonly decode: (row: RawRow) => Item;
  /** Wakes the feed after a commit; it looks every 40 ms to `maxPollMs` then, and every 5 ms to `maxPollMs` without it. */
  readonly committed?: Signal;
  /** Longest pause (ms) between looks when nothing is new, for what other processes store; default 250. */
  readonly maxPollMs?: number;
}

/** What one look at the table found: rows that may be given, and whether a gap held others back. */
interface Look {
  readonly rows: readonly RawRow[];
  readonly gap: boolean;
  readonly full: boolean;
}

/** The rows of an append-only table in the order of their positions; see {@link Fence} for what a gap means. Reads the primary only. */
export class PostgresFeed<Item> extends Feed<Item> {
  constructor(private readonly options: PostgresFeedOptions<Item>) {
    super();
  }

  async *subscribe({ after, signal, batchSize = MAX_BATCH }: FeedOptions): AsyncGenerator<FeedBatch<Item>, void, undefined> {
    const limit = Math.max(1, Math.min(batchSize, MAX_BATCH));
    const cursor = new Cursor(this.options, after === null ? 0 : fromCheckpoint(after), limit);
    const { committed = new Signal(), maxPollMs = MAX_POLL_MS } = this.options;
    const firstPollMs = this.options.committed === undefined ? MIN_POLL_MS : WOKEN_POLL_MS;
    let [told, idle, failures] = [false, 0, 0]; // told: the reader knows that it has caught up
    while (!signal.aborted) {
      const seen = committed.fired;
      const began = performance.now();
      let look: Look;
      try {
        look = await cursor.look();
        failures = 0;
      } catch (error) {
        failures += 1;
        const reason = asStoreError(error);
        if (failures >= MAX_FAILURES || !(reason instanceof StoreUnavailable)) throw reason;
        await new Signal().wait(0, Math.min(MAX_FAILURE_PAUSE_MS, MIN_POLL_MS * 2 ** failures), signal);
        continue;
      }
      if (signal.aborted) return;
      const caughtUp = !look.gap && !look.full;
      if (look.rows.length > 0 || (!told && caughtUp)) {
        // The next page is fetched while this one is handled.
        if (look.full) cursor.lookAhead();
        yield { items: look.rows.map(this.options.decode), checkpoint: cursor.checkpoint, caughtUp };
        [told, idle] = [caughtUp, 0];
      } else if (!look.gap) {
        idle += 1;
      }
      if (look.gap) await cursor.pauseAtGap(signal);
      else if (!look.full) {
        await committed.wait(seen, Math.min(maxPollMs, firstPollMs * 2 ** Math.min(idle, MAX_DOUBLINGS)), signal);
        await pause(MIN_POLL_MS - (performance.now() - began), signal);
      }
    }
  }

  async head(): Promise<Checkpoint | null> {
    const { pool, table, positionColumn } = this.options;
    try {
      const { rows } = await pool.query<(string | null)[]>({
        ...prepared(`select max(${positionColumn}) from ${table}`),
        rowMode: 'array',
        types: RAW_TYPES,
      });
      const newest = rows[0]?.[0];
      return newest === null || newest === undefined ? null : toCheckpoint(newest);
    } catch (error) {
      throw asStoreError(error);
    }
  }
}

/** The place of one reader. */
class Cursor {
  /** Positions up to here are decided: visible, or never to be. */
  #decided: number;
  readonly #page: Prepared;
  #fence: Fence | null = null;
  #looksAtGap = 0;
  #behind = false;
  #ahead: Promise<readonly RawRow[]> | null = null;

  constructor(
    private readonly options: Omit<PostgresFeedOptions<unknown>, 'decode'>,
    private position: number,
    private readonly limit: number,
  ) {
    this.#decided = position;
    const { table, positionColumn, columns } = options;
    const list = [positionColumn, ...columns].join(', ');
    // Within subqueries, place and limit are not seen by the planner: one plan serves them all, and is not made anew for every look.
    this.#page = prepared(
      `select ${list} from ${table} where ${positionColumn} > (select $1::bigint) order by ${positionColumn} limit (select $2::bigint)`,
    );
  }

  get checkpoint(): Checkpoint {
    return toCheckpoint(String(this.position));
  }

  async look(): Promise<Look> {
    const ahead = this.#ahead;
    this.#ahead = null;
    if (ahead === null) await this.#mindFence();
    const rows = await (ahead ?? this.#fetch());
    let count = 0;
    let place = this.position;
    for (const row of rows) {
      const next = Number(row[0]);
      if (next !== place + 1 && next > this.#decided) break;
      place = next;
      count += 1;
    }
    this.position = place;
    const gap = count < rows.length;
    this.#looksAtGap = gap ? (count > 0 ? 1 : this.#looksAtGap + 1) : 0;
    // A reader who is behind meets old gaps: one fence behind the newest position settles them all.
    this.#behind = gap && rows.length === this.limit;
    return { rows: gap ? rows.slice(0, count) : rows, gap, full: !gap && rows.length === this.limit };
  }

  /** Starts the next look early. There is no fence while pages are full and without a gap, so nothing read early is too old for one. */
  lookAhead(): void {
    this.#ahead = this.#fetch();
    this.#ahead.catch(() => undefined);
  }

  async pauseAtGap(signal: AbortSignal): Promise<void> {
    if (this.#behind && this.#fence === null) return;
    const pause = Math.min(GAP_MAX_POLL_MS, GAP_POLL_MS * 2 ** Math.max(0, this.#looksAtGap - LOOKS_BEFORE_FENCE));
    await new Signal().wait(0, pause, signal);
  }

  async #mindFence(): Promise<void> {
    const { pool, table, positionColumn } = this.options;
    if (this.#fence === null && (this.#behind || this.#looksAtGap >= LOOKS_BEFORE_FENCE))
      this.#fence = await Fence.raise(pool, table, positionColumn);
    if (this.#fence === null || !(await this.#fence.isOpen())) return;
    this.#decided = Math.max(this.#decided, this.#fence.upTo);
    this.#fence = null;
  }

  async #fetch(): Promise<readonly RawRow[]> {
    const { rows } = await this.options.pool.query<(string | null)[]>({
      ...this.#page,
      values: [this.position, this.limit],
      rowMode: 'array',
      types: RAW_TYPES,
    });
    return rows;
  }
}

/** The feed of an event table (default: `events` on the search path). */
export const postgresEventFeed = (options: {
  readonly pool: Pool;
  readonly table?: string;
  readonly committed?: Signal;
}): PostgresFeed<RecordedEvent> =>
  new PostgresFeed({ table: 'events', ...options, positionColumn: 'position', columns: EVENT_COLUMNS, decode: decodeEvent });
