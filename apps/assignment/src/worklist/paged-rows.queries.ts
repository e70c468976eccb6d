import type { ReadScope, ScopedReads } from '@xiezhi/eventsourcing/postgres';
import { COUNTED_TO, type Counted } from './worklist.queries.js';

/** A page of a list with its total. */
export interface PagedList<Item> {
  readonly items: readonly Item[];
  readonly total: Counted;
  readonly next: string | null;
}

/** A list of rows that are ordered by one instant, the newest first. */
export interface PagedRows<Row, Item> {
  /** The table, with an alias where `where` needs one. */
  readonly table: string;
  readonly where: string;
  readonly values: readonly unknown[];
  /** What is selected; every column when not given. */
  readonly columns?: string;
  /** Column of the instant. */
  readonly column: string;
  readonly limit: number;
  readonly cursor: string | undefined;
  readonly shown: (row: Row) => Item;
  /** `<instant>|<id>` of a row: the cursor behind it. */
  readonly place: (row: Row) => string;
}

/** One page of such a list within a scope, with the total, exact to {@link COUNTED_TO}. */
export async function pagedRows<Row extends object, Item>(
  reads: ScopedReads,
  scope: ReadScope,
  { table, where, values, columns = '*', column, limit, cursor, shown, place }: PagedRows<Row, Item>,
): Promise<PagedList<Item>> {
  const all = [...values];
  const value = (one: unknown): string => `$${all.push(one)}`;
  const [at, lastId] = cursor?.split('|') ?? [];
  const behind = at === undefined ? '' : ` AND (${column}, id) < (${value(at)}::timestamptz, ${value(lastId)}::uuid)`;
  const text = `SELECT ${columns} FROM ${table} WHERE ${where}${behind} ORDER BY ${column} DESC, id DESC LIMIT ${value(limit + 1)}`;
  const [rows, [counted]] = await Promise.all([
    reads.query<Row>(scope, { text, values: all }),
    reads.query<{ n: number }>(scope, {
      text: `SELECT count(*)::int AS n FROM (SELECT FROM ${table} WHERE ${where} LIMIT ${COUNTED_TO + 1}) c`,
      values,
    }),
  ]);
  const last = rows[limit - 1];
  const n = counted?.n ?? 0;
  return {
    items: rows.slice(0, limit).map(shown),
    total: { count: Math.min(n, COUNTED_TO), exact: n <= COUNTED_TO },
    next: rows.length > limit && last !== undefined ? place(last) : null,
  };
}
