import { open, streamOf, type Personal, type PersonKeys } from '@xiezhi/eventsourcing';
import type { ReadModels, ReadScope, ScopedReads } from '@xiezhi/eventsourcing/postgres';
import { agencyScope, divisionPrefix, type Principal } from '@xiezhi/service';
import type { OpenedMatter } from '../access-log/access-log.js';
import { INSTITUTION_STAFF } from '../quality-matters/quality.side.js';
import type { Petition } from '../sensitive-matter/commands.js';
import { sensitiveMatter } from '../sensitive-matter/sensitive-matter.js';
import { sensitiveNotFound } from '../sensitive-matter/state.js';
import type { SensitiveListQuery, NewestFirstQuery } from '../sensitive-matter/sensitive-matter.request.js';
import { pagedRows, type PagedList } from '../worklist/paged-rows.queries.js';
import { sensitiveMatters, type SensitiveMatterRow } from './sensitive-matters.projection.js';
import { upwardReports, type UpwardReportRow } from './upward-reports.projection.js';

type InstantColumn = 'flagged_at' | 'due_at' | 'reported_at' | 'breached_at' | 'listed_at';
type Stored = Omit<SensitiveMatterRow, InstantColumn> & { readonly [Column in InstantColumn]: Date | null };
type StoredReport = Omit<UpwardReportRow, 'reported_at'> & { readonly reported_at: Date };

/** A sensitive matter on its page and in the list; what people wrote is opened by itself. */
export interface SensitiveMatterPage {
  readonly id: string;
  readonly matterKind: string;
  readonly institution: string;
  readonly organ: string | null;
  readonly division: string;
  readonly flagged: boolean;
  readonly reason: string | null;
  readonly flaggedAt: string | null;
  readonly officers: readonly string[];
  /** Until when it must be reported; `null`: no report is owed (any more). */
  readonly dueAt: string | null;
  readonly reportedAt: string | null;
  readonly breachedAt: string | null;
  readonly petitions: readonly Petition[];
  readonly steps: readonly { readonly event: string; readonly at: string; readonly codes: readonly string[] }[];
  readonly listedAt: string;
  readonly revision: number;
}

/** A report upward in the list of those to whom it was made. */
export interface UpwardReport {
  readonly id: string;
  readonly matterId: string;
  readonly matterKind: string;
  readonly institution: string;
  readonly division: string;
  readonly reason: string;
  readonly reportedAt: string;
}

/** What was written at a step; `null` when the person was erased. */
export interface OpenedText {
  readonly event: string;
  readonly at: string;
  readonly text: string | null;
}

const iso = (value: Date | null): string | null => value?.toISOString() ?? null;
const shown = (row: Stored): SensitiveMatterPage => ({
  id: row.id,
  matterKind: row.matter_kind,
  institution: row.held_by,
  organ: row.organ,
  division: row.division,
  flagged: row.restricted,
  reason: row.reason,
  flaggedAt: iso(row.flagged_at),
  officers: row.officers,
  dueAt: iso(row.due_at),
  reportedAt: iso(row.reported_at),
  breachedAt: iso(row.breached_at),
  petitions: row.petitions,
  steps: row.steps.map(({ event, at, codes }) => ({ event, at, codes })),
  listedAt: iso(row.listed_at)!,
  revision: row.revision,
});
const shownReport = (row: StoredReport): UpwardReport => ({
  id: row.id,
  matterId: row.matter_id,
  matterKind: row.matter_kind,
  institution: row.institution,
  division: row.division,
  reason: row.reason,
  reportedAt: row.reported_at.toISOString(),
});

/** Reads of sensitive matters, for those who may know of them, and of the reports made of them. */
export class SensitiveMatterQueries {
  constructor(
    private readonly reads: ScopedReads,
    private readonly readModels: ReadModels,
    private readonly keys: PersonKeys,
  ) {}

