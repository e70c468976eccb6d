import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { installBus, openPostgresBus } from '../../../../test/support/postgres-bus.js';
import type { InboxItem } from '../inbox.js';
import { MessageBus, type BusMessage, type ConsumeOptions, type ReceivedMessage } from '../message-bus.js';
import type { RecordedEvent } from '../message.js';
import type { Projection } from '../projection.js';
import type { Publisher } from '../publisher.js';
import type { PostgresBus } from './bus.js';
import { InboxConsumer } from './inbox-consumer.js';
import { Inbox } from './inbox.js';
import { PostgresParkingLot } from './parking.js';
import { rebuildAndCompare } from './projection-rebuild.js';
import { PublisherRunner } from './publisher-runner.js';
import { ReadModels } from './read-models.js';
import { Runners } from './runners.js';
import { newEvent, openWorld, SCHEMA, until, type World } from './runners.support.contract.js';
import { Signal } from './signal.js';

/** A bus whose acknowledgement is lost: everything is sent, and the sender does not hear of it. */
class DeafBus extends MessageBus {
  lost = 0;

  constructor(
    private readonly bus: MessageBus,
    private readonly loses: (call: number) => boolean,
    private calls = 0,
  ) {
    super();
  }

  ensureTopics(topics: readonly string[]): Promise<void> {
    return this.bus.ensureTopics(topics);
  }

  async publish(messages: readonly BusMessage[]): Promise<void> {
    await this.bus.publish(messages);
    if (!this.loses((this.calls += 1))) return;
    this.lost += 1;
    throw new Error('the acknowledgement was lost');
  }

  consume(options: ConsumeOptions) {
    return this.bus.consume(options);
  }

  lag(group: string, topics: readonly string[]) {
    return this.bus.lag(group, topics);
  }

