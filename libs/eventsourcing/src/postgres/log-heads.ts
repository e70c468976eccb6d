import type { Pool, PoolClient } from 'pg';
import type { FeedItem } from '../feed-item.js';
import type { SignedHead } from '../sealing/log-head.js';
import { PostgresFeed } from './feed.js';
import { qualified } from './identifiers.js';
import { prepared, type Prepared } from './prepared.js';
import { toCheckpoint, toIso } from './rows.js';
import type { Signal } from './signal.js';

const MAX_PAGE = 1_000;
/** Heads are told about once an hour: those of another process are not looked for more often than this. */
const POLL_MS = 5_000;

/** A head as it is kept. */
export interface KeptHead {
  readonly number: number;
  readonly events: number;
  readonly head: SignedHead;
}

/** A head that is told to others, as an item of a feed. */
export interface ToldHead extends FeedItem {
  readonly number: number;
  readonly head: SignedHead;
  readonly toldAt: string;
}

interface KeptRow {
  readonly number: string;
  readonly events: string;
  readonly head: SignedHead;
}

const keptHead = ({ number, events, head }: KeptRow): KeptHead => ({ number: Number(number), events: Number(events), head });

/** The rows that hold the signed heads of a log, and those that are told to others. */
export class LogHeads {
  private readonly told: string;
  private readonly newest: Prepared;
  private readonly adding: Prepared;
  private readonly lastTold: Prepared;
  private readonly telling: Prepared;
  private readonly paging: Prepared;

  constructor(private readonly schema: string) {
    const heads = qualified(schema, 'log_heads');
    this.told = qualified(schema, 'witnessed_heads');
    this.newest = prepared(`SELECT number, events, head FROM ${heads} ORDER BY number DESC LIMIT 1`);
    this.adding = prepared(`INSERT INTO ${heads} (number, events, head, signed_at) VALUES ($1, $2, $3, $4)`);
    this.lastTold = prepared(`SELECT number, told_at AS at FROM ${this.told} ORDER BY position DESC LIMIT 1`);
    this.telling = prepared(`INSERT INTO ${this.told} (number, head, told_at) VALUES ($1, $2, $3)`);
    this.paging = prepared(
      `SELECT number, events, head FROM ${heads} WHERE number > $1 AND number <= $2 ORDER BY number LIMIT ${MAX_PAGE}`,
    );
  }

  async last(pool: Pool): Promise<KeptHead | null> {
    const { rows } = await pool.query<KeptRow>(this.newest);
    return rows[0] === undefined ? null : keptHead(rows[0]);
  }

  /** @throws DatabaseError (23505) when another process has signed a head of this number */
  async add(pool: Pool, { number, events, head }: KeptHead, signedAt: string): Promise<void> {
    await pool.query({ ...this.adding, values: [number, events, head, signedAt] });
  }

  /** The head that was told last, and when. */
  async toldLast(pool: Pool): Promise<{ readonly number: number; readonly at: number } | null> {
    const { rows } = await pool.query<{ number: string; at: Date }>(this.lastTold);
    return rows[0] === undefined ? null : { number: Number(rows[0].number), at: rows[0].at.getTime() };
  }

  async tell(pool: Pool, { number, head }: KeptHead, at: string): Promise<void> {
    await pool.query({ ...this.telling, values: [number, head, at] });
  }

  /** All heads up to number `upTo`, in order, read page by page. */
  async *all(client: Pool | PoolClient, upTo: number): AsyncGenerator<KeptHead, void, undefined> {
    for (let after = 0; ;) {
      const { rows } = await client.query<KeptRow>({ ...this.paging, values: [after, upTo] });
      for (const row of rows) yield keptHead(row);
      if (rows.length < MAX_PAGE) return;
      after = Number(rows.at(-1)!.number);
    }
  }

  /** The heads told to others, in order. */
  feed(pool: Pool, committed: Signal): PostgresFeed<ToldHead> {
    return new PostgresFeed({
      pool,
      table: this.told,
      positionColumn: 'position',
      columns: ['number', 'head', 'told_at'],
      decode: ([position, number, head, toldAt]) => ({
        id: `${this.schema}/${number!}`,
        position: toCheckpoint(position!),
        number: Number(number),
        head: head!,
        toldAt: toIso(toldAt!),
      }),
      committed,
      maxPollMs: POLL_MS,
    });
  }
}
