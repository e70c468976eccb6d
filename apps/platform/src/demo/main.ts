import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readConfig, runOrExplain } from '@xiezhi/service';
import type { DemonstrationAccount } from '../demonstration/accounts.js';
import { Api, until } from './api.js';
import { playMainJob } from './main-job.js';
import { Timeline } from './timeline.js';

const START_MS = 60_000;
const STOP_MS = 10_000;

async function ready(address: string): Promise<boolean> {
  try {
    return (await fetch(new URL('/health/ready', address))).status === 200;
  } catch {
    return false;
  }
}

/** A platform of the demo's own on a temporary folder, for a machine where none runs. */
async function ownPlatform(address: string): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'xiezhi-demo-'));
  const main = fileURLToPath(new URL('../main.js', import.meta.url));
  const child = spawn(process.execPath, [main], {
    env: {
      PATH: `${dirname(process.execPath)}:/usr/bin:/bin`,
      DATA_DIR: join(folder, 'data'),
      PORT: new URL(address).port,
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const stop = async (): Promise<void> => {
    await ended(child);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await until(
      () => ready(address),
      (is) => is || child.exitCode !== null,
      START_MS,
    );
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const exit = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await exit;
  clearTimeout(late);
}

async function demo(): Promise<void> {
  const { host, port } = readConfig();
  const address = `http://${host}:${port}`;
  const say = (line: string): void => {
    process.stdout.write(`${line}\n`);
  };
  let stop = async (): Promise<void> => undefined;
  if (!(await ready(address))) {
    say(`没有正在运行的平台,先在临时目录启动一个(${address})… No platform runs here: starting one on a temporary folder.`);
    stop = await ownPlatform(address);
  }
  try {
    const response = await fetch(new URL('/demonstration/tokens', address));
    if (!response.ok) throw new Error('The platform at this address is not in demonstration mode: it gives the demo no tokens.');
    const tokens = (await response.json()) as Record<DemonstrationAccount, { token: string }>;
    const apis = Object.fromEntries(Object.entries(tokens).map(([name, { token }]) => [name, new Api(address, token)]));
    await playMainJob(apis as Record<DemonstrationAccount, Api>, new Timeline(say));
    say('');
    say('演示完成。The demonstration is complete.');
  } finally {
    await stop();
  }
}

runOrExplain(demo);
