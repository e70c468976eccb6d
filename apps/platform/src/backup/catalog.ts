import type { ClientBase } from 'pg';
import type { ColumnInBackup, SequenceInBackup } from './manifest.js';

export interface TableShape {
  readonly name: string;
  readonly columns: readonly ColumnInBackup[];
  readonly primaryKey: readonly string[];
  /** Other tables of the schema whose rows its own refer to. */
  readonly refersTo: readonly string[];
  /** Identity columns and the qualified name of the sequence that numbers them. */
  readonly identities: readonly { readonly column: string; readonly sequence: string }[];
}

const TABLES = `
  SELECT c.relname AS name,
    (SELECT json_agg(json_build_object(
        'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'notNull', a.attnotnull,
        'collation', (SELECT collname FROM pg_collation l WHERE l.oid = a.attcollation AND a.attcollation <> t.typcollation)) ORDER BY a.attnum)
     FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
     WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
    (SELECT COALESCE(json_agg(a.attname ORDER BY array_position(i.indkey::int2[], a.attnum)), '[]')
     FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
     WHERE i.indrelid = c.oid AND i.indisprimary) AS "primaryKey",
    (SELECT COALESCE(json_agg(json_build_object(
        'column', a.attname, 'sequence', pg_get_serial_sequence(format('%I.%I', $1::text, c.relname), a.attname))), '[]')
     FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attidentity <> '' AND NOT a.attisdropped) AS identities,
    (SELECT COALESCE(json_agg(DISTINCT f.relname), '[]') FROM pg_constraint k JOIN pg_class f ON f.oid = k.confrelid
     WHERE k.conrelid = c.oid AND k.contype = 'f' AND f.oid <> c.oid AND f.relnamespace = n.oid) AS "refersTo"
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = $1 AND c.relkind = 'r' ORDER BY c.relname`;

/** The tables of a schema, without those that `except` names. */
export async function tablesOf(client: ClientBase, schema: string, except: readonly string[]): Promise<readonly TableShape[]> {
  const { rows } = await client.query<TableShape>(TABLES, [schema]);
  return rows.filter(({ name }) => !except.includes(name));
}

/** The same tables in an order in which each comes after those that its rows refer to. */
export function referredFirst<T extends { readonly name: string }>(tables: readonly T[], shapes: readonly TableShape[]): readonly T[] {
  const ordered = new Map<string, T>();
  const visited = new Set<string>();
  const visit = (table: T): void => {
    if (visited.has(table.name)) return;
    visited.add(table.name);
    const refersTo = shapes.find(({ name }) => name === table.name)?.refersTo ?? [];
    for (const other of tables) if (refersTo.includes(other.name)) visit(other);
    ordered.set(table.name, table);
  };
  for (const table of tables) visit(table);
  return [...ordered.values()];
}

/** Which of these schemas are there. */
export async function schemasThere(client: ClientBase, schemas: readonly string[]): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>('SELECT nspname::text AS name FROM pg_namespace WHERE nspname = ANY ($1)', [
    schemas,
  ]);
  return rows.map(({ name }) => name);
}

/** Names of the migrations that the table `recorded` says have run, in their order; none when the table is missing. */
export async function migrationsRun(client: ClientBase, schema: string, recorded: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [`${schema}.${recorded}`]);
  if (rows[0]?.there !== true) return [];
  const ran = await client.query<{ name: string }>(`SELECT name FROM ${schema}.${recorded} ORDER BY id`);
  return ran.rows.map(({ name }) => name);
}

/** Where each identity column's numbering stands. Sequences stand outside transactions: it is never less than the rows of a snapshot. */
export async function sequencesOf(client: ClientBase, { identities }: TableShape): Promise<readonly SequenceInBackup[]> {
  const found: SequenceInBackup[] = [];
  for (const { column, sequence } of identities) {
    const { rows } = await client.query<SequenceInBackup>(
      `SELECT '${column}' AS column, last_value::text AS "lastValue", is_called AS "isCalled" FROM ${sequence}`,
    );
    found.push(...rows);
  }
  return found;
}