  /** Of the reader's institution, the newest first. */
  async list(reader: Principal, { state, matter, limit, cursor }: SensitiveListQuery): Promise<PagedList<SensitiveMatterPage>> {
    const which = matter === undefined ? 'restricted = $2' : 'id = $2::uuid';
    return pagedRows<Stored, SensitiveMatterPage>(this.reads, agencyScope(reader), {
      table: this.readModels.table(sensitiveMatters),
      where: `held_by = $1 AND ${which}`,
      values: [reader.agency, matter ?? state === 'flagged'],
      column: 'listed_at',
      limit,
      cursor,
      shown,
      place: (row) => `${iso(row.listed_at)}|${row.id}`,
    });
  }

  /** @throws Rejected `sensitive_matter.not_found`, to those outside of the circle as for one that is not sensitive */
  async texts(
    reader: Principal,
    id: string,
  ): Promise<{ readonly matter: OpenedMatter; readonly read: () => Promise<readonly OpenedText[]> }> {
    const [row] = await this.reads.query<Stored>(agencyScope(reader), {
      text: `SELECT * FROM ${this.readModels.table(sensitiveMatters)} WHERE id = $1 AND held_by = $2`,
      values: [id, reader.agency],
    });
    if (row === undefined) throw sensitiveNotFound();
    const written = row.steps.filter(({ sealed }) => sealed !== null);
    return {
      matter: this.#matter(reader, id, row.held_by, row.division, row.officers),
      read: () =>
        Promise.all(
          written.map(async ({ event, at, sealed }) => ({ event, at, text: await this.#open(id, sealed as unknown as Personal<string>) })),
        ),
    };
  }

  /** 上报清单: reports made to the judicial administration of the reader's divisions; an institution's own, to those of the circle. */
  async reports(reader: Principal, { limit, cursor }: NewestFirstQuery): Promise<PagedList<UpwardReport>> {
    const { scope, where, values } = reachOf(reader);
    return pagedRows<StoredReport, UpwardReport>(this.reads, scope, {
      table: this.readModels.table(upwardReports),
      where,
      values,
      column: 'reported_at',
      limit,
      cursor,
      shown: shownReport,
      place: (row) => `${iso(row.reported_at)}|${row.id}`,
    });
  }

  /** What a report says; the caller records the reading first. @throws Rejected `sensitive_matter.not_found` */
  async report(reader: Principal, id: string): Promise<{ readonly matter: OpenedMatter; readonly read: () => Promise<string | null> }> {
    const { scope, where, values } = reachOf(reader);
    const [row] = await this.reads.query<StoredReport>(scope, {
      text: `SELECT * FROM ${this.readModels.table(upwardReports)} WHERE ${where} AND id = $${values.length + 1}`,
      values: [...values, id],
    });
    if (row === undefined) throw sensitiveNotFound();
    return {
      matter: this.#matter(reader, row.matter_id, row.institution, row.division, []),
      read: () => this.#open(row.matter_id, row.text as unknown as Personal<string>),
    };
  }

  #matter(reader: Principal, id: string, institution: string, division: string, officers: readonly string[]): OpenedMatter {
    const relation = INSTITUTION_STAFF.includes(reader.role) ? 'institution' : 'oversight';
    return { id, institution, division, relation, assigned: officers.includes(reader.account) };
  }

  #open(id: string, sealed: Personal<string>): Promise<string | null> {
    return open<string>(sealed, this.keys, streamOf(sensitiveMatter, id), 'text');
  }
}

/** Whose reports a reader sees: the own institution's, or those of the divisions. */
function reachOf(reader: Principal): { readonly scope: ReadScope; readonly where: string; readonly values: readonly unknown[] } {
  if (INSTITUTION_STAFF.includes(reader.role)) return { scope: agencyScope(reader), where: 'institution = $1', values: [reader.agency] };
  const divisions = divisionPrefix(reader.division);
  return { scope: { divisions }, where: 'division LIKE $1', values: [`${divisions}%`] };
}
