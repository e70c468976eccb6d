import type { ClientBase } from 'pg';
import type { Feed } from '../feed.js';
import { tableName, type ProjectionShape } from '../projection.js';
import type { Checkpoint } from '../message.js';
import { qualified } from './identifiers.js';
import { createTable } from './projection-ddl.js';
import { ProjectionWriter } from './projection-writer.js';

/** Differing keys that a comparison names. */
const MAX_NAMED_KEYS = 20;

export interface RebuildOptions {
  /** Stop after this place; default: when the feed has nothing more. */
  readonly upTo?: Checkpoint;
  readonly batchSize?: number;
}

/**
 * Folds the whole feed into a new temporary table of the client's session, beside and without touching the live one.
 * @returns how many items were folded and the place reached
 */
export async function rebuildInto<Item extends { readonly position: Checkpoint }>(
  client: ClientBase,
  projection: ProjectionShape<Item>,
  feed: Feed<Item>,
  table: string,
  options: RebuildOptions = {},
): Promise<{ readonly items: number; readonly position: Checkpoint | null }> {
  await client.query(createTable(projection, table, { temporary: true }));
  const writer = new ProjectionWriter(projection, table);
  const done = new AbortController();
  const { upTo, batchSize = 1_000 } = options;
  let count = 0;
  let position: Checkpoint | null = null;
  let writing: Promise<void> = Promise.resolve();
  try {
    for await (const batch of feed.subscribe({ after: null, signal: done.signal, batchSize })) {
      await writing; // the next batch is read while one is written
      const items = upTo === undefined ? batch.items : batch.items.filter((item) => item.position <= upTo);
      count += items.length;
      position = items.at(-1)?.position ?? position;
      writing = writer.applyFreely(client, items);
      writing.catch(() => undefined);
      if (batch.caughtUp || (upTo !== undefined && batch.checkpoint >= upTo)) break;
    }
    await writing;
  } finally {
    done.abort();
  }
  return { items: count, position };
}

export interface TableDifference {
  /** Rows that only one of the tables holds; a row that differs counts twice. */
  readonly rows: number;
  /** Some of the keys, for finding them. */
  readonly keys: readonly string[];
}

/** Compares two tables of one projection, row by row and column by column. No difference: `{ rows: 0, keys: [] }`. */
export async function compareTables(client: ClientBase, key: string, one: string, other: string): Promise<TableDifference> {
  const { rows } = await client.query<{ rows: number; keys: readonly string[] | null }>(
    `WITH different AS ((TABLE ${one} EXCEPT ALL TABLE ${other}) UNION ALL (TABLE ${other} EXCEPT ALL TABLE ${one}))
     SELECT count(*)::int AS rows, (array_agg(DISTINCT "${key}"::text))[1:${MAX_NAMED_KEYS}] AS keys FROM different`,
  );
  return { rows: rows[0]?.rows ?? 0, keys: rows[0]?.keys ?? [] };
}

/** Rebuilds a projection from its feed and compares it with the live table, which must stand still at `upTo` meanwhile. */
export async function rebuildAndCompare<Item extends { readonly position: Checkpoint }>(
  client: ClientBase,
  schema: string,
  projection: ProjectionShape<Item>,
  feed: Feed<Item>,
  options: RebuildOptions = {},
): Promise<TableDifference> {
  const rebuilt = `rebuilt_${tableName(projection)}`;
  await client.query(`DROP TABLE IF EXISTS pg_temp.${rebuilt}`);
  await rebuildInto(client, projection, feed, `pg_temp.${rebuilt}`, options);
  const difference = await compareTables(client, projection.key, qualified(schema, tableName(projection)), `pg_temp.${rebuilt}`);
  await client.query(`DROP TABLE pg_temp.${rebuilt}`);
  return difference;
}
