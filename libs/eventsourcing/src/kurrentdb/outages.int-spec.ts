import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { newNamespace, startedDouble } from '../../../../test/kurrentdb/under-test.js';
import { StoreUnavailable } from '../event-store.js';
import { readUntil } from '../feed.contract.js';
import type { NewEvent, RecordedEvent } from '../message.js';
import { pause } from '../timing.js';
import { newEvent, newStream } from '../testing/sample-events.js';
import { KurrentEventStore, KurrentFeed } from './index.js';

const never = new AbortController().signal;
const newEvents = (count: number): readonly NewEvent[] => Array.from({ length: count }, (_, n) => newEvent({ n }));
const ids = (events: readonly { readonly id: string }[]): readonly string[] => events.map(({ id }) => id);

// A real server cannot be stopped by a test: these run against the double, whichever server the others run against.
describe('the KurrentDB adapter when the server goes away', () => {
  let under: Awaited<ReturnType<typeof startedDouble>>;
  beforeAll(async () => {
    under = await startedDouble();
  });
  afterEach(() => under.server.restart());
  afterAll(() => under?.close());

  const service = () => {
    const options = { driver: under.connect(), namespace: newNamespace() };
    return { store: new KurrentEventStore(options), feed: new KurrentFeed(options) };
  };
  /** Appends until the store takes it, as a caller does. */
  const insist = async (store: KurrentEventStore, stream: string, events: readonly NewEvent[]) => {
    for (let attempt = 0; attempt < 500; attempt += 1) {
      try {
        return await store.append(stream, 'no_stream', events);
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error;
        await pause(10, never);
      }
    }
    throw new Error('the store never took it');
  };

  it('loses nothing and gives nothing twice over several restarts, while others append', async () => {
    const { store, feed } = service();
    const given: RecordedEvent[] = [];
    const acknowledged: string[] = [];
    const ending = new AbortController();
    const reading = (async () => {
      for await (const { items } of feed.subscribe({ after: null, signal: ending.signal, batchSize: 50 })) given.push(...items);
    })();
    const server = { restarts: 0 };
    const writers = Array.from({ length: 8 }, async () => {
      for (let n = 0; n < 40 || server.restarts < 5; n += 1) {
        const events = newEvents(1 + (n % 3));
        await insist(store, newStream(), events);
        acknowledged.push(...ids(events));
      }
    });
    while (server.restarts < 5) {
      const before = acknowledged.length;
      while (acknowledged.length < before + 30) await pause(2, never);
      under.server.stop();
      await pause(20 * server.restarts, never);
      await under.server.start();
      server.restarts += 1;
    }
    await Promise.all(writers);
    while (given.length < under.server.log.events.length) await pause(5, never);
    ending.abort();
    await reading;
    expect(new Set(ids(given)).size).toBe(given.length);
    expect(ids(given).toSorted()).toEqual(acknowledged.toSorted());
    expect(ids(given)).toEqual(under.server.log.events.map(({ id }) => id));
  });

  it('says of an append whose answer was lost that the outcome is unknown, and stores its repetition once', async () => {
    const { store } = service();
    const [stream, events] = [newStream(), newEvents(3)];
    under.server.loseAnswers(1);
    await expect(store.append(stream, 'no_stream', events)).rejects.toBeInstanceOf(StoreUnavailable);
    const again = await insist(store, stream, events);
    expect(again).toMatchObject({ revision: 2, duplicate: true });
    const read = await store.read(stream);
    expect(ids(read)).toEqual(ids(events));
    expect(again.position).toBe(read[2]!.position);
    expect(again.recordedAt).toBe(read[2]!.recordedAt);
  });

  it('refuses every call while the server is away, and needs no restart when it is back', async () => {
    const { store, feed } = service();
    const [stream, events] = [newStream(), newEvents(1)];
    await store.append(stream, 'no_stream', events);
    under.server.stop();
    await expect(store.read(stream)).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(store.append(stream, 0, newEvents(1))).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(feed.head()).rejects.toBeInstanceOf(StoreUnavailable);
    await under.server.start();
    await insist(store, newStream(), newEvents(1));
    expect(ids(await store.read(stream))).toEqual(ids(events));
  });

  it('waits for a server that is away when a feed begins, and ends a feed that is told to end meanwhile', async () => {
    const { store, feed } = service();
    const events = newEvents(2);
    await store.append(newStream(), 'no_stream', events);
    under.server.stop();
    const reading = readUntil(feed, null, (_, caughtUp) => caughtUp);
    const ending = new AbortController();
    const told = (async () => {
      for await (const { items } of feed.subscribe({ after: null, signal: ending.signal })) expect(items).toEqual([]);
    })();
    await pause(100, never);
    ending.abort();
    await told;
    await under.server.start();
    expect(ids((await reading).events)).toEqual(ids(events));
  });

  it('refuses an append that is larger than the server takes, for good', async () => {
    const { store } = service();
    const large = Array.from({ length: 20 }, () => newEvent({ text: 'x'.repeat(900_000) }));
    await expect(store.append(newStream(), 'no_stream', large)).rejects.toBeInstanceOf(TypeError);
  });

  it('refuses an event that is larger than a newer server is set to take, for good', async () => {
    const { store } = service();
    under.server.maxEventBytes = 10_000;
    try {
      await expect(store.append(newStream(), 'no_stream', [newEvent({ text: 'x'.repeat(20_000) })])).rejects.toBeInstanceOf(TypeError);
    } finally {
      under.server.maxEventBytes = Number.POSITIVE_INFINITY;
    }
  });

  it('does not read as an event what another program stored under its namespace', async () => {
    const namespace = newNamespace();
    const options = { driver: under.connect(), namespace };
    const foreign = { id: newEvent().id, type: 'Odd', contentType: 'application/json', metadata: Buffer.of(), data: Buffer.from('{}') };
    under.server.log.append(`${namespace}.stream`, -1, [foreign]);
    await expect(new KurrentEventStore(options).read('stream')).rejects.toThrow(/not stored by this system/);
    await expect(readUntil(new KurrentFeed(options), null, () => true)).rejects.toThrow(/not stored by this system/);
  });
});
