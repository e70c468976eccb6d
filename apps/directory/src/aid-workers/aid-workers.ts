import { derivedId, Rejected, type CommandContext, type JsonObject, type PersonKeys } from '@xiezhi/eventsourcing';
import type { TransactionalLog } from '@xiezhi/eventsourcing/postgres';
import type { Pool, PoolClient } from 'pg';
import { auditedChange, type Change, type Changed } from '../audited-change.js';
import { People } from '../people/people.js';
import { mentions, pageOfRegister, within, type Condition, type Register, type RegisterPage } from '../register-page.js';
import { divisionOfStation } from '../stations/stations.js';

/** Staff of a workstation (工作站人员), village liaison (法律援助联络员) or volunteer (志愿者). */
export const AID_WORKER_KINDS = ['station_staff', 'liaison', 'volunteer'] as const;
export type AidWorkerKind = (typeof AID_WORKER_KINDS)[number];

/** What is known of a person of the network but who it is. */
export interface AidWorker {
  readonly kind: AidWorkerKind;
  readonly division: string;
  readonly township: string | null;
  readonly village: string | null;
  readonly stationId: string | null;
  readonly languages: readonly string[];
  readonly activeFrom: string;
  readonly activeTo: string | null;
}

/** Who it is: sealed before it is stored. */
export interface AidWorkerDetails {
  readonly name: string;
  readonly phone: string;
}

export type ListedAidWorker = AidWorker & {
  readonly id: string;
  /** Masked; `null` when the person was erased. */
  readonly name: string | null;
};

type Row = AidWorker & { readonly id: string; readonly person_id: string; readonly details: JsonObject };

const STREAM = 'aid-worker';
const COLUMNS = `id, person_id, kind, division, township, village, station_id AS "stationId", languages,
  to_char(active_from, 'YYYY-MM-DD') AS "activeFrom", to_char(active_to, 'YYYY-MM-DD') AS "activeTo", details`;
const REGISTER: Register = {
  table: 'aid_workers',
  columns: COLUMNS,
  order: `division, coalesce(township, ''), coalesce(village, ''), id`,
  key: 'id',
};

export interface AidWorkerFilter {
  readonly kind?: string;
  readonly division?: string;
  readonly stationId?: string;
  /** In the township or the village: names are sealed. */
  readonly q?: string;
  readonly cursor?: string;
  readonly limit: number;
}

export const aidWorkerStream = (id: string): string => `${STREAM}-${id}`;

const recorded = ({ id, person_id: personId, ...row }: Row): Change => ({
  stream: aidWorkerStream(id),
  type: 'AidWorkerRecorded',
  data: { aidWorkerId: id, personId, ...row } satisfies JsonObject,
});

const shown = ({ person_id: _person, details: _details, ...row }: Row, name: string | undefined): ListedAidWorker => ({
  ...row,
  name: name ?? null,
});

const notFound = (): Rejected => new Rejected('aid_worker.not_found', '没有这名人员。No such person of the network.');

/** People of the legal-aid network (法律援助网络), as plain rows with sealed people. */
export class AidWorkers {
  readonly #people: People<AidWorkerDetails>;

  constructor(
    private readonly pool: Pool,
    private readonly log: TransactionalLog,
    keys: PersonKeys,
  ) {
    this.#people = new People(keys, aidWorkerStream);
  }

  /** Registers a person, once however often the command comes. @throws Rejected `station.unknown` */
  async register(
    worker: AidWorker,
    details: AidWorkerDetails,
    context: CommandContext,
  ): Promise<{ readonly id: string; readonly changed: readonly Changed[] }> {
    const id = derivedId(STREAM, context.commandId);
    const insert = await this.inserting(id, worker, details);
    return { id, changed: await auditedChange(this.pool, this.log, context, [aidWorkerStream(id)], insert) };
  }

