import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Pool, type PoolConfig } from 'pg';
import { startEmbeddedPostgres } from '../../libs/service/src/embedded-postgres/index.js';

export interface TestServer {
  readonly url: string;
  stop(): Promise<void>;
}

export interface TestDatabase {
  /** Connection string of the server's superuser on a database of its own. */
  readonly url: string;
  drop(): Promise<void>;
}

/** A PostgreSQL on a new folder, removed when it is stopped. */
export async function startTestServer(): Promise<TestServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'xiezhi-test-'));
  // No test pulls the plug: what a killed process has written is there, and waiting for the disk would be most of the time.
  const server = await startEmbeddedPostgres({ dataDir, settings: { fsync: 'off', full_page_writes: 'off' } });
  const release = stopWithUs(dataDir);
  return {
    url: server.adminUrl,
    stop: async () => {
      await server.stop();
      release();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/**
 * The server outlives us by design; a test's must not, also when the test run is killed. A shell that hears our end by its closed input
 * stops it then.
 */
function stopWithUs(dataDir: string): () => void {
  const script = 'cat > /dev/null; pid=$(head -n 1 "$0/cluster/postmaster.pid" 2> /dev/null) && kill -INT "$pid" && sleep 5 && rm -rf "$0"';
  const watcher = spawn('sh', ['-c', script, dataDir], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  watcher.unref();
  const input = watcher.stdin as Socket;
  input.unref();
  return () => input.end();
}

let own: Promise<TestServer> | null = null;
let open = 0;

/** A new, empty database: on the server of the test run (`TEST_POSTGRES_URL`), else on one that lives as long as its databases. */
export async function testDatabase(): Promise<TestDatabase> {
  const shared = process.env['TEST_POSTGRES_URL'];
  if (shared === undefined) own ??= startTestServer();
  open += 1;
  const server = shared ?? (await own!).url;
  const name = `test_${randomBytes(6).toString('hex')}`;
  await execute(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: async () => {
      await execute(server, `drop database if exists ${name} with (force)`);
      open -= 1;
      if (shared !== undefined || open > 0 || own === null) return;
      const last = own;
      own = null;
      await (await last).stop();
    },
  };
}

/**
 * A pool on `url` that outlives its server: a connection that is ended from outside (a kill, or a database that is dropped while the
 * connection still says good-bye) is reported on the client, lent out or not, and would end the test's process if nobody listened.
 */
export function testPool(url: string, config: PoolConfig = {}): Pool {
  const pool = new Pool({ connectionString: url, ...config });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

async function execute(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
