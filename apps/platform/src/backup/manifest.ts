import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { assertIdentifier } from '@xiezhi/service';

const FORMAT = 'xiezhi backup';
/** Raised when a program of today could not read it any more. */
const VERSION = 1;
const FILE = 'manifest.json';

export interface ColumnInBackup {
  readonly name: string;
  /** As PostgreSQL's `format_type` names it. */
  readonly type: string;
  readonly notNull: boolean;
  /** Where it is not the type's own. */
  readonly collation: string | null;
}

export interface SequenceInBackup {
  readonly column: string;
  readonly lastValue: string;
  readonly isCalled: boolean;
}

export interface TableInBackup {
  readonly name: string;
  readonly columns: readonly ColumnInBackup[];
  readonly primaryKey: readonly string[];
  /** Where numbering goes on: above everything ever numbered, which may be more than the rows show. */
  readonly sequences: readonly SequenceInBackup[];
  readonly rows: number;
  /** Of the file as it lies in the folder, in hex. */
  readonly sha256: string;
}

export interface SchemaInBackup {
  readonly name: string;
  /** Names of the migrations applied, in order, by the table that records them. */
  readonly migrations: Readonly<Record<string, readonly string[]>>;
  readonly tables: readonly TableInBackup[];
}

/** The attachments' objects of a backup. `missing`: there when it began and gone when they were copied. */
export interface AttachmentsInBackup {
  readonly objects: number;
  readonly bytes: number;
  readonly missing: number;
  /** Of the file that lists them, in hex. */
  readonly sha256: string;
}

/** What a folder of a backup holds. */
export interface Manifest {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  /** The same in the data and in its keys: they are of one moment. */
  readonly id: string;
  readonly takenAt: string;
  readonly part: 'data' | 'keys';
  readonly schemas: readonly SchemaInBackup[];
  /** In the data of a backup by a version that knew attachments. */
  readonly attachments?: AttachmentsInBackup;
}

/** Where a table's rows lie within a part's folder. */
export const tableFile = (folder: string, schema: string, table: string): string =>
  join(folder, assertIdentifier(schema), `${assertIdentifier(table)}.jsonl.gz`);

export async function writeManifest(folder: string, content: Omit<Manifest, 'format' | 'version'>): Promise<Manifest> {
  const manifest: Manifest = { format: FORMAT, version: VERSION, ...content };
  await writeFile(join(folder, FILE), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flush: true });
  return manifest;
}

/**
 * Reads what a part of a backup holds.
 * @returns null when there is none
 * @throws Error when it is not a backup, another part, or of a version that this program does not know
 */
export async function readManifest(folder: string, part: Manifest['part']): Promise<Manifest | null> {
  let text: string;
  try {
    text = await readFile(join(folder, FILE), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const read = JSON.parse(text) as Partial<Manifest>;
  if (read.format !== FORMAT || read.part !== part || read.schemas === undefined) throw new Error(`${folder} holds no ${part} of a backup`);
  if (read.version !== VERSION) throw new Error(`${folder} is a backup of another version of the platform: restore it with that version`);
  const manifest = read as Manifest;
  // Names go into SQL and into paths.
  for (const { name, tables, migrations } of manifest.schemas) {
    const columns = tables.flatMap((table) => [table.name, ...table.columns.map((column) => column.name), ...table.primaryKey]);
    for (const identifier of [name, ...Object.keys(migrations), ...columns]) assertIdentifier(identifier);
  }
  return manifest;
}
