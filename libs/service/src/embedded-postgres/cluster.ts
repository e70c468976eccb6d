import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { access, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { PostgresBinaries } from './binaries.js';

const run = promisify(execFile);

/** The superuser of the embedded server; services never sign in as it. */
export const SUPERUSER = 'postgres';

/** What lies in the data folder. The password is beside the data, so that a copy of the data alone opens nothing. */
export const placesIn = (dataDir: string) => ({
  cluster: join(dataDir, 'cluster'),
  password: join(dataDir, 'superuser-password'),
  log: join(dataDir, 'postgres.log'),
  libraries: join(dataDir, 'lib'),
});

/**
 * Makes the database cluster if there is none: UTF-8, code-point order by PostgreSQL's own locale provider (the same on every machine),
 * passwords by SCRAM. It is made aside and moved into place, so that a start that was killed leaves no half cluster.
 * @returns the superuser's password
 */
export async function ensureCluster(dataDir: string, binaries: PostgresBinaries): Promise<string> {
  const { cluster, password } = placesIn(dataDir);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  for (const left of await readdir(dataDir)) {
    if (left.startsWith('cluster.new-')) await rm(join(dataDir, left), { recursive: true, force: true });
  }
  const secret = await readFile(password, 'utf8').catch(() => null);
  if (await exists(join(cluster, 'PG_VERSION'))) {
    if (secret !== null) return secret.trim();
    throw new Error(`the superuser's password of the embedded database is missing: put ${password} back (it is kept beside the data)`);
  }
  const made = secret?.trim() ?? randomBytes(24).toString('base64url');
  if (secret === null) await writeFile(password, `${made}\n`, { mode: 0o600 });
  const aside = `${cluster}.new-${process.pid}`;
  const [program, ...args] = [
    ...binaries.wrapper,
    binaries.initdb,
    ...['-D', aside, '-U', SUPERUSER, '-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
    ...['--auth=scram-sha-256', `--pwfile=${password}`],
  ];
  await run(program!, args, { env: binaries.env });
  await rename(aside, cluster);
  return made;
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
