import { spawn } from 'node:child_process';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { PostgresBinaries } from './binaries.js';
import { placesIn, SUPERUSER } from './cluster.js';
import { commandLine, ended, isAlive, signal } from './process.js';

const HOST = '127.0.0.1';
const READY_POLL_MS = 20;
const READY_TIMEOUT_MS = 60_000;
const ADOPT_TIMEOUT_MS = 5_000;
const FAST_SHUTDOWN_MS = 20_000;
const IMMEDIATE_SHUTDOWN_MS = 5_000;
const START_ATTEMPTS = 60;
const RESTART_PAUSE_MS = 250;
const LOG_LIMIT_BYTES = 10 * 1024 * 1024;

/**
 * Every commit is on disk when it is answered. The rest keeps the cost of appends steady: room for write-ahead log between checkpoints,
 * checkpoints spread out. Refused statements are not logged (the client is told), nor values of rows: they may be personal.
 */
const SETTINGS: Readonly<Record<string, string>> = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  max_connections: '200',
  shared_buffers: '512MB',
  wal_buffers: '16MB',
  min_wal_size: '512MB',
  max_wal_size: '4GB',
  wal_compression: 'pglz',
  checkpoint_timeout: '15min',
  checkpoint_completion_target: '0.9',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  password_encryption: 'scram-sha-256',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  log_connections: '',
};

/** A server that runs, whoever started it. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

export const urlOf = (port: number, password: string): string => `postgres://${SUPERUSER}:${password}@${HOST}:${port}/postgres`;

/**
 * The server that already runs on this data, left behind by a process that was killed. One that does not answer within 5 s, or not on
 * the port asked for, is stopped.
 */
export async function adopt(dataDir: string, password: string, port: number | undefined): Promise<Postmaster | null> {
  const { cluster } = placesIn(dataDir);
  const left = await readPidFile(cluster);
  if (left === null || !isAlive(left.pid)) return null;
  if (!commandLine(left.pid).includes(cluster)) {
    // The number of a server that is gone, since given to another program.
    await rm(join(cluster, 'postmaster.pid'), { force: true });
    return null;
  }
  if ((port === undefined || port === left.port) && (await answers(left, password, ADOPT_TIMEOUT_MS))) return left;
  await shutDown(left.pid);
  return null;
}

/** Starts the server in a process group of its own, so that Ctrl-C in the terminal does not stop it under our feet. */
export async function launch(
  dataDir: string,
  binaries: PostgresBinaries,
  password: string,
  wish: { readonly port?: number; readonly settings?: Readonly<Record<string, string>> },
): Promise<Postmaster> {
  const { cluster, log } = placesIn(dataDir);
  if (((await stat(log).catch(() => null))?.size ?? 0) > LOG_LIMIT_BYTES) await rename(log, `${log}.1`);
  for (let attempt = 1; ; attempt += 1) {
    const port = wish.port ?? (await freePort());
    const settings = { ...SETTINGS, ...wish.settings, listen_addresses: HOST, unix_socket_directories: '' };
    const out = await open(log, 'a', 0o600);
    const [program, ...args] = [
      ...binaries.wrapper,
      ...[binaries.postgres, '-D', cluster, '-p', String(port)],
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ];
    const child = spawn(program!, args, { cwd: dataDir, env: binaries.env, detached: true, stdio: ['ignore', out.fd, out.fd] });
    let failure: Error | null = null;
    child.once('error', (error) => (failure = error));
    child.unref();
    await out.close();
    const started = { pid: child.pid ?? 0, port };
    if (await answers(started, password, READY_TIMEOUT_MS)) return started;
    if (isAlive(started.pid)) await shutDown(started.pid);
    const why = failure ?? (await lastLines(log));
    // Backends of a killed server take a moment to end; a port may be taken between asking for it and using it.
    const passing = /pre-existing shared memory|lock file "postmaster.pid" already exists/.test(String(why));
    const portTaken = wish.port === undefined && /could not bind|could not create any TCP/.test(String(why));
    if (attempt >= START_ATTEMPTS || !(passing || portTaken)) throw new Error(`the embedded PostgreSQL did not start: ${String(why)}`);
    await pause(RESTART_PAUSE_MS);
  }
}

/** Fast shutdown (open transactions are rolled back, everything is written), bounded; then harder. */
export async function shutDown(pid: number): Promise<void> {
  for (const [name, patience] of [
    ['SIGINT', FAST_SHUTDOWN_MS],
    ['SIGQUIT', IMMEDIATE_SHUTDOWN_MS],
    ['SIGKILL', IMMEDIATE_SHUTDOWN_MS],
  ] as const) {
    signal(pid, name);
    if (await ended(pid, patience)) return;
  }
  throw new Error(`the embedded PostgreSQL (process ${pid}) does not end`);
}

async function readPidFile(cluster: string): Promise<Postmaster | null> {
  const lines = (await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return pid > 0 ? { pid, port } : null;
}

/** Waits until the server takes our password. @returns false when the process ended or the time is over */
async function answers({ pid, port }: Postmaster, password: string, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (isAlive(pid) && Date.now() < deadline) {
    const client = new Client({ connectionString: urlOf(port, password), connectionTimeoutMillis: ADOPT_TIMEOUT_MS });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('select 1');
      return true;
    } catch {
      await pause(READY_POLL_MS);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  return false;
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, HOST, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

const lastLines = async (log: string): Promise<string> =>
  (await readFile(log, 'utf8').catch(() => '')).trimEnd().split('\n').slice(-5).join('\n');
