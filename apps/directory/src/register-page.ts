import { DIVISIONS } from '@xiezhi/contracts';
import { divisionPath, divisionPrefix, inDivision } from '@xiezhi/service';
import type { Pool, QueryResultRow } from 'pg';

/** How far a total is counted exactly. */
const EXACTLY = 10_000;

/** How many there are: exact, or at least so many. */
export interface Counted {
  readonly count: number;
  readonly exact: boolean;
}

/** A page of a register: its rows, where the next page begins, and how many rows the filter lets through in all. */
export interface RegisterPage<Row> {
  readonly items: readonly Row[];
  readonly next: string | null;
  readonly total: Counted;
}

/** What stands in SQL with `?` for its one value; left out of the query while that is undefined. */
export type Condition = readonly [sql: string, value: unknown];

/** A register's table: what is read, by what it is ordered, and by what a row is named. `order` ends with `key` and is never null. */
export interface Register {
  readonly table: string;
  readonly columns: string;
  readonly order: string;
  readonly key: 'id' | 'code';
}

/** The rows of a register that meet `conditions`, in its order, from behind the row that `cursor` names. */
export async function pageOfRegister<Row extends QueryResultRow>(
  pool: Pool,
  { table, columns, order, key }: Register,
  conditions: readonly Condition[],
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<RegisterPage<Row>> {
  const given = conditions.filter(([, value]) => value !== undefined);
  const where = ['TRUE', ...given.map(([sql], index) => sql.replaceAll('?', `$${index + 1}`))].join(' AND ');
  const values = given.map(([, value]) => value);
  const behind = cursor === undefined ? '' : `AND (${order}) > (SELECT ${order} FROM ${table} WHERE ${key} = $${values.length + 2})`;
  const [{ rows }, counted] = await Promise.all([
    pool.query<Row>(`SELECT ${columns} FROM ${table} WHERE ${where} ${behind} ORDER BY ${order} LIMIT $${values.length + 1}`, [
      ...values,
      limit + 1,
      ...(cursor === undefined ? [] : [cursor]),
    ]),
    pool.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM (SELECT FROM ${table} WHERE ${where} LIMIT ${EXACTLY + 1}) AS found`,
      [...values],
    ),
  ]);
  const items = rows.slice(0, limit);
  const last = items.at(-1) as Readonly<Record<string, string>> | undefined;
  const count = counted.rows[0]?.count ?? 0;
  return {
    items,
    next: rows.length > limit && last !== undefined ? (last[key] ?? null) : null,
    total: { count: Math.min(count, EXACTLY), exact: count <= EXACTLY },
  };
}

/** What lies in a division or below it. */
export const within = (division: string | undefined): Condition => [
  'division LIKE ?',
  division === undefined ? undefined : `${divisionPrefix(division)}%`,
];

/** What serves a division: named for it, for one above it, or for one below it. */
export const serves = (division: string | undefined): Condition => [
  'divisions && ?::text[]',
  division === undefined
    ? undefined
    : [...divisionPath(division), ...DIVISIONS.filter(({ code }) => inDivision(division, code)).map(({ code }) => code)],
];

/** What has a text in one of its columns, in whichever case Latin letters are written. */
export const mentions = (text: string | undefined, columns: readonly string[]): Condition => [
  `(${columns.map((column) => `strpos(lower(${column}), lower(?)) > 0`).join(' OR ')})`,
  text,
];
