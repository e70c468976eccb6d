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

/** Of the server, while one read model is indexed: sorting in memory is several times as fast as on disk. */
const INDEXING_MEMORY = '256MB';

/** A projection of any row over any item: all that making its table needs. */
export type AnyProjection = ProjectionShape<never>;

/** The column's type as `format_type` names it. */
export const sqlType = (type: ColumnType): string => SQL_TYPE[type];

/** How a table is made: for a session alone; without being cleaned and analysed while it is filled, which is in vain before that is done. */
interface TableMaking {
  readonly temporary?: boolean;
  readonly leftAlone?: boolean;
}

/** The statement that makes a table of this shape under the (already qualified) name. */
export function createTable(projection: AnyProjection, table: string, { temporary = false, leftAlone = false }: TableMaking = {}): string {
  const columns = Object.entries(projection.columns).map(([name, type]) => {
    const collation = type === 'text' && name === projection.key ? ' COLLATE "C"' : '';
    return `  "${name}" ${SQL_TYPE[type]}${collation}${name === projection.key ? ' PRIMARY KEY' : ''}`;
  });
  return `CREATE ${temporary ? 'TEMPORARY TABLE' : 'TABLE IF NOT EXISTS'} ${table} (\n${columns.join(',\n')}\n) WITH (fillfactor = 90${leftAlone ? ', autovacuum_enabled = false' : ''})`;
}

/** Documents are looked into by key or by an index of their own: figures of how whole ones are spread cost half of an analysis and serve no plan. */
function withoutFigures(projection: AnyProjection, table: string): string | null {
  const documents = Object.entries(projection.columns).filter(([, type]) => type === 'jsonb');
  const changes = documents.map(([name]) => `ALTER COLUMN "${name}" SET STATISTICS 0`);
  return changes.length === 0 ? null : `ALTER TABLE ${table} ${changes.join(', ')}`;
}

const indexName = (table: string, index: string): string => `${table.slice(0, 48)}_${derivedId('index', table, index).slice(0, 8)}`;

/** The statements that make what its queries need, each of them harmless when it is there already. */
const indexStatements = (projection: AnyProjection, schema: string): readonly string[] => {
  const table = tableName(projection);
  return (projection.indexes ?? []).map(
    (index) => `CREATE INDEX IF NOT EXISTS ${indexName(table, index)} ON ${qualified(schema, table)} ${index}`,
  );
};

interface CatalogRow {
  readonly table: string;
  readonly column: string;
  readonly type: string;
}

/**
 * Makes the tables of these projections that are missing, lets the service's role use them, and drops versions older than the one before
 * the active one. A version that is built beside the one in use gets its indexes by `indexProjection` when it has caught up: filling it
 * without them is several times as fast. Run by the schema's owner at start; two queries when there is nothing to do.
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
  const used = await versionsInUse(owner, schema);
  const indexes = await indexesOf(owner, schema);
  const isBesides = ({ name, version }: AnyProjection): boolean => (used.get(name)?.active ?? version) < version;
  const missing = projections.filter((projection) => !there.has(tableName(projection)));
  const unindexed = projections.filter(
    (projection) =>
      !isBesides(projection) && (projection.indexes ?? []).some((index) => !indexes.has(indexName(tableName(projection), index))),
  );
  const obsolete = obsoleteTables(used, there);
  if (missing.length === 0 && unindexed.length === 0 && obsolete.length === 0) return;

  await holding(owner, [{ lock: lockOf(schema) }], async () => {
    for (const projection of missing) {
      const table = qualified(schema, tableName(projection));
      await owner.query(createTable(projection, table, { leftAlone: isBesides(projection) }));
      const figures = withoutFigures(projection, table);
      if (figures !== null) await owner.query(figures);
      await owner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ${table} TO ${plainIdentifier(serviceRole)}`);
    }
    for (const statement of unindexed.flatMap((projection) => indexStatements(projection, schema))) await owner.query(statement);
    for (const table of obsolete) {
      await owner.query(`DROP TABLE IF EXISTS ${qualified(schema, table)}`);
      await owner.query(`DELETE FROM ${qualified(schema, 'checkpoints')} WHERE name = $1`, [`projection/${table}`]);
    }
  });
}

/** Gives a version that was built beside the one in use what its queries need. Run by the schema's owner; its writer waits meanwhile. */
export async function indexProjection(owner: ClientBase, schema: string, projection: AnyProjection): Promise<void> {
  const table = qualified(schema, tableName(projection));
  // Other read models are indexed at the same time; tables are not made or dropped meanwhile.
  await holding(owner, [{ lock: lockOf(schema), shared: true }, { lock: lockOf(table) }], async () => {
    await owner.query(`SET LOCAL maintenance_work_mem = '${INDEXING_MEMORY}'`);
    for (const statement of indexStatements(projection, schema)) await owner.query(statement);
    await owner.query(`ALTER TABLE ${table} RESET (autovacuum_enabled)`);
  });
  // A planner that has no figures of a full table takes it for an empty one, and an index serves by itself only where rows are marked as seen by all.
  await owner.query(`VACUUM (ANALYZE) ${table}`);
}

interface Held {
  readonly lock: string;
  readonly shared?: boolean;
}

const lockOf = (what: string): string => `xiezhi:${what}:projection-tables`;

/** Does it in one transaction that holds these locks, which processes take in one order. */
async function holding(owner: ClientBase, locks: readonly Held[], act: () => Promise<void>): Promise<void> {
  await owner.query('BEGIN');
  try {
    for (const { lock, shared = false } of locks)
      await owner.query(`SELECT pg_advisory_xact_lock${shared ? '_shared' : ''}(hashtextextended($1, 0))`, [lock]);
    await act();
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

interface VersionsInUse {
  readonly active: number;
  /** Older ones are not needed any more. */
  readonly oldest: number;
}

async function versionsInUse(owner: ClientBase, schema: string): Promise<Map<string, VersionsInUse>> {
  const { rows } = await owner.query<VersionsInUse & { name: string }>(
    `SELECT name, active_version AS active, coalesce(previous_version, active_version) AS oldest FROM ${qualified(schema, 'read_models')}`,
  );
  return new Map(rows.map(({ name, ...versions }) => [name, versions]));
}

const obsoleteTables = (used: ReadonlyMap<string, VersionsInUse>, there: ReadonlyMap<string, unknown>): string[] =>
  [...there.keys()].filter((table) => {
    const [, name, version] = /^(.*)_v(\d+)$/.exec(table) ?? [];
    const kept = name === undefined ? undefined : used.get(name)?.oldest;
    return kept !== undefined && Number(version) < kept;
  });

function compareColumns(projection: AnyProjection, found: ReadonlyMap<string, string>): void {
  const wanted = Object.entries(projection.columns);
  const same = wanted.length === found.size && wanted.every(([name, type]) => found.get(name) === SQL_TYPE[type]);
  if (!same)
    throw new Error(`projection ${projection.name}: the table of version ${projection.version} has other columns; raise the version`);
}
