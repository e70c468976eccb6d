import { REGION_CODE } from '@xiezhi/contracts';
import { Rejected } from '@xiezhi/eventsourcing';
import { divisionPrefix } from '@xiezhi/service';
import type { Agencies } from '../agencies/agencies.js';
import type { AidWorkers } from '../aid-workers/aid-workers.js';
import type { DutyRota } from '../duty-rota/duty-rota.js';
import type { Institutions } from '../institutions/institutions.js';
import type { LawFirms } from '../law-firms/law-firms.js';
import type { Lawyers } from '../lawyers/lawyers.js';
import type { ReferenceValues } from '../reference-values/reference-values.js';
import type { Column } from '../sheets/columns.js';
import {
  AGENCY_COLUMNS,
  AID_WORKER_EXPORT,
  DUTY_EXPORT,
  INSTITUTION_COLUMNS,
  LAW_FIRM_COLUMNS,
  LAWYER_EXPORT,
  REFERENCE_VALUE_COLUMNS,
  STATION_COLUMNS,
} from '../sheets/lists.js';
import type { Stations } from '../stations/stations.js';

const PAGE = 500;
/** Rows of a file: more are asked for by division. */
const MAX_ROWS = 20_000;

type Row = Readonly<Record<string, unknown>>;
interface Page {
  readonly items: readonly object[];
  readonly next: string | null;
}
/** What a list is narrowed by: each takes what it knows of it. */
export type ExportFilter = Readonly<Partial<Record<'kind' | 'division' | 'status' | 'language' | 'speciality' | 'q', string>>> &
  Readonly<Partial<Record<'institution' | 'stationId' | 'firmId' | 'from' | 'to', string>>>;
type ReadPage = (filter: ExportFilter & { readonly limit: number; readonly cursor?: string }) => Promise<Page>;

/** A list that can be had as a file. */
export interface ExportedList {
  readonly columns: readonly Column[];
  rows(filter: ExportFilter): Promise<readonly Row[]>;
}

export interface ExportSources {
  readonly agencies: Agencies;
  readonly lawFirms: LawFirms;
  readonly lawyers: Lawyers;
  readonly stations: Stations;
  readonly aidWorkers: AidWorkers;
  readonly referenceValues: ReferenceValues;
  readonly institutions: Institutions;
  readonly dutyRota: DutyRota;
}

/** The lists that can be exported. */
export class Exports {
  readonly #lists: ReadonlyMap<string, ExportedList>;

  constructor(sources: ExportSources) {
    this.#lists = new Map([
      ['agencies', listOf(AGENCY_COLUMNS, (filter) => sources.agencies.list(filter))],
      ['law-firms', listOf(LAW_FIRM_COLUMNS, (filter) => sources.lawFirms.list(filter))],
      ['lawyers', listOf(LAWYER_EXPORT, (filter) => sources.lawyers.list(filter))],
      ['stations', listOf(STATION_COLUMNS, (filter) => sources.stations.list(filter))],
      ['aid-workers', listOf(AID_WORKER_EXPORT, (filter) => sources.aidWorkers.list(filter))],
      ['institutions', listOf(INSTITUTION_COLUMNS, ({ division = REGION_CODE }) => institutionsOf(sources.institutions, division))],
      ['duty-rota', listOf(DUTY_EXPORT, (filter) => shiftsOf(sources.dutyRota, filter))],
      ['reference-values', listOf(REFERENCE_VALUE_COLUMNS, (filter) => sources.referenceValues.list(filter))],
    ]);
  }

  get names(): readonly string[] {
    return [...this.#lists.keys()];
  }

  of(name: string): ExportedList | null {
    return this.#lists.get(name) ?? null;
  }
}

/** Institutions of a division and those below, in one page, each with where it is found. */
async function institutionsOf(institutions: Institutions, division: string): Promise<Page> {
  const listed = await institutions.list(divisionPrefix(division), MAX_ROWS);
  return { items: listed.map(({ profile, ...institution }) => ({ ...institution, ...profile })), next: null };
}

/** An institution's shifts between two days, as many as a file has rows. */
async function shiftsOf(rota: DutyRota, { institution, from, to }: ExportFilter): Promise<Page> {
  if (institution === undefined || from === undefined || to === undefined) {
    const detail = '请指明机构和起止日期。Say of which institution, and from which day to which.';
    throw new Rejected('export.invalid', detail, { errors: [{ path: 'institution', code: 'export.rota_of_whom', detail }] });
  }
  return { items: await rota.list(institution, from, to, MAX_ROWS + 1), next: null };
}

const listOf = (columns: readonly Column[], read: ReadPage): ExportedList => ({
  columns,
  async rows(filter) {
    const rows: Row[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Page = await read({ ...filter, limit: PAGE, ...(cursor !== '' && { cursor }) });
      rows.push(...(page.items as readonly Row[]));
      if (rows.length > MAX_ROWS) {
        throw new Rejected('export.too_large', `超过 ${MAX_ROWS} 行,请按行政区划导出。More than ${MAX_ROWS} rows: export by division.`);
      }
      cursor = page.next;
    }
    return rows;
  },
});
