import { derivedId, Rejected, type CommandContext, type JsonObject } from '@xiezhi/eventsourcing';
import type { TransactionalLog } from '@xiezhi/eventsourcing/postgres';
import type { Pool, PoolClient } from 'pg';
import { auditedChange, type Change, type Changed } from '../audited-change.js';
import { divisionOfInstitution } from '../institutions/institutions.js';
import { mentions, pageOfRegister, within, type Condition, type Register, type RegisterPage } from '../register-page.js';

/** A legal-aid workstation (法律援助工作站) of an institution, in a township. */
export interface Station {
  /** Agency code of the institution it belongs to. */
  readonly institution: string;
  readonly division: string;
  readonly township: string;
  readonly name: string;
  /** Who houses it, mostly the township's judicial office (乡镇司法所). */
  readonly host: string | null;
  readonly address: string;
  readonly activeFrom: string;
  /** The first day it is no more. */
  readonly activeTo: string | null;
}
export type ListedStation = Station & { readonly id: string };

export interface StationFilter {
  readonly division?: string;
  readonly institution?: string;
  /** Those there are on this day. */
  readonly day?: string;
  /** In the name, the township or the address. */
  readonly q?: string;
  readonly cursor?: string;
  readonly limit: number;
}

const STREAM = 'station';
/** As text: `pg` reads a date as an instant of the host's zone. */
const COLUMNS = `id, institution, division, township, name, host, address, to_char(active_from, 'YYYY-MM-DD') AS "activeFrom",
  to_char(active_to, 'YYYY-MM-DD') AS "activeTo"`;
const REGISTER: Register = { table: 'stations', columns: COLUMNS, order: 'division, township, name, id', key: 'id' };

const notFound = (): Rejected => new Rejected('station.not_found', '没有这个工作站。No such workstation.');

export const stationStream = (id: string): string => `${STREAM}-${id}`;

const recorded = ({ id: stationId, ...station }: ListedStation): Change => ({
  stream: stationStream(stationId),
  type: 'StationRecorded',
  data: { stationId, ...station } satisfies JsonObject,
});

/** The division of a station, in the transaction that refers to it. @throws Rejected `station.unknown` */
export async function divisionOfStation(tx: PoolClient, id: string): Promise<string> {
  const { rows } = await tx.query<{ division: string }>('SELECT division FROM stations WHERE id = $1', [id]);
  const [row] = rows;
  if (row !== undefined) return row.division;
  const detail = '没有这个工作站。No such workstation.';
  throw new Rejected('station.unknown', detail, { errors: [{ path: 'stationId', code: 'station.unknown', detail }] });
}

/** The workstations of the region, as plain rows. */
export class Stations {
  constructor(
    private readonly pool: Pool,
    private readonly log: TransactionalLog,
  ) {}

  /**
   * Registers a station (`given` null), or changes one; `keeps` says whether the caller keeps the division it was registered in.
   * @throws Rejected `station.not_found`, `institution.unknown`
   */
  async record(
    given: string | null,
    station: Station,
    keeps: (division: string) => boolean,
    context: CommandContext,
  ): Promise<{ readonly id: string; readonly changed: readonly Changed[] }> {
    const id = given ?? derivedId(STREAM, context.commandId);
    const writing = this.writing(id, given !== null, station, keeps);
    return { id, changed: await auditedChange(this.pool, this.log, context, [stationStream(id)], writing) };
  }

  /** What writes the station's row, in the caller's transaction; a `known` one must be there. */
  writing(
    id: string,
    known: boolean,
    station: Station,
    keeps: (division: string) => boolean,
  ): (tx: PoolClient) => Promise<readonly Change[]> {
    return async (tx) => {
      await divisionOfInstitution(tx, station.institution);
      if (known) await insistOnKept(tx, id, keeps);
      const { rows } = await tx.query<ListedStation>(
        `INSERT INTO stations (id, institution, division, township, name, host, address, active_from, active_to)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         ON CONFLICT (id) DO UPDATE SET institution = excluded.institution, division = excluded.division, township = excluded.township,
           name = excluded.name, host = excluded.host, address = excluded.address, active_from = excluded.active_from,
           active_to = excluded.active_to
         RETURNING ${COLUMNS}`,
        [
          id,
          station.institution,
          station.division,
          station.township,
          station.name,
          station.host,
          station.address,
          station.activeFrom,
          station.activeTo,
        ],
      );
      return rows.map(recorded);
    };
  }

  /** Stations by division and township. */
  list({ division, q, institution, day, cursor, limit }: StationFilter): Promise<RegisterPage<ListedStation>> {
    const conditions: readonly Condition[] = [
      within(division),
      ['institution = ?', institution],
      ['active_from <= ? AND (active_to IS NULL OR active_to > ?)', day],
      mentions(q, ['name', 'township', 'address']),
    ];
    return pageOfRegister(this.pool, REGISTER, conditions, { cursor, limit });
  }

  /** @throws Rejected `station.not_found` */
  async one(id: string): Promise<ListedStation> {
    const { rows } = await this.pool.query<ListedStation>(`SELECT ${COLUMNS} FROM stations WHERE id = $1`, [id]);
    if (rows[0] === undefined) throw notFound();
    return rows[0];
  }
}

async function insistOnKept(tx: PoolClient, id: string, keeps: (division: string) => boolean): Promise<void> {
  const { rows } = await tx.query<{ division: string }>('SELECT division FROM stations WHERE id = $1 FOR UPDATE', [id]);
  if (rows[0] === undefined || !keeps(rows[0].division)) throw notFound();
}
