import type { ReadModels, ReadScope, ScopedReads } from '@xiezhi/eventsourcing/postgres';
import { agencyScope, type Principal } from '@xiezhi/service';
import { LAWYER_ROLE, notFound } from '../defence-request/relations.js';
import { sideOf } from '../worklist/worklist.filter.js';
import { aidCaseList, type CaseStatus } from '../aid-case-list/aid-case-list.projection.js';
import { worklist, type WorklistRow } from '../worklist/worklist.projection.js';
import { COUNTED_TO } from '../worklist/worklist.queries.js';
import { caseDates, type CaseDateRow } from './case-dates.projection.js';
import type { DatesQuery, DaysQuery } from './case-dates.request.js';

/** A date as a calendar shows it. */
export interface CaseDate {
  readonly id: string;
  readonly matter: 'defence-request' | 'aid-case';
  readonly requestId: string;
  readonly caseNumber: string | null;
  readonly status: WorklistRow['status'] | CaseStatus;
  readonly kind: CaseDateRow['kind'];
  readonly clock: string | null;
  readonly holder: CaseDateRow['holder'];
  readonly at: string;
  readonly day: string;
  /** 庭期冲突: a hearing whose lawyer has another in the same half-day, as far as the reader sees both. */
  readonly clashes: boolean;
}

/** How many dates a day has. */
export interface DayOfDates {
  readonly day: string;
  readonly hearings: number;
  readonly dues: number;
  /** Hearings among them that clash. */
  readonly clashes: number;
}

type Stored = Omit<CaseDate, 'at'> & { readonly at: Date };

/** Dates of cases, within the reader's agency, or of the cases that are the lawyer's. */
export class CaseDates {
  constructor(
    private readonly reads: ScopedReads,
    private readonly readModels: ReadModels,
  ) {}

  /** The dates of some days in their order, a page at a time. */
  async list({ from, until, limit, cursor }: DatesQuery, reader: Principal): Promise<{ items: readonly CaseDate[]; next: string | null }> {
    const { column, value, scope } = whoseOf(reader);
    const values: unknown[] = [value, from, until, limit + 1];
    const after = cursor === undefined ? '' : ' AND (d.day, d.at, d.id) > ($5::date, $6::timestamptz, $7)';
    if (cursor !== undefined) values.push(...cursor.split('|'));
    // A row of the request itself is seen by who sees its dates; a date whose request is not theirs any more is not shown.
    const rows = await this.reads.query<Stored>(scope, {
      text: `SELECT d.id, CASE WHEN w.id IS NULL THEN 'aid-case' ELSE 'defence-request' END AS matter, d.request_id AS "requestId",
               coalesce(${this.#caseNumber}, a.facts ->> 'caseNumber', a.facts ->> 'decisionNumber') AS "caseNumber",
               coalesce(w.status, a.status) AS status, d.kind, d.clock, d.holder, d.at,
               to_char(d.day, 'YYYY-MM-DD') AS day, ${this.#clashes} AS clashes
             FROM ${this.#dates} d LEFT JOIN ${this.readModels.table(worklist)} w ON w.id = d.request_id
               LEFT JOIN ${this.readModels.table(aidCaseList)} a ON a.id = d.request_id
             WHERE (w.id IS NOT NULL OR a.id IS NOT NULL) AND d.${column} = $1 AND d.day >= $2::date AND d.day <= $3::date${after} ORDER BY d.day, d.at, d.id LIMIT $4`,
      values,
    });
    const items = rows.slice(0, limit).map((row): CaseDate => ({ ...row, at: row.at.toISOString() }));
    const last = items.at(-1);
    return { items, next: rows.length > limit && last !== undefined ? `${last.day}|${last.at}|${last.id}` : null };
  }

  /** How many there are on each day that has any. */
  async days({ from, until }: DaysQuery, reader: Principal): Promise<{ items: readonly DayOfDates[]; exact: boolean }> {
    const { column, value, scope } = whoseOf(reader);
    const items = await this.reads.query<DayOfDates>(scope, {
      text: `SELECT to_char(day, 'YYYY-MM-DD') AS day, count(*) FILTER (WHERE kind = 'hearing')::int AS hearings,
               count(*) FILTER (WHERE kind = 'duty')::int AS dues, count(*) FILTER (WHERE clashes)::int AS clashes
             FROM (SELECT d.day, d.kind, ${this.#clashes} AS clashes FROM ${this.#dates} d
                   WHERE d.${column} = $1 AND d.day >= $2::date AND d.day <= $3::date ORDER BY d.day LIMIT $4) counted
             GROUP BY day ORDER BY day`,
      values: [value, from, until, COUNTED_TO + 1],
    });
    const all = items.reduce((sum, { hearings, dues }) => sum + hearings + dues, 0);
    return { items, exact: all <= COUNTED_TO };
  }

  get #dates(): string {
    return this.readModels.table(caseDates);
  }

  /** Whether a date `d` is a hearing whose lawyer has another in the same half-day (同一半天): both of them are. */
  get #clashes(): string {
    const forenoon = (of: string): string => `(${of}.at AT TIME ZONE 'Asia/Shanghai')::time < '12:00'`;
    return `(d.kind = 'hearing' AND EXISTS (SELECT 1 FROM ${this.#dates} o WHERE o.lawyer_id = d.lawyer_id AND o.day = d.day
               AND o.kind = 'hearing' AND o.id <> d.id AND (${forenoon('o')}) = (${forenoon('d')})))`;
  }

  get #caseNumber(): string {
    return this.readModels.current(worklist) ? 'w.case_number' : `w.facts ->> 'caseNumber'`;
  }
}

/** Whose dates a reader sees. @throws Rejected to a lawyer's account that names no lawyer */
function whoseOf(reader: Principal): { readonly column: string; readonly value: string; readonly scope: ReadScope } {
  const { role, agency, lawyerId } = reader;
  if (role !== LAWYER_ROLE) return { column: sideOf(reader), value: agency, scope: agencyScope(reader) };
  if (lawyerId === undefined) throw notFound();
  return { column: 'lawyer_id', value: lawyerId, scope: { lawyer: lawyerId } };
}
