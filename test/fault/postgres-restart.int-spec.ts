import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../libs/service/src/embedded-postgres/index.js';
import { until } from '../../apps/platform/src/demo/api.js';
import { built } from '../support/built.js';
import { apisOf, registerDemonstration, TEST_TOKENS } from '../support/demonstration.js';
import { testPool } from '../support/postgres.js';
import { isReady, startProcess, type RunningProcess } from '../support/process.js';
import { holdsAfterwards } from './afterwards.js';
import { postgresBus, settled, type World } from './consistency.js';
import { loadUnderWay, type Load } from './load.js';

const SETTLE_MS = 60_000;
const RECOVERY_MS = 30_000;

let folder: string;
let server: EmbeddedPostgres;
let platform: RunningProcess;
let pool: Pool;
let load: Load;
let world: World;

beforeAll(async () => {
  await built();
  folder = await mkdtemp(join(tmpdir(), 'xiezhi-postgres-restart-'));
  server = await startEmbeddedPostgres({ dataDir: join(folder, 'data') });
  const masterKeyFile = join(folder, 'master.key');
  platform = await startProcess('platform', {
    DATABASE_URL: server.adminUrl,
    MASTER_KEY_FILE: masterKeyFile,
    DATA_DIR: `${masterKeyFile}.data`,
    TOKEN_ISSUER: TEST_TOKENS.tokenIssuer,
    LOG_LEVEL: 'error',
  });
  const apis = await apisOf(masterKeyFile, platform.address);
  await registerDemonstration(apis.administrator);
  load = await loadUnderWay(apis, RECOVERY_MS);
}, 120_000);

afterAll(async () => {
  await load?.stop();
  await pool?.end();
  await platform?.stop();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

describe('PostgreSQL killed under load', () => {
  it('makes the platform say that it cannot answer now, and that it is not ready', async () => {
    process.kill(server.pid, 'SIGKILL');
    await until(
      async () => load.met.get('503 service.unavailable') ?? 0,
      (times) => times >= 8,
      RECOVERY_MS,
    );
    expect(await isReady(platform.address)).toBe(false);
    expect(load.wrong).toEqual([]);
  }, 60_000);

  it('is met by callers only as 503, and the platform goes on by itself once the database is back', async () => {
    server = await startEmbeddedPostgres({ dataDir: join(folder, 'data'), port: server.port });
    await until(
      () => isReady(platform.address),
      (ready) => ready,
      RECOVERY_MS,
    );
    await load.accepts(100, RECOVERY_MS);
    await load.stop();
    expect(load.wrong).toEqual([]);
    expect(load.assigned.size).toBe(load.sent.length);
    pool = testPool(server.adminUrl, { max: 4 });
    world = { pool, load, bus: postgresBus(pool) };
    await settled(world, SETTLE_MS);
  }, 120_000);

  it('leaves the process alive', async () => {
    expect(await isReady(platform.address)).toBe(true);
    expect(platform.output()).not.toContain('unhandled');
  });

  holdsAfterwards(() => world);
});
