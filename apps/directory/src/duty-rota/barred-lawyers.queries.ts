import type { ReadModels } from '@xiezhi/eventsourcing/postgres';
import { endOfDay, shanghaiDay, startOfDay, type Day } from '@xiezhi/legal-policy';
import { inDivision } from '@xiezhi/service';
import type { Pool, PoolClient } from 'pg';
import { barredLawyers } from './barred-lawyers.projection.js';

/** A measure that a lawyer is under; it ends as its last day does, or has no end. */
export interface Bar {
  readonly until: Day | null;
}

/** Bars of the lawyers of one rota that are read at most: far more than a region ever has. */
const MAX_BARS = 10_000;

interface Row {
  readonly lawyer_id: string;
  readonly division: string;
  readonly barred_from: Date;
  readonly barred_until: Date | null;
}

/** Who may not sit on a duty rota, and when (暂停指派、移出指派名册). */
export class BarredLawyers {
  constructor(
    private readonly pool: Pool,
    private readonly readModels: ReadModels,
  ) {}

  /** The bar under which a lawyer stands in a division on a day, of those that are known; `tx`: in a transaction of the caller's. */
  async of(lawyerIds: readonly string[], division: string, tx: Pool | PoolClient = this.pool): Promise<BarsOfRota> {
    const { rows } = await tx.query<Row>(
      `SELECT lawyer_id, division, barred_from, barred_until FROM ${this.readModels.table(barredLawyers)}
       WHERE lawyer_id = ANY ($1::uuid[]) ORDER BY id LIMIT $2`,
      [lawyerIds, MAX_BARS],
    );
    const here = rows.filter((row) => inDivision(row.division, division));
    return (lawyerId, day) => {
      const [from, to] = [Date.parse(startOfDay(day)), Date.parse(endOfDay(day))];
      const bar = here.find(
        (row) =>
          row.lawyer_id === lawyerId && row.barred_from.getTime() < to && (row.barred_until === null || row.barred_until.getTime() > from),
      );
      if (bar === undefined) return null;
      return { until: bar.barred_until === null ? null : shanghaiDay(new Date(bar.barred_until.getTime() - 1).toISOString()) };
    };
  }
}

/** The bar of a lawyer on a day; `null`: none. */
export type BarsOfRota = (lawyerId: string, day: Day) => Bar | null;
