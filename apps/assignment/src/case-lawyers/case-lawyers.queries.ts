import type { ReadModels } from '@xiezhi/eventsourcing/postgres';
import type { Pool } from 'pg';
import { declaredConflicts } from '../declared-conflicts/declared-conflicts.projection.js';
import { caseLawyers } from './case-lawyers.projection.js';

/** Lawyers one case may have had: more than any has. */
const MAX_LAWYERS = 1_000;
/** Hearings that courts put into one half-day of one lawyer: more than do. */
const MAX_AT_ONE_TIME = 20;

/** Which lawyers stand in whose way. Says that a conflict exists, never with whom. */
export class CaseLawyers {
  constructor(
    private readonly pool: Pool,
    private readonly readModels: ReadModels,
  ) {}

  /**
   * Lawyers who act or acted for another of the same case (同案), whatever became of that matter, or who declared a conflict in it. Other
   * requests about the same person are no reason (`samePerson`).
   */
  async conflicted(group: string, requestId: string, samePerson: readonly string[] = []): Promise<ReadonlySet<string>> {
    const { rows } = await this.pool.query<{ lawyer: string }>(
      `SELECT DISTINCT lawyer FROM (
         SELECT unnest(lawyers) AS lawyer FROM ${this.#table} WHERE case_group = $1 AND id <> ALL ($2)
         UNION ALL SELECT unnest(lawyers) FROM ${this.readModels.table(declaredConflicts)} WHERE case_group = $1) AS found LIMIT $3`,
      [group, [requestId, ...samePerson], MAX_LAWYERS],
    );
    return new Set(rows.map(({ lawyer }) => lawyer));
  }

  /** Everyone who ever had a case. */
  async everOf(requestId: string): Promise<readonly string[]> {
    const { rows } = await this.pool.query<{ lawyers: readonly string[] }>(`SELECT lawyers FROM ${this.#table} WHERE id = $1`, [requestId]);
    return rows[0]?.lawyers ?? [];
  }

  /** Lawyers who have a hearing of another case in a half-day (庭期冲突). */
  async atHearing(halfDay: string, group: string): Promise<ReadonlySet<string>> {
    const { rows } = await this.pool.query<{ lawyer: string }>(
      `SELECT DISTINCT lawyer_id AS lawyer FROM ${this.#table} WHERE hearing_half_day = $1 AND lawyer_id IS NOT NULL AND case_group <> $2`,
      [halfDay, group],
    );
    return new Set(rows.map(({ lawyer }) => lawyer));
  }

  /** Other requests whose lawyer has a hearing in this half-day: those that a slot let go of may be for. */
  async withHearing(lawyerId: string, halfDay: string): Promise<readonly string[]> {
    const { rows } = await this.pool.query<{ id: string }>(
      `SELECT id FROM ${this.#table} WHERE hearing_half_day = $1 AND lawyer_id = $2 ORDER BY id LIMIT $3`,
      [halfDay, lawyerId, MAX_AT_ONE_TIME],
    );
    return rows.map(({ id }) => id);
  }

  /** Which of these hearings are in a half-day in which their lawyer has another one (庭期冲突). */
  async clashing(
    hearings: readonly { readonly id: string; readonly lawyerId: string; readonly halfDay: string }[],
  ): Promise<ReadonlySet<string>> {
    if (hearings.length === 0) return new Set();
    const { rows } = await this.pool.query<{ id: string }>(
      `SELECT mine.id FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS mine (id, lawyer_id, half_day)
       WHERE EXISTS (SELECT FROM ${this.#table} other
                     WHERE other.hearing_half_day = mine.half_day AND other.lawyer_id = mine.lawyer_id AND other.id <> mine.id)`,
      [hearings.map(({ id }) => id), hearings.map(({ lawyerId }) => lawyerId), hearings.map(({ halfDay }) => halfDay)],
    );
    return new Set(rows.map(({ id }) => id));
  }

  get #table(): string {
    return this.readModels.table(caseLawyers);
  }
}
