import { REGION_CODE, type ErasureGround } from '@xiezhi/contracts';
import { derivedId, randomBytes, Rejected, type CommandContext, type JsonObject, type PersonKeys } from '@xiezhi/eventsourcing';
import type { ReadModels, TransactionalLog } from '@xiezhi/eventsourcing/postgres';
import { shanghaiDay } from '@xiezhi/legal-policy';
import type { Pool, PoolClient } from 'pg';
import { auditedChange, type Change } from '../audited-change.js';
import { certificateOf, type Certificate, type Erasure, type Lapses } from './certificate.js';
import { erasureSteps, type ErasureStepRow } from './erasure-steps.projection.js';

/** Days for which copies are kept that an erasure cannot reach, as configured. */
export interface KeptDays {
  readonly walKeptDays: number;
  readonly inboundKeptDays: number;
  readonly backupKeptDays: number;
}

interface ErasureRow {
  readonly person_id: string;
  readonly ground: ErasureGround;
  readonly decision: string;
  readonly ordered_at: Date;
  readonly ordered_by: string;
  readonly ordered_by_agency: string;
  readonly key_destroyed_at: Date | null;
  readonly lapses: Lapses | null;
  readonly certificate: Certificate | null;
  readonly division: string;
}

const COLUMNS = 'person_id, ground, decision, ordered_at, ordered_by, ordered_by_agency, key_destroyed_at, lapses, certificate, division';
const DAY_MS = 86_400_000;
/** Persons looked at in one go, and matters of one that are told in a certificate. */
const PAGE = 200;
const MAX_STEPS = 1_000;
const DIGEST_BYTES = 32;

const personStream = (personId: string): string => `person-${personId}`;
const system = (what: string, personId: string): CommandContext => {
  const commandId = derivedId(what, personId);
  return { commandId, actor: { agency: 'xiezhi', role: 'system' }, correlationId: commandId, division: REGION_CODE };
};

const erasureOf = (row: ErasureRow): Erasure => ({
  personId: row.person_id,
  ground: row.ground,
  decision: row.decision,
  orderedAt: row.ordered_at.toISOString(),
  orderedBy: { account: row.ordered_by, agency: row.ordered_by_agency },
  keyDestroyedAt: row.key_destroyed_at?.toISOString() ?? null,
  lapses: row.lapses,
});

/** Takes away what accounts, signatures and the network's people keep of a person; the rows stay, for others name them. */
async function forgetDetails(tx: PoolClient, personId: string): Promise<void> {
  const nothing = { $sealed: { person: personId, alg: 'A256GCM', value: '' } };
  await tx.query('UPDATE accounts SET details = $2, sign_in_digest = $3, password_hash = NULL WHERE person_id = $1', [
    personId,
    nothing,
    randomBytes(DIGEST_BYTES),
  ]);
  await tx.query('UPDATE aid_workers SET details = $2 WHERE person_id = $1', [personId, nothing]);
  await tx.query('UPDATE data_use_terms SET signatory = $2 WHERE person_id = $1', [personId, nothing]);
}

export interface ErasuresTools {
  readonly pool: Pool;
  readonly log: TransactionalLog;
  readonly keys: PersonKeys;
  readonly readModels: ReadModels;
  readonly kept: KeptDays;
  /** Now, in milliseconds. */
  readonly now: () => number;
}

/**
 * Erases persons (个人信息删除, PIPL Art 47): an order is recorded, then carried out in steps each of which may be repeated. What a process
 * that ended has left is taken up by {@link resume}.
 */
export class Erasures {
  constructor(private readonly tools: ErasuresTools) {}