  /** Seals the person; what is given back inserts the row, in the caller's transaction. Without `details` the row is a trial, to be rolled back. */
  async inserting(
    id: string,
    worker: AidWorker,
    details: AidWorkerDetails | null,
  ): Promise<(tx: PoolClient) => Promise<readonly Change[]>> {
    const { personId, sealed } = details === null ? this.#people.trial() : await this.#people.sealNew(id, details);
    return async (tx) => {
      await insistOnStation(tx, worker);
      const { rows } = await tx.query<Row>(
        `INSERT INTO aid_workers (id, person_id, details, kind, division, township, village, station_id, languages, active_from, active_to)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (id) DO NOTHING RETURNING ${COLUMNS}`,
        [id, personId, sealed, ...valuesOf(worker)],
      );
      return rows.map(recorded);
    };
  }

  /**
   * Changes all that is known of a person; where `details` are given, who it is too. `keeps` says whether the caller keeps the division the
   * person was registered in.
   * @throws Rejected `aid_worker.not_found`, `aid_worker.erased`, `station.unknown`
   */
  async change(
    id: string,
    worker: AidWorker,
    details: AidWorkerDetails | null,
    keeps: (division: string) => boolean,
    context: CommandContext,
  ): Promise<readonly Changed[]> {
    return auditedChange(this.pool, this.log, context, [aidWorkerStream(id)], async (tx) => {
      const { rows: known } = await tx.query<Row>(`SELECT ${COLUMNS} FROM aid_workers WHERE id = $1 FOR UPDATE`, [id]);
      const [before] = known;
      if (before === undefined || !keeps(before.division)) throw notFound();
      await insistOnStation(tx, worker);
      const sealed = details === null ? before.details : await this.#people.sealAgain(before, details);
      if (sealed === null)
        throw new Rejected('aid_worker.erased', '该人的信息已删除,不能更改。The person was erased; nothing can be changed.');
      const { rows } = await tx.query<Row>(
        `UPDATE aid_workers SET details = $2, kind = $3, division = $4, township = $5, village = $6, station_id = $7, languages = $8,
           active_from = $9, active_to = $10 WHERE id = $1 RETURNING ${COLUMNS}`,
        [id, sealed, ...valuesOf(worker)],
      );
      return rows.map(recorded);
    });
  }

  /** People by where they work, with masked names. */
  async list({ kind, division, q, stationId, cursor, limit }: AidWorkerFilter): Promise<RegisterPage<ListedAidWorker>> {
    const conditions: readonly Condition[] = [
      ['kind = ?', kind],
      within(division),
      ['station_id = ?', stationId],
      mentions(q, ['township', 'village']),
    ];
    const page = await pageOfRegister<Row>(this.pool, REGISTER, conditions, { cursor, limit });
    const names = await this.#people.maskedNames(page.items);
    return { ...page, items: page.items.map((row) => shown(row, names.get(row.id))) };
  }

  /** One person, with a masked name. @throws Rejected `aid_worker.not_found` */
  async one(id: string): Promise<ListedAidWorker> {
    const row = await this.#row(id);
    return shown(row, (await this.#people.maskedNames([row])).get(id));
  }

  /** Where a person works, and the way to read who it is; the caller records the reading first. @throws Rejected `aid_worker.not_found` */
  async person(id: string): Promise<{
    readonly personId: string;
    readonly division: string;
    readonly read: () => Promise<AidWorkerDetails | null>;
  }> {
    const row = await this.#row(id);
    return { personId: row.person_id, division: row.division, read: () => this.#people.open(row) };
  }

  async #row(id: string): Promise<Row> {
    const { rows } = await this.pool.query<Row>(`SELECT ${COLUMNS} FROM aid_workers WHERE id = $1`, [id]);
    if (rows[0] === undefined) throw notFound();
    return rows[0];
  }
}

const valuesOf = (worker: AidWorker): readonly unknown[] => [
  worker.kind,
  worker.division,
  worker.township,
  worker.village,
  worker.stationId,
  worker.languages,
  worker.activeFrom,
  worker.activeTo,
];

async function insistOnStation(tx: PoolClient, { stationId }: AidWorker): Promise<void> {
  if (stationId !== null) await divisionOfStation(tx, stationId);
}
