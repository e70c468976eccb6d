import type { DutyPlace } from '@xiezhi/contracts';
import { derivedId, Rejected, type CommandContext, type JsonObject } from '@xiezhi/eventsourcing';
import type { TransactionalLog } from '@xiezhi/eventsourcing/postgres';
import type { Pool, PoolClient } from 'pg';
import { auditedChange, type Change, type Changed } from '../audited-change.js';
import { divisionOfInstitution } from '../institutions/institutions.js';
import type { Lawyers } from '../lawyers/lawyers.js';
import type { Bar, BarredLawyers } from './barred-lawyers.queries.js';

/** Why a shift was taken off the rota. Coded: a sentence would be a person's. */
export const CANCELLED_FOR = ['lawyer_unavailable', 'place_closed', 'planned_wrongly', 'other'] as const;
export type CancelledFor = (typeof CANCELLED_FOR)[number];

/** One lawyer, one place, one stretch of a day. */
export interface DutyShift {
  /** Agency code of the institution whose rota it is. */
  readonly institution: string;
  readonly placeKind: DutyPlace;
  readonly place: string;
  readonly day: string;
  /** HH:MM in Asia/Shanghai; a shift ends on its day. */
  readonly starts: string;
  readonly ends: string;
  readonly lawyerId: string;
}
type ShiftRow = DutyShift & { readonly id: string; readonly cancelledFor: CancelledFor | null };

/** A shift as the rota shows it. */
export type ListedShift = ShiftRow & {
  /** Masked; `null` when the person was erased. */
  readonly lawyer: string | null;
  readonly firm: string;
  /** The measure that keeps the lawyer from sitting then; the shift waits for another lawyer. */
  readonly bar: Bar | null;
};

const STREAM = 'duty-shift';
/** As text: `pg` reads a date as an instant of the host's zone. */
const COLUMNS = `id, institution, place_kind AS "placeKind", place, to_char(day, 'YYYY-MM-DD') AS day, starts, ends, lawyer_id AS "lawyerId",
  cancelled_for AS "cancelledFor"`;

export const dutyShiftStream = (id: string): string => `${STREAM}-${id}`;

const told =
  (type: 'DutyShiftPlanned' | 'DutyShiftCancelled') =>
  ({ id: shiftId, ...shift }: ShiftRow): Change => ({
    stream: dutyShiftStream(shiftId),
    type,
    data: { shiftId, ...shift } satisfies JsonObject,
  });

/** Whether the caller plans the rota of an institution. */
type Keeps = (institution: string) => Promise<boolean>;

const refuse = (code: string, path: string, detail: string): never => {
  throw new Rejected(code, detail, { errors: [{ path, code, detail }] });
};

/** The duty rota of the institutions (值班表), as plain rows. */
export class DutyRota {
  constructor(
    private readonly pool: Pool,
    private readonly log: TransactionalLog,
    private readonly lawyers: Lawyers,
    private readonly barred: BarredLawyers,
  ) {}

  /** @throws Rejected `institution.unknown` */
  divisionOf(institution: string): Promise<string> {
    return divisionOfInstitution(this.pool, institution);
  }

  /** Plans a shift. @throws Rejected `lawyer.unknown`, `duty_shift.lawyer_inactive`, `duty_shift.lawyer_barred`, `duty_shift.overlaps` */
  async plan(shift: DutyShift, context: CommandContext): Promise<{ readonly id: string; readonly changed: readonly Changed[] }> {
    const id = derivedId(STREAM, context.commandId);
    return { id, changed: await auditedChange(this.pool, this.log, context, [dutyShiftStream(id)], this.inserting(id, shift)) };
  }

  /** What inserts the row, in the caller's transaction. */
  inserting(id: string, shift: DutyShift): (tx: PoolClient) => Promise<readonly Change[]> {
    return async (tx) => {
      await insistOnActive(tx, shift.lawyerId);
      await this.#insistOnNotBarred(tx, shift);
      await insistOnFree(tx, id, shift);
      const { rows } = await tx.query<ShiftRow>(
        `INSERT INTO duty_shifts (id, institution, place_kind, place, day, starts, ends, lawyer_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING RETURNING ${COLUMNS}`,
        [id, shift.institution, shift.placeKind, shift.place, shift.day, shift.starts, shift.ends, shift.lawyerId],
      );
      return rows.map(told('DutyShiftPlanned'));
    };
  }

  /** Takes a shift off the rota; the row stays. @throws Rejected `duty_shift.not_found`, for another institution's as for none */
  async cancel(id: string, reason: CancelledFor, keeps: Keeps, context: CommandContext): Promise<readonly Changed[]> {
    await this.#insistOnKept(id, keeps);
    return auditedChange(this.pool, this.log, context, [dutyShiftStream(id)], (tx) => cancelling(tx, id, reason));
  }

