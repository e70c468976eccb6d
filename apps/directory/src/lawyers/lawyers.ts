import { LAWYER_STREAM, type LawyerRecordedV1 } from '@xiezhi/contracts';
import { derivedId, Rejected, seal, type CommandContext, type JsonObject, type PersonKeys } from '@xiezhi/eventsourcing';
import type { TransactionalLog } from '@xiezhi/eventsourcing/postgres';
import type { Pool, PoolClient } from 'pg';
import { auditedChange, type Change, type Changed } from '../audited-change.js';

export type LawyerStatus = 'active' | 'suspended' | 'inactive';

/** What is known of a lawyer (律师) but the name. */
export interface LawyerFacts {
  readonly firm: string;
  readonly status: LawyerStatus;
  /** Whole years in practice (执业年限), and in criminal defence (刑事辩护经历). */
  readonly practiceYears: number;
  readonly criminalDefenceYears: number;
  /** Familiar with minors' cases (熟悉未成年人身心特点). */
  readonly minorsTrained: boolean;
  readonly languages: readonly string[];
  readonly divisions: readonly string[];
}

/** The lawyer as a person: sealed before it is stored. */
export interface LawyerDetails {
  readonly name: string;
  readonly phone: string;
}

interface LawyerRow {
  readonly id: string;
  readonly person_id: string;
  readonly firm: string;
  readonly status: LawyerStatus;
  readonly practice_years: number;
  readonly criminal_defence_years: number;
  readonly minors_trained: boolean;
  readonly languages: readonly string[];
  readonly divisions: readonly string[];
  readonly details: JsonObject;
}

const COLUMNS = 'id, person_id, firm, status, practice_years, criminal_defence_years, minors_trained, languages, divisions, details';

export const lawyerStream = (id: string): string => `${LAWYER_STREAM}-${id}`;

const factsOf = (row: LawyerRow): LawyerFacts => ({
  firm: row.firm,
  status: row.status,
  practiceYears: row.practice_years,
  criminalDefenceYears: row.criminal_defence_years,
  minorsTrained: row.minors_trained,
  languages: row.languages,
  divisions: row.divisions,
});

const recorded = (row: LawyerRow): Change => {
  const data: LawyerRecordedV1 = { lawyerId: row.id, personId: row.person_id, ...factsOf(row), details: row.details };
  return { stream: lawyerStream(row.id), type: 'LawyerRecorded', data: data as unknown as JsonObject };
};

/** The lawyers of the region, as plain rows with sealed people. */
export class Lawyers {
  constructor(
    private readonly pool: Pool,
    private readonly log: TransactionalLog,
    private readonly keys: PersonKeys,
  ) {}

  /** Registers a new lawyer, once however often the command comes. Gives back the new id. */
  async register(
    facts: LawyerFacts,
    details: LawyerDetails,
    context: CommandContext,
  ): Promise<{ readonly id: string; readonly changed: readonly Changed[] }> {
    const id = derivedId(LAWYER_STREAM, context.commandId);
    const { personId, key } = await this.keys.create();
    const sealed = seal(details, personId, key, lawyerStream(id), 'details');
    const changed = await auditedChange(this.pool, this.log, context, [lawyerStream(id)], async (tx) => {
      const { rows } = await tx.query<LawyerRow>(
        `INSERT INTO lawyers (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         ON CONFLICT (id) DO NOTHING RETURNING ${COLUMNS}`,
        [
          id,
          personId,
          facts.firm,
          facts.status,
          facts.practiceYears,
          facts.criminalDefenceYears,
          facts.minorsTrained,
          facts.languages,
          facts.divisions,
          sealed,
        ],
      );
      return rows.map(recorded);
    });
    return { id, changed };
  }

  /**
   * Suspends a lawyer (停止执业), brings one back, or ends a registration.
   * @throws Rejected `lawyer.not_found`
   */
  async setStatus(id: string, status: LawyerStatus, context: CommandContext): Promise<readonly Changed[]> {
    return auditedChange(this.pool, this.log, context, [lawyerStream(id)], async (tx) => {
      const before = await this.#lock(tx, id);
      if (before.status === status) return [];
      const { rows } = await tx.query<LawyerRow>(`UPDATE lawyers SET status = $2 WHERE id = $1 RETURNING ${COLUMNS}`, [id, status]);
      return rows.map(recorded);
    });
  }

  /** Lawyers by id, from behind `cursor`; without names. */
  async list(filter: { readonly division?: string; readonly cursor?: string; readonly limit: number }): Promise<{
    readonly items: readonly (LawyerFacts & { readonly id: string })[];
    readonly next: string | null;
  }> {
    const { rows } = await this.pool.query<LawyerRow>(
      `SELECT ${COLUMNS} FROM lawyers WHERE ($1::text IS NULL OR $1 = ANY (divisions)) AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`,
      [filter.division ?? null, filter.cursor ?? null, filter.limit + 1],
    );
    const items = rows.slice(0, filter.limit).map((row) => ({ id: row.id, ...factsOf(row) }));
    return { items, next: rows.length > filter.limit ? (items.at(-1)?.id ?? null) : null };
  }

  async count(): Promise<number> {
    const { rows } = await this.pool.query<{ count: number }>('SELECT count(*)::int AS count FROM lawyers');
    return rows[0]?.count ?? 0;
  }

  async #lock(tx: PoolClient, id: string): Promise<LawyerRow> {
    const { rows } = await tx.query<LawyerRow>(`SELECT ${COLUMNS} FROM lawyers WHERE id = $1 FOR UPDATE`, [id]);
    const [row] = rows;
    if (row === undefined) throw new Rejected('lawyer.not_found', '没有这位律师。No such lawyer.');
    return row;
  }
}
