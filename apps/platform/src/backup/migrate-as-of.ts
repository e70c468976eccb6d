import { readdir } from 'node:fs/promises';
import { runner } from 'node-pg-migrate';
import type { Client } from 'pg';
import { migrationsRun } from './catalog.js';
import type { SchemaLayout } from './layout.js';
import type { SchemaInBackup } from './manifest.js';

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** Names of a folder's migrations, as they are recorded. */
const namesIn = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder))
    .filter((file) => file.endsWith('.sql') && !file.startsWith('.'))
    .map((file) => file.slice(0, -'.sql'.length))
    .sort();

const same = (one: readonly string[], other: readonly string[]): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * Makes a schema as it was when the backup was taken: the platform's own migrations, as far as they had run then. The platform's next start
 * runs the others over the restored rows and gives the service's role its rights.
 * @throws Error when the backup has migrations that this program does not, or the database has later ones
 */
export async function migrateAsOf(client: Client, { schema, folders }: SchemaLayout, { migrations }: SchemaInBackup): Promise<void> {
  const unknown = Object.keys(migrations).filter((recorded) => folders[recorded] === undefined);
  if (unknown.length > 0) throw new Error(`this program does not know how ${schema} records its migrations in ${unknown.join(', ')}`);
  await client.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
  for (const [recorded, dir] of Object.entries(folders)) {
    const wanted = migrations[recorded] ?? [];
    const known = await namesIn(dir);
    if (!same(wanted, known.slice(0, wanted.length))) {
      throw new Error(
        `the backup of ${schema} was taken by another version of the platform (${recorded}): restore it with that one or later`,
      );
    }
    const ran = await migrationsRun(client, schema, recorded);
    if (ran.length < wanted.length) {
      await runner({
        dbClient: client,
        dir,
        ignorePattern: String.raw`(?!.*\.sql$).*`,
        schema,
        migrationsSchema: schema,
        migrationsTable: recorded,
        direction: 'up',
        count: wanted.length - ran.length,
        singleTransaction: true,
        noLock: true,
        logger: quiet,
      });
    }
    if (!same(wanted, await migrationsRun(client, schema, recorded))) {
      throw new Error(`${schema} in this database is of a later version than the backup: restore into a new database`);
    }
  }
}
