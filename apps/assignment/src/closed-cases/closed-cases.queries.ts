import { prepared, type ReadModels } from '@xiezhi/eventsourcing/postgres';
import type { Pool } from 'pg';
import type { Drawable } from '../sampling/sampled-matters.js';
import { closedCases, type ClosedCaseRow } from './closed-cases.projection.js';

/** Cases of one period, at most: an institution closes a few hundred a year. */
export const MAX_FRAME = 10_000;

/** Closed cases as inspections draw from them. They name nobody. */
export class ClosedCases {
  constructor(
    private readonly pool: Pool,
    private readonly readModels: ReadModels,
  ) {}

  /** The cases that an institution closed from one instant until before another; one more than {@link MAX_FRAME} at most. */
  async between(institution: string, from: string, until: string): Promise<readonly Drawable[]> {
    const { rows } = await this.pool.query<Pick<ClosedCaseRow, 'id' | 'matter'>>({
      // The read model's version before, still read while this one is built, knows of no kind.
      ...prepared(`SELECT * FROM ${this.readModels.table(closedCases)}
             WHERE institution = $1 AND closed_at >= $2 AND closed_at < $3 ORDER BY closed_at, id LIMIT $4`),
      values: [institution, from, until, MAX_FRAME + 1],
    });
    return rows.map(({ id, matter }) => ({ id, ...(matter === 'aid-case' && { matter }) }));
  }
}
