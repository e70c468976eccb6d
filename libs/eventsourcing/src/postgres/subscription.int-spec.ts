import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '../message.js';
import type { Turn, TurnHandler, TurnOutcome } from '../subscription.js';
import { Checkpoints } from './checkpoints.js';
import { newEvent, openWorld, SCHEMA, until, type World } from './runners.support.contract.js';
import { Subscription, type SubscriptionOptions } from './subscription.js';

const RETRY = { attempts: 2, firstMs: 1, maxMs: 20 };

describe('a subscription', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
    await world.pool.query(`CREATE TABLE ${SCHEMA}.effects (n bigint GENERATED ALWAYS AS IDENTITY, subscription text, event uuid)`);
  }, 120_000);
  afterAll(() => world?.close());

  let streams = 0;
  const store = async (count: number, type = 'Happened'): Promise<readonly string[]> => {
    const events = Array.from({ length: count }, (_, n) => newEvent(type, { n }));
    await world.store.append(`s-${++streams}`, 'no_stream', events);
    return events.map(({ id }) => id);
  };

  type More = Partial<SubscriptionOptions<RecordedEvent>> & { readonly before?: (turn: Turn) => Promise<void>; readonly filter?: string };
  /** A subscriber whose effect is one row an event, in the transaction of its checkpoint. */
  const subscriber = (name: string, process: string, { before, filter, ...more }: More = {}) => {
    const { pool, ownership } = world.process(process);
    const checkpoints = new Checkpoints(pool, SCHEMA);
    const handle: TurnHandler<RecordedEvent> = async (items, turn): Promise<TurnOutcome> => {
      const mine = items.filter(({ type }) => type !== 'Ignored');
      if (mine.length === 0) return 'to_move';
      if (mine.some(({ type }) => type === filter)) throw new RangeError('cannot be handled');
      await before?.(turn);
      const client = await pool.connect();
      let broken = false;
      try {
        await client.query('BEGIN');
        await client.query(`INSERT INTO ${SCHEMA}.effects (subscription, event) SELECT $1, unnest($2::uuid[])`, [
          name,
          mine.map(({ id }) => id),
        ]);
        await checkpoints.moveWithin(client, turn);
        await client.query('COMMIT');
      } catch (error) {
        await client.query('ROLLBACK').catch(() => (broken = true));
        throw error;
      } finally {
        client.release(broken);
      }
      return 'moved';
    };
    return new Subscription({ name, pool, schema: SCHEMA, ownership, feed: world.feed, handle, retry: RETRY, ...more });
  };
  const effects = async (name: string): Promise<readonly string[]> => {
    const { rows } = await world.pool.query<{ event: string }>(`SELECT event FROM ${SCHEMA}.effects WHERE subscription = $1 ORDER BY n`, [
      name,
    ]);
    return rows.map(({ event }) => event);
  };
  const everything = async (): Promise<readonly string[]> => {
    const { rows } = await world.pool.query<{ id: string }>(
      `SELECT event_id AS id FROM ${SCHEMA}.events WHERE type NOT IN ('Ignored', 'Bad') ORDER BY position`,
    );
    return rows.map(({ id }) => id);
  };

  it('refuses what a former owner still tries, and the new one does it once', async () => {
    let pausedAt: Turn | undefined;
    let resume = (): void => undefined;
    const paused = new Promise<void>((resolve) => (resume = resolve));
    const refused: string[] = [];
    const former = subscriber('zombie', 'former', {
      before: async (turn) => {
        if (pausedAt !== undefined) return;
        pausedAt = turn;
        await paused;
      },
      onChange: ({ failure }) => failure !== undefined && refused.push(failure.error),
    });
    former.start();
    await store(3);
    await until('the former owner is in the middle of a batch', () => pausedAt !== undefined);
    await world.cut('former');
    const next = subscriber('zombie', 'next');
    next.start();
    await until('the next owner has taken over and done it', async () => (await effects('zombie')).length >= 3);
    resume();
    await until('the former owner was refused', () => refused.some((error) => error.startsWith('TurnRefused')));
    await store(2);
    const all = await everything();
    await until('the rest is done', async () => (await effects('zombie')).length >= all.length);
    expect(await effects('zombie')).toEqual(all);
    expect(former.status()).toMatchObject({ state: 'waiting', owner: null });
    await Promise.all([former.stop(), next.stop()]);
  });

  it('is taken over when its owner ends, and when its owner dies', async () => {
    const [a, b] = [subscriber('passed-on', 'a'), subscriber('passed-on', 'b')];
    a.start();
    await until('the first owns it', () => a.status().state === 'live');
    b.start();
    await store(1);
    await a.stop();
    expect(a.status().state).toBe('stopped');
    await until('the second owns it', () => b.status().state === 'live');
    a.start();
    await until('the first waits', () => a.status().state === 'waiting');
    await world.cut('b');
    await until('someone owns it again', () => a.status().state === 'live' || b.status().state === 'live');
    await store(1);
    const all = await everything();
    await until('all is done', async () => (await effects('passed-on')).length >= all.length);
    expect(await effects('passed-on')).toEqual(all);
    await Promise.all([a.stop(), b.stop()]);
  });

  it('does everything once, in order, while two processes lose their connections', async () => {
    const both = ['left', 'right'].map((process) => subscriber('storm', process, { batchSize: 3 }));
    for (const each of both) each.start();
    for (let n = 0; n < 40; n += 1) {
      await store(1 + (n % 5));
      if (n % 3 === 0) await world.cut(n % 2 === 0 ? 'left' : 'right', 0.6);
    }
    const all = await everything();
    await until('all is done', async () => (await effects('storm')).length >= all.length);
    expect(await effects('storm')).toEqual(all);
    await Promise.all(both.map((each) => each.stop()));
  }, 60_000);

  it('skips, where it may, the one item that cannot be handled, and records it', async () => {
    const skipping = subscriber('skipping', 'skipper', { onPoison: 'skip', filter: 'Bad' });
    await store(20);
    const [bad] = await store(1, 'Bad');
    await store(20);
    skipping.start();
    const all = await everything();
    await until('the rest is done', async () => (await effects('skipping')).length >= all.length);
    expect(await effects('skipping')).toEqual(all);
    const { rows } = await world.pool.query(`SELECT item_id, state, error FROM ${SCHEMA}.dead_letters WHERE subscription = 'skipping'`);
    expect(rows).toEqual([{ item_id: bad, state: 'skipped', error: 'RangeError: cannot be handled' }]);
    await skipping.stop();
  });

  it('stops while it is halted, and halts again when it is started again', async () => {
    const halting = subscriber('halting', 'halter', { filter: 'Bad' });
    halting.start();
    await until('it halts', () => halting.status().state === 'halted');
    await halting.stop();
    halting.start();
    await until('it halts again', () => halting.status().state === 'halted');
    expect(halting.resume({ kind: 'skip', reason: 'made by mistake' })).toBe(true);
    const all = await everything();
    await until('the rest is done', async () => (await effects('halting')).length >= all.length);
    const { rows } = await world.pool.query(`SELECT state, reason FROM ${SCHEMA}.dead_letters WHERE subscription = 'halting'`);
    expect(rows).toEqual([{ state: 'skipped', reason: 'made by mistake' }]);
    await halting.stop();
  });

  it('waits for what is out of reach without blaming an item', async () => {
    let reachable = false;
    const waiting = subscriber('waiting', 'waiter', {
      before: () => (reachable ? Promise.resolve() : Promise.reject(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }))),
    });
    waiting.start();
    await until('it has tried more often than an item is tried', () => (waiting.status().failure?.attempts ?? 0) > 4);
    expect(waiting.status().state).toBe('retrying');
    reachable = true;
    const all = await everything();
    await until('all is done', async () => (await effects('waiting')).length >= all.length);
    expect((await world.pool.query(`SELECT FROM ${SCHEMA}.dead_letters WHERE subscription = 'waiting'`)).rowCount).toBe(0);
    await waiting.stop();
  });

  it('writes down a place reached without effect, a little later and when it stops', async () => {
    const quiet = subscriber('quiet', 'quiet');
    quiet.start();
    await until('it is live', () => quiet.status().state === 'live');
    await store(1, 'Ignored');
    const head = (await world.feed.head())!;
    const stored = async (): Promise<string | null> => (await new Checkpoints(world.pool, SCHEMA).read('quiet'))?.position ?? null;
    expect(await quiet.waitFor(head, 5_000)).toBe(true);
    await until('the place is written down', async () => (await stored()) === head);
    await store(1, 'Ignored');
    const next = (await world.feed.head())!;
    expect(await quiet.waitFor(next, 5_000)).toBe(true);
    await quiet.stop();
    expect(await stored()).toBe(next);
  });
});
