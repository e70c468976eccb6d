import { Feed, type FeedBatch, type FeedOptions } from './feed.js';
import type { FeedItem } from './feed-item.js';
import type { Checkpoint } from './message.js';
import { ReadPages } from './read-pages.js';

/** Items of the newest batches that are kept for followers who are a little behind. */
const MAX_KEPT_ITEMS = 2_000;
const MAX_BATCH = 1_000;

/** A batch with the place it begins after. */
interface Kept<Item> {
  readonly after: Checkpoint | null;
  readonly batch: FeedBatch<Item>;
}

/** Reads the end of the feed once for everyone, for as long as anyone is there. */
class Tail<Item extends FeedItem> {
  readonly kept: Kept<Item>[] = [];
  ended = false;
  /** True when nothing more was stored at its last look. */
  caughtUp = true;
  private readonly stopping = new AbortController();
  private readonly waiting = new Set<() => void>();
  private items = 0;

  constructor(
    feed: Feed<Item>,
    public place: Checkpoint | null,
  ) {
    void this.read(feed).finally(() => {
      this.ended = true;
      this.wake();
    });
  }

  stop(): void {
    this.stopping.abort();
  }

  /** The batches after `place`, as far as they are at hand; `null` when some are no longer kept. */
  since(place: Checkpoint | null): readonly FeedBatch<Item>[] | null {
    if ((place ?? '') >= (this.place ?? '')) return [];
    const first = this.kept.findIndex(({ batch }) => batch.checkpoint > (place ?? ''));
    const from = this.kept[first];
    return from === undefined || (from.after ?? '') > (place ?? '') ? null : this.kept.slice(first).map(({ batch }) => batch);
  }

  /** Resolves at the next batch, at the end, or when the signal is aborted. */
  async next(signal: AbortSignal): Promise<void> {
    if (this.ended || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        this.waiting.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.waiting.add(done);
      signal.addEventListener('abort', done, { once: true });
    });
  }

  private async read(feed: Feed<Item>): Promise<void> {
    try {
      for await (const batch of feed.subscribe({ after: this.place, signal: this.stopping.signal, batchSize: MAX_BATCH })) {
        this.caughtUp = batch.caughtUp;
        if (batch.items.length === 0) {
          this.wake();
          continue;
        }
        this.kept.push({ after: this.place, batch });
        this.items += batch.items.length;
        while (this.items > MAX_KEPT_ITEMS && this.kept.length > 1) this.items -= this.kept.shift()!.batch.items.length;
        this.place = batch.checkpoint;
        this.wake();
      }
    } catch {
      // Whoever followed reads for himself again, and meets the same error or none.
    }
  }

  private wake(): void {
    for (const done of this.waiting) done();
  }
}

/**
 * A feed of which all followers in a process share one reader once they have caught up: what is new is read once, however many follow.
 * Whoever is behind reads for himself, but for pages that somebody else has just read at the same place: several read models that are built
 * anew together go through the past as one. Order, completeness and errors are those of the feed within.
 */
export class SharedFeed<Item extends FeedItem> extends Feed<Item> {
  private tail: Tail<Item> | null = null;
  private followers = 0;
  /** Pages of those who are catching up, by the size of a page; gone with the last of them. */
  private readonly pages = new Map<number, ReadPages<Item>>();
  private behind = 0;

  constructor(private readonly feed: Feed<Item>) {
    super();
  }

  override head(): Promise<Checkpoint | null> {
    return this.feed.head();
  }

  async *subscribe(options: FeedOptions): AsyncGenerator<FeedBatch<Item>, void, undefined> {
    let after = options.after;
    while (!options.signal.aborted) {
      for await (const batch of this.catchUp(after, options)) {
        yield batch;
        after = batch.checkpoint;
      }
      if (options.signal.aborted) return;
      for await (const batch of this.follow(after, options)) {
        yield batch;
        after = batch.checkpoint;
      }
    }
  }

