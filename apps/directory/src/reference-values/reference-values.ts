import { MAX_QUALITY_FIGURE, type ReferenceValueApprovedV1 } from '@xiezhi/contracts';
import { derivedId, Rejected, type CommandContext, type JsonObject } from '@xiezhi/eventsourcing';
import type { TransactionalLog } from '@xiezhi/eventsourcing/postgres';
import type { Pool, PoolClient } from 'pg';
import { auditedChange, type Change, type Changed } from '../audited-change.js';
import {
  isInMonths,
  isQualityFigure,
  isSwitch,
  MAX_MONTHS,
  REFERENCE_VALUE_KINDS,
  type ReferenceUnit,
  type ReferenceValueKind,
} from './reference-value-kinds.js';

/** A value as it is entered. */
export interface GivenValue {
  readonly kind: ReferenceValueKind;
  readonly division: string;
  /** Fen of money, or a number with up to four decimals. */
  readonly value: number;
  readonly validFrom: string;
  /** The document that sets it, and its day. */
  readonly source: string;
  readonly sourceOn: string;
}

export type ValueStatus = 'entered' | 'approved' | 'rejected';

/** A value with its unit, where it stands, and by whose accounts. */
export interface ReferenceValue extends GivenValue {
  readonly id: string;
  readonly unit: ReferenceUnit;
  readonly status: ValueStatus;
  readonly enteredBy: string;
  readonly enteredAt: string;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  /** Why it was refused. */
  readonly reason: string | null;
}

/** What a second person decides; a refusal says why. */
export type Decision = { readonly status: 'approved' } | { readonly status: 'rejected'; readonly reason: string };

/** Who decides: the account, and whether it keeps the division of the value. */
export interface Decider {
  readonly account: string;
  readonly keeps: (division: string) => boolean;
}

const STREAM = 'reference-value';
/** Numbers of 16 digits at most are exact as they are; dates as text: `pg` reads one as an instant of the host's zone. */
const COLUMNS = `id, kind, division, value::float8 AS value, unit, to_char(valid_from, 'YYYY-MM-DD') AS "validFrom", source,
  to_char(source_on, 'YYYY-MM-DD') AS "sourceOn", status, entered_by AS "enteredBy", entered_at AS "enteredAt",
  decided_by AS "decidedBy", decided_at AS "decidedAt", reason`;

type Row = Omit<ReferenceValue, 'enteredAt' | 'decidedAt'> & { readonly enteredAt: Date; readonly decidedAt: Date | null };
const shown = ({ enteredAt, decidedAt, ...row }: Row): ReferenceValue => ({
  ...row,
  enteredAt: enteredAt.toISOString(),
  decidedAt: decidedAt?.toISOString() ?? null,
});

const EVENTS = {
  entered: 'ReferenceValueEntered',
  approved: 'ReferenceValueApproved',
  rejected: 'ReferenceValueRejected',
} as const satisfies Readonly<Record<ValueStatus, string>>;

/** Who entered and decided is said by the events' actors. */
const told = ({ id: valueId, kind, division, value, unit, validFrom, source, sourceOn, status, reason }: Row): Change => {
  const data: ReferenceValueApprovedV1 = { valueId, kind, division, value, unit, validFrom, source, sourceOn };
  return {
    stream: `${STREAM}-${valueId}`,
    type: EVENTS[status],
    data: { ...(data as unknown as JsonObject), ...(reason !== null && { reason }) },
  };
};

/** Dated reference values (基准数值), every one kept. */
export class ReferenceValues {
  constructor(
    private readonly pool: Pool,
    private readonly log: TransactionalLog,
    private readonly now: () => number,
  ) {}

  /** Enters a value; it holds once another person has approved it. @throws Rejected `reference_value.invalid` */
  async enter(
    given: GivenValue,
    account: string,
    context: CommandContext,
  ): Promise<{ readonly id: string; readonly changed: readonly Changed[] }> {
    const unit = REFERENCE_VALUE_KINDS[given.kind];
    if (unit === 'fen' && !Number.isSafeInteger(given.value)) {
      const detail = '金额以分为单位,必须是整数。Money is given in whole fen.';
      throw new Rejected('reference_value.invalid', detail, { errors: [{ path: 'value', code: 'reference_value.not_whole_fen', detail }] });
    }
    if (isInMonths(given.kind) && !(Number.isSafeInteger(given.value) && given.value >= 1 && given.value <= MAX_MONTHS)) {
      const detail = `保存期限以月计,应为1至${MAX_MONTHS}的整数。A time of keeping is 1 to ${MAX_MONTHS} whole months.`;
      throw new Rejected('reference_value.invalid', detail, { errors: [{ path: 'value', code: 'reference_value.not_months', detail }] });
    }
    if (isQualityFigure(given.kind) && !(Number.isSafeInteger(given.value) && given.value >= 1 && given.value <= MAX_QUALITY_FIGURE)) {
      const detail = `该数值应为1至${MAX_QUALITY_FIGURE}的整数。This value is a whole number from 1 to ${MAX_QUALITY_FIGURE}.`;
      throw new Rejected('reference_value.invalid', detail, { errors: [{ path: 'value', code: 'reference_value.not_a_count', detail }] });
    }
    if (isSwitch(given.kind) && given.value !== 0 && given.value !== 1) {
      const detail = '该数值应为1(实行)或者0(不实行)。This value is 1 (in force) or 0 (not in force).';
      throw new Rejected('reference_value.invalid', detail, { errors: [{ path: 'value', code: 'reference_value.not_a_switch', detail }] });
    }
    const id = derivedId(STREAM, context.commandId);
    const changed = await auditedChange(this.pool, this.log, context, [`${STREAM}-${id}`], async (tx) => {
      const at = new Date(this.now()).toISOString();
      const { rows } = await tx.query<Row>(
        `INSERT INTO reference_values (id, kind, division, value, unit, valid_from, source, source_on, status, entered_by, entered_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'entered', $9, $10) RETURNING ${COLUMNS}`,
        [id, given.kind, given.division, given.value, unit, given.validFrom, given.source, given.sourceOn, account, at],
      );
      return rows.map(told);
    });
    return { id, changed };
  }

