import { LAWYER_STREAM } from '@xiezhi/contracts';
import { derivedId, Rejected, type CommandContext, type JsonObject, type PersonKeys } from '@xiezhi/eventsourcing';
import type { TransactionalLog } from '@xiezhi/eventsourcing/postgres';
import type { Pool, PoolClient } from 'pg';
import { auditedChange, type Change, type Changed } from '../audited-change.js';
import { firmName } from '../law-firms/law-firms.js';
import { People } from '../people/people.js';
import { mentions, pageOfRegister, serves, type Condition, type Register, type RegisterPage } from '../register-page.js';
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
  type TellingChannel,
  type TellingLanguage,
} from './lawyer-rows.js';

/** A lawyer as it is registered: where the firm is registered, its name is taken from there. */
export type GivenFacts = Omit<LawyerFacts, 'status' | 'statusReason' | 'statusSince' | 'firm'> & {
  readonly firm: string | null;
  readonly status?: LawyerStatus;
};

/** How a lawyer is told of offers (通知方式): by the channels that the lawyer agreed to, at addresses that the lawyer gave. */
export interface Telling {
  readonly channels: readonly TellingChannel[];
  readonly language: TellingLanguage;
  readonly email: string | null;
  readonly mobile: string | null;
}

/** A lawyer as lists show one. */
export type ListedLawyer = LawyerFacts & {
  readonly id: string;
  /** Masked; `null` when the person was erased. */
  readonly name: string | null;
};

/** Whether the caller keeps lawyers who serve these divisions; of one that others keep, there is none. */
export type Keeps = (divisions: readonly string[]) => boolean;

export interface LawyerFilter {
  /** Whom this division may call on: those who serve it, one above it or one below it. */
  readonly division?: string;
  readonly status?: string;
  readonly language?: string;
  readonly speciality?: string;
  readonly firmId?: string;
  /** In the firm's name: lawyers' names are sealed. */
  readonly q?: string;
  readonly cursor?: string;
  readonly limit: number;
}