  /**
   * Puts another lawyer on a shift (改派): it is taken off the rota, and planned anew for the other, in one.
   * @throws Rejected `duty_shift.not_found` as {@link cancel} does, `duty_shift.cancelled`, and what {@link plan} refuses
   */
  async replace(
    id: string,
    lawyerId: string,
    keeps: Keeps,
    context: CommandContext,
  ): Promise<{ readonly id: string; readonly changed: readonly Changed[] }> {
    await this.#insistOnKept(id, keeps);
    const anew = derivedId(STREAM, context.commandId);
    const changed = await auditedChange(this.pool, this.log, context, [dutyShiftStream(id), dutyShiftStream(anew)], async (tx) => {
      const cancelled = await cancelling(tx, id, 'lawyer_unavailable');
      if (cancelled.length === 0) {
        throw new Rejected('duty_shift.cancelled', '该班次已取消,请另行排班。The shift was cancelled; plan another.');
      }
      const { rows } = await tx.query<ShiftRow>(`SELECT ${COLUMNS} FROM duty_shifts WHERE id = $1`, [id]);
      return [...cancelled, ...(await this.inserting(anew, { ...rows[0]!, lawyerId })(tx))];
    });
    return { id: anew, changed };
  }

  async #insistOnKept(id: string, keeps: Keeps): Promise<void> {
    const { rows } = await this.pool.query<{ institution: string }>('SELECT institution FROM duty_shifts WHERE id = $1', [id]);
    if (rows[0] !== undefined && (await keeps(rows[0].institution))) return;
    throw new Rejected('duty_shift.not_found', '没有这个班次,或它不属于您的单位。No such shift, or it is not your institution’s.');
  }

  /** Whoever may not be assigned sits on no rota either (责任追究, 法律援助法 第63条). */
  async #insistOnNotBarred(tx: PoolClient, { institution, lawyerId, day }: DutyShift): Promise<void> {
    const bars = await this.barred.of([lawyerId], await divisionOfInstitution(tx, institution), tx);
    const bar = bars(lawyerId, day);
    if (bar === null) return;
    const [zh, en] =
      bar.until === null
        ? ['已被移出指派名册', 'was removed from the roster']
        : [`被暂停指派至${bar.until}`, `is suspended until ${bar.until}`];
    refuse('duty_shift.lawyer_barred', 'lawyerId', `该律师${zh},请另选一位。This lawyer ${en}; choose another.`);
  }

  /** Shifts of an institution from one day to another, both included, by time; at most `limit`. */
  async list(institution: string, from: string, to: string, limit: number): Promise<readonly ListedShift[]> {
    const { rows } = await this.pool.query<ShiftRow>(
      `SELECT ${COLUMNS} FROM duty_shifts WHERE institution = $1 AND day BETWEEN $2 AND $3 ORDER BY duty_shifts.day, starts, id LIMIT $4`,
      [institution, from, to, limit],
    );
    const lawyers = await this.lawyers.named(rows.map(({ lawyerId }) => lawyerId));
    const { rows: of } = await this.pool.query<{ division: string }>('SELECT division FROM agencies WHERE code = $1', [institution]);
    const bars = await this.barred.of([...lawyers.keys()], of[0]?.division ?? '');
    return rows.map((row) => {
      const { name = null, firm = '' } = lawyers.get(row.lawyerId) ?? {};
      return { ...row, lawyer: name, firm, bar: row.cancelledFor === null ? bars(row.lawyerId, row.day) : null };
    });
  }
}

async function cancelling(tx: PoolClient, id: string, reason: CancelledFor): Promise<readonly Change[]> {
  const { rows } = await tx.query<ShiftRow>(
    `UPDATE duty_shifts SET cancelled_for = $2 WHERE id = $1 AND cancelled_for IS NULL RETURNING ${COLUMNS}`,
    [id, reason],
  );
  return rows.map(told('DutyShiftCancelled'));
}

async function insistOnActive(tx: PoolClient, lawyerId: string): Promise<void> {
  const { rows } = await tx.query<{ status: string }>('SELECT status FROM lawyers WHERE id = $1 FOR SHARE', [lawyerId]);
  const [row] = rows;
  if (row === undefined) return refuse('lawyer.unknown', 'lawyerId', '名册中没有这位律师。No such lawyer on the roster.');
  if (row.status !== 'active') {
    refuse('duty_shift.lawyer_inactive', 'lawyerId', '该律师目前不能值班,请另选一位。This lawyer is not active; choose another.');
  }
}

/** Nobody sits in two places at once. Changes take turns, so that the look and the row are one. */
async function insistOnFree(tx: PoolClient, id: string, { lawyerId, day, starts, ends }: DutyShift): Promise<void> {
  const { rows } = await tx.query<{ place: string; starts: string; ends: string }>(
    `SELECT place, starts, ends FROM duty_shifts
     WHERE lawyer_id = $1 AND day = $2 AND cancelled_for IS NULL AND starts < $4 AND ends > $3 AND id <> $5 LIMIT 1`,
    [lawyerId, day, starts, ends, id],
  );
  const [other] = rows;
  if (other === undefined) return;
  const when = `${day} ${other.starts}–${other.ends} ${other.place}`;
  refuse('duty_shift.overlaps', 'starts', `该律师同时在别处值班(${when})。The lawyer is on duty elsewhere then (${when}).`);
}
