import type { RecordedEvent } from './message.js';

/**
 * How a column is kept, and what it is in a row: `text`, `uuid`, `date` (`YYYY-MM-DD`) and `timestamptz` (ISO 8601 UTC, milliseconds) are
 * strings; `integer` and `bigint` are safe integers; `jsonb` is JSON; `text[]` an array of strings. Every column but the key may be null.
 */
export type ColumnType = 'text' | 'uuid' | 'integer' | 'bigint' | 'boolean' | 'timestamptz' | 'date' | 'jsonb' | 'text[]';

/** Who may see a row of a table, besides the service itself: a second wall behind what each query asks. */
export interface Visibility {
  /** Columns that name an agency: it sees the row. */
  readonly agencies?: readonly string[];
  /** Columns that hold a division code: who reads for divisions that hold it sees the row. */
  readonly divisions?: readonly string[];
  /** Columns that name a lawyer of the roster: that lawyer sees the row. */
  readonly lawyers?: readonly string[];
  /** Columns that list lawyers of the roster: each of them sees the row. */
  readonly lawyerLists?: readonly string[];
  /** Column with the id of the matter that the row is of: one kept to a circle is hidden from others of the agency that holds it. */
  readonly matter?: string;
}

/** A projection as the runners see it, whatever its row is. */
export interface ProjectionShape<Item = RecordedEvent> {
  /** Base name of its table: lower case, `_`. */
  readonly name: string;
  /** From 1. The table is `<name>_v<version>`; a change of columns or of `evolve` raises it. */
  readonly version: number;
  readonly columns: Readonly<Record<string, ColumnType>>;
  /** The key column. */
  readonly key: string;
  /** What follows `CREATE INDEX … ON <table>`: `(division, due_at)`, `USING gin (tags)`. */
  readonly indexes?: readonly string[];
  /** Who may be shown a row; left out: nobody, only the service itself reads it. */
  readonly seenBy?: Visibility;
  /**
   * True when every row is made of the events of one stream alone. A version that is built anew then goes through the past one stream after
   * the other, and writes each row once instead of once for nearly each of its events.
   */
  readonly ofOneStream?: boolean;
  /**
   * Of one whose rows are made of several streams: the types of all events that touch a row. A version that is built anew goes through these
   * alone, in the order of the log.
   */
  readonly eventTypes?: readonly string[];
  /** Keys of the rows this item touches; none: ignored. */
  keysOf(item: Item): readonly string[];
  /** The row after the item; `null` removes it. Never rejects a fact, never changes the row it was given. */
  evolve(row: object | null, item: Item, key: string): object | null;
}

/** A read model's table as a fold over a feed: pure, so that it can be rebuilt from nothing and come out the same. */
export interface Projection<Row extends object, Item = RecordedEvent> extends ProjectionShape<Item> {
  readonly columns: { readonly [Column in keyof Row & string]-?: ColumnType };
  readonly key: keyof Row & string;
  evolve(row: Row | null, item: Item, key: string): Row | null;
}

const IDENTIFIER = /^[a-z][a-z0-9_]{0,50}$/;

/** Checks a projection's own statements. @throws Error when a name is no plain identifier or the key is no column */
export function checkProjection(projection: ProjectionShape<never>): void {
  const fail = (why: string): never => {
    throw new Error(`projection ${projection.name}: ${why}`);
  };
  if (!IDENTIFIER.test(projection.name)) fail('its name is no plain identifier');
  if (!Number.isInteger(projection.version) || projection.version < 1) fail('its version is no number from 1');
  for (const column of Object.keys(projection.columns)) if (!IDENTIFIER.test(column)) fail(`column ${column} is no plain identifier`);
  for (const column of [...(projection.seenBy?.agencies ?? []), ...(projection.seenBy?.divisions ?? [])])
    if (projection.columns[column] !== 'text') fail(`column ${column}, which says who sees a row, must be a text column`);
  for (const column of projection.seenBy?.lawyers ?? [])
    if (projection.columns[column] !== 'uuid') fail(`column ${column}, which says what lawyer sees a row, must be a uuid column`);
  for (const column of projection.seenBy?.lawyerLists ?? [])
    if (projection.columns[column] !== 'text[]') fail(`column ${column}, which says what lawyers see a row, must be a text[] column`);
  const matter = projection.seenBy?.matter;
  if (matter !== undefined && projection.columns[matter] !== 'uuid')
    fail(`column ${matter}, which says whose matter a row is of, must be a uuid column`);
  const keyType = projection.columns[projection.key];
  if (keyType !== 'text' && keyType !== 'uuid') fail('its key must be a text or uuid column');
}

