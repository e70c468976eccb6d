import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TurnRefused } from '../subscription.js';
import { Checkpoints } from './checkpoints.js';
import { openWorld, SCHEMA, type World } from './runners.support.contract.js';

describe('places that are moved', () => {
  let world: World;
  let checkpoints: Checkpoints;
  const take = async (...names: readonly string[]): Promise<readonly string[]> => {
    const client = await world.pool.connect();
    try {
      const owned = await checkpoints.takeOver(client, names, 'one');
      return names.map((name) => owned.get(name)!.epoch);
    } finally {
      client.release();
    }
  };
  const places = (...names: readonly string[]) => Promise.all(names.map(async (name) => (await checkpoints.read(name))?.position));

  beforeAll(async () => {
    world = await openWorld();
    checkpoints = new Checkpoints(world.pool, SCHEMA);
  });
  afterAll(() => world?.close());

  it('at one time are written together', async () => {
    const names = ['c', 'a', 'b'];
    const epochs = await take(...names);
    await Promise.all(names.map((name, at) => checkpoints.move({ name, epoch: epochs[at]!, from: null, to: `0${at}` })));
    expect(await places(...names)).toEqual(['00', '01', '02']);
    const { rows } = await world.pool.query(
      `SELECT count(DISTINCT updated_at)::int AS times FROM ${SCHEMA}.checkpoints WHERE name = ANY ($1)`,
      [names],
    );
    expect(rows).toEqual([{ times: 1 }]);
  });

  it('are refused each by itself: to a former owner, and from a place that is another by now', async () => {
    const [former] = await take('lost');
    const [, moved, own] = await take('lost', 'moved', 'own');
    await checkpoints.move({ name: 'moved', epoch: moved!, from: null, to: '1' });
    const moves = await Promise.allSettled([
      checkpoints.move({ name: 'lost', epoch: former!, from: null, to: '9' }),
      checkpoints.move({ name: 'moved', epoch: moved!, from: null, to: '9' }),
      checkpoints.move({ name: 'own', epoch: own!, from: null, to: '2' }),
    ]);
    expect(moves.map((move) => (move.status === 'rejected' ? move.reason : null))).toEqual([
      expect.any(TurnRefused),
      expect.any(TurnRefused),
      null,
    ]);
    expect(await places('lost', 'moved', 'own')).toEqual([null, '1', '2']);
  });

  it('are refused to the former owner who asks in the same turn as the new one', async () => {
    const [former] = await take('both');
    const [now] = await take('both');
    const moves = await Promise.allSettled(
      [former, now].map((epoch, at) => checkpoints.move({ name: 'both', epoch: epoch!, from: null, to: String(at) })),
    );
    expect(moves.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect(await places('both')).toEqual(['1']);
  });

  it('stay where they are, all of them, when they cannot be written', async () => {
    const [epoch] = await take('kept');
    const moves = await Promise.allSettled([
      checkpoints.move({ name: 'kept', epoch: epoch!, from: null, to: '1' }),
      checkpoints.move({ name: 'unwritable', epoch: 'no number', from: null, to: '1' }),
    ]);
    expect(moves.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await places('kept')).toEqual([null]);
  });
});
