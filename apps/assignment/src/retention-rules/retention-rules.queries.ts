import type { RetentionKind, StoredRetentionKind } from '@xiezhi/contracts';
import type { ReadModels } from '@xiezhi/eventsourcing/postgres';
import { shanghaiDay } from '@xiezhi/legal-policy';
import { divisionPath } from '@xiezhi/service';
import type { Pool } from 'pg';
import type { RetentionRule } from '../retention/retention.js';
import { retentionRules } from './retention-rules.projection.js';

/** A rule as it holds in a division: its own, or that of the nearest division above. */
export interface RuleInForce extends RetentionRule {
  readonly kind: RetentionKind;
  /** The division that set it. */
  readonly division: string;
  readonly validFrom: string;
  readonly sourceOn: string;
}

const COLUMNS = `id AS "ruleId", kind, division, months, source, to_char(valid_from, 'YYYY-MM-DD') AS "validFrom",
  to_char(source_on, 'YYYY-MM-DD') AS "sourceOn"`;

/** All rules that hold at one instant, a few hundred at most: one for a kind and a division that set it. */
export class RulesInForce {
  readonly #own: ReadonlyMap<string, RuleInForce>;

  constructor(rules: readonly RuleInForce[]) {
    this.#own = new Map(rules.map((rule) => [`${rule.kind}|${rule.division}`, rule]));
  }

  /** The rule for matters of `division` that ended so; `null`: nobody set one, and they are kept. */
  of(kind: StoredRetentionKind, division: string): RuleInForce | null {
    const nearest = divisionPath(division).findLast((code) => this.#own.has(`${kind}|${code}`));
    return this.#own.get(`${kind}|${nearest}`) ?? null;
  }
}

/** Rules of retention. They are the platform's own and name nobody. */
export class RetentionRules {
  constructor(
    private readonly pool: Pool,
    private readonly readModels: ReadModels,
  ) {}

  async at(instant: string): Promise<RulesInForce> {
    const { rows } = await this.pool.query<RuleInForce>(
      `SELECT DISTINCT ON (kind, division) ${COLUMNS} FROM ${this.readModels.table(retentionRules)}
       WHERE valid_from <= $1 ORDER BY kind, division, valid_from DESC, approved_at DESC`,
      [shanghaiDay(instant)],
    );
    return new RulesInForce(rows);
  }
}
