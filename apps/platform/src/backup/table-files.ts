import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { ClientBase } from 'pg';
import type { ColumnInBackup } from './manifest.js';

/** Rows in memory at once while a table is read. */
const FETCH_ROWS = 1_000;
/** Rows, and about how many characters of them, that one INSERT brings. */
const INSERT_ROWS = 1_000;
const INSERT_CHARACTERS = 4_000_000;

/** JSON travels as text: the text of a `json` column is kept as it is, and JSON's null stays another thing than no value. */
const isJson = ({ type }: ColumnInBackup): boolean => type === 'json' || type === 'jsonb';

async function* rowsOf(client: ClientBase, table: string, columns: readonly ColumnInBackup[]): AsyncGenerator<string[]> {
  const list = columns.map((column) => (isJson(column) ? `"${column.name}"::text AS "${column.name}"` : `"${column.name}"`)).join(', ');
  await client.query(`DECLARE backup_rows NO SCROLL CURSOR FOR SELECT row_to_json(t)::text AS row FROM (SELECT ${list} FROM ${table}) t`);
  for (;;) {
    const { rows } = await client.query<{ row: string }>(`FETCH ${FETCH_ROWS} FROM backup_rows`);
    if (rows.length === 0) break;
    yield rows.map(({ row }) => row);
  }
  await client.query('CLOSE backup_rows');
}

/**
 * Writes every row of the (qualified) table as a line of JSON, gzipped. Memory is bounded however large the table is: rows are fetched as
 * the file takes them.
 */
export async function writeRows(
  client: ClientBase,
  table: string,
  columns: readonly ColumnInBackup[],
  file: string,
): Promise<{ readonly rows: number; readonly sha256: string }> {
  let count = 0;
  const sha256 = await writeLines(async function* () {
    for await (const rows of rowsOf(client, table, columns)) {
      count += rows.length;
      yield `${rows.join('\n')}\n`;
    }
  }, file);
  return { rows: count, sha256 };
}

/** Writes lines, gzipped, into a new file. Gives back the SHA-256 of the file, in hex. */
export async function writeLines(lines: () => AsyncGenerator<string>, file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(
    lines,
    createGzip(),
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        yield chunk;
      }
    },
    createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true }),
  );
  return hash.digest('hex');
}

/** SHA-256 of a file, in hex. */
export async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** Inserts the rows that `writeRows` wrote, with the numbers they had. Gives back how many. */
export async function insertRows(client: ClientBase, table: string, columns: readonly ColumnInBackup[], file: string): Promise<number> {
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  const values = columns.map((column) => (isJson(column) ? `"${column.name}"::${column.type}` : `"${column.name}"`)).join(', ');
  const record = columns.map((column) => `"${column.name}" ${isJson(column) ? 'text' : column.type}`).join(', ');
  const text = `INSERT INTO ${table} (${names}) OVERRIDING SYSTEM VALUE SELECT ${values} FROM json_to_recordset($1::json) AS r (${record})`;
  let count = 0;
  for await (const batch of batchesOf(file)) {
    await client.query(text, [`[${batch.join(',')}]`]);
    count += batch.length;
  }
  return count;
}

/** Lines end with LF alone: other line separators may stand within a JSON text. */
export async function* linesOf(file: string): AsyncGenerator<string> {
  const unzipped = createGunzip().setEncoding('utf8');
  const reading = pipeline(createReadStream(file), unzipped);
  // The loop below tells of a failure.
  reading.catch(() => undefined);
  let rest = '';
  for await (const chunk of unzipped as AsyncIterable<string>) {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  await reading;
  if (rest !== '') throw new Error(`${file} ends within a row`);
}

async function* batchesOf(file: string): AsyncGenerator<string[]> {
  let batch: string[] = [];
  let characters = 0;
  for await (const line of linesOf(file)) {
    batch.push(line);
    characters += line.length;
    if (batch.length < INSERT_ROWS && characters < INSERT_CHARACTERS) continue;
    yield batch;
    batch = [];
    characters = 0;
  }
  if (batch.length > 0) yield batch;
}
