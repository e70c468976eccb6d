import { Feed, type FeedBatch, type FeedOptions } from './feed.js';
import type { FeedItem } from './feed-item.js';
import type { Checkpoint } from './message.js';

/** Milliseconds since the last who came, within which whoever comes is still taken along. */
const GATHER_MS = 100;

interface Waiting<Item> {
  readonly given: (batch: FeedBatch<Item> | null) => void;
  readonly failed: (error: unknown) => void;
}

/** Some who go through a feed as one: the next batch is read when each of them has done with the last. */
class Group<Item extends FeedItem> {
  /** True until the first batch is read. */
  gathering = true;
  private gathered: ReturnType<typeof setTimeout> | undefined;
  private members = 0;
  private waiting: Waiting<Item>[] = [];
  private readonly stopping = new AbortController();
  private readonly batches: AsyncIterator<FeedBatch<Item>>;

  constructor(feed: Feed<Item>, batchSize: number | undefined) {
    const options = { after: null, signal: this.stopping.signal, ...(batchSize !== undefined && { batchSize }) };
    this.batches = feed.subscribe(options)[Symbol.asyncIterator]();
  }

  join(): void {
    this.members += 1;
    clearTimeout(this.gathered);
    this.gathered = setTimeout(() => {
      this.gathering = false;
      this.goOn();
    }, GATHER_MS);
  }

  leave(): void {
    this.members -= 1;
    if (this.members > 0) return this.goOn();
    clearTimeout(this.gathered);
    this.gathering = false;
    this.stopping.abort();
    this.batches.return?.().catch(() => undefined);
  }

  /** The next batch; `null` at the end. */
  next(signal: AbortSignal): Promise<FeedBatch<Item> | null> {
    return new Promise((given, failed) => {
      if (signal.aborted) return given(null);
      const end = (): void => {
        this.waiting = this.waiting.filter((other) => other !== waiting);
        given(null);
      };
      const settled =
        <T>(settle: (value: T) => void) =>
        (value: T): void => {
          signal.removeEventListener('abort', end);
          settle(value);
        };
      const waiting: Waiting<Item> = { given: settled(given), failed: settled(failed) };
      this.waiting.push(waiting);
      signal.addEventListener('abort', end, { once: true });
      this.goOn();
    });
  }

  private goOn(): void {
    if (this.gathering || this.waiting.length === 0 || this.waiting.length < this.members) return;
    const { waiting } = this;
    this.waiting = [];
    void this.batches.next().then(
      ({ done, value }) => waiting.forEach(({ given }) => given(done === true ? null : value)),
      (error: unknown) => waiting.forEach(({ failed }) => failed(error)),
    );
  }
}

/**
 * A feed that all who begin together go through in step: each batch is read once and gone when the slowest has done with it, however many
 * they are. Who comes later, or not from the beginning, goes by himself, or with those who come then. It ends when nothing more is stored.
 */
export class InStepFeed<Item extends FeedItem> extends Feed<Item> {
  private group: Group<Item> | null = null;

  constructor(private readonly feed: Feed<Item>) {
    super();
  }

  override head(): Promise<Checkpoint | null> {
    return this.feed.head();
  }

  async *subscribe(options: FeedOptions): AsyncGenerator<FeedBatch<Item>, void, undefined> {
    if (options.after !== null) return yield* this.feed.subscribe(options);
    if (this.group?.gathering !== true) this.group = new Group(this.feed, options.batchSize);
    const { group } = this;
    group.join();
    try {
      for (let batch = await group.next(options.signal); batch !== null; batch = await group.next(options.signal)) {
        yield batch;
        if (batch.caughtUp) return;
      }
    } finally {
      group.leave();
    }
  }
}