  healthy(): Promise<boolean> {
    return this.bus.healthy();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

const publisherOf = (name: string, topic: string, more: Partial<Publisher> = {}): Publisher => ({
  name,
  map: ({ id, stream, type, data, recordedAt }) =>
    stream.startsWith(`${name}-`) ? [{ topic, key: stream, id, source: '/test', type: type.toLowerCase(), time: recordedAt, data }] : [],
  ...more,
});

interface CountRow {
  readonly id: string;
  readonly messages: number;
}

const counts = (name: string): Projection<CountRow, InboxItem> => ({
  name,
  version: 1,
  key: 'id',
  columns: { id: 'text', messages: 'integer' },
  keysOf: ({ key }) => [key],
  evolve: (row, _item, id) => ({ id, messages: (row?.messages ?? 0) + 1 }),
});

describe('messages between services', () => {
  let world: World;
  let bus: PostgresBus;
  beforeAll(async () => {
    world = await openWorld();
    await installBus(world.url);
    bus = openPostgresBus(world.url);
  }, 120_000);
  afterAll(async () => {
    await bus?.close();
    await world?.close();
  });

  const store = async (stream: string, types: readonly string[]): Promise<readonly RecordedEvent[]> => {
    await world.store.append(
      stream,
      'no_stream',
      types.map((type, n) => newEvent(type, { n })),
    );
    return await world.store.read(stream);
  };
  const inboxOf = (process: string, accepts = {}) => {
    const { pool } = world.process(process);
    return new Inbox(pool, SCHEMA, accepts, new Signal());
  };
  const consumer = (inbox: Inbox, group: string, topic: string) =>
    new InboxConsumer({ inbox, bus, group, topics: [topic], pool: world.pool, schema: SCHEMA, onError: () => undefined });
  const heard = async (topic: string) => {
    const { rows } = await world.pool.query<{ id: string; key: string; type: string }>(
      `SELECT id, message_key AS key, type FROM ${SCHEMA}.inbox WHERE topic = $1 ORDER BY position`,
      [topic],
    );
    return rows;
  };

  it('sends again what may not have arrived, and the other side stores it once, in order of its key', async () => {
    const deaf = new DeafBus(bus, (call) => call === 1 || call === 3);
    const told: string[] = [];
    const publisher = publisherOf('told', 't.told', {
      onPublished: async (items) => void told.push(...items.map(({ id }) => id)),
    });
    const { pool, ownership } = world.process('publisher');
    const runner = new PublisherRunner({ publisher, feed: world.feed, bus: deaf, pool, schema: SCHEMA, ownership, batchSize: 4 });
    const given: string[] = [];
    const counting = bus.consume({
      group: 'counting',
      topics: ['t.told'],
      handler: async (batch) => void given.push(...batch.map(({ id }) => id)),
      onUnreadable: () => Promise.resolve(),
    });
    const events = [...(await store('told-1', ['A', 'B', 'C', 'D', 'E'])), ...(await store('told-2', ['A', 'B', 'C']))];
    await store('private-1', ['Secret']);
    runner.start();
    const inbox = consumer(inboxOf('hearing'), 'hearing', 't.told');
    await inbox.start();
    await until('all has arrived', async () => (await heard('t.told')).length === events.length && told.length >= events.length);
    expect(deaf.lost).toBe(2);
    await until('the messages sent twice were given twice', () => given.length > events.length);
    const stored = await heard('t.told');
    for (const key of ['told-1', 'told-2'])
      expect(stored.filter((row) => row.key === key).map(({ id }) => id)).toEqual(
        events.filter(({ stream }) => stream === key).map(({ id }) => id),
      );
    expect(stored.map(({ type }) => type)).not.toContain('secret');
    expect(new Set(told)).toEqual(new Set(events.map(({ id }) => id)));
    await Promise.all([inbox.stop(), runner.stop(), counting.stop()]);
  });

  it('waits for a bus that takes nothing, and leaves nothing out', async () => {
    let down = true;
    const { pool, ownership } = world.process('patient');
    const runner = new PublisherRunner({
      ...{ publisher: publisherOf('patient', 't.patient'), feed: world.feed, pool, schema: SCHEMA, ownership },
      bus: new DeafBus(bus, () => down),
    });
    await store('patient-1', ['A']);
    runner.start();
    await until('it tries on and on', () => (runner.status().failure?.attempts ?? 0) > 3);
    expect(runner.status().state).toBe('retrying');
    down = false;
    await until('it is live', () => runner.status().state === 'live');
    await runner.stop();
  });

  it('parks what breaks its contract, stores what it does not know, and lets other keys flow', async () => {
    const message = (key: string, n: number, type: string): BusMessage => ({
      ...{ topic: 't.mixed', key, id: `${key}-${n}`, source: '/test', time: '2026-03-01T00:00:00.000Z', type, data: { n } },
    });
    const accepts = { known: (data: object) => ('n' in data && data.n === 13 ? '/n must be lucky' : null) };
    const inbox = consumer(inboxOf('mixed', accepts), 'mixed', 't.mixed');
    await inbox.start();
    await bus.publish([
      message('a', 1, 'known'),
      message('a', 13, 'known'),
      message('a', 2, 'known'),
      message('b', 1, 'new'),
      message('b', 2, 'known'),
    ]);
    const lot = new PostgresParkingLot(world.pool, SCHEMA);
    await until('the key is parked with what follows', async () => (await lot.list('mixed')).length === 2);
    await until('the others have arrived', async () => (await heard('t.mixed')).length === 3);
    expect((await heard('t.mixed')).map(({ id }) => id).toSorted()).toEqual(['a-1', 'b-1', 'b-2']);
    const [parked] = await lot.list('mixed');
    expect(parked!.reason).toContain('/n must be lucky');
    expect(await lot.skip('mixed', parked!.id, 'the sender was told')).toBe(true);
    await until('what followed has arrived', async () => (await heard('t.mixed')).length === 4);
    await inbox.stop();
  });

  it('brings a fact from one log to a read model made from another, and that is rebuilt from what was heard', async () => {
    const projection = counts('heard_counts');
    await world.ensureTables(projection);
    const { pool } = world.process('host');
    const readModels = new ReadModels(pool, SCHEMA, [projection], () => Promise.resolve());
    await readModels.start();
    const seen: string[] = [];
    const runners = new Runners({
      ...{ name: 'host', schema: SCHEMA, pool, owner: 'host', feed: world.feed, ownTable: true, bus, readModels, now: Date.now },
      ...{ projections: [], inboxProjections: [projection], inboxPublishers: [] },
      publishers: [publisherOf('whole', 't.whole')],
      workflows: [
        {
          workflow: {
            name: 'whole',
            initial: { seen: 0 },
            keyOf: (item) => ('source' in item && item.topic === 't.whole' ? item.key : null),
            react: (_input, state) => ({
              state: { seen: (state['seen'] as number) + 1 },
              send: [{ to: 'matter', id: 'x', type: 'Note', data: {}, division: '110000' }],
            }),
          },
          dispatch: async (_command, { causationId }) => void seen.push(causationId),
        },
      ],
      inbox: { topics: ['t.whole'], accepts: {} },
      onTrouble: () => undefined,
    });
    await runners.start();
    const events = await store('whole-1', ['A', 'B', 'C']);
    await until('the workflow has heard', () => seen.length === 3);
    expect(seen).toEqual(events.map(({ id }) => id));
    const table = readModels.table(projection);
    await until('the read model shows it', async () => {
      const { rows } = await pool.query<CountRow>(`SELECT * FROM ${table} WHERE id = 'whole-1'`);
      return rows[0]?.messages === 3;
    });
    const client = await world.pool.connect();
    expect(await rebuildAndCompare(client, SCHEMA, projection, inboxOf('rebuild').feed())).toEqual({ rows: 0, keys: [] });
    client.release();
    expect(runners.statuses().map(({ state }) => state)).toEqual(runners.statuses().map(() => 'live'));
    await runners.stop();
    expect(runners.statuses().map(({ state }) => state)).toEqual(runners.statuses().map(() => 'stopped'));
  });

  it('stores a message that comes again only once, also from two consumers at once', async () => {
    const messages: readonly ReceivedMessage[] = Array.from({ length: 50 }, (_, n) => ({
      ...{
        topic: 't.twice',
        key: 'k',
        id: `${n}`,
        source: '/twice',
        type: 'x',
        time: '2026-03-01T00:00:00.000Z',
        data: {},
        place: `t/0/${n}`,
      },
    }));
    await Promise.all([inboxOf('one').receive(messages), inboxOf('two').receive(messages)]);
    await inboxOf('three').receive(messages);
    expect((await heard('t.twice')).map(({ id }) => id)).toEqual(messages.map(({ id }) => id));
  });
});
