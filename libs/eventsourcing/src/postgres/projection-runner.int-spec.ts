import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { NewEvent, RecordedEvent } from '../message.js';
import type { ProjectionShape } from '../projection.js';
import { rebuildAndCompare, compareTables, rebuildInto } from './projection-rebuild.js';
import { ProjectionRunner } from './projection-runner.js';
import { ReadModels } from './read-models.js';
import { matters, newEvent, openWorld, SCHEMA, until, type MatterRow, type World } from './runners.support.contract.js';

describe('a projection', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
    await world.ensureTables(matters);
  }, 120_000);
  afterAll(() => world?.close());

  let processes = 0;
  const runnerOf = (
    projection: ProjectionShape<RecordedEvent>,
    more: Partial<ConstructorParameters<typeof ProjectionRunner<RecordedEvent>>[0]> = {},
  ) => {
    const { pool, ownership } = world.process(`p${++processes}`);
    const runner = new ProjectionRunner({ projection, feed: world.feed, pool, schema: SCHEMA, ownership, ...more });
    return { runner, name: `p${processes}` };
  };
  const tags = fc.constantFrom('a', 'b', '法律援助', '"quoted", {braced}', "o'clock", '\\', '');
  const fact: fc.Arbitrary<NewEvent> = fc.oneof(
    fc
      .record({
        division: fc.constantFrom('110000', '310000'),
        dueAt: fc.constantFrom('2026-03-01T08:00:00+08:00', '2026-03-01T00:00:00.5Z'),
      })
      .map((data) => newEvent('Opened', data)),
    fc.integer({ min: -9e14, max: 9e14 }).map((fen) => newEvent('Moved', { fen })),
    tags.map((tag) => newEvent('Tagged', { tag, deep: { list: [1, null, 'x'] } })),
    fc.constantFrom('m-1', 'm-2', 'm-3').map((to) => newEvent('Linked', { to })),
    fc.constant(newEvent('Closed', {})),
    fc.constant(newEvent('Unheard', {})),
  );
  const history = fc.array(fc.tuple(fc.constantFrom('m-1', 'm-2', 'm-3'), fact), { minLength: 1, maxLength: 25 });
  const revisions = new Map<string, number>();
  const store = async (facts: readonly (readonly [string, NewEvent])[]): Promise<string> => {
    let position = '';
    for (const [stream, event] of facts) {
      const at = revisions.get(stream) ?? 'no_stream';
      const appended = await world.store.append(stream, at, [{ ...event, id: crypto.randomUUID() }]);
      revisions.set(stream, appended.revision);
      position = appended.position;
    }
    return position;
  };

  it('is rebuilt equal to the live table, whatever the batches were', async () => {
    const { runner } = runnerOf(matters);
    runner.start();
    const client = await world.pool.connect();
    try {
      await fc.assert(
        fc.asyncProperty(history, fc.integer({ min: 1, max: 7 }), async (facts, batchSize) => {
          const position = await store(facts);
          expect(await runner.waitFor(position, 5_000)).toBe(true);
          await client.query('DROP TABLE IF EXISTS pg_temp.small; DROP TABLE IF EXISTS pg_temp.big');
          await rebuildInto(client, matters, world.feed, 'pg_temp.small', { batchSize });
          await rebuildInto(client, matters, world.feed, 'pg_temp.big', { batchSize: 1_000 });
          expect(await compareTables(client, 'id', 'pg_temp.small', 'pg_temp.big')).toEqual({ rows: 0, keys: [] });
          expect(await compareTables(client, 'id', `${SCHEMA}.matters_v1`, 'pg_temp.big')).toEqual({ rows: 0, keys: [] });
        }),
        { numRuns: 15 },
      );
    } finally {
      client.release();
      await runner.stop();
    }
  });

  it('keeps every kind of value as it was folded', async () => {
    const { runner } = runnerOf(matters);
    runner.start();
    const tag = '"quoted", {braced} \\ 法律援助';
    const position = await store([
      ['kinds', newEvent('Opened', { division: '110000', dueAt: '2026-03-01T08:00:00+08:00' })],
      ['kinds', newEvent('Tagged', { tag, n: 1.5 })],
      ['kinds-2', newEvent('Moved', { fen: Number.MAX_SAFE_INTEGER })],
    ]);
    expect(await runner.waitFor(position, 5_000)).toBe(true);
    const { rows } = await world.pool.query(
      `SELECT *, day::text AS day, amount::text AS amount FROM ${SCHEMA}.matters_v1 WHERE id LIKE 'kinds%' ORDER BY id`,
    );
    expect(rows).toEqual([
      {
        id: 'kinds',
        division: '110000',
        steps: 2,
        amount: '0',
        open: true,
        due_at: new Date('2026-03-01T00:00:00Z'),
        day: '2026-02-28',
        facts: { [tag]: { tag, n: 1.5 } },
        tags: [tag],
      },
      { id: 'kinds-2', division: null, steps: 1, amount: '9007199254740991', open: false, due_at: null, day: null, facts: {}, tags: [] },
    ]);
    await runner.stop();
  });

  it('shows an append within milliseconds, and tells who waits for what is not there yet', async () => {
    const { runner } = runnerOf(matters);
    runner.start();
    await until('it is live', () => runner.status().state === 'live');
    const took: number[] = [];
    for (let n = 0; n < 30; n += 1) {
      const position = await store([['quick', newEvent('Moved', { fen: 1 })]]);
      const begun = performance.now();
      expect(await runner.waitFor(position, 5_000)).toBe(true);
      took.push(performance.now() - begun);
    }
    expect(took.toSorted((a, b) => a - b)[15]!).toBeLessThan(50);
    expect(await runner.waitFor('9'.repeat(19), 20)).toBe(false);
    await runner.stop();
  });

  it('is waited for from another process', async () => {
    const [owner, other] = [runnerOf(matters), runnerOf(matters)];
    owner.runner.start();
    await until('the first owns it', () => owner.runner.status().state === 'live');
    other.runner.start();
    const position = await store([['elsewhere', newEvent('Moved', { fen: 1 })]]);
    expect(await other.runner.waitFor(position, 5_000)).toBe(true);
    expect(other.runner.status()).toMatchObject({ state: 'waiting', owner: null });
    await owner.runner.stop();
    await until('the other has taken over', () => other.runner.status().state === 'live');
    await other.runner.stop();
  });

  it('loses and doubles nothing while connections are cut', async () => {
    const { runner, name } = runnerOf(matters, { batchSize: 7, retry: { attempts: 3, firstMs: 5, maxMs: 50 } });
    const second = runnerOf(matters, { batchSize: 3, retry: { attempts: 3, firstMs: 5, maxMs: 50 } });
    runner.start();
    second.runner.start();
    let cut = 0;
    let n = 0;
    let position = '';
    // Which connections are cut is left to chance; it goes on until enough of them were.
    for (; n < 60 || cut <= 5; n += 1) {
      position = await store([
        ['cut-1', newEvent('Moved', { fen: 1 })],
        ['cut-2', newEvent('Tagged', { tag: `${n % 7}` })],
      ]);
      if (n % 4 === 0) cut += await world.cut(n % 8 === 0 ? name : second.name, 0.7);
    }
    await until('all is projected', async () => (await runner.lag()).position! >= position);
    const client = await world.pool.connect();
    expect(await rebuildAndCompare(client, SCHEMA, matters, world.feed)).toEqual({ rows: 0, keys: [] });
    client.release();
    const { rows } = await world.pool.query<MatterRow>(`SELECT steps FROM ${SCHEMA}.matters_v1 WHERE id = 'cut-1'`);
    expect(rows).toEqual([{ steps: n }]);
    await Promise.all([runner.stop(), second.runner.stop()]);
  }, 60_000);

  it('halts at the one item that cannot be projected, with everything before it, and goes on when told', async () => {
    let broken = true;
    const fragile: ProjectionShape<RecordedEvent> = {
      ...matters,
      name: 'fragile',
      evolve(row, item, key) {
        if (broken && item.stream === 'f' && item.data['fen'] === -13) throw new TypeError('unlucky');
        return matters.evolve(row as MatterRow | null, item, key);
      },
    };
    await world.ensureTables(fragile);
    const before = await store([
      ['f', newEvent('Moved', { fen: 1 })],
      ['f', newEvent('Moved', { fen: 2 })],
    ]);
    const unlucky = await store([['f', newEvent('Moved', { fen: -13 })]]);
    const after = await store([['f', newEvent('Moved', { fen: 4 })]]);
    const { runner } = runnerOf(fragile, { retry: { attempts: 2, firstMs: 1, maxMs: 5 } });
    runner.start();
    await until('it halts', () => runner.status().state === 'halted');
    expect(runner.status()).toMatchObject({ position: before, failure: { error: 'TypeError: unlucky', position: unlucky } });
    expect(await runner.waitFor(after, 20)).toBe(false);
    const letters = await world.pool.query(`SELECT position, state FROM ${SCHEMA}.dead_letters WHERE subscription = $1`, [runner.name]);
    expect(letters.rows).toEqual([{ position: unlucky, state: 'halted' }]);
    broken = false;
    expect(runner.resume({ kind: 'retry' })).toBe(true);
    expect(await runner.waitFor(after, 5_000)).toBe(true);
    await until('it is live again', () => runner.status().state === 'live');
    const settled = await world.pool.query(`SELECT state FROM ${SCHEMA}.dead_letters WHERE subscription = $1`, [runner.name]);
    expect(settled.rows).toEqual([{ state: 'resolved' }]);
    await runner.stop();
  });

  it('builds a new version beside the old one and then switches', async () => {
    const first: ProjectionShape<RecordedEvent> = { ...matters, name: 'versions' };
    const second: ProjectionShape<RecordedEvent> = { ...first, version: 2 };
    const third: ProjectionShape<RecordedEvent> = { ...first, version: 3 };
    const run = async (projection: ProjectionShape<RecordedEvent>): Promise<ReadModels> => {
      await world.ensureTables(projection);
      const readModels = new ReadModels(world.pool, SCHEMA, [projection], world.makeReady);
      await readModels.start();
      const { runner } = runnerOf(projection, { readModels });
      const before = readModels.table(projection);
      runner.start();
      await until('the version is queried', () => readModels.table(projection) === `${SCHEMA}.versions_v${projection.version}`);
      expect(before).toBe(`${SCHEMA}.versions_v${Math.max(1, projection.version - 1)}`);
      await runner.stop();
      readModels.stop();
      return readModels;
    };
    await store([['v', newEvent('Moved', { fen: 1 })]]);
    await run(first);
    await run(second);
    await run(third);
    await world.ensureTables(third);
    const { rows } = await world.pool.query(`SELECT relname FROM pg_class WHERE relname ~ '^versions_v[0-9]$' ORDER BY 1`);
    expect(rows).toEqual([{ relname: 'versions_v2' }, { relname: 'versions_v3' }]);
    const old = new ReadModels(world.pool, SCHEMA, [second], world.makeReady);
    await old.start();
    expect(old.table(second)).toBe(`${SCHEMA}.versions_v2`);
  });

  it('fills a new version without its indexes, and gives it all of them before it is queried, also when that failed once', async () => {
    const first: ProjectionShape<RecordedEvent> = { ...matters, name: 'indexed' };
    const second: ProjectionShape<RecordedEvent> = { ...first, version: 2 };
    const indexesOf = async (table: string): Promise<number> =>
      (await world.pool.query('SELECT 1 FROM pg_indexes WHERE schemaname = $1 AND tablename = $2', [SCHEMA, table])).rows.length;
    await world.ensureTables(first);
    expect(await indexesOf('indexed_v1')).toBe(3);
    await new ReadModels(world.pool, SCHEMA, [first], world.makeReady).start();

    await world.ensureTables(second);
    expect(await indexesOf('indexed_v2')).toBe(1);
    let failures = 1;
    const readModels = new ReadModels(world.pool, SCHEMA, [second], async (projection) => {
      failures -= 1;
      if (failures === 0) throw new Error('the disk is full');
      await world.makeReady(projection);
    });
    await readModels.start();
    const { runner } = runnerOf(second, { readModels });
    runner.start();
    await until('making it ready has failed', () => failures === 0);
    expect(readModels.current(second)).toBe(false);
    await world.ensureTables(second);
    expect(await indexesOf('indexed_v2')).toBe(1);
    await store([['indexed', newEvent('Moved', { fen: 1 })]]);
    await until('the version is queried', () => readModels.current(second));
    expect(await indexesOf('indexed_v2')).toBe(3);
    await runner.stop();
    readModels.stop();
  });

  it('leaves a new version to itself while it is filled, and to the server from when it is queried', async () => {
    const first: ProjectionShape<RecordedEvent> = { ...matters, name: 'tended' };
    const second: ProjectionShape<RecordedEvent> = { ...first, version: 2 };
    const optionsOf = async (table: string): Promise<unknown> =>
      (await world.pool.query<{ reloptions: unknown }>('SELECT reloptions FROM pg_class WHERE relname = $1', [table])).rows[0]?.reloptions;
    await world.ensureTables(first);
    await new ReadModels(world.pool, SCHEMA, [first], world.makeReady).start();
    expect(await optionsOf('tended_v1')).toEqual(['fillfactor=90']);

    // Documents are never searched by their whole: the server need not know how they are spread.
    const unknown = await world.pool.query('SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attstattarget = 0', [
      `${SCHEMA}.tended_v1`,
    ]);
    expect(unknown.rows).toEqual([{ name: 'facts' }]);

    await world.ensureTables(second);
    expect(await optionsOf('tended_v2')).toEqual(['fillfactor=90', 'autovacuum_enabled=false']);
    const readModels = new ReadModels(world.pool, SCHEMA, [second], world.makeReady);
    await readModels.activate(second);
    expect(await optionsOf('tended_v2')).toEqual(['fillfactor=90']);
  });

  it('makes two versions ready at a time, and no more', async () => {
    const versions = ['one', 'two', 'three'].map((name) => ({ ...matters, name: `together_${name}`, version: 2 }));
    let [now, most] = [0, 0];
    const readModels = new ReadModels(world.pool, SCHEMA, versions, async (version) => {
      most = Math.max(most, (now += 1));
      await world.makeReady(version);
      now -= 1;
    });
    await world.ensureTables(...versions);
    await Promise.all(versions.map((version) => readModels.activate(version)));
    expect(most).toBe(2);
    expect(versions.every((version) => readModels.current(version))).toBe(true);
  });

  it('refuses a table whose columns were changed without a new version', async () => {
    const { tags: _left, ...columns } = matters.columns;
    await expect(world.ensureTables({ ...matters, columns })).rejects.toThrow('raise the version');
  });
});
