import type { Pool } from 'pg';
import { Feed, type FeedBatch, type FeedOptions } from '../feed.js';
import type { Checkpoint, RecordedEvent } from '../message.js';
import { MAX_PAGE, readPage } from './past-page.js';
import { prepared, type Prepared } from './prepared.js';
import { decodeEvent, EVENT_COLUMNS, fromCheckpoint, type RawRow } from './rows.js';

/** Behind which event a reader stands: its stream and revision. */
type Place = readonly [stream: string, revision: number];

const BEGINNING: Place = ['', -1];
const behind = ({ stream, revision }: RecordedEvent): Place => [stream, revision];
const textOf = ([stream, revision]: Place): Checkpoint => `${stream}@${revision}`;

/** @throws TypeError when it is no place of this feed */
function placeOf(checkpoint: Checkpoint): Place {
  const at = checkpoint.lastIndexOf('@');
  if (at < 0) throw new TypeError('this is no place in the past of a log');
  return [checkpoint.slice(0, at), Number(checkpoint.slice(at + 1))];
}

/**
 * The events of a log up to a place behind which nothing is missing any more, one stream after the other, each whole in one batch. What is
 * folded from a stream's events is written once this way, where in the order of the log it is written again for nearly each of them. It ends when all was given;
 * its checkpoints are places in this order, not in the log's.
 */
export class PastFeed extends Feed<RecordedEvent> {
  readonly #page: Prepared;

  /** `table`: qualified and quoted as SQL wants it. */
  constructor(
    private readonly pool: Pool,
    private readonly upTo: Checkpoint,
    table = 'events',
  ) {
    super();
    this.#page = prepared(
      `select position, ${EVENT_COLUMNS.join(', ')} from ${table}
       where (stream, revision) > ($1, $2) and position <= $3 order by stream, revision limit $4`,
    );
  }

  async *subscribe({ after, signal, batchSize = MAX_PAGE }: FeedOptions): AsyncGenerator<FeedBatch<RecordedEvent>, void, undefined> {
    const limit = Math.max(1, Math.min(batchSize, MAX_PAGE));
    let page = this.#read(after === null ? BEGINNING : placeOf(after), limit);
    let checkpoint = after ?? textOf(BEGINNING);
    let rest: readonly RecordedEvent[] = [];
    for (let caughtUp = false; !caughtUp && !signal.aborted;) {
      const read = (await page).map(decodeEvent);
      if (signal.aborted) return;
      caughtUp = read.length < limit;
      // The next page is fetched while this one is handled.
      if (!caughtUp) page = this.#read(behind(read.at(-1)!), limit);
      const all = [...rest, ...read];
      // Of the last stream more may come.
      const whole = caughtUp ? all.length : all.findLastIndex(({ stream }) => stream !== all.at(-1)!.stream) + 1;
      rest = all.slice(whole);
      if (whole === 0 && !caughtUp) continue;
      const items = all.slice(0, whole);
      if (items.length > 0) checkpoint = textOf(behind(items.at(-1)!));
      yield { items, checkpoint, caughtUp };
    }
  }

  override head(): Promise<Checkpoint | null> {
    return Promise.resolve(this.upTo);
  }

  #read([stream, revision]: Place, limit: number): Promise<readonly RawRow[]> {
    return readPage(this.pool, this.#page, [stream, revision, fromCheckpoint(this.upTo), limit]);
  }
}
