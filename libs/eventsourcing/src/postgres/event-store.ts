import type { Pool } from 'pg';
import { EventStore, MAX_EVENTS_PER_READ, StoreUnavailable, type Appended, type ExpectedRevision } from '../event-store.js';
import type { NewEvent, RecordedEvent } from '../message.js';
import { asStoreError } from './errors.js';
import { GroupCommit } from './group-commit.js';
import { encode } from './pending.js';
import { decodeEvent } from './rows.js';
import { Signal } from './signal.js';
import { Statements } from './statements.js';

export interface PostgresEventStoreOptions {
  /** Two connections are used for appends, one for each read under way. Stays the caller's: closing the store does not end it. */
  readonly pool: Pool;
  /** The event table, qualified and quoted as SQL wants it. Default: `events` on the search path. */
  readonly table?: string;
  /** Fired after every commit, to wake the feeds of this process. */
  readonly committed?: Signal;
}

/**
 * Streams of events in PostgreSQL: durable when answered, concurrent appends committed together. A lost connection is answered with
 * StoreUnavailable, and the next call opens a new one.
 */
export class PostgresEventStore extends EventStore {
  readonly #pool: Pool;
  readonly #statements: Statements;
  readonly #commits: GroupCommit;
  #closed = false;

  constructor({ pool, table = 'events', committed }: PostgresEventStoreOptions) {
    super();
    this.#pool = pool;
    this.#statements = new Statements(table);
    this.#commits = new GroupCommit(pool, this.#statements, () => committed?.fire());
  }

  async read(stream: string, { from = 0, max = MAX_EVENTS_PER_READ } = {}): Promise<readonly RecordedEvent[]> {
    try {
      const { rows } = await this.#pool.query<string[]>(this.#statements.read(stream, from, Math.min(max, MAX_EVENTS_PER_READ)));
      return rows.map(decodeEvent);
    } catch (error) {
      throw asStoreError(error);
    }
  }

  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    return new Promise((resolve, reject) => {
      if (this.#closed) throw new StoreUnavailable('the event store is closed');
      this.#commits.add({ ...encode(stream, expected, events), resolve, reject });
    });
  }

  override async close(): Promise<void> {
    this.#closed = true;
    await this.#commits.idle();
  }
}
