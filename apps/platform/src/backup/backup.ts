import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { AttachmentStore } from '@xiezhi/service';
import type { Client } from 'pg';
import { writeObjects } from './attachment-objects.js';
import { migrationsRun, schemasThere, sequencesOf, tablesOf } from './catalog.js';
import { inTransaction, withClient } from './database.js';
import { KEYS_SCHEMA, platformLayout, type SchemaLayout } from './layout.js';
import { tableFile, writeManifest, type Manifest, type SchemaInBackup, type TableInBackup } from './manifest.js';
import { writeRows } from './table-files.js';

/** The folder of the keys within a backup's, made to be taken away and kept elsewhere. */
export const KEYS_FOLDER = 'keys';

export interface Backup {
  readonly data: Manifest;
  readonly keys: Manifest;
}

/**
 * Writes everything that the platform keeps in its database and its attachments in `store`, as of one moment, into a new folder; the persons' keys, still wrapped by the
 * master key, into `keys/` within it. The platform may run meanwhile. The folder appears when it is complete.
 * @throws Error when the folder holds something already, or the database holds no platform
 */
export async function backup(url: string, out: string, store: Pick<AttachmentStore, 'read'>): Promise<Backup> {
  const target = resolve(out);
  await assertFree(target);
  const draft = `${target}.incomplete-${randomUUID()}`;
  await mkdir(dirname(target), { recursive: true });
  await mkdir(draft, { mode: 0o700 });
  try {
    const made = await withClient(url, 'xiezhi-backup', (client) =>
      inTransaction(client, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', () => writeAll(client, draft, store)),
    );
    await assertFree(target);
    await rename(draft, target);
    return made;
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}

/** An empty folder may be there: it is taken away for the new one. */
async function assertFree(folder: string): Promise<void> {
  try {
    if ((await readdir(folder)).length > 0) throw new Error(`${folder} is not empty: a backup is written into a folder of its own`);
    await rmdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

async function writeAll(client: Client, folder: string, store: Pick<AttachmentStore, 'read'>): Promise<Backup> {
  const layout = platformLayout();
  const there = await schemasThere(
    client,
    layout.map(({ schema }) => schema),
  );
  const missing = layout.filter(({ schema }) => !there.includes(schema));
  if (missing.length > 0)
    throw new Error(`the database holds no whole platform: ${missing.map(({ schema }) => schema).join(', ')} missing`);
  const { rows } = await client.query<{ now: Date }>('SELECT now()');
  const stamp = { id: randomUUID(), takenAt: rows[0]!.now.toISOString() };

  const keysFolder = join(folder, KEYS_FOLDER);
  await mkdir(keysFolder, { mode: 0o700 });
  const data: SchemaInBackup[] = [];
  const keys: SchemaInBackup[] = [];
  for (const one of layout) {
    if (one.schema === KEYS_SCHEMA) keys.push(await writeSchema(client, one, keysFolder));
    else data.push(await writeSchema(client, one, folder));
  }
  const attachments = await writeObjects(client, store, folder);
  return {
    data: await writeManifest(folder, { ...stamp, part: 'data', schemas: data, attachments }),
    keys: await writeManifest(keysFolder, { ...stamp, part: 'keys', schemas: keys }),
  };
}

async function writeSchema(client: Client, { schema, folders }: SchemaLayout, folder: string): Promise<SchemaInBackup> {
  await mkdir(join(folder, schema), { mode: 0o700 });
  const migrations: Record<string, readonly string[]> = {};
  for (const recorded of Object.keys(folders)) migrations[recorded] = await migrationsRun(client, schema, recorded);
  const shapes = await tablesOf(client, schema, Object.keys(folders));
  const tables: TableInBackup[] = [];
  for (const shape of shapes) {
    const { name, columns, primaryKey } = shape;
    const written = await writeRows(client, `${schema}."${name}"`, columns, tableFile(folder, schema, name));
    tables.push({ name, columns, primaryKey, sequences: await sequencesOf(client, shape), ...written });
  }
  return { name: schema, migrations, tables };
}
