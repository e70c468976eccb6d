import { describe, expect, it } from '@jest/globals';
import { Feed, type FeedBatch, type FeedOptions } from './feed.js';
import { InStepFeed } from './in-step-feed.js';

interface Item {
  readonly id: string;
  readonly position: string;
}

const BATCHES = 5;

/** Five batches of one item; counts how many were read, and by how many. */
class Numbers extends Feed<Item> {
  read = 0;
  readers = 0;
  failsAt = Number.POSITIVE_INFINITY;

  override head() {
    return Promise.resolve(String(BATCHES));
  }

  async *subscribe({ after, signal }: FeedOptions): AsyncGenerator<FeedBatch<Item>, void, undefined> {
    this.readers += 1;
    try {
      for (let n = Number(after ?? 0) + 1; n <= BATCHES && !signal.aborted; n += 1) {
        if (n === this.failsAt) throw new Error('it broke');
        this.read += 1;
        yield { items: [{ id: String(n), position: String(n) }], checkpoint: String(n), caughtUp: n === BATCHES };
      }
    } finally {
      this.readers -= 1;
    }
  }
}

const open = () => {
  const numbers = new Numbers();
  return { numbers, feed: new InStepFeed(numbers) };
};
const never = new AbortController().signal;
const all = ['1', '2', '3', '4', '5'];

const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
};

async function seenBy(feed: Feed<Item>, signal = never, enough = BATCHES, after: string | null = null): Promise<readonly string[]> {
  const seen: string[] = [];
  for await (const { items } of feed.subscribe({ after, signal })) {
    seen.push(...items.map(({ id }) => id));
    if (seen.length === enough) break;
  }
  return seen;
}

describe('a feed that some go through in step', () => {
  it('gives each of them everything, and is read once', async () => {
    const { numbers, feed } = open();
    expect(await Promise.all([seenBy(feed), seenBy(feed), seenBy(feed)])).toEqual([all, all, all]);
    await until(() => numbers.readers === 0);
    expect(numbers.read).toBe(BATCHES);
  });

  it('reads no further than the slowest has come', async () => {
    const { numbers, feed } = open();
    const slow = feed.subscribe({ after: null, signal: never });
    const first = slow.next();
    const quick = seenBy(feed);
    expect((await first).value).toMatchObject({ checkpoint: '1' });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(numbers.read).toBe(1);
    await slow.return();
    expect(await quick).toEqual(all);
  });

  it('goes on for the others when one has enough, or is told to end', async () => {
    const { numbers, feed } = open();
    const ending = new AbortController();
    const ended = (async () => {
      for await (const { checkpoint } of feed.subscribe({ after: null, signal: ending.signal })) if (checkpoint === '3') ending.abort();
    })();
    expect(await Promise.all([seenBy(feed, never, 2), seenBy(feed)])).toEqual([['1', '2'], all]);
    await ended;
    await until(() => numbers.readers === 0);
    expect(numbers.read).toBe(BATCHES);
  });

  it('is gone through once more for who comes later', async () => {
    const { numbers, feed } = open();
    const early = feed.subscribe({ after: null, signal: never });
    await early.next();
    expect(await seenBy(feed)).toEqual(all);
    await early.return();
    await until(() => numbers.readers === 0);
  });

  it('is read by himself for who has a place already', async () => {
    expect(await seenBy(open().feed, never, BATCHES, '3')).toEqual(['4', '5']);
  });

  it('tells each of them when it breaks, and can be gone through again', async () => {
    const { numbers, feed } = open();
    numbers.failsAt = 3;
    const both = await Promise.allSettled([seenBy(feed), seenBy(feed)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    numbers.failsAt = Number.POSITIVE_INFINITY;
    expect(await seenBy(feed)).toEqual(all);
  });

  it('begins for nobody who was told to end before', async () => {
    const { numbers, feed } = open();
    expect(await seenBy(feed, AbortSignal.abort())).toEqual([]);
    expect(numbers.read).toBe(0);
  });
});
