import type { AccessPurpose } from '@xiezhi/contracts';
import type { ReadScope, ScopedReads } from '@xiezhi/eventsourcing/postgres';
import type { OpenedDetails } from './access-log.js';

/** Readings a page holds at most. */
export const MAX_READINGS = 100;

/** One reading of a person's details (查阅记录). Whose details they were is the matter's to say. */
export interface Reading {
  readonly id: string;
  readonly readAt: string;
  readonly account: string;
  readonly agency: string;
  readonly role: string;
  readonly requestId: string;
  readonly what: OpenedDetails;
  /** Which paper was opened; `null` for anything else. */
  readonly paperId: string | null;
  readonly purpose: AccessPurpose;
  readonly relation: 'organ' | 'institution';
  /** Whether the reader handled the matter. */
  readonly assigned: boolean;
}

export interface ReadingsFilter {
  readonly requestId?: string;
  readonly account?: string;
  readonly from?: string;
  readonly to?: string;
  readonly cursor?: string;
  readonly limit: number;
}

type Stored = Omit<Reading, 'readAt'> & { readonly readAt: Date };

/** Reads of the access log, newest first, within the reader's scope. */
export class AccessLogQueries {
  constructor(private readonly reads: ScopedReads) {}

  /** `scope`: an institution sees readings of its own matters, the audit those of its divisions. */
  async page(scope: ReadScope, filter: ReadingsFilter): Promise<{ readonly items: readonly Reading[]; readonly next: string | null }> {
    const { limit } = filter;
    const values: unknown[] = [];
    const value = (given: unknown): string => `$${values.push(given)}`;
    const conditions = [
      ...(scope.agency === undefined ? [] : [`institution = ${value(scope.agency)}`]),
      ...(scope.divisions === undefined ? [] : [`division LIKE ${value(`${scope.divisions}%`)}`]),
      ...(filter.requestId === undefined ? [] : [`request_id = ${value(filter.requestId)}`]),
      ...(filter.account === undefined ? [] : [`account = ${value(filter.account)}`]),
      ...(filter.from === undefined ? [] : [`read_at >= ${value(filter.from)}`]),
      ...(filter.to === undefined ? [] : [`read_at < ${value(filter.to)}`]),
      ...(filter.cursor === undefined ? [] : [`id < ${value(filter.cursor)}`]),
    ];
    const rows = await this.reads.query<Stored>(scope, {
      text: `SELECT id, read_at AS "readAt", account, agency, role, request_id AS "requestId", what, paper_id AS "paperId", purpose, relation, assigned
             FROM access_log WHERE ${conditions.length === 0 ? 'false' : conditions.join(' AND ')} ORDER BY id DESC LIMIT ${value(limit + 1)}`,
      values,
    });
    const items = rows.slice(0, limit).map((row) => ({ ...row, readAt: row.readAt.toISOString() }));
    return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  }
}
