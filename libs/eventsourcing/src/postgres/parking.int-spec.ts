import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import { type TestDatabase, testDatabase, testPool } from '../../../../test/support/postgres.js';
import { migration } from '../../../../test/support/postgres-bus.js';
import type { ReceivedMessage } from '../message-bus.js';
import { parkingContract } from '../parking.contract.js';
import { PostgresParkingLot } from './parking.js';

describe('on PostgreSQL', () => {
  let database: TestDatabase;
  let pool: Pool;
  beforeAll(async () => {
    database = await testDatabase();
    pool = testPool(database.url, { max: 8, options: '-c search_path=service' });
    await pool.query('CREATE SCHEMA service');
    await pool.query(migration('migrations/0003_parking.sql'));
  }, 120_000);
  afterAll(async () => {
    await pool?.end();
    await database?.drop();
  });

  parkingContract(async () => ({ open: () => new PostgresParkingLot(pool, 'service'), close: () => Promise.resolve() }));

  it('never leaves a message behind a key that was just let go', async () => {
    const lot = new PostgresParkingLot(pool, 'service');
    const message = (n: number): ReceivedMessage => ({
      ...{ topic: 't', key: 'k', id: `${n}`, source: '/s', type: 'x', time: '2026-03-01T00:00:00Z', data: {}, place: 't/0/0' },
    });
    let stranded = 0;
    for (let n = 0; n < 60; n += 2) {
      await lot.park('g', message(n), 'why');
      await lot.retry('g', 't', 'k');
      const released = (await lot.takeReleased('g'))!;
      await released.done((await released.next())!);
      const [behind] = await Promise.all([lot.parkBehind('g', message(n + 1)), released.next()]);
      const [keys, waiting] = [await lot.parkedKeys('g', 1), await lot.list('g')];
      if (behind !== (waiting.length === 1) || keys.length !== waiting.length) stranded += 1;
      for (let left = await released.next(); left !== null; left = await released.next()) await released.done(left);
      await released.leave();
    }
    expect(stranded).toBe(0);
  });
});
