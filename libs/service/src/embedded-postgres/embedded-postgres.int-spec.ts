import { afterEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { isAlive } from './process.js';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './index.js';

const query = async (url: string, sql: string): Promise<readonly Record<string, unknown>[]> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
};

const registerTs = fileURLToPath(new URL('../../../../test/support/register-ts.js', import.meta.url));
const starter = `
  const { startEmbeddedPostgres } = await import(${JSON.stringify(new URL('./index.ts', import.meta.url).href)});
  const server = await startEmbeddedPostgres({ dataDir: process.argv[1] });
  process.stdout.write(JSON.stringify({ pid: server.pid, port: server.port, adminUrl: server.adminUrl }));
  setInterval(() => undefined, 1_000);`;

/** What `kill -9` of a process that started the server leaves behind. */
async function abandon(dataDir: string): Promise<Pick<EmbeddedPostgres, 'pid' | 'port' | 'adminUrl'>> {
  const starterProcess = spawn(process.execPath, ['--import', registerTs, '--input-type=module', '-e', starter, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [answer] = (await once(starterProcess.stdout, 'data')) as [Buffer];
  starterProcess.kill('SIGKILL');
  await once(starterProcess, 'exit');
  return JSON.parse(answer.toString()) as Pick<EmbeddedPostgres, 'pid' | 'port' | 'adminUrl'>;
}

describe('the embedded PostgreSQL', () => {
  const folders: string[] = [];
  const servers: EmbeddedPostgres[] = [];
  const folder = async (): Promise<string> => {
    const dir = await mkdtemp(join(tmpdir(), 'xiezhi-pg-'));
    await chmod(dir, 0o700);
    folders.push(dir);
    return join(dir, 'postgres');
  };
  const start = async (dataDir: string): Promise<EmbeddedPostgres> => {
    const server = await startEmbeddedPostgres({ dataDir });
    servers.push(server);
    return server;
  };

  afterEach(async () => {
    for (const server of servers.splice(0)) await server.stop();
    for (const dir of folders.splice(0)) await rm(dir, { recursive: true, force: true });
  });

  it('starts in a private folder, durable, in UTF-8, on the loopback address alone', async () => {
    const dataDir = await folder();
    const server = await start(dataDir);
    const rows = await query(
      server.adminUrl,
      `select current_setting('fsync') fsync, current_setting('synchronous_commit') sync, current_setting('listen_addresses') listen,
              current_setting('unix_socket_directories') sockets, pg_encoding_to_char(encoding) encoding, datlocprovider::text provider
         from pg_database where datname = 'postgres'`,
    );
    expect(rows).toEqual([{ fsync: 'on', sync: 'on', listen: '127.0.0.1', sockets: '', encoding: 'UTF8', provider: 'b' }]);
    expect((await stat(join(dataDir, 'superuser-password'))).mode & 0o777).toBe(0o600);
  });

  it('refuses a wrong password', async () => {
    const server = await start(await folder());
    const wrong = new URL(server.adminUrl);
    wrong.password = 'wrong';
    await expect(query(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('keeps its data and its password over a restart', async () => {
    const dataDir = await folder();
    const first = await start(dataDir);
    await query(first.adminUrl, `create table t as select '藏文 བོད་ཡིག' word`);
    const password = await readFile(join(dataDir, 'superuser-password'), 'utf8');
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);
    const second = await start(dataDir);
    expect(await query(second.adminUrl, 'select word from t')).toEqual([{ word: '藏文 བོད་ཡིག' }]);
    expect(await readFile(join(dataDir, 'superuser-password'), 'utf8')).toBe(password);
  });

  it('takes over the server that a killed process left behind, and stops it', async () => {
    const dataDir = await folder();
    const left = await abandon(dataDir);
    expect(isAlive(left.pid)).toBe(true);
    const server = await start(dataDir);
    expect({ pid: server.pid, port: server.port }).toEqual({ pid: left.pid, port: left.port });
    await server.stop();
    expect(isAlive(left.pid)).toBe(false);
  });

  it('replaces a left-over server that does not answer, and recovers what was committed', async () => {
    const dataDir = await folder();
    const left = await abandon(dataDir);
    await query(left.adminUrl, 'create table t as select 1 n');
    process.kill(left.pid, 'SIGKILL');
    const server = await start(dataDir);
    expect(server.pid).not.toBe(left.pid);
    expect(await query(server.adminUrl, 'select n from t')).toEqual([{ n: 1 }]);
  });

  it('stops a server that took the place of a killed one, though its first starter never said that it left', async () => {
    const dataDir = await folder();
    const first = await startEmbeddedPostgres({ dataDir });
    process.kill(first.pid, 'SIGKILL');
    const second = await start(dataDir);
    await second.stop();
    expect(isAlive(second.pid)).toBe(false);
  });

  it('gives several starters at once the same server, which runs until the last has stopped', async () => {
    const dataDir = await folder();
    const all = await Promise.all([start(dataDir), start(dataDir), start(dataDir)]);
    expect(new Set(all.map((server) => server.pid)).size).toBe(1);
    await all[0]!.stop();
    await all[1]!.stop();
    expect(await query(all[2]!.adminUrl, 'select 1 n')).toEqual([{ n: 1 }]);
    await all[2]!.stop();
    expect(isAlive(all[2]!.pid)).toBe(false);
  });
});
