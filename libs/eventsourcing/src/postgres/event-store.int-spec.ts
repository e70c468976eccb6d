import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { testEventLog, type TestEventLog } from '../../../../test/support/event-log.js';
import { runWorker } from '../../../../test/support/worker.js';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '@xiezhi/service';
import { newEvent, newStream } from '../testing/sample-events.js';
import { RevisionConflict, StoreUnavailable } from '../event-store.js';
import type { NewEvent } from '../message.js';
import { PostgresEventStore } from './index.js';

describe('the PostgreSQL event store', () => {
  let log: TestEventLog;
  let owner: Client;
  beforeAll(async () => {
    log = await testEventLog();
    owner = new Client({ connectionString: log.database.url });
    await owner.connect();
    await owner.query('set search_path = service');
  });
  afterAll(async () => {
    await owner?.end();
    await log?.drop();
  });

  it('keeps its connections in a storm of conflicts', async () => {
    const pool = log.connect();
    const store = new PostgresEventStore({ pool });
    const stream = newStream();
    await store.append(stream, 'no_stream', [newEvent()]);
    let opened = 0;
    pool.on('connect', () => (opened += 1));
    for (let round = 0; round < 50; round += 1) {
      const outcomes = await Promise.allSettled(
        Array.from({ length: 8 }, () => store.append(stream, 'no_stream', [newEvent(), newEvent()])),
      );
      for (const outcome of outcomes) expect(outcome).toMatchObject({ reason: expect.any(RevisionConflict) as unknown });
    }
    expect(opened).toBeLessThanOrEqual(1);
  });

  it('fails only the append that the database refuses, whatever the reason', async () => {
    const store = new PostgresEventStore({ pool: log.pool });
    await owner.query(`alter table events add constraint refused check (type <> 'Refused')`);
    try {
      const appends = Array.from({ length: 40 }, (_, n) =>
        store.append(newStream(), 'no_stream', [newEvent({ n }, n === 23 ? 'Refused' : 'Tested')]),
      );
      const outcomes = await Promise.allSettled(appends);
      expect(outcomes.flatMap(({ status }, n) => (status === 'rejected' ? [n] : []))).toEqual([23]);
      expect(outcomes[23]).toMatchObject({ reason: { code: '23514' } });
    } finally {
      await owner.query('alter table events drop constraint refused');
    }
  });

  it('lets nobody change or delete an event', async () => {
    const store = new PostgresEventStore({ pool: log.pool });
    const stream = newStream();
    await store.append(stream, 'no_stream', [newEvent()]);
    for (const sql of [`update events set data = '{}'`, 'delete from events', 'truncate events']) {
      await expect(log.pool.query(sql)).rejects.toMatchObject({ code: '42501' });
      await expect(owner.query(sql)).rejects.toMatchObject({ code: '42501', message: 'events are never changed or deleted' });
    }
    expect(await store.read(stream)).toHaveLength(1);
  });

  it('keeps every stream dense and everything it acknowledged when several processes append to the same streams', async () => {
    const shared = [newStream('shared'), newStream('shared'), newStream('shared')];
    const workers = await Promise.all(
      [1, 2, 3].map(() =>
        runWorker<{ acknowledged: readonly string[]; conflicts: number }>('append-worker', [log.url, 'store', '3000', ...shared]),
      ),
    );
    const acknowledged = workers.flatMap((worker) => worker.acknowledged);
    expect(workers.reduce((sum, { conflicts }) => sum + conflicts, 0)).toBeGreaterThan(0);
    const { rows } = await owner.query<{ event_id: string }>('select event_id from events');
    const stored = new Set(rows.map((row) => row.event_id));
    expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
    expect(stored.size).toBe(rows.length);
    const broken = await owner.query('select stream from events group by stream having count(*) <> max(revision) + 1');
    expect(broken.rows).toEqual([]);
    const disordered = await owner.query(
      `select 1 from (select position - lag(position) over (partition by stream order by revision) step from events) s where step <= 0`,
    );
    expect(disordered.rows).toEqual([]);
  });
});

describe('the PostgreSQL event store when the server is killed', () => {
  let dataDir: string;
  let server: EmbeddedPostgres;
  let log: TestEventLog;
  const shared = process.env['TEST_POSTGRES_URL'];
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'xiezhi-kill-'));
    server = await startEmbeddedPostgres({ dataDir });
    process.env['TEST_POSTGRES_URL'] = server.adminUrl;
    log = await testEventLog();
  });
  afterAll(async () => {
    await log?.drop();
    if (shared === undefined) delete process.env['TEST_POSTGRES_URL'];
    else process.env['TEST_POSTGRES_URL'] = shared;
    await server?.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('says that the outcome is unknown, recovers by itself, and stores a repeated append once', async () => {
    const store = new PostgresEventStore({ pool: log.pool });
    const acknowledged: string[] = [];
    const unknown: { readonly stream: string; readonly events: readonly NewEvent[] }[] = [];
    let killed = false;
    const writers = Array.from({ length: 16 }, async () => {
      while (!killed || unknown.length < 16) {
        const [stream, events] = [newStream(), [newEvent(), newEvent()]];
        try {
          await store.append(stream, 'no_stream', events);
          acknowledged.push(...events.map(({ id }) => id));
        } catch (error) {
          if (!(error instanceof StoreUnavailable)) throw error;
          unknown.push({ stream, events });
          return;
        }
        if (acknowledged.length > 400 && !killed) {
          killed = true;
          process.kill(server.pid, 'SIGKILL');
        }
      }
    });
    await Promise.all(writers);
    expect(unknown.length).toBeGreaterThan(0);

    server = await startEmbeddedPostgres({ dataDir, port: server.port });
    for (const { stream, events } of unknown) {
      const { revision } = await store.append(stream, 'no_stream', events);
      expect(revision).toBe(1);
    }
    const { rows } = await log.pool.query<{ event_id: string }>('select event_id from events');
    const stored = rows.map((row) => row.event_id);
    const sent = [...acknowledged, ...unknown.flatMap(({ events }) => events.map(({ id }) => id))];
    expect(stored.toSorted()).toEqual(sent.toSorted());
  });
});
