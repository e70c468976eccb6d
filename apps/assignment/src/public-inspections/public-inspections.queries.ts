import type { ReadModels } from '@xiezhi/eventsourcing/postgres';
import { shanghaiDay } from '@xiezhi/legal-policy';
import type { Pool } from 'pg';
import { qualityMatters } from '../quality-matters/quality-matters.projection.js';
import type { Rosters } from '../rosters/rosters.js';

/** An inspection as everyone may read of it: counts, no case and no person. */
export interface PublicInspection {
  /** Of the institution whose cases are inspected. */
  readonly name: string;
  readonly number: string;
  readonly from: string;
  readonly to: string;
  readonly cases: number;
  readonly sampled: number;
  /** Grade → cases; `null` before the results are published. */
  readonly grades: Readonly<Record<string, number>> | null;
  readonly publishedOn: string | null;
}

export interface PublicInspections {
  readonly items: readonly PublicInspection[];
  /** Where the earlier ones begin. */
  readonly next: string | null;
}

/** Inspections that one page shows. */
const PAGE = 20;

interface Row {
  readonly id: string;
  readonly institution: string;
  readonly number: string;
  readonly opened_at: Date;
  readonly facts: {
    readonly from: string;
    readonly to: string;
    readonly cases: number;
    readonly sample: readonly string[];
    readonly grades?: Readonly<Record<string, number>>;
    readonly publishedAt?: string;
  };
}

/** Plans and results of inspections (质量检查公布), for everyone. */
export class PublicInspectionList {
  constructor(
    private readonly pool: Pool,
    private readonly readModels: ReadModels,
    private readonly rosters: Rosters,
  ) {}

  /** A page of them, the newest first; `before`: `<instant>|<id>` of the last one seen. */
  async page(before: string | null): Promise<PublicInspections> {
    const [at, id] = before?.split('|') ?? [null, null];
    const { rows } = await this.pool.query<Row>(
      `SELECT id, institution, number, opened_at, facts FROM ${this.readModels.table(qualityMatters)}
       WHERE kind = 'inspection' AND ($1::timestamptz IS NULL OR (opened_at, id) < ($1, $2::uuid))
       ORDER BY opened_at DESC, id DESC LIMIT $3`,
      [at, id, PAGE + 1],
    );
    const shown = rows.slice(0, PAGE);
    const names = await this.rosters.namesOf(shown.map(({ institution }) => institution));
    const last = shown.at(-1);
    return {
      items: shown.map(({ institution, number, facts: { from, to, cases, sample, grades, publishedAt } }) => ({
        name: names.get(institution) ?? institution,
        number,
        from,
        to,
        cases,
        sampled: sample.length,
        grades: grades ?? null,
        publishedOn: publishedAt === undefined ? null : shanghaiDay(publishedAt),
      })),
      next: rows.length > PAGE && last !== undefined ? `${last.opened_at.toISOString()}|${last.id}` : null,
    };
  }
}
