import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '../message.js';
import type { ProjectionShape } from '../projection.js';
import { Past } from './past.js';
import { rebuildAndCompare } from './projection-rebuild.js';
import { ProjectionRunner } from './projection-runner.js';
import { breakingAfter, matters, newEvent, openWorld, SCHEMA, until, type MatterRow, type World } from './runners.support.contract.js';

const STREAMS = 40;
const ROUNDS = 60;
const RETRY = { attempts: 2, firstMs: 1, maxMs: 20 };

/** Of two streams each: a link touches the matter it is said of, and the one it names. */
const linked: ProjectionShape<RecordedEvent> = {
  ...matters,
  name: 'linked',
  eventTypes: ['Opened', 'Moved', 'Linked', 'Closed', 'Tagged'],
  keysOf: (item) => matters.keysOf(item),
  evolve: (row, item, key) => matters.evolve(row as MatterRow | null, item, key),
};

describe('a read model without a place, whose rows are of several streams', () => {
  let world: World;
  let processes = 0;
  let versions = 0;
  let head = '';

  const runnerOf = (projection: ProjectionShape<RecordedEvent>, told = [projection]) => {
    const name = `s${++processes}`;
    const { pool, ownership } = world.process(name);
    const past = new Past(pool, told, `${SCHEMA}.events`);
    return { name, runner: new ProjectionRunner({ projection, feed: world.feed, pool, schema: SCHEMA, ownership, past, retry: RETRY }) };
  };
  const nextVersion = async (changes: Partial<ProjectionShape<RecordedEvent>> = {}): Promise<ProjectionShape<RecordedEvent>> => {
    const projection = { ...linked, version: ++versions, ...changes };
    await world.ensureTables(projection);
    return projection;
  };
  const differences = async (projection: ProjectionShape<RecordedEvent>): Promise<number> => {
    const client = await world.pool.connect();
    try {
      return (await rebuildAndCompare(client, SCHEMA, projection, world.feed)).rows;
    } finally {
      client.release();
    }
  };

  beforeAll(async () => {
    world = await openWorld();
    // Each event depends on what lay before it in another stream: out of order it would come out otherwise.
    for (let round = 0; round < ROUNDS; round += 1) {
      for (let n = 0; n < STREAMS; n += 1) {
        const event =
          round % 3 === 0
            ? newEvent('Unheard', {})
            : round === 40 && n % 7 === 0
              ? newEvent('Closed', {})
              : round % 2 === 0
                ? newEvent('Linked', { to: `linked-${(n * 7 + round) % STREAMS}` })
                : newEvent('Moved', { fen: round });
        head = (await world.store.append(`linked-${n}`, round === 0 ? 'no_stream' : round - 1, [event])).position;
      }
    }
  }, 60_000);
  afterAll(async () => world?.close());

  it('is filled with what touches it alone, in the order of the log, and then follows', async () => {
    const shown: RecordedEvent[] = [];
    const projection = await nextVersion({
      keysOf(item) {
        shown.push(item);
        return linked.keysOf(item);
      },
    });
    const { runner } = runnerOf(projection);
    runner.start();
    expect(await runner.waitFor(head, 20_000)).toBe(true);
    expect(shown).toHaveLength((STREAMS * ROUNDS * 2) / 3);
    expect(shown.some(({ type }) => type === 'Unheard')).toBe(false);
    expect(shown.every(({ position }, at) => at === 0 || position > shown[at - 1]!.position)).toBe(true);
    const later = (await world.store.append('linked-0', ROUNDS - 1, [newEvent('Tagged', { tag: 'after' })])).position;
    expect(await runner.waitFor(later, 20_000)).toBe(true);
    await runner.stop();
    expect(await differences(projection)).toBe(0);
  });

  it('goes on where it was when its process ended in the middle', async () => {
    const breaking = breakingAfter(1_500, linked);
    const projection = await nextVersion({ evolve: breaking.evolve });
    const first = runnerOf(projection).runner;
    first.start();
    await until('it has failed in the middle', breaking.hasBroken);
    await first.stop();
    const stored = await world.pool.query<{ position: string | null }>(`SELECT position FROM ${SCHEMA}.checkpoints WHERE name = $1`, [
      first.name,
    ]);
    expect(stored.rows[0]!.position).not.toBeNull();
    expect(stored.rows[0]!.position! < head).toBe(true);
    breaking.mend();
    const { runner } = runnerOf(projection);
    runner.start();
    expect(await runner.waitFor(head, 20_000)).toBe(true);
    await until('it is live', () => runner.status().state === 'live');
    await runner.stop();
    expect(await differences(projection)).toBe(0);
  });

  it('loses and doubles nothing while connections are cut', async () => {
    const projection = await nextVersion();
    const { runner, name } = runnerOf(projection);
    runner.start();
    for (let cut = 0; cut < 5;) cut += await world.cut(name, 0.5);
    expect(await runner.waitFor(head, 30_000)).toBe(true);
    await until('it is live', () => runner.status().state === 'live');
    await runner.stop();
    expect(await differences(projection)).toBe(0);
  }, 60_000);

  it('halts at the one item that cannot be projected, with everything before it', async () => {
    const projection = await nextVersion({
      evolve(row, item, key) {
        if (item.type === 'Moved' && item.stream === 'linked-5' && item.data['fen'] === 41) throw new TypeError('unlucky');
        return linked.evolve(row, item, key);
      },
    });
    const { runner } = runnerOf(projection);
    runner.start();
    await until('it halts', () => runner.status().state === 'halted');
    const { failure, position } = runner.status();
    expect(failure?.error).toBe('TypeError: unlucky');
    expect(position! < failure!.position!).toBe(true);
    expect(runner.resume({ kind: 'skip', reason: 'a test' })).toBe(true);
    expect(await runner.waitFor(head, 20_000)).toBe(true);
    await runner.stop();
  });

  it('is refused where the past was not told what touches it', async () => {
    const projection = await nextVersion();
    expect(() => runnerOf(projection, [{ ...projection, eventTypes: ['Opened'] }])).toThrow('was not told what touches it');
  });
});
