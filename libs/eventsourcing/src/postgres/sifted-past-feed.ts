import type { Pool } from 'pg';
import { Feed, type FeedBatch, type FeedOptions } from '../feed.js';
import type { Checkpoint, RecordedEvent } from '../message.js';
import { MAX_PAGE, readPage } from './past-page.js';
import { prepared, type Prepared } from './prepared.js';
import { decodeEvent, EVENT_COLUMNS, fromCheckpoint, type RawRow } from './rows.js';

/**
 * The events of some types up to a place behind which nothing is missing any more, in the order of the log; the server passes over the
 * others. It ends when all was given. Its checkpoints are places in the log, the last of them the end of that past.
 */
export class SiftedPastFeed extends Feed<RecordedEvent> {
  readonly #page: Prepared;

  /** `table`: qualified and quoted as SQL wants it. */
  constructor(
    private readonly pool: Pool,
    private readonly upTo: Checkpoint,
    private readonly types: readonly string[],
    table = 'events',
  ) {
    super();
    this.#page = prepared(
      `select position, ${EVENT_COLUMNS.join(', ')} from ${table}
       where position > $1 and position <= $2 and type = any ($3) order by position limit $4`,
    );
  }

  async *subscribe({ after, signal, batchSize = MAX_PAGE }: FeedOptions): AsyncGenerator<FeedBatch<RecordedEvent>, void, undefined> {
    const limit = Math.max(1, Math.min(batchSize, MAX_PAGE));
    let page = this.#read(after === null ? 0 : fromCheckpoint(after), limit);
    for (let caughtUp = false; !caughtUp && !signal.aborted;) {
      const items = (await page).map(decodeEvent);
      if (signal.aborted) return;
      caughtUp = items.length < limit;
      // The next page is fetched while this one is handled.
      if (!caughtUp) page = this.#read(fromCheckpoint(items.at(-1)!.position), limit);
      yield { items, checkpoint: caughtUp ? this.upTo : items.at(-1)!.position, caughtUp };
    }
  }

  override head(): Promise<Checkpoint | null> {
    return Promise.resolve(this.upTo);
  }

  #read(position: number, limit: number): Promise<readonly RawRow[]> {
    return readPage(this.pool, this.#page, [position, fromCheckpoint(this.upTo), this.types, limit]);
  }
}