  /**
   * Orders a person's erasure and destroys the key; ordered again, what is there is told.
   * @throws Rejected `person.not_found`, `person.registered_lawyer`, `person.active_aid_worker`, `person.has_account`
   */
  async order(personId: string, ground: ErasureGround, decision: string, context: CommandContext): Promise<Certificate> {
    if ((await this.#row(personId)) === null) await this.#insistOnKey(personId);
    return this.#carryOut(personId, ground, decision, context);
  }

  /**
   * Erases a person of a matter that expired, by the document behind the rule. The key need not be there any more: one that was lost with a
   * backup leaves the matter to be told all the same.
   * @throws Rejected as {@link order}, but for `person.not_found`
   */
  orderExpired(personId: string, source: string, context: CommandContext): Promise<Certificate> {
    return this.#carryOut(personId, 'retention_expired', source, context);
  }

  async #carryOut(personId: string, ground: ErasureGround, decision: string, context: CommandContext): Promise<Certificate> {
    if ((await this.#row(personId)) === null) {
      await this.#insistOnErasable(personId);
      const { pool, log, now } = this.tools;
      const { actor } = context;
      await auditedChange(pool, log, context, [personStream(personId)], async (tx) => {
        const { rowCount } = await tx.query(
          `INSERT INTO erasures (person_id, ground, decision, ordered_at, ordered_by, ordered_by_agency, division) VALUES ($1, $2, $3, $4, $5, $6, $7)
           ON CONFLICT (person_id) DO NOTHING`,
          [personId, ground, decision, new Date(now()).toISOString(), actor.person ?? actor.role, actor.agency, context.division],
        );
        return rowCount === 0
          ? []
          : [{ stream: personStream(personId), type: 'PersonErasureOrdered', data: { personId, ground, decision } }];
      });
    }
    await this.#destroy(personId);
    return this.certificate(personId);
  }

  /**
   * What was done about an erasure, by now or for good; to those whose divisions, given by what their codes begin with, hold its own.
   * @throws Rejected `erasure.not_found`
   */
  async certificate(personId: string, divisions = ''): Promise<Certificate> {
    const row = await this.#row(personId);
    if (row === null || !row.division.startsWith(divisions)) throw new Rejected('erasure.not_found', '没有这项删除登记。No such erasure.');
    return row.certificate ?? certificateOf(erasureOf(row), await this.#steps(personId));
  }

  /** Takes up what is unfinished: keys to be destroyed, certificates to be written. Every unfinished erasure is looked at, page by page. */
  async resume(): Promise<void> {
    for (let after: string | null = null; ;) {
      const persons: readonly string[] = await this.#persons('certified_at IS NULL', after);
      for (const personId of persons) {
        await this.#destroy(personId);
        await this.#certify(personId);
      }
      if (persons.length < PAGE) return;
      after = persons.at(-1)!;
    }
  }

  /** Destroys again what a restored backup of the keys has brought back. @returns how many keys there were */
  async destroyAgain(): Promise<number> {
    let found = 0;
    for (let after: string | null = null; ;) {
      const persons: readonly string[] = await this.#persons('key_destroyed_at IS NOT NULL', after);
      found += await this.tools.keys.erase(persons);
      if (persons.length < PAGE) return found;
      after = persons.at(-1)!;
    }
  }

  async #insistOnKey(personId: string): Promise<void> {
    const known = await this.tools.keys.find([personId]);
    if (!known.has(personId)) throw new Rejected('person.not_found', '没有这个人。No such person.');
  }

  async #insistOnErasable(personId: string): Promise<void> {
    const { pool, now } = this.tools;
    const { rowCount } = await pool.query(`SELECT FROM lawyers WHERE person_id = $1 AND status <> 'inactive'`, [personId]);
    if (rowCount !== 0) {
      throw new Rejected(
        'person.registered_lawyer',
        '该人是在册律师,请先注销登记(状态 inactive)。This person is a registered lawyer: end the registration (status inactive) first.',
      );
    }
    const worker = await pool.query('SELECT FROM aid_workers WHERE person_id = $1 AND (active_to IS NULL OR active_to > $2)', [
      personId,
      shanghaiDay(new Date(now()).toISOString()),
    ]);
    if (worker.rowCount !== 0) {
      throw new Rejected(
        'person.active_aid_worker',
        '该人是在任的工作站人员、联络员或者志愿者,请先登记离任日期。This person serves in the network: end that (last day) first.',
      );
    }
    const account = await pool.query(`SELECT FROM accounts WHERE person_id = $1 AND state <> 'deactivated'`, [personId]);
    if (account.rowCount !== 0) {
      throw new Rejected('person.has_account', '该人仍有账号,请先停用。This person has an account: deactivate it first.');
    }
  }

  /** Destroys the key, then tells everyone. Repeated after an interruption it goes on where it was. */
  async #destroy(personId: string): Promise<void> {
    const row = await this.#row(personId);
    if (row === null || row.key_destroyed_at !== null) return;
    const { keys, pool, log, now, kept } = this.tools;
    await keys.erase([personId]);
    const at = now();
    const erasedAt = new Date(at).toISOString();
    const lapsing = (days: number): string => new Date(at + days * DAY_MS).toISOString();
    const lapses: Lapses = {
      writeAheadLog: lapsing(kept.walKeptDays),
      inboundTopics: lapsing(kept.inboundKeptDays),
      backups: lapsing(kept.backupKeptDays),
    };
    await auditedChange(pool, log, system('person-erased', personId), [personStream(personId)], async (tx): Promise<readonly Change[]> => {
      await tx.query('UPDATE erasures SET key_destroyed_at = $2, lapses = $3 WHERE person_id = $1', [personId, erasedAt, lapses]);
      await forgetDetails(tx, personId);
      const { rows } = await tx.query<{ id: string }>('UPDATE lawyers SET details = NULL WHERE person_id = $1 RETURNING id', [personId]);
      const [lawyer] = rows;
      const data: JsonObject = { personId, erasedAt, ...(lawyer !== undefined && { lawyerId: lawyer.id }) };
      return [{ stream: personStream(personId), type: 'PersonErased', data }];
    });
  }

