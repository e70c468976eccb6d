import { derivedId, Rejected, type CommandContext, type JsonObject } from '@xiezhi/eventsourcing';
import type { TransactionalLog } from '@xiezhi/eventsourcing/postgres';
import type { Pool, PoolClient } from 'pg';
import { auditedChange, type Change, type Changed } from '../audited-change.js';
import { divisionOfInstitution } from '../institutions/institutions.js';

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

const STREAM = 'station';
/** As text: `pg` reads a date as an instant of the host's zone. */
const COLUMNS = `id, institution, division, township, name, host, address, to_char(active_from, 'YYYY-MM-DD') AS "activeFrom",
  to_char(active_to, 'YYYY-MM-DD') AS "activeTo"`;

const recorded = ({ id: stationId, ...station }: ListedStation): Change => ({
  stream: `${STREAM}-${stationId}`,
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
    const changed = await auditedChange(this.pool, this.log, context, [`${STREAM}-${id}`], async (tx) => {
      await divisionOfInstitution(tx, station.institution);
      if (given !== null) await insistOnKept(tx, given, keeps);
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
    });
    return { id, changed };
  }

  /** Stations by id, from behind `cursor`. */
  async list(filter: { readonly division?: string; readonly cursor?: string; readonly limit: number }): Promise<{
    readonly items: readonly ListedStation[];
    readonly next: string | null;
  }> {
    const { rows } = await this.pool.query<ListedStation>(
      `SELECT ${COLUMNS} FROM stations WHERE ($1::text IS NULL OR division = $1) AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`,
      [filter.division ?? null, filter.cursor ?? null, filter.limit + 1],
    );
    const items = rows.slice(0, filter.limit);
    return { items, next: rows.length > filter.limit ? (items.at(-1)?.id ?? null) : null };
  }
}

async function insistOnKept(tx: PoolClient, id: string, keeps: (division: string) => boolean): Promise<void> {
  const { rows } = await tx.query<{ division: string }>('SELECT division FROM stations WHERE id = $1 FOR UPDATE', [id]);
  if (rows[0] === undefined || !keeps(rows[0].division)) throw new Rejected('station.not_found', '没有这个工作站。No such workstation.');
}
