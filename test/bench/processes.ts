import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { startEmbeddedPostgres } from '../../libs/service/src/embedded-postgres/index.js';
import type { DemonstrationAccount } from '../../apps/platform/src/demonstration/accounts.js';
import { until } from './support.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const READY_WITHIN_MS = 60_000;
const QUIET_WITHIN_MS = 120_000;
/** A reader that had everything this long ago has everything: it looks again at least every 250 ms. */
const CAUGHT_UP_SECONDS = 0.5;
const QUIET_CHECKS = 3;

/** A server in a process of its own that says on stdout where it listens. */
export interface ServerProcess {
  readonly address: string;
  stop(): Promise<void>;
}

/** The whole platform as it is started by itself, but for its data folder. */
export interface PlatformProcess extends ServerProcess {
  readonly tokens: Readonly<Record<DemonstrationAccount, string>>;
  /** Waits until read models, workflows, publishers and consumers have nothing left to do; at most two minutes unless said otherwise. */
  quiet(withinMs?: number): Promise<void>;
}

/** A PostgreSQL that the platform shares with what it is compared to. */
export interface SharedPostgres {
  readonly dataDir: string;
  readonly url: string;
  stop(): Promise<void>;
}

// Told to stop, the run takes along what it started.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

/** `kept`: a folder that stays for the next run; otherwise everything is gone when it stops. */
export async function sharedPostgres(kept?: string): Promise<SharedPostgres> {
  const folder = kept ?? (await mkdtemp(join(tmpdir(), 'xiezhi-bench-')));
  await mkdir(folder, { recursive: true });
  const dataDir = join(folder, 'data');
  const server = await startEmbeddedPostgres({ dataDir });
  const orphan = (): void => {
    process.kill(server.pid, 'SIGQUIT');
    if (kept === undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  process.once('exit', orphan);
  return {
    dataDir,
    url: server.adminUrl,
    stop: async () => {
      process.removeListener('exit', orphan);
      await server.stop();
      if (kept === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Starts `file` (from the project's root) in Node with these variables and no others that configure the platform. */
export async function startServer(file: string, env: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const { PATH = '', HOME = '', JAVA_HOME = '', BENCH_NODE_OPTIONS } = process.env;
  const child = spawn(
    process.execPath,
    [
      '--max-semi-space-size=64', // as `npm start` has it
      ...(BENCH_NODE_OPTIONS?.split(' ') ?? []),
      '--disable-warning=ExperimentalWarning',
      '--disable-warning=TimeoutNegativeWarning',
      '--import',
      './test/support/register-ts.js',
      file,
    ],
    { cwd: ROOT, env: { PATH, HOME, JAVA_HOME, ...env }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const orphan = (): void => void child.kill('SIGKILL');
  process.once('exit', orphan);
  const address = await addressOf(child, file);
  return {
    address,
    stop: async () => {
      process.removeListener('exit', orphan);
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

async function addressOf(child: ChildProcess, file: string): Promise<string> {
  const address = new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code} before it listened`)));
    createInterface({ input: child.stdout! }).on('line', (line) => {
      const said = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
      if (said !== undefined) resolve(said);
    });
  });
  return address;
}

/** Starts the platform on `postgres` and waits until it is ready, with its demonstration's data. */
export async function startPlatform(postgres: SharedPostgres, env: Readonly<Record<string, string>> = {}): Promise<PlatformProcess> {
  const server = await startServer('apps/platform/src/main.ts', {
    PORT: '0',
    DATA_DIR: postgres.dataDir,
    LOG_LEVEL: 'warn',
    ...env,
  });
  await until(async () => (await fetch(`${server.address}/health/ready`)).ok, READY_WITHIN_MS, 'the platform is not ready');
  const accounts = (await (await fetch(`${server.address}/demonstration/tokens`)).json()) as Record<
    DemonstrationAccount,
    { readonly token: string }
  >;
  const tokens = Object.fromEntries(Object.entries(accounts).map(([name, { token }]) => [name, token]));
  return { ...server, tokens: tokens as Record<DemonstrationAccount, string>, quiet: (withinMs) => quiet(server.address, withinMs) };
}

async function quiet(address: string, withinMs = QUIET_WITHIN_MS): Promise<void> {
  let inRow = 0;
  const check = async (): Promise<boolean> => {
    const lines = (await (await fetch(`${address}/metrics`)).text()).split('\n');
    const largest = (metric: string): number =>
      Math.max(0, ...lines.filter((line) => line.startsWith(`${metric}{`)).map((line) => Number(line.slice(line.lastIndexOf(' ')))));
    inRow = largest('feed_lag_seconds') <= CAUGHT_UP_SECONDS && largest('bus_lag_messages') === 0 ? inRow + 1 : 0;
    return inRow >= QUIET_CHECKS;
  };
  await until(check, withinMs, 'the platform does not come to rest');
}
