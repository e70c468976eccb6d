import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MAIN = 'apps/platform/src/main.js';
const WEB_INDEX = 'web/index.html';
/** What the description of the API knows of its answers. */
export const API_DESCRIPTION = 'api-description.json';
const LONGEST_BUILD_MS = 300_000;
const POLL_MS = 100;

export type Runnable = 'platform' | 'directory' | 'assignment' | 'referrals' | 'coordination';

/** The built main file of a process. */
export const mainOf = (name: Runnable): string => join(ROOT, 'dist/apps', name, 'src/main.js');

/** Where the build puts the web application. */
export const WEB_FOLDER = join(ROOT, 'dist/web');

/** Builds what the suite runs as processes and what browsers load, when it is missing or older than its sources; of several suites at once, one builds. */
export async function built(): Promise<void> {
  const lock = join(ROOT, 'node_modules/.xiezhi-build');
  const until = Date.now() + LONGEST_BUILD_MS;
  while (!(await taken(lock))) {
    if (Date.now() > until || !(await alive(lock))) await rm(lock, { recursive: true, force: true });
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  try {
    if (await upToDate()) return;
    const nest = join(ROOT, 'node_modules/@nestjs/cli/bin/nest.js');
    await run(process.execPath, [nest, 'build', 'platform'], { cwd: ROOT, timeout: LONGEST_BUILD_MS });
    await run(process.execPath, ['--import', './test/support/register-ts.js', 'infra/describe/main.ts'], {
      cwd: ROOT,
      timeout: LONGEST_BUILD_MS,
    });
    // Nest empties the folder that the web application is built into as well.
    const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
    await run(process.execPath, [vite, 'build', '--config', 'apps/web/vite.config.ts'], {
      cwd: ROOT,
      timeout: LONGEST_BUILD_MS,
      // As it is installed: within a test run it would be React's slower and larger half.
      env: { ...process.env, NODE_ENV: 'production' },
    });
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}

async function taken(lock: string): Promise<boolean> {
  try {
    await mkdir(lock);
  } catch {
    return false;
  }
  await writeFile(join(lock, 'pid'), String(process.pid));
  return true;
}

/** Whether who builds still runs; a run that was killed would be waited for until its time is over. */
async function alive(lock: string): Promise<boolean> {
  const pid = Number(await readFile(join(lock, 'pid'), 'utf8').catch(() => ''));
  if (!(pid > 0)) return true; // It is just being taken.
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function upToDate(): Promise<boolean> {
  const made = await Promise.all([MAIN, WEB_INDEX, API_DESCRIPTION].map((file) => stat(join(ROOT, 'dist', file)).catch(() => null)));
  const newest = await Promise.all(['apps', 'libs', 'infra/describe'].map((folder) => newestSource(join(ROOT, folder))));
  return made.every((file) => file !== null && Math.max(...newest) < file.mtimeMs);
}

/** When a source that is built was last changed, in milliseconds since 1970. */
async function newestSource(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const sources = entries.filter(
    ({ name, parentPath }) =>
      /\.(tsx?|css|html)$/.test(name) && !/\.(spec|int-spec|long-spec|contract)\.ts$/.test(name) && !isDependency(parentPath),
  );
  const times = await Promise.all(sources.map(async ({ name, parentPath }) => (await stat(join(parentPath, name))).mtimeMs));
  return Math.max(0, ...times);
}

const isDependency = (path: string): boolean => path.includes('node_modules');

/** PATH for a child: this Node first, the system's tools behind it. */
export const childPath = (): string => `${dirname(process.execPath)}:/usr/bin:/bin`;
