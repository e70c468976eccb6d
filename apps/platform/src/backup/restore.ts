import { join, resolve } from 'node:path';
import type { AttachmentStore } from '@xiezhi/service';
import type { Client } from 'pg';
import { restoreObjects, verifyObjects } from './attachment-objects.js';
import { KEYS_FOLDER } from './backup.js';
import { referredFirst, schemasThere, tablesOf } from './catalog.js';
import { inTransaction, withClient } from './database.js';
import { KEYS_SCHEMA, platformLayout, type SchemaLayout } from './layout.js';
import { readManifest, tableFile, type ColumnInBackup, type Manifest, type SchemaInBackup, type TableInBackup } from './manifest.js';
import { migrateAsOf } from './migrate-as-of.js';
import { insertRows, sha256OfFile } from './table-files.js';

/** The lock under which the platform's start migrates a schema: one that starts meanwhile waits for the end. */
const MIGRATION_LOCK = `SELECT pg_advisory_lock(hashtextextended('xiezhi migration of ' || $1, 0))`;

/** One schema to restore, and the folder where its rows lie. */
interface Piece {
  readonly layout: SchemaLayout;
  readonly content: SchemaInBackup;
  readonly folder: string;
}

export interface Restored {
  readonly data: Manifest;
  /** Null when the folder came without keys: every personal field stays sealed. */
  readonly keys: Manifest | null;
  readonly rows: number;
}

/**
 * Puts a backup into a database that holds no data of a platform yet, all rows or none, and its attachments into `store`. The platform must not run on it. Files are
 * verified before anything is written.
 * @throws Error that says what is wrong with the folder or with the database
 */
export async function restore(url: string, from: string, store: Pick<AttachmentStore, 'write'>): Promise<Restored> {
  const folder = resolve(from);
  const keysFolder = join(folder, KEYS_FOLDER);
  const data = await readManifest(folder, 'data');
  if (data === null) throw new Error(`${folder} holds no backup`);
  const keys = await readManifest(keysFolder, 'keys');
  if (keys !== null && keys.id !== data.id) throw new Error(`${keysFolder} belongs to another backup`);
  const pieces = [...piecesOf(data, folder), ...(keys === null ? [] : piecesOf(keys, keysFolder))];
  for (const piece of pieces) await verify(piece);
  if (data.attachments !== undefined) await verifyObjects(folder, data.attachments, sha256OfFile);

  const rows = await withClient(url, 'xiezhi-restore', async (client) => {
    const schemas = platformLayout().map(({ schema }) => schema);
    await assertStopped(client);
    // In one order everywhere; the end of the session gives them back.
    for (const schema of schemas.toSorted()) await client.query(MIGRATION_LOCK, [schema]);
    for (const schema of await schemasThere(client, schemas)) await assertEmpty(client, schema);
    for (const { layout, content } of pieces) await migrateAsOf(client, layout, content);
    return inTransaction(client, 'BEGIN', async () => {
      let count = 0;
      for (const piece of pieces) count += await fill(client, piece);
      // Before the rows that name them are there for good.
      if (data.attachments !== undefined) await restoreObjects(folder, store);
      return count;
    });
  });
  return { data, keys, rows };
}

function piecesOf({ part, schemas }: Manifest, folder: string): readonly Piece[] {
  return schemas.map((content) => {
    const layout = platformLayout().find(({ schema }) => schema === content.name);
    if (layout === undefined || (content.name === KEYS_SCHEMA) !== (part === 'keys')) {
      throw new Error(`this program does not restore the schema ${content.name} as ${part}`);
    }
    return { layout, content, folder };
  });
}

async function verify({ content, folder }: Piece): Promise<void> {
  for (const { name, sha256 } of content.tables) {
    const file = tableFile(folder, content.name, name);
    if ((await sha256OfFile(file)) !== sha256) throw new Error(`${file} is not what was backed up: its checksum differs`);
  }
}

async function assertStopped(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT DISTINCT application_name AS name FROM pg_stat_activity
     WHERE datname = current_database() AND application_name LIKE 'xiezhi %'`,
  );
  if (rows.length > 0) throw new Error('the platform runs on this database: stop it before a restore');
}

/** Tables may be there, from a restore that was broken off; rows may not. */
async function assertEmpty(client: Client, schema: string): Promise<void> {
  const records = Object.keys(platformLayout().find((one) => one.schema === schema)?.folders ?? {});
  for (const { name } of await tablesOf(client, schema, records)) {
    const { rows } = await client.query<{ some: boolean }>(`SELECT EXISTS (SELECT FROM ${schema}."${name}") AS some`);
    if (rows[0]?.some === true) throw new Error(`the database holds data already (${schema}.${name}): restore into a new one`);
  }
}

async function fill(client: Client, { layout: { schema, folders }, content, folder }: Piece): Promise<number> {
  const shapes = await tablesOf(client, schema, Object.keys(folders));
  const there = new Set(shapes.map(({ name }) => name));
  let count = 0;
  for (const table of referredFirst(content.tables, shapes)) {
    const qualified = `${schema}."${table.name}"`;
    if (!there.has(table.name)) await createTable(client, qualified, table);
    const inserted = await insertRows(client, qualified, table.columns, tableFile(folder, schema, table.name));
    if (inserted !== table.rows) throw new Error(`${qualified} has ${inserted} rows, and ${table.rows} were backed up`);
    for (const { column, lastValue, isCalled } of table.sequences) {
      await client.query('SELECT setval(pg_get_serial_sequence($1, $2), $3, $4)', [qualified, column, lastValue, isCalled]);
    }
    count += inserted;
  }
  return count;
}

/** A read model's table, as it was: no migration makes these. Its indexes are made by the platform's start, or a later version replaces it. */
async function createTable(client: Client, qualified: string, { columns, primaryKey }: TableInBackup): Promise<void> {
  for (const { type } of columns) await assertType(client, type);
  const collation = ({ collation: name }: ColumnInBackup): string => (name === null ? '' : ` COLLATE "${name.replaceAll('"', '""')}"`);
  const parts = columns.map((column) => `"${column.name}" ${column.type}${collation(column)}${column.notNull ? ' NOT NULL' : ''}`);
  if (primaryKey.length > 0) parts.push(`PRIMARY KEY (${primaryKey.map((name) => `"${name}"`).join(', ')})`);
  await client.query(`CREATE TABLE ${qualified} (${parts.join(', ')}) WITH (fillfactor = 90)`);
}

/** Types of a manifest go into statements. @throws Error for what is no type's name */
async function assertType(client: Client, type: string): Promise<void> {
  const { rows } = await client.query<{ known: boolean }>('SELECT to_regtype($1) IS NOT NULL AS known', [type]);
  if (rows[0]?.known !== true) throw new Error(`${JSON.stringify(type)} is no type of this database`);
}