  /** Reads until nothing more is stored, each page by whoever comes to it first. */
  private async *catchUp(place: Checkpoint | null, options: FeedOptions): AsyncGenerator<FeedBatch<Item>, void, undefined> {
    const { signal, batchSize = MAX_BATCH } = options;
    const pageSize = Math.min(batchSize, MAX_BATCH);
    const pages = this.pages.get(pageSize) ?? new ReadPages<Item>(pageSize);
    this.pages.set(pageSize, pages);
    this.behind += 1;
    let after = place;
    let own: AsyncIterator<FeedBatch<Item>> | null = null;
    try {
      for (let caughtUp = false; !caughtUp && !signal.aborted;) {
        // Whoever comes first tells of it at once: nothing may be awaited in between.
        const others = pages.at(after);
        let batch = others === undefined ? null : await unlessAborted(others, signal);
        if (signal.aborted) return;
        if (batch === null) {
          own ??= this.feed.subscribe({ ...options, after })[Symbol.asyncIterator]();
          const page = own.next().then(({ done, value }) => (done === true ? null : value));
          pages.reading(after, page);
          batch = await page;
          if (batch === null) return;
        } else {
          // From here on this one's own reader would read what is read already.
          await own?.return?.();
          own = null;
          batch = pages.withNext(batch, batchSize);
        }
        yield batch;
        [after, caughtUp] = [batch.checkpoint, batch.caughtUp];
      }
    } finally {
      await own?.return?.();
      this.behind -= 1;
      if (this.behind === 0) this.pages.clear();
    }
  }

  /** Follows the shared reader until it ends or this follower has fallen too far behind it. */
  private async *follow(place: Checkpoint | null, options: FeedOptions): AsyncGenerator<FeedBatch<Item>, void, undefined> {
    const { signal, batchSize = MAX_BATCH } = options;
    if (this.tail === null || this.tail.ended) this.tail = new Tail(this.feed, place);
    const tail = this.tail;
    this.followers += 1;
    let [after, told] = [place, true];
    try {
      while (!signal.aborted) {
        const batches = tail.since(after);
        if (batches === null) return;
        if (batches.length > 0) {
          for (const part of parts(together(batches), after, batchSize)) {
            yield part;
            if (signal.aborted) return;
            [after, told] = [part.checkpoint, part.caughtUp];
          }
          continue;
        }
        if (!told && after !== null && tail.caughtUp && !tail.ended) {
          told = true;
          yield { items: [], checkpoint: after, caughtUp: true };
          continue;
        }
        if (tail.ended) return;
        await tail.next(signal);
      }
    } finally {
      this.followers -= 1;
      if (this.followers === 0) {
        this.tail?.stop();
        this.tail = null;
      }
    }
  }
}

/** What is promised, or `null` when the signal comes first. */
async function unlessAborted<T>(promised: Promise<T | null>, signal: AbortSignal): Promise<T | null> {
  let stop: () => void = () => undefined;
  const aborted = new Promise<null>((resolve) => {
    stop = () => resolve(null);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([promised, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Batches that follow each other, as one. */
const together = <Item extends FeedItem>(batches: readonly FeedBatch<Item>[]): FeedBatch<Item> =>
  batches.length === 1 ? batches[0]! : { ...batches.at(-1)!, items: batches.flatMap(({ items }) => items) };

/** What of a batch lies after `place`, in parts of at most `size` items. The last part is the batch's end. */
function parts<Item extends FeedItem>(batch: FeedBatch<Item>, place: Checkpoint | null, size: number): readonly FeedBatch<Item>[] {
  const items = batch.items[0]!.position > (place ?? '') ? batch.items : batch.items.filter(({ position }) => position > (place ?? ''));
  if (items.length === 0) return [];
  if (items.length <= size) return [{ ...batch, items }];
  const result: FeedBatch<Item>[] = [];
  for (let from = 0; from < items.length; from += size) {
    const part = items.slice(from, from + size);
    const last = from + size >= items.length;
    result.push({ items: part, checkpoint: last ? batch.checkpoint : part.at(-1)!.position, caughtUp: last && batch.caughtUp });
  }
  return result;
}
