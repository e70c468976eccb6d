import type { AgencyKind, AgencyRecordedV1 } from '@xiezhi/contracts';
import { Rejected, type CommandContext, type JsonObject } from '@xiezhi/eventsourcing';
import type { TransactionalLog } from '@xiezhi/eventsourcing/postgres';
import type { AgencyStanding, Endings } from '@xiezhi/service';
import type { Pool, PoolClient } from 'pg';
import { auditedChange, type Change, type Changed } from '../audited-change.js';
import { mentions, pageOfRegister, within, type Condition, type Register, type RegisterPage } from '../register-page.js';

/** An agency (单位): its present name, and the notice's where that is another. */
export interface Agency {
  readonly code: string;
  readonly kind: AgencyKind;
  readonly division: string;
  readonly name: string;
  readonly nameEn: string;
  readonly noticeName: string | null;
  readonly active: boolean;
}

interface AgencyRow {
  readonly code: string;
  readonly kind: AgencyKind;
  readonly division: string;
  readonly name: string;
  readonly name_en: string;
  readonly notice_name: string | null;
  readonly active: boolean;
}

const COLUMNS = 'code, kind, division, name, name_en, notice_name, active';

const REGISTER: Register = { table: 'agencies', columns: COLUMNS, order: 'code', key: 'code' };

export interface AgencyFilter {
  readonly kind?: string;
  readonly division?: string;
  /** In a name, the present one or the notice's, or in the code. */
  readonly q?: string;
  readonly cursor?: string;
  readonly limit: number;
}

const shown = ({ name_en: nameEn, notice_name: noticeName, ...row }: AgencyRow): Agency => ({ ...row, nameEn, noticeName });

/** Whether the caller keeps the agencies of a division. */
export type Keeps = (division: string) => boolean;

export const agencyStream = (code: string): string => `agency-${code}`;

/** The agencies of the region, as plain rows. */
export class Agencies {
  constructor(
    private readonly pool: Pool,
    private readonly log: TransactionalLog,
    private readonly endings: Pick<Endings, 'keepStandings'>,
  ) {}

  /**
   * Registers or changes agencies, all or none; one that is already so is left alone. `keeps` says whether the caller keeps a division.
   * People and systems of one that was dissolved, or became another kind or division's, are out before this returns.
   * @throws Rejected `directory.division.forbidden`
   */
  async record(agencies: readonly Agency[], keeps: Keeps, context: CommandContext): Promise<readonly Changed[]> {
    const streams = agencies.map(({ code }) => agencyStream(code));
    const changed = await auditedChange(this.pool, this.log, context, streams, (tx) => writeAgencies(tx, agencies, keeps));
    await this.settle(agencies.map(({ code }) => code));
    return changed;
  }

  /**
   * Tells those who let people in how these agencies stand, all where no codes are given. Follows every change that was committed, and every
   * start, for a change whose process ended before it came to this.
   */
  async settle(codes: readonly string[] | null): Promise<void> {
    const tx = await this.pool.connect();
    try {
      await tx.query('BEGIN');
      // Shared locks: a later change of one of them is told after this one, not before.
      const { rows } = await tx.query<AgencyStanding>(
        'SELECT code, kind, division, active FROM agencies WHERE $1::text[] IS NULL OR code = ANY ($1) ORDER BY code FOR SHARE',
        [codes],
      );
      await this.endings.keepStandings(rows);
      await tx.query('COMMIT');
    } catch (reason) {
      await tx.query('ROLLBACK').catch(() => undefined);
      throw reason;
    } finally {
      tx.release();
    }
  }

  /** Registers those whose code is not known yet, and leaves the others as an administrator may have changed them. */
  async recordMissing(agencies: readonly Agency[], context: CommandContext): Promise<readonly Changed[]> {
    const { rows } = await this.pool.query<{ code: string }>('SELECT code FROM agencies WHERE code = ANY ($1)', [
      agencies.map(({ code }) => code),
    ]);
    const known = new Set(rows.map(({ code }) => code));
    const missing = agencies.filter(({ code }) => !known.has(code));
    return missing.length === 0 ? [] : this.record(missing, () => true, context);
  }

  /** Agencies by code. */
  async list({ kind, division, q, cursor, limit }: AgencyFilter): Promise<RegisterPage<Agency>> {
    const conditions: readonly Condition[] = [
      ['kind = ?', kind],
      within(division),
      mentions(q, ['name', 'name_en', 'notice_name', 'code']),
    ];
    const page = await pageOfRegister<AgencyRow>(this.pool, REGISTER, conditions, { cursor, limit });
    return { ...page, items: page.items.map(shown) };
  }
}

/** Writes agencies in the caller's transaction; one that is already so is left alone. @throws Rejected `directory.division.forbidden` */
export async function writeAgencies(tx: PoolClient, agencies: readonly Agency[], keeps: Keeps): Promise<readonly Change[]> {
  const { rows: known } = await tx.query<{ code: string; division: string }>('SELECT code, division FROM agencies WHERE code = ANY ($1)', [
    agencies.map(({ code }) => code),
  ]);
  const foreign = known.find(({ division }) => !keeps(division));
  if (foreign !== undefined) {
    const detail = `代码 ${foreign.code} 属于其他行政区划的单位。The code ${foreign.code} is an agency’s of another division.`;
    throw new Rejected('directory.division.forbidden', detail, {
      errors: [{ path: 'code', code: 'directory.division.forbidden', detail }],
    });
  }
  const rows = agencies.map(({ nameEn, noticeName, ...agency }) => ({ ...agency, name_en: nameEn, notice_name: noticeName }));
  const written = await tx.query<AgencyRow>(
    `INSERT INTO agencies (${COLUMNS})
     SELECT ${COLUMNS} FROM jsonb_to_recordset($1) AS given
       (code text, kind text, division text, name text, name_en text, notice_name text, active boolean)
     ON CONFLICT (code) DO UPDATE SET kind = excluded.kind, division = excluded.division, name = excluded.name,
       name_en = excluded.name_en, notice_name = excluded.notice_name, active = excluded.active
     WHERE (agencies.kind, agencies.division, agencies.name, agencies.name_en, agencies.notice_name, agencies.active)
       IS DISTINCT FROM (excluded.kind, excluded.division, excluded.name, excluded.name_en, excluded.notice_name, excluded.active)
     RETURNING ${COLUMNS}`,
    [JSON.stringify(rows)],
  );
  return written.rows.map((row): Change => {
    const { code, kind, division, name, active } = row;
    const data: AgencyRecordedV1 = { agency: code, kind, division, name, active };
    return { stream: agencyStream(code), type: 'AgencyRecorded', data: data as unknown as JsonObject };
  });
}
