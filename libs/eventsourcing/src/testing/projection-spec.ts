import { canonicalRow, foldBatch, touchedBy, type ProjectionShape } from '../projection.js';

type Rows = Map<string, Record<string, unknown>>;

/** Folds items in batches of `size`, as a runner does: only the rows that a batch touches are at hand. */
function fold<Item>(projection: ProjectionShape<Item>, items: readonly Item[], size: number): Rows {
  const canonical = canonicalRow(projection.columns);
  const table: Rows = new Map();
  for (let from = 0; from < items.length; from += size) {
    const batch = items.slice(from, from + size);
    const touched = touchedBy(projection, batch);
    const loaded: Rows = new Map(touched.keys.flatMap((key) => (table.has(key) ? [[key, structuredClone(table.get(key)!)] as const] : [])));
    const { written, removed } = foldBatch(projection, canonical, loaded, touched);
    for (const row of written) table.set(row[projection.key] as string, structuredClone(row));
    for (const key of removed) table.delete(key);
  }
  return table;
}

/** Freezes a value all the way down, so that a fold which changes what it was given fails. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}

interface ProjectionOutcome<Row extends object> {
  /** The row under `key` is exactly this (instants as ISO 8601 UTC). */
  thenRow(key: string, row: Row): ProjectionOutcome<Row>;
  /** The row under `key` matches this (`expect.objectContaining` and the like, or some of its columns). */
  thenRowLike(key: string, row: object): ProjectionOutcome<Row>;
  thenNoRow(key: string): ProjectionOutcome<Row>;
  /** There are exactly these rows. */
  thenKeys(...keys: readonly string[]): ProjectionOutcome<Row>;
}

/**
 * Given items, then rows. Every fold is made in one batch and one item at a time, over items that must not be changed, and must give the
 * same rows.
 */
export function specOfProjection<Row extends object, Item>(
  projection: ProjectionShape<Item> & { evolve(row: Row | null, item: Item, key: string): Row | null },
): { given(items: readonly Item[]): ProjectionOutcome<Row> } {
  return {
    given(items) {
      items.forEach(frozen);
      const rows = fold(projection, items, Math.max(1, items.length));
      expect(fold(projection, items, 1)).toEqual(rows);
      const outcome: ProjectionOutcome<Row> = {
        thenRow(key, row) {
          expect(rows.get(key)).toEqual(row);
          return outcome;
        },
        thenRowLike(key, row) {
          expect(rows.get(key)).toMatchObject(row);
          return outcome;
        },
        thenNoRow(key) {
          expect(rows.get(key)).toBeUndefined();
          return outcome;
        },
        thenKeys(...keys) {
          expect([...rows.keys()].toSorted()).toEqual(keys.toSorted());
          return outcome;
        },
      };
      return outcome;
    },
  };
}
