import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { NewEvent, RecordedEvent } from '../message.js';
import type { ProjectionShape } from '../projection.js';
import { Checkpoints } from './checkpoints.js';
import { postgresEventFeed } from './feed.js';
import { Past } from './past.js';
import { compareTables, rebuildAndCompare } from './projection-rebuild.js';
import { ProjectionRunner } from './projection-runner.js';
import {
  breakingAfter,
  matters,
  newEvent,
  openWorld,
  ROLE,
  SCHEMA,
  until,
  type MatterRow,
  type World,
} from './runners.support.contract.js';
import { Signal } from './signal.js';

const STREAMS = 60;
const ROUNDS = 40;
const RETRY = { attempts: 2, firstMs: 1, maxMs: 20 };

/** Of one stream each: a link touches the matter that says it alone. */
const own: ProjectionShape<RecordedEvent> = {
  ...matters,
  name: 'own',
  ofOneStream: true,
  keysOf: ({ stream, type }) => (type === 'Unheard' ? [] : [stream]),
  evolve: (row, item, key) => matters.evolve(row as MatterRow | null, item, key),
};

interface RunnerChanges {
  readonly table?: string;
  readonly role?: string;
  readonly onGivenUp?: (error: unknown) => void;
}

describe('a read model without a place, whose rows are each of one stream', () => {
  let world: World;
  let processes = 0;
  let versions = 1;
  const running: ProjectionRunner<RecordedEvent>[] = [];
  const revisions = new Map<string, number>();

  const store = async (stream: string, event: NewEvent): Promise<string> => {
    const appended = await world.store.append(stream, revisions.get(stream) ?? 'no_stream', [event]);
    revisions.set(stream, appended.revision);
    return appended.position;
  };
  /** The runner of a projection in a process of its own. */
  const runnerOf = (
    projection: ProjectionShape<RecordedEvent>,
    { table = `${SCHEMA}.events`, role, onGivenUp = () => undefined }: RunnerChanges = {},
  ) => {
    const name = `f${++processes}`;
    const { pool, ownership } = world.process(name, role);
    const past = new Past(pool, [projection], table);
    const feed = table === `${SCHEMA}.events` ? world.feed : postgresEventFeed({ pool, table, committed: new Signal() });
    const runner = new ProjectionRunner({ projection, feed, pool, schema: SCHEMA, ownership, past, retry: RETRY, onGivenUp });
    running.push(runner);
    return { runner, name };
  };
  const nextVersion = async (changes: Partial<ProjectionShape<RecordedEvent>> = {}): Promise<ProjectionShape<RecordedEvent>> => {
    const projection = { ...own, version: ++versions, ...changes };
    await world.ensureTables(projection);
    return projection;
  };
  const differences = async (projection: ProjectionShape<RecordedEvent>): Promise<number> => {
    const client = await world.pool.connect();
    try {
      const table = (version: number): string => `${SCHEMA}.own_v${version}`;
      const { rows } = await compareTables(client, 'id', table(1), table(projection.version));
      return rows + (await rebuildAndCompare(client, SCHEMA, projection, world.feed)).rows;
    } finally {
      client.release();
    }
  };
  /** Rows written since the table was made, by the server's own count. */
  const writesTo = async (table: string): Promise<number> => {
    const { rows } = await world.pool.query<{ writes: number }>(
      `SELECT (n_tup_ins + n_tup_upd)::int AS writes FROM pg_stat_user_tables WHERE schemaname = $1 AND relname = $2`,
      [SCHEMA, table],
    );
    return rows[0]!.writes;
  };
  let head = '';

  beforeAll(async () => {
    world = await openWorld();
    await world.ensureTables(own);
    // Every stream goes on in every round, so that in the order of the log each is met again and again.
    for (let round = 0; round < ROUNDS; round += 1) {
      for (let n = 0; n < STREAMS; n += 1) {
        const event =
          round === 0
            ? newEvent('Opened', { division: '110000', dueAt: '2026-03-01T08:00:00+08:00' })
            : n % 20 === 7 && round === 30
              ? newEvent('Closed', {})
              : newEvent('Moved', { fen: round });
        head = await store(`own-${n}`, event);
      }
    }
    await world.pool.query(`INSERT INTO ${SCHEMA}.read_models (name, active_version) VALUES ('own', 1)`);
    const { runner } = runnerOf(own);
    runner.start();
    expect(await runner.waitFor(head, 30_000)).toBe(true);
    // It goes on: what is followed by a version in use is what a new one may be filled from.
  }, 120_000);
  afterEach(async () => {
    await Promise.all(running.splice(1).map((runner) => runner.stop()));
  });
  afterAll(async () => {
    await Promise.all(running.map((runner) => runner.stop()));
    await world?.close();
  });

  it('is filled one stream after the other, each row written about once, and then follows the log', async () => {
    const projection = await nextVersion();
    const { runner, name } = runnerOf(projection);
    runner.start();
    expect(await runner.waitFor(head, 20_000)).toBe(true);
    const later = await store('own-0', newEvent('Tagged', { tag: 'after' }));
    expect(await runner.waitFor(later, 20_000)).toBe(true);
    expect(await running[0]!.waitFor(later, 20_000)).toBe(true);
    expect(await differences(projection)).toBe(0);
    await runner.stop();
    // A connection tells its figures when it ends.
    await world.cut(name);
    // A row is met again only where a batch ends within its stream.
    await until('the server has counted', async () => (await writesTo(`own_v${projection.version}`)) >= STREAMS - 3);
    expect(await writesTo(`own_v${projection.version}`)).toBeLessThan(2 * STREAMS);
  });

  it('is filled so by a service too, whose role is not the owner and whose rows are secured', async () => {
    const projection = await nextVersion();
    const table = `own_v${projection.version}`;
    await world.pool.query(`GRANT USAGE ON SCHEMA ${SCHEMA} TO ${ROLE};
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${SCHEMA} TO ${ROLE};
      ALTER TABLE ${SCHEMA}.${table} ENABLE ROW LEVEL SECURITY;
      CREATE POLICY itself ON ${SCHEMA}.${table} TO ${ROLE} USING (true) WITH CHECK (true)`);
    const { runner, name } = runnerOf(projection, { role: ROLE });
    runner.start();
    expect(await runner.waitFor(head, 20_000)).toBe(true);
    await runner.stop();
    await world.cut(name);
    await until('the server has counted', async () => (await writesTo(table)) >= STREAMS - 3);
    expect(await writesTo(table)).toBeLessThan(2 * STREAMS);
  });

  it('has everything that is stored while it is filled', async () => {
    const projection = await nextVersion();
    const { runner } = runnerOf(projection);
    runner.start();
    let position = '';
    for (let n = 0; n < 200; n += 1) position = await store(`own-${n % 70}`, newEvent('Tagged', { tag: `t${n % 5}` }));
    expect(await runner.waitFor(position, 20_000)).toBe(true);
    expect(await running[0]!.waitFor(position, 20_000)).toBe(true);
    expect(await differences(projection)).toBe(0);
  });

  it('begins again from nothing when its process ends in the middle', async () => {
    const breaking = breakingAfter(1_500, own);
    const projection = await nextVersion({ evolve: breaking.evolve });
    const first = runnerOf(projection).runner;
    first.start();
    await until('it has failed in the middle', breaking.hasBroken);
    await first.stop();
    const stored = await world.pool.query('SELECT position FROM service.checkpoints WHERE name = $1', [first.name]);
    expect(stored.rows).toEqual([{ position: null }]);
    breaking.mend();
    const second = runnerOf(projection).runner;
    second.start();
    expect(await second.waitFor(head, 20_000)).toBe(true);
    await until('it is live', () => second.status().state === 'live');
    expect(await differences(projection)).toBe(0);
  });

  it('loses and doubles nothing while connections are cut', async () => {
    const projection = await nextVersion();
    const { runner, name } = runnerOf(projection);
    runner.start();
    for (let cut = 0; cut < 5;) cut += await world.cut(name, 0.5);
    expect(await runner.waitFor(head, 30_000)).toBe(true);
    await until('it is live', () => runner.status().state === 'live');
    expect(await differences(projection)).toBe(0);
  }, 60_000);

  it('halts at the one item that cannot be projected, in the order of the log, with everything before it', async () => {
    const unlucky = await store('own-3', newEvent('Moved', { fen: -13 }));
    const projection = await nextVersion({
      evolve(row, item, key) {
        if (item.data['fen'] === -13) throw new TypeError('unlucky');
        return own.evolve(row, item, key);
      },
    });
    const given: unknown[] = [];
    const { runner } = runnerOf(projection, { onGivenUp: (error) => given.push(error) });
    runner.start();
    await until('it halts', () => runner.status().state === 'halted');
    expect(runner.status()).toMatchObject({ failure: { error: 'TypeError: unlucky', position: unlucky } });
    expect(given).toEqual([new TypeError('unlucky')]);
    expect(runner.status().position! < unlucky).toBe(true);
    expect(runner.resume({ kind: 'skip', reason: 'a test' })).toBe(true);
    await until('it is live', () => runner.status().state === 'live');
  });

  it('has no past while somebody goes on writing, and follows the log from its beginning', async () => {
    const projection = await nextVersion();
    const writer = await world.pool.connect();
    try {
      await writer.query('BEGIN');
      await writer.query(`LOCK TABLE ${SCHEMA}.events IN ROW EXCLUSIVE MODE`);
      const { runner } = runnerOf(projection);
      runner.start();
      expect(await runner.waitFor(head, 20_000)).toBe(true);
    } finally {
      await writer.query('ROLLBACK');
      writer.release();
    }
    expect(await new Past(world.pool, []).get()).not.toBeNull();
  });

  it('has no past in a log without an event', async () => {
    await world.pool.query(`CREATE TABLE ${SCHEMA}.empty (LIKE ${SCHEMA}.events)`);
    expect(await new Past(world.pool, [], `${SCHEMA}.empty`).get()).toBeNull();
  });

  it('has no place after it followed a log without an event, so that what is brought in later fills it', async () => {
    await world.pool.query(`CREATE TABLE ${SCHEMA}.unwritten (LIKE ${SCHEMA}.events)`);
    const projection = await nextVersion({ name: 'unwritten' });
    const { runner } = runnerOf(projection, { table: `${SCHEMA}.unwritten` });
    runner.start();
    await until('it is live', () => Promise.resolve(runner.status().state === 'live'));
    await runner.stop();
    expect((await new Checkpoints(world.pool, SCHEMA).read(runner.name))?.position).toBeNull();
  });
});