const REGISTER: Register = { table: 'lawyers', columns: LAWYER_COLUMNS, order: 'firm, id', key: 'id' };

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
           specialities, languages, divisions, details, visiting_until, visiting_from)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) ON CONFLICT (id) DO NOTHING RETURNING ${LAWYER_COLUMNS}`,
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
          ...visitOf(facts),
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
      const sealed = details === null ? before.details : await this.#sealed(before, details);
      if (sealed === null) throw new Rejected('lawyer.erased', '该人的信息已删除,不能更改。The person was erased; nothing can be changed.');
      const { rows } = await tx.query<LawyerRow>(
        `UPDATE lawyers SET firm = $2, firm_id = $3, gender = $4, practice_years = $5, criminal_defence_years = $6, minors_trained = $7,
           specialities = $8, languages = $9, divisions = $10, details = $11, visiting_until = $12, visiting_from = $13 WHERE id = $1 RETURNING ${LAWYER_COLUMNS}`,
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
          ...visitOf(facts),
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

  /** Lawyers by firm, with masked names. */
  async list({ division, status, language, speciality, q, firmId, cursor, limit }: LawyerFilter): Promise<RegisterPage<ListedLawyer>> {
    const conditions: readonly Condition[] = [
      serves(division),
      ['status = ?', status],
      ['? = ANY (languages)', language],
      ['? = ANY (specialities)', speciality],
      ['firm_id = ?', firmId],
      mentions(q, ['firm']),
    ];
    const page = await pageOfRegister<LawyerRow>(this.pool, REGISTER, conditions, { cursor, limit });
    return { ...page, items: await this.#listed(page.items) };
  }

  /** One lawyer, with a masked name. @throws Rejected `lawyer.not_found` */
  async one(id: string): Promise<ListedLawyer> {
    const [listed] = await this.#listed([await this.#row(id)]);
    return listed!;
  }

  /** Who lawyers are, by id, as lists show them. */
  async named(ids: readonly string[]): Promise<ReadonlyMap<string, ListedLawyer>> {
    const { rows } = await this.pool.query<LawyerRow>(`SELECT ${LAWYER_COLUMNS} FROM lawyers WHERE id = ANY ($1)`, [[...new Set(ids)]]);
    return new Map((await this.#listed(rows)).map((lawyer) => [lawyer.id, lawyer]));
  }

  /** A lawyer, and the way to read who it is; the caller records the reading first. @throws Rejected `lawyer.not_found` */
  async person(id: string): Promise<{
    readonly personId: string;
    readonly divisions: readonly string[];
    readonly read: () => Promise<LawyerDetails | null>;
  }> {
    const row = await this.#row(id);
    return { personId: row.person_id, divisions: row.divisions, read: () => this.#people.open(row) };
  }

  /** How a lawyer is told of offers, with the addresses; for the lawyer alone. @throws Rejected `lawyer.not_found` */
  async telling(id: string): Promise<Telling> {
    const row = await this.#row(id);
    const details = await this.#people.open(row);
    return { channels: row.told_by, language: row.told_in, email: details?.email ?? null, mobile: details?.mobile ?? null };
  }

  /** The lawyer's own setting: how to be told of offers. @throws Rejected `lawyer.not_found`, `lawyer.telling.invalid` */
  async setTelling(id: string, { channels, language, email, mobile }: Telling, context: CommandContext): Promise<readonly Changed[]> {
    insistOnAddresses({ channels, email, mobile });
    return auditedChange(this.pool, this.log, context, [lawyerStream(id)], async (tx) => {
      const before = await lock(tx, id, () => true);
      const known = await this.#people.open(before);
      if (known === null) throw new Rejected('lawyer.erased', '该人的信息已删除,不能更改。The person was erased; nothing can be changed.');
      const { email: _email, mobile: _mobile, ...person } = known;
      const details = { ...person, ...(email !== null && { email }), ...(mobile !== null && { mobile }) };
      const { rows } = await tx.query<LawyerRow>(
        `UPDATE lawyers SET told_by = $2, told_in = $3, details = $4 WHERE id = $1 RETURNING ${LAWYER_COLUMNS}`,
        [id, [...new Set(channels)].toSorted(), language, await this.#people.sealAgain(before, details)],
      );
      return rows.map(lawyerRecordedOf);
    });
  }

  /** Corrected details; the addresses that the lawyer gave stay. */
  async #sealed(before: LawyerRow, details: LawyerDetails): Promise<JsonObject | null> {
    const known = await this.#people.open(before);
    const { email, mobile } = known ?? {};
    return this.#people.sealAgain(before, { ...details, ...(email !== undefined && { email }), ...(mobile !== undefined && { mobile }) });
  }

  async #row(id: string): Promise<LawyerRow> {
    const { rows } = await this.pool.query<LawyerRow>(`SELECT ${LAWYER_COLUMNS} FROM lawyers WHERE id = $1`, [id]);
    if (rows[0] === undefined) throw notFound();
    return rows[0];
  }

  async #listed(rows: readonly LawyerRow[]): Promise<readonly ListedLawyer[]> {
    const names = await this.#people.maskedNames(rows);
    return rows.map((row) => ({ id: row.id, name: names.get(row.id) ?? null, ...factsOf(row) }));
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

/** A visit has an end and a province, or there is none. @throws Rejected `lawyer.visit.invalid` */
function visitOf({ visitingUntil, visitingFrom }: GivenFacts): readonly [string | null, string | null] {
  if ((visitingUntil === null) === (visitingFrom === null)) return [visitingUntil, visitingFrom];
  const detail = '志愿律师请同时填写服务截止日期和派出省份。For a visiting volunteer give both the last day and the province.';
  const path = visitingUntil === null ? 'visitingUntil' : 'visitingFrom';
  throw new Rejected('lawyer.visit.invalid', detail, { errors: [{ path, code: 'required', detail }] });
}

/** Nobody is told at an address that was not given. @throws Rejected `lawyer.telling.invalid` */
function insistOnAddresses({ channels, email, mobile }: Pick<Telling, 'channels' | 'email' | 'mobile'>): void {
  const missing = [
    ...(channels.includes('email') && email === null ? ['email'] : []),
    ...(channels.includes('sms') && mobile === null ? ['mobile'] : []),
  ];
  if (missing.length === 0) return;
  const detail = '选择了该通知方式,请填写对应的地址或者号码。You chose this way of being told; give its address or number.';
  throw new Rejected('lawyer.telling.invalid', detail, { errors: missing.map((path) => ({ path, code: 'required', detail })) });
}
