import type { ClientBase } from 'pg';
import { derivedId } from '../ids.js';
import { checkProjection, tableName, type ColumnType, type ProjectionShape } from '../projection.js';
import { plainIdentifier, qualified } from './identifiers.js';

const SQL_TYPE: Readonly<Record<ColumnType, string>> = {
  text: 'text',
  uuid: 'uuid',
  integer: 'integer',
  bigint: 'bigint',
  boolean: 'boolean',
  timestamptz: 'timestamp with time zone',
  date: 'date',
  jsonb: 'jsonb',
  'text[]': 'text[]',
};

/** A projection of any row over any item: all that making its table needs. */
export type AnyProjection = ProjectionShape<never>;

/** The column's type as `format_type` names it. */
export const sqlType = (type: ColumnType): string => SQL_TYPE[type];

/** The statement that makes a table of this shape under the (already qualified) name. */
export function createTable(projection: AnyProjection, table: string, temporary = false): string {
  const columns = Object.entries(projection.columns).map(([name, type]) => {
    const collation = type === 'text' && name === projection.key ? ' COLLATE "C"' : '';
    return `  "${name}" ${SQL_TYPE[type]}${collation}${name === projection.key ? ' PRIMARY KEY' : ''}`;
  });
  return `CREATE ${temporary ? 'TEMPORARY TABLE' : 'TABLE IF NOT EXISTS'} ${table} (\n${columns.join(',\n')}\n) WITH (fillfactor = 90)`;
}

const indexName = (table: string, index: string): string => `${table.slice(0, 48)}_${derivedId('index', table, index).slice(0, 8)}`;

/** The statements that make a projection's table and indexes, each of them harmless when it is there already. */
export function projectionDdl(projection: AnyProjection, schema: string): readonly string[] {
  checkProjection(projection);
  const table = tableName(projection);
  const indexes = (projection.indexes ?? []).map(
    (index) => `CREATE INDEX IF NOT EXISTS ${indexName(table, index)} ON ${qualified(schema, table)} ${index}`,
  );
  return [createTable(projection, qualified(schema, table)), ...indexes];
}

interface CatalogRow {
  readonly table: string;
  readonly column: string;
  readonly type: string;
}

/**
 * Makes the tables of these projections that are missing, lets the service's role use them, and drops versions older than the one before
 * the active one. Run by the schema's owner at start; one query when there is nothing to do.
 * @throws Error when a table is there with other columns: then the projection's version was not raised
 */
export async function ensureProjectionTables(
  owner: ClientBase,
  schema: string,
  serviceRole: string,
  projections: readonly AnyProjection[],
): Promise<void> {
  for (const projection of projections) checkProjection(projection);
  const there = await columnsOf(owner, schema);
  for (const projection of projections) {
    const found = there.get(tableName(projection));
    if (found !== undefined) compareColumns(projection, found);
  }
  const indexes = await indexesOf(owner, schema);
  const missing = projections.filter((projection) => {
    const table = tableName(projection);
    return !there.has(table) || (projection.indexes ?? []).some((index) => !indexes.has(indexName(table, index)));
  });
  const obsolete = await obsoleteTables(owner, schema, there);
  if (missing.length === 0 && obsolete.length === 0) return;

  await owner.query('BEGIN');
  try {
    await owner.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`xiezhi:${schema}:projection-tables`]);
    for (const projection of missing) {
      for (const statement of projectionDdl(projection, schema)) await owner.query(statement);
      const table = qualified(schema, tableName(projection));
      await owner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ${table} TO ${plainIdentifier(serviceRole)}`);
    }
    for (const table of obsolete) {
      await owner.query(`DROP TABLE IF EXISTS ${qualified(schema, table)}`);
      await owner.query(`DELETE FROM ${qualified(schema, 'checkpoints')} WHERE name = $1`, [`projection/${table}`]);
    }
    await owner.query('COMMIT');
  } catch (error) {
    await owner.query('ROLLBACK');
    throw error;
  }
}

async function columnsOf(owner: ClientBase, schema: string): Promise<Map<string, Map<string, string>>> {
  const { rows } = await owner.query<CatalogRow>(
    `SELECT c.relname AS "table", a.attname AS "column", format_type(a.atttypid, a.atttypmod) AS type
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relnamespace = $1::regnamespace AND c.relkind = 'r' AND c.relname ~ '_v[0-9]+$'`,
    [plainIdentifier(schema)],
  );
  const tables = new Map<string, Map<string, string>>();
  for (const { table, column, type } of rows) {
    const columns = tables.get(table) ?? new Map<string, string>();
    tables.set(table, columns.set(column, type));
  }
  return tables;
}

async function indexesOf(owner: ClientBase, schema: string): Promise<Set<string>> {
  const { rows } = await owner.query<{ name: string }>('SELECT indexname AS name FROM pg_indexes WHERE schemaname = $1', [schema]);
  return new Set(rows.map(({ name }) => name));
}

async function obsoleteTables(owner: ClientBase, schema: string, there: ReadonlyMap<string, unknown>): Promise<string[]> {
  const { rows } = await owner.query<{ name: string; oldest: number }>(
    `SELECT name, coalesce(previous_version, active_version) AS oldest FROM ${qualified(schema, 'read_models')}`,
  );
  const oldest = new Map(rows.map((row) => [row.name, row.oldest]));
  return [...there.keys()].filter((table) => {
    const [, name, version] = /^(.*)_v(\d+)$/.exec(table) ?? [];
    const kept = name === undefined ? undefined : oldest.get(name);
    return kept !== undefined && Number(version) < kept;
  });
}

function compareColumns(projection: AnyProjection, found: ReadonlyMap<string, string>): void {
  const wanted = Object.entries(projection.columns);
  const same = wanted.length === found.size && wanted.every(([name, type]) => found.get(name) === SQL_TYPE[type]);
  if (!same)
    throw new Error(`projection ${projection.name}: the table of version ${projection.version} has other columns; raise the version`);
}
