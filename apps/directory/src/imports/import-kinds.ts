import { derivedId, Rejected } from '@xiezhi/eventsourcing';
import { inDivision, type Principal } from '@xiezhi/service';
import type { PoolClient } from 'pg';
import { RecordAgencyRequest } from '../agencies/agencies.request.js';
import { agencyStream, writeAgencies, type Agencies } from '../agencies/agencies.js';
import { givenWorker, RegisterAidWorkerRequest } from '../aid-workers/aid-worker.requests.js';
import { aidWorkerStream, type AidWorkers } from '../aid-workers/aid-workers.js';
import type { Change } from '../audited-change.js';
import { concerns, insistOnOwnDivision } from '../directory-roles.js';
import { DutyShiftRequest, givenShift } from '../duty-rota/duty-shift.requests.js';
import { dutyShiftStream, type DutyRota } from '../duty-rota/duty-rota.js';
import { divisionOfInstitution } from '../institutions/institutions.js';
import { givenFirm, LawFirmRowRequest } from '../law-firms/law-firm.request.js';
import { firmOfLicence, lawFirmStream, type LawFirms } from '../law-firms/law-firms.js';
import { lawyerStream } from '../lawyers/lawyer-rows.js';
import { givenDetails, givenFacts } from '../lawyers/lawyer.requests.js';
import type { Lawyers } from '../lawyers/lawyers.js';
import { keptBy } from '../register-answer.js';
import type { Column } from '../sheets/columns.js';
import { AGENCY_COLUMNS, AID_WORKER_IMPORT, DUTY_COLUMNS, LAW_FIRM_COLUMNS, LAWYER_IMPORT, STATION_COLUMNS } from '../sheets/lists.js';
import { stationStream, type Stations } from '../stations/stations.js';
import { givenStation, StationRowRequest } from '../stations/station.request.js';
import { LawyerRowRequest } from './lawyer-row.request.js';

/** How rows of one list are taken from a file: their columns, the class that checks one, and what writes it. */
export interface ImportKind<Row extends object = object> {
  readonly columns: readonly Column[];
  readonly request: new () => Row;
  /** The stream a row is told on: also what a command sent again is recognised by. */
  streamOf(id: string, row: Row): string;
  /** Writes a row in the caller's transaction; a `trial` is rolled back. @throws Rejected when a rule says no */
  write(tx: PoolClient, id: string, row: Row, caller: Principal, trial: boolean): Promise<readonly Change[]>;
  /** What follows rows that were committed, before the import is answered. */
  committed?(rows: readonly Row[]): Promise<void>;
}

export const IMPORT_KINDS = ['agencies', 'law-firms', 'lawyers', 'stations', 'aid-workers', 'duty-rota'] as const;
export type ImportKindName = (typeof IMPORT_KINDS)[number];

/** The id of a file's row: the same each time the same command is sent. */
export const rowId = (kind: ImportKindName, commandId: string, row: number): string => derivedId('import', kind, commandId, String(row));

const agenciesOf = (agencies: Agencies): ImportKind<RecordAgencyRequest> => ({
  columns: AGENCY_COLUMNS,
  request: RecordAgencyRequest,
  streamOf: (_id, { code }) => agencyStream(code),
  async write(tx, _id, { code, kind, division, name, nameEn, noticeName, active }, caller) {
    insistOnOwnDivision(caller, division);
    const agency = { code, kind, division, name, nameEn, noticeName: noticeName ?? null, active };
    return writeAgencies(tx, [agency], keptBy(caller));
  },
  committed: (rows) => agencies.settle(rows.map(({ code }) => code)),
});

const lawyersOf = (lawyers: Lawyers): ImportKind<LawyerRowRequest> => ({
  columns: LAWYER_IMPORT,
  request: LawyerRowRequest,
  streamOf: (id) => lawyerStream(id),
  async write(tx, id, { firmLicence, ...row }, { division }, trial) {
    if (!concerns(division, row.divisions)) {
      throw forbidden('divisions', '只能登记服务于本行政区划的律师。You register lawyers who serve your own division.');
    }
    const firmId = firmLicence === undefined ? null : await firmOfLicence(tx, firmLicence);
    const facts = { ...givenFacts(row), firmId };
    return (await lawyers.inserting(id, facts, trial ? null : givenDetails(row)))(tx);
  },
});

const aidWorkersOf = (workers: AidWorkers): ImportKind<RegisterAidWorkerRequest> => ({
  columns: AID_WORKER_IMPORT,
  request: RegisterAidWorkerRequest,
  streamOf: (id) => aidWorkerStream(id),
  async write(tx, id, row, caller, trial) {
    insistOnOwnDivision(caller, row.division);
    return (await workers.inserting(id, givenWorker(row), trial ? null : { name: row.name, phone: row.phone }))(tx);
  },
});

const dutyRotaOf = (rota: DutyRota): ImportKind<DutyShiftRequest> => ({
  columns: DUTY_COLUMNS,
  request: DutyShiftRequest,
  streamOf: (id) => dutyShiftStream(id),
  async write(tx, id, row, { division }) {
    if (!inDivision(division, await divisionOfInstitution(tx, row.institution))) {
      throw forbidden('institution', '只能编排本行政区划内机构的值班表。You plan the rotas of your own division only.');
    }
    return rota.inserting(id, givenShift(row))(tx);
  },
});

const forbidden = (path: string, detail: string): Rejected =>
  new Rejected('directory.division.forbidden', detail, { errors: [{ path, code: 'directory.division.forbidden', detail }] });

const firmsOf = (firms: LawFirms): ImportKind<LawFirmRowRequest> => ({
  columns: LAW_FIRM_COLUMNS,
  request: LawFirmRowRequest,
  streamOf: (id, row) => lawFirmStream(row.id ?? id),
  async write(tx, id, { id: known, ...row }, caller) {
    insistOnOwnDivision(caller, row.division);
    return firms.writing(known ?? id, known !== undefined, givenFirm(row), keptBy(caller))(tx);
  },
});

const stationsOf = (stations: Stations): ImportKind<StationRowRequest> => ({
  columns: STATION_COLUMNS,
  request: StationRowRequest,
  streamOf: (id, row) => stationStream(row.id ?? id),
  async write(tx, id, { id: known, ...row }, caller) {
    insistOnOwnDivision(caller, row.division);
    return stations.writing(known ?? id, known !== undefined, givenStation(row), keptBy(caller))(tx);
  },
});

export interface ImportTargets {
  readonly agencies: Agencies;
  readonly firms: LawFirms;
  readonly lawyers: Lawyers;
  readonly stations: Stations;
  readonly workers: AidWorkers;
  readonly rota: DutyRota;
}

/** What can be imported. */
export const importKinds = (targets: ImportTargets): Readonly<Record<ImportKindName, ImportKind>> => ({
  agencies: agenciesOf(targets.agencies) as unknown as ImportKind,
  'law-firms': firmsOf(targets.firms) as unknown as ImportKind,
  lawyers: lawyersOf(targets.lawyers) as unknown as ImportKind,
  stations: stationsOf(targets.stations) as unknown as ImportKind,
  'aid-workers': aidWorkersOf(targets.workers) as unknown as ImportKind,
  'duty-rota': dutyRotaOf(targets.rota) as unknown as ImportKind,
});
