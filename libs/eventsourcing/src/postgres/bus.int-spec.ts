import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { startConsumerProcess } from '../../../../test/support/consumer-process.js';
import { type TestDatabase, testDatabase } from '../../../../test/support/postgres.js';
import { installBus, openPostgresBus } from '../../../../test/support/postgres-bus.js';
import type { ReceivedMessage } from '../message-bus.js';
import { messageBusContract } from '../message-bus.contract.js';
import { eventually, fresh, message, unexpected } from '../message-bus.support.contract.js';
import { InMemoryParkingLot } from '../testing/in-memory-parking-lot.js';
import type { PostgresBus } from './bus.js';

describe('on PostgreSQL', () => {
  let database: TestDatabase;
  let sql: Client;
  const open: PostgresBus[] = [];
  const openBus = (options = {}): PostgresBus => {
    const bus = openPostgresBus(database.url, options);
    open.push(bus);
    return bus;
  };
  const closeAll = async (): Promise<void> => {
    const closed = open.splice(0).map((bus) => bus.close().catch(() => undefined));
    await Promise.all(closed);
  };
  beforeAll(async () => {
    database = await testDatabase();
    await installBus(database.url);
    sql = new Client({ connectionString: database.url });
    await sql.connect();
  }, 120_000);
  afterAll(async () => {
    await closeAll();
    await sql?.end();
    await database?.drop();
  }, 60_000);

  messageBusContract(async () => ({
    open: () => openBus(),
    startConsumer: (options) => startConsumerProcess({ bus: { kind: 'postgres', url: database.url }, ...options }),
    produceGarbage: async (topic, key, value) => {
      await sql.query('INSERT INTO bus.messages (topic, message_key, message) VALUES ($1, $2, $3)', [topic, key, value]);
    },
    parkingLot: () => new InMemoryParkingLot(),
    close: () => Promise.resolve(),
  }));

  it('skips no message of many publishers, of which some take long and some roll back', async () => {
    const [topic, bus] = [fresh('late'), openBus({ pollMs: 5 })];
    const given: ReceivedMessage[] = [];
    const consumption = bus.consume({
      group: fresh('group'),
      topics: [topic],
      handler: async (batch) => void given.push(...batch),
      onUnreadable: unexpected,
    });
    await consumption.ready;
    const insert = `INSERT INTO bus.messages (topic, message_key, message) VALUES ($1, $2, $3)`;
    const publishers = Array.from({ length: 6 }, async (_, p) => {
      const client = new Client({ connectionString: database.url });
      await client.connect();
      for (let n = 0; n < 40; n += 1) {
        const { topic: _topic, key, extensions, ...event } = message(topic, `p${p}`, n);
        const body = JSON.stringify({ specversion: '1.0', ...event, ...extensions, partitionkey: key });
        await client.query('BEGIN');
        await client.query(insert, [topic, key, body]);
        if (n % 7 === p) await client.query('SELECT pg_sleep(0.01)');
        await client.query(n % 5 === 4 ? 'ROLLBACK' : 'COMMIT');
      }
      await client.end();
    });
    await Promise.all(publishers);
    const { rows } = await sql.query<{ n: number }>('SELECT count(*)::int AS n FROM bus.messages WHERE topic = $1', [topic]);
    expect(rows[0]!.n).toBe(6 * 32);
    await eventually('every committed message', () => given.length >= 6 * 32);
    await consumption.stop();
    expect(given.length).toBe(6 * 32);
  });

  it('gives a message to a consumer of the same process within milliseconds', async () => {
    const [topic, bus] = [fresh('latency'), openBus({ pollMs: 60_000 })];
    const arrivals = new Map<string, number>();
    const consumption = bus.consume({
      group: fresh('group'),
      topics: [topic],
      handler: async (batch) => batch.forEach(({ id }) => arrivals.set(id, performance.now())),
      onUnreadable: unexpected,
    });
    await consumption.ready;
    const latencies: number[] = [];
    for (let n = 0; n < 50; n += 1) {
      const one = message(topic, 'k', n);
      const sent = performance.now();
      await bus.publish([one]);
      await eventually('the message', () => arrivals.has(one.id));
      latencies.push(arrivals.get(one.id)! - sent);
    }
    await consumption.stop();
    expect(latencies.toSorted((a, b) => a - b)[25]).toBeLessThan(50);
  });

  it('spreads topics over the consumers of a group, and hears of the messages of other processes', async () => {
    const [one, two, group, bus] = [fresh('one'), fresh('two'), fresh('group'), openBus()];
    const given = new Map<string, number>();
    const collect = (name: string, topics: readonly string[]) =>
      openBus().consume({
        group,
        topics,
        handler: async (batch) => batch.forEach(({ topic }) => given.set(`${name} ${topic}`, 1)),
        onUnreadable: unexpected,
      });
    const first = collect('first', [one]);
    await first.ready;
    const second = collect('second', [one, two]);
    await second.ready;
    await bus.publish([message(one, 'k', 1), message(two, 'k', 1)]);
    await eventually('both messages', () => given.size === 2);
    expect([...given.keys()].toSorted()).toEqual([`first ${one}`, `second ${two}`].toSorted());
    await first.stop();
    await bus.publish([message(one, 'k', 2)]);
    await eventually('the take-over', () => given.has(`second ${one}`));
    await second.stop();
  });

  it('deletes old messages, but none that a known group has not handled', async () => {
    const [read, unread, group, bus] = [fresh('read'), fresh('unread'), fresh('group'), openBus({ keepDays: 7 })];
    await bus.publish([message(read, 'k', 1), message(read, 'k', 2), message(unread, 'k', 1)]);
    let failing = false;
    const consumption = bus.consume({
      group,
      topics: [read, unread],
      handler: async ([first]) => {
        failing ||= first!.topic === unread;
        if (first!.topic === unread) throw new Error('not yet');
      },
      onUnreadable: unexpected,
    });
    await eventually('one topic handled', async () => (await bus.lag(group, [read]))[read] === 0 && failing);
    await consumption.stop();
    await sql.query(`UPDATE bus.messages SET published_at = now() - interval '8 days' WHERE topic = ANY($1)`, [[read, unread]]);
    await bus.publish([message(read, 'k', 3)]);
    await bus.prune();
    const left = `SELECT topic, message->>'subject' AS subject FROM bus.messages WHERE topic = ANY($1) ORDER BY position`;
    expect((await sql.query(left, [[read, unread]])).rows).toEqual([
      { topic: unread, subject: 'k-1' },
      { topic: read, subject: 'k-3' },
    ]);
    await bus.forget(group);
    await bus.prune();
    expect((await sql.query(left, [[read, unread]])).rows).toEqual([{ topic: read, subject: 'k-3' }]);
  });
});
