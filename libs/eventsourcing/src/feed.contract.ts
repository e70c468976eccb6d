import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newEvent, newStream } from './testing/sample-events.js';
import type { EventStore } from './event-store.js';
import type { Feed } from './feed.js';
import type { Checkpoint, RecordedEvent } from './message.js';

export interface FeedUnderTest {
  readonly store: EventStore;
  readonly feed: Feed;
  close(): Promise<void>;
}

const PATIENCE_MS = 20_000;

/** Reads until `enough`, then ends the subscription. */
export async function readUntil(
  feed: Feed,
  after: Checkpoint | null,
  enough: (events: readonly RecordedEvent[], caughtUp: boolean) => boolean,
  batchSize?: number,
): Promise<{ readonly events: readonly RecordedEvent[]; readonly checkpoint: Checkpoint | null; readonly sizes: readonly number[] }> {
  const events: RecordedEvent[] = [];
  const sizes: number[] = [];
  let checkpoint = after;
  const ending = new AbortController();
  const timer = setTimeout(() => ending.abort(), PATIENCE_MS);
  try {
    for await (const batch of feed.subscribe({ after, signal: ending.signal, ...(batchSize === undefined ? {} : { batchSize }) })) {
      events.push(...batch.items);
      sizes.push(batch.items.length);
      checkpoint = batch.checkpoint;
      if (enough(events, batch.caughtUp)) break;
    }
    if (ending.signal.aborted) throw new Error(`the feed gave ${events.length} events and no more`);
    return { events, checkpoint, sizes };
  } finally {
    clearTimeout(timer);
  }
}

/** What every feed does. `make` gives a feed over an empty log. */
export function feedContract(name: string, make: () => Promise<FeedUnderTest>): void {
  describe(`${name}: the contract of a feed`, () => {
    let subject: FeedUnderTest;
    beforeAll(async () => {
      subject = await make();
    });
    afterAll(async () => {
      await subject?.store.close();
      await subject?.close();
    });
    const toHere = async (): Promise<Checkpoint | null> => (await readUntil(subject.feed, null, (_, caughtUp) => caughtUp)).checkpoint;

    it('says of an empty log that it has caught up, once', async () => {
      const read = await readUntil(subject.feed, null, (_, caughtUp) => caughtUp);
      expect(read.events).toEqual([]);
      expect(read.sizes).toEqual([0]);
      expect(await subject.feed.head()).toBeNull();
    });

    it('gives every event once, in one order that keeps each stream’s, and equal to what the store gives', async () => {
      const streams = Array.from({ length: 10 }, () => newStream());
      const writers = streams.map(async (stream) => {
        await subject.store.append(stream, 'no_stream', [newEvent()]);
        for (let revision = 0; revision < 40; revision += 2) await subject.store.append(stream, revision, [newEvent(), newEvent()]);
      });
      const read = await readUntil(subject.feed, null, (events) => events.length >= 410);
      await Promise.all(writers);
      expect(read.events).toHaveLength(410);
      const positions = read.events.map(({ position }) => position);
      expect(positions).toEqual([...new Set(positions)].toSorted());
      for (const stream of streams)
        expect(read.events.filter((event) => event.stream === stream)).toEqual(await subject.store.read(stream));
      expect(await subject.feed.head()).toBe(positions.at(-1));
    });

    it('goes on after any checkpoint it gave, and after any event’s position', async () => {
      const { events } = await readUntil(subject.feed, null, (_, caughtUp) => caughtUp);
      const middle = events[Math.floor(events.length / 2)]!;
      const rest = await readUntil(subject.feed, middle.position, (_, caughtUp) => caughtUp);
      expect(rest.events).toEqual(events.slice(events.indexOf(middle) + 1));
      const nothing = await readUntil(subject.feed, rest.checkpoint, (_, caughtUp) => caughtUp);
      expect(nothing.events).toEqual([]);
      expect(nothing.checkpoint).toBe(rest.checkpoint);
    });

    it('keeps to the batch size', async () => {
      const { events, sizes } = await readUntil(subject.feed, null, (_, caughtUp) => caughtUp, 7);
      expect(Math.max(...sizes)).toBe(7);
      expect(Math.min(...sizes)).toBeGreaterThan(0);
      expect(events.length).toBeGreaterThan(7);
    });

    it('gives what is appended while it waits', async () => {
      const after = await toHere();
      const stream = newStream();
      const reading = readUntil(subject.feed, after, (events) => events.length >= 5);
      for (let revision = 0; revision < 5; revision += 1)
        await subject.store.append(stream, revision === 0 ? 'no_stream' : revision - 1, [newEvent()]);
      expect((await reading).events.map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4]);
    });

    it('gives nothing of appends that were refused', async () => {
      const after = await toHere();
      const stream = newStream();
      await subject.store.append(stream, 'no_stream', [newEvent()]);
      await Promise.allSettled(Array.from({ length: 20 }, () => subject.store.append(stream, 'no_stream', [newEvent(), newEvent()])));
      await subject.store.append(stream, 0, [newEvent()]);
      const { events } = await readUntil(subject.feed, after, (events) => events.length >= 2);
      expect(events).toEqual(await subject.store.read(stream));
    });

    it('gives each of several readers everything', async () => {
      const after = await toHere();
      const readings = [1, 2, 3].map(() => readUntil(subject.feed, after, (events) => events.length >= 3));
      await subject.store.append(newStream(), 'no_stream', [newEvent(), newEvent(), newEvent()]);
      const [first, ...others] = await Promise.all(readings);
      for (const other of others) expect(other.events).toEqual(first!.events);
    });

    it('ends without an error when it is told to', async () => {
      const ending = new AbortController();
      for await (const { caughtUp } of subject.feed.subscribe({ after: null, signal: ending.signal }))
        if (caughtUp) setImmediate(() => ending.abort());
      expect(ending.signal.aborted).toBe(true);
    });
  });
}
