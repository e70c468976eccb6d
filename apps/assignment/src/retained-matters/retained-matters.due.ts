import { DIVISIONS, RETENTION_KINDS } from '@xiezhi/contracts';
import type { ReadModels } from '@xiezhi/eventsourcing/postgres';
import type { Pool } from 'pg';
import type { RulesInForce } from '../retention-rules/retention-rules.queries.js';
import { retainedMatters } from './retained-matters.projection.js';

/** As the rules count it: with the corresponding day of the last month, whole, in Lhasa. The comparison before it is the index's. */
const KEPT_UNTIL = `(((m.ended_at AT TIME ZONE 'Asia/Shanghai')::date + make_interval(months => asked.months) + interval '1 day')
             AT TIME ZONE 'Asia/Shanghai')`;
const KINDS = RETENTION_KINDS.map(({ code }) => code);

/** What the platform has to do next about ended matters, whoever's they are: each a bounded read of an index. */
export class DueMatters {
  constructor(
    private readonly pool: Pool,
    private readonly readModels: ReadModels,
  ) {}

  /** Matters whose rule's time is over by `at`, counted as the rules count it, and that are not announced; those that ended first come first. */
  async toAnnounce(rules: RulesInForce, at: string, limit: number): Promise<readonly string[]> {
    const asked = DIVISIONS.flatMap(({ code: division }) =>
      KINDS.flatMap((kind) => {
        const rule = rules.of(kind, division);
        return rule === null ? [] : [{ division, kind, months: rule.months }];
      }),
    );
    if (asked.length === 0) return [];
    return this.#ids(
      `SELECT due.id FROM unnest($1::text[], $2::text[], $3::int[]) AS asked (division, kind, months), LATERAL (
         SELECT id, ended_at FROM ${this.#table} m
         WHERE m.stage = 'kept' AND m.division = asked.division AND m.kind = asked.kind
           AND m.ended_at <= $4::timestamptz - make_interval(months => asked.months)
           AND ${KEPT_UNTIL} <= $4::timestamptz
         ORDER BY m.ended_at LIMIT $5
       ) due ORDER BY due.ended_at LIMIT $5`,
      [asked.map(({ division }) => division), asked.map(({ kind }) => kind), asked.map(({ months }) => months), at, limit],
    );
  }

  /** Matters whose exemption is over by `at`. */
  exemptionsOver(at: string, limit: number): Promise<readonly string[]> {
    const text = `SELECT id FROM ${this.#table} WHERE stage = 'exempt' AND exempt_until <= $1 ORDER BY exempt_until LIMIT $2`;
    return this.#ids(text, [at, limit]);
  }

  /** Matters whose grace is over by `at`. */
  toDelete(at: string, limit: number): Promise<readonly string[]> {
    return this.#ids(`SELECT id FROM ${this.#table} WHERE stage = 'announced' AND stage_at <= $1 ORDER BY stage_at, id LIMIT $2`, [
      at,
      limit,
    ]);
  }

  /** Matters that are being deleted, from behind `after`. */
  deleting(after: string | null, limit: number): Promise<readonly string[]> {
    const text = `SELECT id FROM ${this.#table} WHERE stage = 'deleting' AND ($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT $2`;
    return this.#ids(text, [after, limit]);
  }

  /** How many matters should have been deleted by `at` and are not, counted to `limit`. */
  async overdue(at: string, limit: number): Promise<number> {
    const text = `SELECT id FROM ${this.#table} WHERE stage IN ('announced', 'deleting') AND stage_at <= $1 LIMIT $2`;
    return (await this.#ids(text, [at, limit])).length;
  }

  get #table(): string {
    return this.readModels.table(retainedMatters);
  }

  async #ids(text: string, values: readonly unknown[]): Promise<readonly string[]> {
    const { rows } = await this.pool.query<{ id: string }>(text, [...values]);
    return rows.map(({ id }) => id);
  }
}
