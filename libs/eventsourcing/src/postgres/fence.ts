import type { Pool } from 'pg';
import { prepared } from './prepared.js';
import { RAW_TYPES } from './rows.js';

const WRITERS = prepared(`select distinct virtualtransaction from pg_locks
  where locktype = 'relation' and relation = $1::regclass and mode = 'RowExclusiveLock' and granted
    and database = (select oid from pg_database where datname = current_database())`);

/**
 * Tells when a gap between positions is for ever.
 *
 * A position is drawn inside an INSERT, which holds a RowExclusiveLock on the table from before the draw until its transaction ends. So
 * of those who hold that lock after position M was seen, no other can own a number up to M; when they have ended, what is not visible
 * up to M was rolled back or never used. Transactions that did not write this table are not waited for, nor later writers.
 * (A transaction id taken at that time would not do: a writer that has drawn its number may not have one yet.)
 */
export class Fence {
  private constructor(
    private readonly pool: Pool,
    private readonly table: string,
    /** Every position up to here is decided once the fence is open. */
    readonly upTo: number,
    private owners: readonly string[],
  ) {}

  /** Raises a fence behind the newest position visible now. */
  static async raise(pool: Pool, table: string, positionColumn: string): Promise<Fence> {
    // Two statements: the lock holders must be looked at after the newest position was.
    const newest = await pool.query<(string | null)[]>({
      text: `select max(${positionColumn}) from ${table}`,
      rowMode: 'array',
      types: RAW_TYPES,
    });
    return new Fence(pool, table, Number(newest.rows[0]?.[0] ?? 0), await writersOf(pool, table));
  }

  /** True when all that could own a position up to {@link upTo} have ended: read after this, not before. */
  async isOpen(): Promise<boolean> {
    if (this.owners.length > 0) {
      const writing = new Set(await writersOf(this.pool, this.table));
      this.owners = this.owners.filter((owner) => writing.has(owner));
    }
    return this.owners.length === 0;
  }
}

async function writersOf(pool: Pool, table: string): Promise<readonly string[]> {
  const { rows } = await pool.query<string[]>({
    ...WRITERS,
    values: [table],
    rowMode: 'array',
    types: RAW_TYPES,
  });
  return rows.map((row) => row[0]!);
}