  /**
   * Approves or rejects a value that another person entered (双人复核).
   * @throws Rejected `reference_value.not_found`, `reference_value.same_person.forbidden`, `reference_value.decided`
   */
  async decide(id: string, decision: Decision, by: Decider, context: CommandContext): Promise<readonly Changed[]> {
    const { status } = decision;
    return auditedChange(this.pool, this.log, context, [`${STREAM}-${id}`], async (tx) => {
      const before = await lock(tx, id, by);
      if (before.status === status) return [];
      if (before.status !== 'entered') {
        throw new Rejected(
          'reference_value.decided',
          '该数值已经复核;如有错误,请录入新的数值。It was decided already; enter a new value instead.',
        );
      }
      if (before.enteredBy === by.account) {
        throw new Rejected(
          'reference_value.same_person.forbidden',
          '录入人不能复核自己录入的数值,请由另一人复核。Another person than the one who entered it must decide.',
        );
      }
      const { rows } = await tx.query<Row>(
        `UPDATE reference_values SET status = $2, decided_by = $3, decided_at = $4, reason = $5, decision = nextval('reference_value_decisions')
         WHERE id = $1 RETURNING ${COLUMNS}`,
        [id, status, by.account, new Date(this.now()).toISOString(), decision.status === 'rejected' ? decision.reason : null],
      );
      return rows.map(told);
    });
  }

  /**
   * What holds on a day in the nearest of `divisions` (the region first) that has a value, of every kind; and in which division it was set.
   * One row per kind at most.
   */
  async on(day: string, divisions: readonly string[]): Promise<readonly ReferenceValue[]> {
    const { rows } = await this.pool.query<Row>(
      `SELECT held.* FROM unnest($1::text[]) AS kinds (kind), LATERAL (
         SELECT ${COLUMNS} FROM reference_values v
         WHERE v.kind = kinds.kind AND v.division = ANY ($2) AND v.valid_from <= $3 AND v.status = 'approved'
         ORDER BY v.division DESC, v.valid_from DESC, v.decision DESC LIMIT 1
       ) held ORDER BY held.kind`,
      [Object.keys(REFERENCE_VALUE_KINDS), divisions, day],
    );
    return rows.map(shown);
  }

  /** Values from behind `cursor`, the newest entered first. */
  async list(filter: {
    readonly kind?: string;
    readonly status?: string;
    readonly division?: string;
    readonly cursor?: string;
    readonly limit: number;
  }): Promise<{ readonly items: readonly ReferenceValue[]; readonly next: string | null }> {
    const { rows } = await this.pool.query<Row>(
      `SELECT ${COLUMNS} FROM reference_values
       WHERE ($1::text IS NULL OR kind = $1) AND ($2::text IS NULL OR status = $2) AND ($3::text IS NULL OR division = $3)
         AND ($4::uuid IS NULL OR (entered_at, id) < (SELECT entered_at, id FROM reference_values WHERE id = $4))
       ORDER BY entered_at DESC, id DESC LIMIT $5`,
      [filter.kind ?? null, filter.status ?? null, filter.division ?? null, filter.cursor ?? null, filter.limit + 1],
    );
    const items = rows.slice(0, filter.limit).map(shown);
    return { items, next: rows.length > filter.limit ? (items.at(-1)?.id ?? null) : null };
  }
}

async function lock(tx: PoolClient, id: string, { keeps }: Decider): Promise<Row> {
  const { rows } = await tx.query<Row>(`SELECT ${COLUMNS} FROM reference_values WHERE id = $1 FOR UPDATE`, [id]);
  const [row] = rows;
  if (row === undefined || !keeps(row.division)) {
    throw new Rejected('reference_value.not_found', '没有这个数值,或它不属于您的行政区划。No such value, or it is not of your division.');
  }
  return row;
}
