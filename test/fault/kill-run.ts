import { tableName } from '@xiezhi/eventsourcing';
import type { Pool } from 'pg';
import { jointCounts } from '../../apps/coordination/src/joint-counts/joint-counts.projection.js';
import { agencyNews } from '../../apps/referrals/src/agency-news/agency-news.projection.js';
import { EmbeddedPlatform } from '../support/embedded-platform.js';
import { testPool } from '../support/postgres.js';
import { holdsAfterwards } from './afterwards.js';
import { CHECKS, postgresBus, settled, type World } from './consistency.js';
import { LOST, startLoad, type Load } from './load.js';
import { instants, seedOf } from './seeded.js';

const CALLERS = 8;
/** How long the platform lives between two kills. */
const [SHORTEST_LIFE_MS, LONGEST_LIFE_MS] = [200, 2_500];
const SETTLE_MS = 60_000;

/**
 * The suite of the process that is killed: a platform under load, `kill -9` of its process `kills` times at random instants, a restart each
 * time. `SEED` repeats the instants of a run.
 */
export function killSuite(kills: number, timeoutMs: number): void {
  describe(`a platform killed ${kills} times under load`, () => {
    let platform: EmbeddedPlatform;
    let pool: Pool;
    let load: Load;
    let world: World;

    beforeAll(async () => {
      const seed = seedOf();
      platform = await EmbeddedPlatform.start();
      pool = testPool(platform.databaseUrl(), { max: 4 });
      load = await startLoad(await platform.apis(), CALLERS);
      for (const life of instants(seed, kills, SHORTEST_LIFE_MS, LONGEST_LIFE_MS)) {
        await new Promise((resolve) => setTimeout(resolve, life));
        await platform.kill9();
        await platform.restart();
      }
      await new Promise((resolve) => setTimeout(resolve, SHORTEST_LIFE_MS));
      await load.stop();
      world = { pool, load, bus: postgresBus(pool) };
      await settled(world, SETTLE_MS);
      process.stdout.write(`kills ${kills}, SEED=${seed}: ${JSON.stringify(Object.fromEntries(load.met))}\n`);
    }, timeoutMs);

    afterAll(async () => {
      await pool?.end();
      await platform?.stop();
    }, 60_000);

    it('accepted every command in the end, and refused none', () => {
      expect(load.wrong).toEqual([]);
      expect(load.sent.length).toBeGreaterThan(kills * CALLERS);
      expect(load.assigned.size).toBe(load.sent.length);
    });

    it('lost connections with commands under way, or this shows nothing', () => {
      expect(load.met.get(LOST)).toBeGreaterThanOrEqual(kills);
    });

    holdsAfterwards(() => world);

    it('would have noticed a lost message, a lost row and a row that is wrong', async () => {
      await pool.query(
        `DELETE FROM bus.messages WHERE position = (SELECT max(position) FROM bus.messages WHERE topic = 'xiezhi.assignment.v1')`,
      );
      await pool.query(
        `DELETE FROM referrals.${tableName(agencyNews)} WHERE id = (SELECT id FROM referrals.${tableName(agencyNews)} LIMIT 1)`,
      );
      await pool.query(`UPDATE coordination.${tableName(jointCounts)} SET requests = requests + 1`);
      const noticed = await Promise.all(Object.entries(CHECKS).map(async ([says, check]) => [says, (await check(world)).length] as const));
      expect(noticed.filter(([, faults]) => faults > 0).map(([says]) => says)).toEqual([
        'has read models equal to their rebuilds',
        'published every public event in order, and nothing else',
        'told both agencies of everything',
        'counts everything once',
      ]);
    }, 60_000);
  });
}
