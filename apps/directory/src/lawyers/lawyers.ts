import { LAWYER_STREAM } from '@xiezhi/contracts';
import { derivedId, Rejected, type CommandContext, type PersonKeys } from '@xiezhi/eventsourcing';
import type { TransactionalLog } from '@xiezhi/eventsourcing/postgres';
import type { Pool, PoolClient } from 'pg';
import { auditedChange, type Change, type Changed } from '../audited-change.js';
import { firmName } from '../law-firms/law-firms.js';
import { People } from '../people/people.js';
import {
  factsOf,
  LAWYER_COLUMNS,
  lawyerRecordedOf,
  lawyerStream,
  type LawyerDetails,
  type LawyerFacts,
  type LawyerRow,
  type LawyerStatus,
  type StatusReason,
} from './lawyer-rows.js';

/** A lawyer as it is registered: where the firm is registered, its name is taken from there. */
export type GivenFacts = Omit<LawyerFacts, 'status' | 'statusReason' | 'statusSince' | 'firm'> & {
  readonly firm: string | null;
  readonly status?: LawyerStatus;
};

/** A lawyer as lists show one. */
export type ListedLawyer = LawyerFacts & {
  readonly id: string;
  /** Masked; `null` when the person was erased. */
  readonly name: string | null;
};

/** Whether the caller keeps lawyers who serve these divisions; of one that others keep, there is none. */
export type Keeps = (divisions: readonly string[]) => boolean;

const notFound = (): Rejected => new Rejected('lawyer.not_found', '没有这位律师。No such lawyer.');

/** The lawyers of the region, as plain rows with sealed people. */
export class Lawyers {
  readonly #people: People<LawyerDetails>;

  constructor(
    private readonly pool: Pool,
    private readonly log: TransactionalLog,
    keys: PersonKeys,
  ) {
    this.#people = new People(keys, lawyerStream);
  }

  /** Registers a new lawyer, once however often the command comes. Gives back the new id. */
  async register(
    facts: GivenFacts,
    details: LawyerDetails,
    context: CommandContext,
  ): Promise<{ readonly id: string; readonly changed: readonly Changed[] }> {
    const id = derivedId(LAWYER_STREAM, context.commandId);
    const insert = await this.inserting(id, facts, details);
    const changed = await auditedChange(this.pool, this.log, context, [lawyerStream(id)], insert);
    return { id, changed };
  }

  /** Seals the person of a new lawyer; what is given back inserts the row, in the caller's transaction. Without `details` the row is a trial, to be rolled back. */
  async inserting(id: string, facts: GivenFacts, details: LawyerDetails | null): Promise<(tx: PoolClient) => Promise<readonly Change[]>> {
    const { personId, sealed } = details === null ? this.#people.trial() : await this.#people.sealNew(id, details);
    return async (tx) => {
      const { rows } = await tx.query<LawyerRow>(
        `INSERT INTO lawyers (id, person_id, firm, firm_id, status, gender, practice_years, criminal_defence_years, minors_trained,
           specialities, languages, divisions, details)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (id) DO NOTHING RETURNING ${LAWYER_COLUMNS}`,
        [
          id,
          personId,
          await nameOfFirm(tx, facts),
          facts.firmId,
          facts.status ?? 'active',
          facts.gender,
          facts.practiceYears,
          facts.criminalDefenceYears,
          facts.minorsTrained,
          facts.specialities,
          facts.languages,
          facts.divisions,
          sealed,
        ],
      );
      return rows.map(lawyerRecordedOf);
    };
  }

