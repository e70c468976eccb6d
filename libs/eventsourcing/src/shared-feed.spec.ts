import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { feedContract, readUntil } from './feed.contract.js';
import { Feed, type FeedOptions } from './feed.js';
import { InMemoryEventLog, InMemoryEventStore, InMemoryFeed } from './in-memory/index.js';
import type { RecordedEvent } from './message.js';
import { SharedFeed } from './shared-feed.js';
import { newEvent, newStream } from './testing/sample-events.js';

/** Counts who reads. */
class CountingFeed extends Feed<RecordedEvent> {
  readers = 0;
  /** Events handed out, over all readers. */
  given = 0;

  constructor(private readonly feed: Feed<RecordedEvent>) {
    super();
  }

  override head() {
    return this.feed.head();
  }

  async *subscribe(options: FeedOptions) {
    this.readers += 1;
    try {
      for await (const batch of this.feed.subscribe(options)) {
        this.given += batch.items.length;
        yield batch;
      }
    } finally {
      this.readers -= 1;
    }
  }
}

const open = () => {
  const log = new InMemoryEventLog();
  const counting = new CountingFeed(new InMemoryFeed(log));
  return { store: new InMemoryEventStore(log), counting, shared: new SharedFeed(counting) };
};

feedContract('shared', async () => {
  const { store, shared } = open();
  return { store, feed: shared, close: async () => undefined };
});

describe('a shared feed', () => {
  const append = (store: InMemoryEventStore, count: number) =>
    store.append(
      newStream(),
      'no_stream',
      Array.from({ length: count }, () => newEvent()),
    );

  it('is read once for all who have caught up, and by no one when they are gone', async () => {
    const { store, counting, shared } = open();
    await append(store, 10);
    const ending = new AbortController();
    const seen = [0, 0, 0, 0, 0];
    const following = seen.map(async (_, n) => {
      for await (const { items } of shared.subscribe({ after: null, signal: ending.signal })) seen[n]! += items.length;
    });
    const all = (count: number) => async (): Promise<void> => {
      while (seen.some((each) => each < count)) await new Promise((resolve) => setImmediate(resolve));
    };
    await all(10)();
    await append(store, 5);
    await all(15)();
    expect(counting.readers).toBe(1);
    ending.abort();
    await Promise.all(following);
    while (counting.readers > 0) await new Promise((resolve) => setImmediate(resolve));
    expect(seen).toEqual([15, 15, 15, 15, 15]);
  });

  it('goes through the past once for all who begin together, though one is slower', async () => {
    const { store, counting, shared } = open();
    for (let stored = 0; stored < 5_000; stored += 500) await append(store, 500);
    const seen = await Promise.all(
      [0, 1, 0, 0].map(async (pauses) => {
        let count = 0;
        for await (const { items } of shared.subscribe({ after: null, signal: new AbortController().signal, batchSize: 100 })) {
          count += items.length;
          if (count === 5_000) break;
          for (let n = 0; n < pauses; n += 1) await new Promise((resolve) => setImmediate(resolve));
        }
        return count;
      }),
    );
    expect(seen).toEqual([5_000, 5_000, 5_000, 5_000]);
    expect(counting.given).toBeLessThan(2 * 5_000);
    while (counting.readers > 0) await new Promise((resolve) => setImmediate(resolve));
  });

  it('gives who is slow what others have read meanwhile as one batch', async () => {
    const { store, counting, shared } = open();
    for (let appended = 0; appended < 5; appended += 1) await append(store, 1_000);
    const ending = new AbortController();
    const options = { after: null, signal: ending.signal, batchSize: 3_000 };
    const slow = shared.subscribe(options)[Symbol.asyncIterator]();
    const sizes = [(await slow.next()).value!.items.length];
    await readUntil(shared, null, (events) => events.length === 5_000);
    for (let read = 1_000; read < 5_000; read += sizes.at(-1)!) sizes.push((await slow.next()).value!.items.length);
    expect(sizes).toEqual([1_000, 3_000, 1_000]);
    expect(counting.given).toBeLessThanOrEqual(6_000);
    ending.abort();
    await slow.return?.();
  });

  it('lets one go on by itself when another whose page it waits for is stopped', async () => {
    const { store, shared } = open();
    await append(store, 300);
    const stopped = new AbortController();
    const leader = shared.subscribe({ after: null, signal: stopped.signal, batchSize: 100 })[Symbol.asyncIterator]();
    const first = leader.next();
    const other = shared.subscribe({ after: null, signal: new AbortController().signal, batchSize: 100 })[Symbol.asyncIterator]();
    const same = other.next();
    stopped.abort();
    await first;
    expect((await same).value?.items).toHaveLength(100);
    expect((await other.next()).value?.items).toHaveLength(100);
    await Promise.all([leader.return?.(), other.return?.()]);
  });

  it('gives everyone everything once and in order, however slow and whatever the batches are', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ batchSize: fc.integer({ min: 1, max: 900 }), pauses: fc.integer({ min: 0, max: 3 }) }), {
          minLength: 1,
          maxLength: 4,
        }),
        fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 12 }),
        async (followers, appends) => {
          const { store, shared } = open();
          const total = appends.reduce((sum, count) => sum + count, 0);
          const reading = followers.map(async ({ batchSize, pauses }) => {
            const ending = new AbortController();
            const positions: string[] = [];
            for await (const { items, checkpoint } of shared.subscribe({ after: null, signal: ending.signal, batchSize })) {
              expect(items.length).toBeLessThanOrEqual(batchSize);
              positions.push(...items.map(({ position }) => position));
              expect(checkpoint).toBe(items.at(-1)?.position ?? checkpoint);
              if (positions.length >= total) break;
              for (let n = 0; n < pauses; n += 1) await new Promise((resolve) => setImmediate(resolve));
            }
            return positions;
          });
          for (const count of appends) {
            await append(store, count);
            await new Promise((resolve) => setImmediate(resolve));
          }
          const { events } = await readUntil(shared, null, (read) => read.length >= total);
          const wanted = events.map(({ position }) => position);
          for (const positions of await Promise.all(reading)) expect(positions).toEqual(wanted);
        },
      ),
      { numRuns: 30 },
    );
  });
});
