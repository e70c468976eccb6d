import { derivedId, Rejected, type CommandContext, type JsonObject } from '@xiezhi/eventsourcing';
import type { TransactionalLog } from '@xiezhi/eventsourcing/postgres';
import type { Pool, PoolClient } from 'pg';
import { auditedChange, type Change, type Changed } from '../audited-change.js';
import { renameFirm } from '../lawyers/lawyer-rows.js';
import { mentions, pageOfRegister, within, type Register, type RegisterPage } from '../register-page.js';

/** A law firm (律师事务所). Its licence number is public. */
export interface LawFirm {
  readonly name: string;
  readonly division: string;
  readonly licence: string;
  readonly active: boolean;
}
export type LawFirmRow = LawFirm & { readonly id: string };

export interface LawFirmFilter {
  readonly division?: string;
  /** In the name or the licence number. */
  readonly q?: string;
  readonly cursor?: string;
  readonly limit: number;
}

const STREAM = 'law-firm';
const COLUMNS = 'id, name, division, licence, active';
const REGISTER: Register = { table: 'law_firms', columns: COLUMNS, order: 'name, id', key: 'id' };

const notFound = (): Rejected => new Rejected('law_firm.not_found', '没有这家律师事务所。No such law firm.');

export const lawFirmStream = (id: string): string => `${STREAM}-${id}`;

const recorded = ({ id: firmId, ...firm }: LawFirmRow): Change => ({
  stream: lawFirmStream(firmId),
  type: 'LawFirmRecorded',
  data: { firmId, ...firm } satisfies JsonObject,
});

/** The firm's name, in the transaction that writes it elsewhere. @throws Rejected `law_firm.unknown` */
export async function firmName(tx: PoolClient, id: string): Promise<string> {
  const { rows } = await tx.query<{ name: string }>('SELECT name FROM law_firms WHERE id = $1 FOR SHARE', [id]);
  const [firm] = rows;
  if (firm !== undefined) return firm.name;
  const detail = '没有登记这家律师事务所。No such law firm; register it first.';
  throw new Rejected('law_firm.unknown', detail, { errors: [{ path: 'firmId', code: 'law_firm.unknown', detail }] });
}

/** The firm with this licence, in the transaction that refers to it. @throws Rejected `law_firm.unknown` */
export async function firmOfLicence(tx: PoolClient, licence: string): Promise<string> {
  const { rows } = await tx.query<{ id: string }>('SELECT id FROM law_firms WHERE licence = $1', [licence]);
  const [firm] = rows;
  if (firm !== undefined) return firm.id;
  const detail = '没有登记持有该许可证的律师事务所。No firm with this licence; register it first.';
  throw new Rejected('law_firm.unknown', detail, { errors: [{ path: 'firmLicence', code: 'law_firm.unknown', detail }] });
}

/** The law firms of the region, as plain rows. */
export class LawFirms {
  constructor(
    private readonly pool: Pool,
    private readonly log: TransactionalLog,
  ) {}

  /**
   * Registers a firm (`given` null), or changes one: its lawyers go by its new name. `keeps` says whether the caller keeps the division it was
   * registered in.
   * @throws Rejected `law_firm.not_found`, `law_firm.licence_taken`
   */
  async record(
    given: string | null,
    firm: LawFirm,
    keeps: (division: string) => boolean,
    context: CommandContext,
  ): Promise<{ readonly id: string; readonly changed: readonly Changed[] }> {
    const id = given ?? derivedId(STREAM, context.commandId);
    const changed = await auditedChange(this.pool, this.log, context, [lawFirmStream(id)], this.writing(id, given !== null, firm, keeps));
    return { id, changed };
  }

  /** What writes the firm's row, in the caller's transaction; a `known` one must be there. */
  writing(id: string, known: boolean, firm: LawFirm, keeps: (division: string) => boolean): (tx: PoolClient) => Promise<readonly Change[]> {
    return async (tx) => {
      const { rows: before } = await tx.query<LawFirmRow>(`SELECT ${COLUMNS} FROM law_firms WHERE id = $1 OR licence = $2`, [
        id,
        firm.licence,
      ]);
      if (known && !before.some((row) => row.id === id && keeps(row.division))) {
        throw notFound();
      }
      if (before.some((row) => row.id !== id)) {
        const detail = '该许可证号已登记在另一家律师事务所名下。Another firm has this licence number.';
        throw new Rejected('law_firm.licence_taken', detail, { errors: [{ path: 'licence', code: 'law_firm.licence_taken', detail }] });
      }
      const { rows } = await tx.query<LawFirmRow>(
        `INSERT INTO law_firms AS present (${COLUMNS}) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, division = excluded.division, licence = excluded.licence, active = excluded.active
         WHERE (present.name, present.division, present.licence, present.active)
           IS DISTINCT FROM (excluded.name, excluded.division, excluded.licence, excluded.active)
         RETURNING ${COLUMNS}`,
        [id, firm.name, firm.division, firm.licence, firm.active],
      );
      const renamed = before.some((row) => row.id === id && row.name !== firm.name);
      return [...rows.map(recorded), ...(renamed ? await renameFirm(tx, id, firm.name) : [])];
    };
  }

  /** Firms by name. */
  list({ division, q, cursor, limit }: LawFirmFilter): Promise<RegisterPage<LawFirmRow>> {
    return pageOfRegister(this.pool, REGISTER, [within(division), mentions(q, ['name', 'licence'])], { cursor, limit });
  }

  /** @throws Rejected `law_firm.not_found` */
  async one(id: string): Promise<LawFirmRow> {
    const { rows } = await this.pool.query<LawFirmRow>(`SELECT ${COLUMNS} FROM law_firms WHERE id = $1`, [id]);
    if (rows[0] === undefined) throw notFound();
    return rows[0];
  }
}
