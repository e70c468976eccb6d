import type { ReadModels } from '@xiezhi/eventsourcing/postgres';
import type { Pool } from 'pg';
import { closedCases } from './closed-cases.projection.js';

/** Cases of one period, at most: an institution closes a few hundred a year. */
export const MAX_FRAME = 10_000;

/** Closed cases as inspections draw from them. They name nobody. */
export class ClosedCases {
  constructor(
    private readonly pool: Pool,
    private readonly readModels: ReadModels,
  ) {}

  /** Ids of the cases that an institution closed from one instant until before another; one more than {@link MAX_FRAME} at most. */
  async between(institution: string, from: string, until: string): Promise<readonly string[]> {
    const { rows } = await this.pool.query<{ id: string }>({
      name: 'closed-cases',
      text: `SELECT id FROM ${this.readModels.table(closedCases)}
             WHERE institution = $1 AND closed_at >= $2 AND closed_at < $3 ORDER BY closed_at, id LIMIT $4`,
      values: [institution, from, until, MAX_FRAME + 1],
    });
    return rows.map(({ id }) => id);
  }
}
