import type { Pool } from 'pg';
import type { FeedItem } from '../feed-item.js';
import type { PoisonPolicy } from '../subscription.js';
import { qualified } from './identifiers.js';

/** Dead letters one listing gives at most. */
const MAX_LISTED = 500;

export interface DeadLetter {
  readonly subscription: string;
  readonly position: string;
  readonly itemId: string;
  readonly error: string;
  readonly attempts: number;
  readonly state: 'halted' | 'skipped' | 'resolved';
  readonly firstAt: string;
}

/** Items that could not be handled, for an operator to see and decide. */
export class DeadLetters {
  private readonly table: string;

  constructor(
    private readonly pool: Pool,
    schema: string,
  ) {
    this.table = qualified(schema, 'dead_letters');
  }

  async record(subscription: string, item: FeedItem, error: string, attempts: number, policy: PoisonPolicy): Promise<void> {
    await this.pool.query(
      `INSERT INTO ${this.table} AS d (subscription, position, item_id, error, attempts, state) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (subscription, position) DO UPDATE
       SET error = excluded.error, attempts = d.attempts + excluded.attempts, state = excluded.state, last_at = now()`,
      [subscription, item.position, item.id, error, attempts, policy === 'halt' ? 'halted' : 'skipped'],
    );
  }

  /** Says how a halt ended: the item was handled after all, or left out for a reason. */
  async settle(subscription: string, position: string, state: 'skipped' | 'resolved', reason: string | null): Promise<void> {
    await this.pool.query(
      `UPDATE ${this.table} SET state = $3, reason = $4, last_at = now() WHERE subscription = $1 AND position = $2 AND state = 'halted'`,
      [subscription, position, state, reason],
    );
  }

  /** The oldest open or all dead letters, at most 500. */
  async list(options: { readonly openOnly: boolean }): Promise<readonly DeadLetter[]> {
    const { rows } = await this.pool.query<DeadLetter & { firstAt: string }>(
      `SELECT subscription, position, item_id AS "itemId", error, attempts, state,
              to_char(first_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "firstAt"
       FROM ${this.table} WHERE NOT $1 OR state = 'halted' ORDER BY first_at LIMIT ${MAX_LISTED}`,
      [options.openOnly],
    );
    return rows;
  }
}
