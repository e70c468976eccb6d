import type { FullCoverageSwitch } from '@xiezhi/contracts';
import { prepared, type ReadModels } from '@xiezhi/eventsourcing/postgres';
import { shanghaiDay, USUAL_COVERAGE, type FullCoverage } from '@xiezhi/legal-policy';
import { divisionPath } from '@xiezhi/service';
import type { Pool } from 'pg';
import { fullCoverage } from './full-coverage.projection.js';

interface Held {
  readonly kind: FullCoverageSwitch;
  readonly in_force: boolean;
}

/** Full coverage as it holds in a division: its own switch, or that of the nearest division above. */
export class Coverages {
  constructor(
    private readonly pool: Pool,
    private readonly readModels: ReadModels,
  ) {}

  /** What holds on the day of `at`; the usual where nobody set anything. */
  async of(division: string, at: string): Promise<FullCoverage> {
    const { rows } = await this.pool.query<Held>({
      ...prepared(`SELECT DISTINCT ON (kind) kind, in_force FROM ${this.readModels.table(fullCoverage)}
             WHERE division = ANY ($1) AND valid_from <= $2
             ORDER BY kind, array_position($1, division) DESC, valid_from DESC, approved_at DESC`),
      values: [divisionPath(division), shanghaiDay(at)],
    });
    const of = (kind: FullCoverageSwitch): boolean | undefined => rows.find((row) => row.kind === kind)?.in_force;
    return {
      trial: of('full_coverage_trial') ?? USUAL_COVERAGE.trial,
      prosecutionReview: of('full_coverage_prosecution_review') ?? USUAL_COVERAGE.prosecutionReview,
    };
  }
}
