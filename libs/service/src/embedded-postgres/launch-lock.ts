import { readFile, readdir, rename, rm, writeFile, link, mkdir } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isAlive } from './process.js';

const LOCK_POLL_MS = 25;
const LOCK_WAIT_MS = 90_000;

/**
 * Runs `work` while no other process starts or stops the same server. The lock of a process that died is taken over. (Were two ever to
 * slip through, PostgreSQL's own lock file still keeps a second server away from the data.)
 * @throws Error when another process keeps the lock for 90 s
 */
export async function withLaunchLock<T>(dir: string, work: () => Promise<T>): Promise<T> {
  const lock = join(dir, 'launch.lock');
  const mine = `${process.pid} ${randomUUID()}`;
  const deadline = Date.now() + LOCK_WAIT_MS;
  while (!(await take(lock, mine))) {
    await breakIfAbandoned(lock);
    if (Date.now() > deadline)
      throw new Error(`another process has been starting or stopping the database for ${LOCK_WAIT_MS / 1000} s: see ${lock}`);
    await pause(LOCK_POLL_MS);
  }
  try {
    return await work();
  } finally {
    if ((await readFile(lock, 'utf8').catch(() => '')) === mine) await rm(lock, { force: true });
  }
}

/** Written aside and linked into place, so that nobody ever reads a lock without its owner. */
async function take(lock: string, mine: string): Promise<boolean> {
  const aside = `${lock}.${mine.slice(mine.indexOf(' ') + 1)}`;
  await writeFile(aside, mine, { mode: 0o600 });
  try {
    await link(aside, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  } finally {
    await rm(aside, { force: true });
  }
}

async function breakIfAbandoned(lock: string): Promise<void> {
  const seen = await readFile(lock, 'utf8').catch(() => null);
  if (seen === null || isAlive(Number.parseInt(seen, 10))) return;
  const broken = `${lock}.${randomUUID()}`;
  const moved = await rename(lock, broken).then(
    () => true,
    () => false,
  );
  if (!moved) return;
  // Between the look and the move somebody else may have broken it and taken it: give it back.
  if ((await readFile(broken, 'utf8')) !== seen) await link(broken, lock).catch(() => undefined);
  await rm(broken, { force: true });
}

/** Who uses the running server. The last one to leave stops it. */
export class Users {
  private readonly folder: string;
  private readonly mine = `${process.pid}-${randomUUID()}`;

  constructor(dir: string) {
    this.folder = join(dir, 'users');
  }

  async enter(): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await writeFile(join(this.folder, this.mine), '', { mode: 0o600 });
  }

  /** Drops the marks of everyone. */
  async forget(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  /** @returns true when nobody who is alive uses the server any more */
  async leave(): Promise<boolean> {
    await rm(join(this.folder, this.mine), { force: true });
    let others = 0;
    for (const mark of await readdir(this.folder).catch(() => [])) {
      if (isAlive(Number.parseInt(mark, 10))) others += 1;
      else await rm(join(this.folder, mark), { force: true });
    }
    return others === 0;
  }
}