  /** Changes what is known of a lawyer, all of it; where `details` are given, the person's too. @throws Rejected `lawyer.not_found` */
  async change(
    id: string,
    facts: GivenFacts,
    details: LawyerDetails | null,
    keeps: Keeps,
    context: CommandContext,
  ): Promise<readonly Changed[]> {
    return auditedChange(this.pool, this.log, context, [lawyerStream(id)], async (tx) => {
      const before = await lock(tx, id, keeps);
      const sealed = details === null ? before.details : await this.#people.sealAgain(before, details);
      if (sealed === null) throw new Rejected('lawyer.erased', '该人的信息已删除,不能更改。The person was erased; nothing can be changed.');
      const { rows } = await tx.query<LawyerRow>(
        `UPDATE lawyers SET firm = $2, firm_id = $3, gender = $4, practice_years = $5, criminal_defence_years = $6, minors_trained = $7,
           specialities = $8, languages = $9, divisions = $10, details = $11 WHERE id = $1 RETURNING ${LAWYER_COLUMNS}`,
        [
          id,
          await nameOfFirm(tx, facts),
          facts.firmId,
          facts.gender,
          facts.practiceYears,
          facts.criminalDefenceYears,
          facts.minorsTrained,
          facts.specialities,
          facts.languages,
          facts.divisions,
          sealed,
        ],
      );
      return rows.map(lawyerRecordedOf);
    });
  }

  /**
   * Suspends a lawyer (停止执业), brings one back, or ends a registration.
   * @throws Rejected `lawyer.not_found`
   */
  async setStatus(
    id: string,
    status: LawyerStatus,
    { reason, since }: { readonly reason: StatusReason | null; readonly since: string },
    keeps: Keeps,
    context: CommandContext,
  ): Promise<readonly Changed[]> {
    return auditedChange(this.pool, this.log, context, [lawyerStream(id)], async (tx) => {
      const before = await lock(tx, id, keeps);
      if (before.status === status && before.status_reason === reason) return [];
      const { rows } = await tx.query<LawyerRow>(
        `UPDATE lawyers SET status = $2, status_reason = $3, status_since = $4 WHERE id = $1 RETURNING ${LAWYER_COLUMNS}`,
        [id, status, reason, since],
      );
      return rows.map(lawyerRecordedOf);
    });
  }

  /** Lawyers by id, from behind `cursor`, with masked names. */
  async list(filter: { readonly division?: string; readonly cursor?: string; readonly limit: number }): Promise<{
    readonly items: readonly ListedLawyer[];
    readonly next: string | null;
  }> {
    const { rows } = await this.pool.query<LawyerRow>(
      `SELECT ${LAWYER_COLUMNS} FROM lawyers
       WHERE ($1::text IS NULL OR divisions @> ARRAY[$1]) AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`,
      [filter.division ?? null, filter.cursor ?? null, filter.limit + 1],
    );
    const shown = rows.slice(0, filter.limit);
    const names = await this.#people.maskedNames(shown);
    const items = shown.map((row) => ({ id: row.id, name: names.get(row.id) ?? null, ...factsOf(row) }));
    return { items, next: rows.length > filter.limit ? (items.at(-1)?.id ?? null) : null };
  }

  /** A lawyer, and the way to read who it is; the caller records the reading first. @throws Rejected `lawyer.not_found` */
  async person(id: string): Promise<{
    readonly personId: string;
    readonly divisions: readonly string[];
    readonly read: () => Promise<LawyerDetails | null>;
  }> {
    const { rows } = await this.pool.query<LawyerRow>(`SELECT ${LAWYER_COLUMNS} FROM lawyers WHERE id = $1`, [id]);
    const [row] = rows;
    if (row === undefined) throw notFound();
    return { personId: row.person_id, divisions: row.divisions, read: () => this.#people.open(row) };
  }
}

async function lock(tx: PoolClient, id: string, keeps: Keeps): Promise<LawyerRow> {
  const { rows } = await tx.query<LawyerRow>(`SELECT ${LAWYER_COLUMNS} FROM lawyers WHERE id = $1 FOR UPDATE`, [id]);
  const [row] = rows;
  if (row === undefined || !keeps(row.divisions)) throw notFound();
  return row;
}

/** A firm by its id or by its name, not both. @throws Rejected `lawyer.invalid`, `law_firm.unknown` */
async function nameOfFirm(tx: PoolClient, { firm, firmId }: GivenFacts): Promise<string> {
  if (firmId !== null && firm === null) return firmName(tx, firmId);
  if (firm !== null && firmId === null) return firm;
  const detail = '请填写律师事务所名称,或选择已登记的律师事务所,二者择一。Give the firm’s name or a registered firm, one of the two.';
  throw new Rejected('lawyer.invalid', detail, { errors: [{ path: 'firm', code: 'lawyer.one_firm', detail }] });
}