/** The table of one version of a projection, without schema. */
export const tableName = (projection: Pick<ProjectionShape<never>, 'name' | 'version'>): string =>
  `${projection.name}_v${projection.version}`;

/** The subscription (lock, checkpoint) of one version of a projection. */
export const projectionSubscription = (projection: Pick<ProjectionShape<never>, 'name' | 'version'>): string =>
  `projection/${tableName(projection)}`;

type Canonical = (value: unknown) => unknown;

const instant: Canonical = (value) => {
  if (typeof value === 'string' && value.length === 24 && value.endsWith('Z')) return value;
  return new Date(value as string | number | Date).toISOString();
};
const wholeNumber: Canonical = (value) => {
  if (!Number.isSafeInteger(value)) throw new TypeError('a whole-number column was given something else');
  return value;
};
const asIs: Canonical = (value) => value;

const CANONICAL: Readonly<Record<ColumnType, Canonical>> = {
  text: asIs,
  uuid: (value) => (value as string).toLowerCase(),
  integer: wholeNumber,
  bigint: wholeNumber,
  boolean: asIs,
  timestamptz: instant,
  date: asIs,
  jsonb: asIs,
  'text[]': asIs,
};

/**
 * Makes the function that brings a row into the one form it has after a round through its table, so that folding on in memory and
 * folding on after a reload are the same: the row itself when it is in that form, as nearly all are.
 */
export function canonicalRow(columns: Readonly<Record<string, ColumnType>>): (row: object) => Record<string, unknown> {
  const all = Object.entries(columns).map(([name, type]) => ({ name, canonical: CANONICAL[type] }));
  const isCanonical = (row: Record<string, unknown>): boolean =>
    all.every(({ name, canonical }) => {
      const value = row[name];
      return value === null || (value !== undefined && canonical(value) === value);
    }) && Object.keys(row).length === all.length;
  return (row) => {
    const given = row as Record<string, unknown>;
    if (isCanonical(given)) return given;
    const result: Record<string, unknown> = {};
    for (const { name, canonical } of all) {
      const value = given[name];
      result[name] = value === undefined || value === null ? null : canonical(value);
    }
    return result;
  };
}

/** What of a batch a projection does not ignore. */
export interface Touched<Item> {
  /** Keys of all rows it touches, each once. */
  readonly keys: readonly string[];
  /** The items that touch rows, each with their keys. */
  readonly items: readonly (readonly [item: Item, keys: readonly string[]])[];
}

/** Which rows a batch touches, and by what. */
export function touchedBy<Item>(projection: ProjectionShape<Item>, batch: readonly Item[]): Touched<Item> {
  const all = new Set<string>();
  const items: [Item, readonly string[]][] = [];
  for (const item of batch) {
    const keys = projection.keysOf(item);
    if (keys.length === 0) continue;
    items.push([item, keys]);
    for (const key of keys) all.add(key);
  }
  return { keys: [...all], items };
}

/** What a batch changes: rows to be written, keys to be removed. */
export interface RowChanges {
  readonly written: readonly Record<string, unknown>[];
  readonly removed: readonly string[];
}

/**
 * Folds what touches rows over them (`rows`: those stored, by key; changed in place). `stored` tells which keys exist in the table,
 * so that a row made and removed within the batch leaves no trace.
 * @throws Error when `evolve` moves a row to another key
 */
export function foldBatch<Item>(
  projection: ProjectionShape<Item>,
  canonical: (row: object) => Record<string, unknown>,
  rows: Map<string, Record<string, unknown>>,
  { items }: Touched<Item>,
): RowChanges {
  const stored = new Set(rows.keys());
  const changed = new Set<string>();
  for (const [item, keys] of items) {
    for (const key of keys) {
      const before = rows.get(key) ?? null;
      const after = projection.evolve(before, item, key);
      if (after === before) continue;
      changed.add(key);
      if (after === null) {
        rows.delete(key);
        continue;
      }
      const row = canonical(after);
      if (row[projection.key] !== key) throw new Error(`projection ${projection.name}: the row is not under the key it was folded for`);
      rows.set(key, row);
    }
  }
  const written: Record<string, unknown>[] = [];
  const removed: string[] = [];
  for (const key of changed) {
    const row = rows.get(key);
    if (row !== undefined) written.push(row);
    else if (stored.has(key)) removed.push(key);
  }
  return { written, removed };
}
