import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newNamespace, serverUnderTest, type ServerUnderTest } from '../../../../test/kurrentdb/under-test.js';
import { runWorker } from '../../../../test/support/worker.js';
import { MAX_EVENTS_PER_APPEND, RevisionConflict } from '../event-store.js';
import { readUntil } from '../feed.contract.js';
import type { NewEvent, RecordedEvent } from '../message.js';
import { newEvent, newStream } from '../testing/sample-events.js';
import { KurrentEventStore, KurrentFeed } from './index.js';

const newEvents = (count: number): readonly NewEvent[] => Array.from({ length: count }, (_, n) => newEvent({ n }));
const ids = (events: readonly { readonly id: string }[]): readonly string[] => events.map(({ id }) => id);

describe('the KurrentDB adapter', () => {
  let server: ServerUnderTest;
  beforeAll(async () => {
    server = await serverUnderTest();
  });
  afterAll(() => server?.close());

  const service = (namespace = newNamespace()) => {
    const options = { driver: server.connect(), namespace };
    return { namespace, store: new KurrentEventStore(options), feed: new KurrentFeed(options) };
  };

  describe('where several services share a server', () => {
    it('keeps their streams and feeds apart, also where one name begins like another', async () => {
      const namespace = newNamespace();
      const [one, other] = [service(namespace), service(`${namespace}-b`)];
      const stream = newStream();
      const [mine, theirs] = [newEvents(2), newEvents(3)];
      await one.store.append(stream, 'no_stream', mine);
      await other.store.append(stream, 'no_stream', theirs);
      expect(ids(await one.store.read(stream))).toEqual(ids(mine));
      expect(ids((await readUntil(one.feed, null, (_, caughtUp) => caughtUp)).events)).toEqual(ids(mine));
      expect(ids((await readUntil(other.feed, null, (_, caughtUp) => caughtUp)).events)).toEqual(ids(theirs));
    });

    it('tells the newest of its own events, however much others store, before and after', async () => {
      const [one, other] = [service(), service()];
      await other.store.append(newStream(), 'no_stream', newEvents(50));
      expect(await one.feed.head()).toBeNull();
      const { position } = await one.store.append(newStream(), 'no_stream', newEvents(2));
      await other.store.append(newStream(), 'no_stream', newEvents(50));
      expect(await one.feed.head()).toBe(position);
      expect(await one.feed.head()).toBe(position);
      const later = await one.store.append(newStream(), 'no_stream', newEvents(1));
      expect(await one.feed.head()).toBe(later.position);
    });

    it.each(['', 'a.b', '$system', 'Intake', '援助'])('refuses "%s" as a namespace', (namespace) => {
      expect(() => new KurrentEventStore({ driver: server.connect(), namespace })).toThrow(TypeError);
      expect(() => new KurrentFeed({ driver: server.connect(), namespace })).toThrow(TypeError);
    });
  });

  it('refuses an id that stands far back in a stream this process never read', async () => {
    const { namespace, store } = service();
    const stream = newStream();
    const events = newEvents(2_500);
    for (let at = 0; at < events.length; at += MAX_EVENTS_PER_APPEND)
      await store.append(stream, at === 0 ? 'no_stream' : at - 1, events.slice(at, at + MAX_EVENTS_PER_APPEND));
    const restarted = service(namespace).store;
    await expect(restarted.append(stream, 2_499, [newEvent(), events[1_234]!])).rejects.toBeInstanceOf(RevisionConflict);
    expect((await restarted.append(stream, 2_499, [newEvent()])).revision).toBe(2_500);
  });

  it('keeps a stream dense and everything it acknowledged when two processes append to it', async () => {
    const { namespace, store } = service();
    const stream = newStream();
    const racers = await Promise.all(
      [1, 2].map(() =>
        runWorker<{ readonly acknowledged: readonly string[]; readonly conflicts: number }>('../../kurrentdb/racer', [
          server.url,
          namespace,
          stream,
          '300',
        ]),
      ),
    );
    expect(racers[0]!.conflicts + racers[1]!.conflicts).toBeGreaterThan(0);
    const events = await store.read(stream);
    expect(events.map(({ revision }) => revision)).toEqual(Array.from({ length: 600 }, (_, n) => n));
    expect(ids(events).toSorted()).toEqual(racers.flatMap(({ acknowledged }) => acknowledged).toSorted());
  });

  describe('the feed', () => {
    it('says that it has caught up with a batch that is full and the last', async () => {
      const { store, feed } = service();
      await store.append(newStream(), 'no_stream', newEvents(20));
      const { sizes } = await readUntil(feed, null, (_, caughtUp) => caughtUp, 10);
      expect(sizes).toEqual([10, 10]);
    });

    it('gives a reader that lags everything, in order, and says only at the end that it has caught up', async () => {
      const { store, feed } = service();
      const total = 3_000;
      const given: RecordedEvent[] = [];
      const saidWith: number[] = [];
      let firstBatch = 0;
      const ending = new AbortController();
      const stream = newStream();
      let allStored: () => void = () => undefined;
      const stored = new Promise<void>((resolve) => (allStored = resolve));
      const reading = (async () => {
        for await (const { items, caughtUp } of feed.subscribe({ after: null, signal: ending.signal, batchSize: 100 })) {
          given.push(...items);
          if (firstBatch === 0) firstBatch = items.length;
          if (caughtUp) saidWith.push(given.length);
          if (given.length > 0) await stored;
          if (given.length === total) ending.abort();
        }
      })();
      for (let at = 0; at < total; at += 50) await store.append(stream, at === 0 ? 'no_stream' : at - 1, newEvents(50));
      allStored();
      await reading;
      expect(given.map(({ revision }) => revision)).toEqual(Array.from({ length: total }, (_, n) => n));
      expect(saidWith.filter((count) => count > firstBatch)).toEqual([total]);
    });

    it('gives a single event at once, without waiting for more', async () => {
      const { store, feed } = service();
      const ending = new AbortController();
      const delays: number[] = [];
      const appends: Promise<unknown>[] = [];
      let appendedAt = 0;
      for await (const { items } of feed.subscribe({ after: null, signal: ending.signal })) {
        if (items.length > 0) delays.push(performance.now() - appendedAt);
        if (delays.length === 20) break;
        // Started when the server has nothing to do, so that each comes alone.
        appendedAt = performance.now();
        appends.push(store.append(newStream(), 'no_stream', newEvents(1)));
      }
      await Promise.all(appends);
      expect(delays.toSorted((a, b) => a - b)[10]).toBeLessThan(100);
    });

    it('refuses a checkpoint that is none of its own', async () => {
      const reading = readUntil(service().feed, 'nonsense', () => true);
      await expect(reading).rejects.toBeInstanceOf(TypeError);
    });
  });
});