  /** Writes the final certificate once all is done; it does not change any more. */
  async #certify(personId: string): Promise<void> {
    const certificate = await this.certificate(personId);
    if (!certificate.complete) return;
    const { pool, log, now } = this.tools;
    await auditedChange(pool, log, system('erasure-certified', personId), [personStream(personId)], async (tx) => {
      const certifiedAt = new Date(now()).toISOString();
      await tx.query('UPDATE erasures SET certificate = $2, certified_at = $3 WHERE person_id = $1', [personId, certificate, certifiedAt]);
      return [{ stream: personStream(personId), type: 'ErasureCertified', data: { personId, certifiedAt } }];
    });
  }

  async #row(personId: string): Promise<ErasureRow | null> {
    const { rows } = await this.tools.pool.query<ErasureRow>(`SELECT ${COLUMNS} FROM erasures WHERE person_id = $1`, [personId]);
    return rows[0] ?? null;
  }

  async #persons(condition: string, after: string | null): Promise<readonly string[]> {
    const { rows } = await this.tools.pool.query<{ person_id: string }>(
      `SELECT person_id FROM erasures WHERE ${condition} AND ($1::uuid IS NULL OR person_id > $1) ORDER BY person_id LIMIT $2`,
      [after, PAGE],
    );
    return rows.map(({ person_id }) => person_id);
  }

  async #steps(personId: string): Promise<readonly ErasureStepRow[]> {
    const { pool, readModels } = this.tools;
    const { rows } = await pool.query<Omit<ErasureStepRow, 'done_at'> & { readonly done_at: Date }>(
      `SELECT * FROM ${readModels.table(erasureSteps)} WHERE person_id = $1 ORDER BY id LIMIT $2`,
      [personId, MAX_STEPS],
    );
    return rows.map((row) => ({ ...row, done_at: row.done_at.toISOString() }));
  }
}
