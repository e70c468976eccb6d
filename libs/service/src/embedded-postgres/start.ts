import { mkdir, realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { findPostgres } from './binaries.js';
import { ensureCluster, placesIn } from './cluster.js';
import { Users, withLaunchLock } from './launch-lock.js';
import { adopt, launch, shutDown, urlOf } from './postmaster.js';
import { isAlive } from './process.js';

export interface EmbeddedPostgresOptions {
  /** A folder of the server's own; made (mode 0700) when it is missing. */
  readonly dataDir: string;
  /** Default: the port of a server that already runs on this data, else a free one. */
  readonly port?: number;
  /** Server settings over ours; they take effect when the server is started, not when a running one is adopted. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly log?: (line: string) => void;
}

export interface EmbeddedPostgres {
  /** Connection string of the superuser on the database `postgres`: a secret. */
  readonly adminUrl: string;
  readonly host: string;
  readonly port: number;
  readonly pid: number;
  /** Stops the server (fast shutdown, bounded) when no other process uses it. May be called twice. */
  stop(): Promise<void>;
}

/**
 * Starts a real PostgreSQL on `dataDir` and waits until it answers, on the loopback address only, without a socket file. A server left
 * over by a killed process is taken over; several processes may start the same one at once, they get the same server.
 * @throws Error that says what to do when it cannot run on this machine
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const log = options.log ?? (() => undefined);
  await mkdir(resolve(options.dataDir), { recursive: true, mode: 0o700 });
  const dataDir = await realpath(options.dataDir);
  const users = new Users(dataDir);
  const { postmaster, password } = await withLaunchLock(dataDir, async () => {
    const binaries = await findPostgres(placesIn(dataDir).libraries);
    const password = await ensureCluster(dataDir, binaries);
    const running = await adopt(dataDir, password, options.port);
    if (running !== null) log(`embedded PostgreSQL: already running on port ${running.port}, taken over`);
    const postmaster = running ?? (await launch(dataDir, binaries, password, options));
    if (running === null) log(`embedded PostgreSQL: started on port ${postmaster.port}`);
    // Whoever used a server before this one uses it no more.
    if (running === null) await users.forget();
    await users.enter();
    return { postmaster, password };
  });
  let stopping: Promise<void> | null = null;
  const stop = (): Promise<void> =>
    withLaunchLock(dataDir, async () => {
      const last = await users.leave();
      if (!last || !isAlive(postmaster.pid)) return;
      await shutDown(postmaster.pid);
      log('embedded PostgreSQL: stopped');
    });
  return {
    adminUrl: urlOf(postmaster.port, password),
    host: '127.0.0.1',
    port: postmaster.port,
    pid: postmaster.pid,
    stop: () => (stopping ??= stop()),
  };
}
