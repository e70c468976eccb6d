import type { Pool } from 'pg';
import { asStoreError } from './errors.js';
import type { Prepared } from './prepared.js';
import { RAW_TYPES, type RawRow } from './rows.js';

/** Events that a feed of the past reads at a time at most. */
export const MAX_PAGE = 1_000;

/** Reads a page of the past; it may be asked for in advance and not be waited for any more. @throws StoreUnavailable, or what the server said */
export function readPage(pool: Pool, statement: Prepared, values: readonly unknown[]): Promise<readonly RawRow[]> {
  const read = pool.query<(string | null)[]>({ ...statement, values: [...values], rowMode: 'array', types: RAW_TYPES }).then(
    ({ rows }) => rows,
    (error: unknown) => {
      throw asStoreError(error);
    },
  );
  read.catch(() => undefined);
  return read;
}
