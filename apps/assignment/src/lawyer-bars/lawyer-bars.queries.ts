import type { ReadModels } from '@xiezhi/eventsourcing/postgres';
import { shanghaiDay, type LawyerFacts } from '@xiezhi/legal-policy';
import type { Service } from '@xiezhi/service';
import type { Pool } from 'pg';
import { lawyerBars } from './lawyer-bars.projection.js';

/** Measures in force that one lawyer is under. */
export type Bars = NonNullable<LawyerFacts['bars']>;

/** Measures in force that are read at most: far more than a region ever has. */
const MAX_BARS = 10_000;

/** Longest that an assignment waits for measures that were decided just before; then it goes by what is known. */
const BEHIND_MS = 1_000;

/** Waits until the read model holds every measure that is in the log by now: the decision itself was answered before that. */
export async function barsUpToDate(service: Pick<Service, 'head' | 'reached'>): Promise<void> {
  const position = await service.head();
  if (position !== null) await service.reached(lawyerBars, position, BEHIND_MS);
}

/** Measures that keep lawyers from being assigned at an instant, by lawyer; of all lawyers, or of one. */
export async function barsInForce(
  pool: Pool,
  readModels: ReadModels,
  at: string,
  lawyerId: string | null = null,
): Promise<ReadonlyMap<string, Bars>> {
  const { rows } = await pool.query<{ lawyer_id: string; division: string; number: string; barred_until: Date | null }>(
    `SELECT lawyer_id, division, number, barred_until FROM ${readModels.table(lawyerBars)}
     WHERE barred_from <= $1 AND (barred_until IS NULL OR barred_until > $1) AND ($2::uuid IS NULL OR lawyer_id = $2) ORDER BY id LIMIT $3`,
    [at, lawyerId, MAX_BARS],
  );
  const found = new Map<string, Bars>();
  for (const { lawyer_id: id, division, number: decision, barred_until } of rows) {
    // It ends as its last day does.
    const until = barred_until === null ? null : shanghaiDay(new Date(barred_until.getTime() - 1).toISOString());
    found.set(id, [...(found.get(id) ?? []), { division, decision, until }]);
  }
  return found;
}
