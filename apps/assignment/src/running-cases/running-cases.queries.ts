import type { ReadModels } from '@xiezhi/eventsourcing/postgres';
import { divisionPrefix } from '@xiezhi/service';
import type { Pool } from 'pg';
import { runningCases, type RunningCaseRow } from './running-cases.projection.js';

/** A case under way that has a lawyer. */
export type RunningCase = RunningCaseRow & { readonly lawyer_id: string };

/** Cases under way as trackings draw from them. They name nobody but the lawyer, by id. */
export class RunningCases {
  constructor(
    private readonly pool: Pool,
    private readonly readModels: ReadModels,
  ) {}

  /** Cases with a lawyer of an institution, or of a division and those below it; at most `limit`. */
  async of(whose: { readonly institution: string } | { readonly division: string }, limit: number): Promise<readonly RunningCase[]> {
    const [where, value] =
      'institution' in whose ? ['institution = $1', whose.institution] : ['division LIKE $1', `${divisionPrefix(whose.division)}%`];
    const { rows } = await this.pool.query<RunningCase>(
      `SELECT * FROM ${this.readModels.table(runningCases)} WHERE ${where} AND lawyer_id IS NOT NULL ORDER BY id LIMIT $2`,
      [value, limit],
    );
    return rows;
  }
}
