import type { AccessPurpose } from '@xiezhi/contracts';
import type { ReadScope, ScopedReads } from '@xiezhi/eventsourcing/postgres';

/** Readings a page holds at most, and a file. */
export const MAX_READINGS = 100;
export const MAX_EXPORTED = 5_000;

/** How a service's `access_log` names its columns; every row has `id` (UUIDv7), `read_at`, `account`, `agency`, `role`, `purpose`, `division`. */
export interface AccessLogTable {
  /** Whose head sees a row: of the institution whose matter was read, or of the reader's own agency. */
  readonly agency: 'institution' | 'agency';
  /** What was read: its id, and what of it or what kind it is. */
  readonly subject: 'request_id' | 'subject_id';
  readonly what: 'what' | 'subject_kind';
  /** Whether the subject is a matter: rows then say how the reader stood to it, and which paper was opened. */
  readonly ofMatters: boolean;
}

/** One reading of a person's details (查阅记录). Whose details they were is the subject's to say. */
export interface Reading {
  readonly id: string;
  readonly readAt: string;
  readonly account: string;
  readonly agency: string;
  readonly role: string;
  readonly subjectId: string;
  /** What of a matter was opened, or what kind of person of the directory. */
  readonly what: string;
  /** Which paper was opened; `null` for anything else. */
  readonly paperId: string | null;
  readonly purpose: AccessPurpose;
  /** As which party; `null` where there is no matter. */
  readonly relation: 'organ' | 'institution' | 'lawyer' | 'oversight' | 'reviewer' | null;
  /** Whether the reader handled the matter (承办人); `null` where there is none. */
  readonly assigned: boolean | null;
}

export interface ReadingsFilter {
  readonly subjectId?: string | undefined;
  readonly account?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export interface ReadingsPage {
  readonly items: readonly Reading[];
  readonly next: string | null;
}

const OF_MATTERS = 'relation, assigned, paper_id AS "paperId"';
const OF_NO_MATTER = 'NULL::text AS relation, NULL::boolean AS assigned, NULL::uuid AS "paperId"';

type Stored = Omit<Reading, 'readAt'> & { readonly readAt: Date };

/** The first id that an instant's millisecond can have: ids begin with it, so that they bound a time by their index. */
function firstIdOf(instant: string): string {
  const ms = Math.max(0, Date.parse(instant)).toString(16).padStart(12, '0');
  return `${ms.slice(0, 8)}-${ms.slice(8)}-0000-0000-000000000000`;
}

/** Reads of a service's access log, newest first, within the reader's scope. */
export class Readings {
  constructor(
    private readonly reads: ScopedReads,
    private readonly table: AccessLogTable,
  ) {}

  /** `scope`: an agency sees the readings that are its to oversee, the audit those of its divisions. */
  async page(scope: ReadScope, filter: ReadingsFilter): Promise<ReadingsPage> {
    const { agency, subject, what, ofMatters } = this.table;
    const { limit } = filter;
    const values: unknown[] = [];
    const conditions: string[] = [];
    const where = (condition: string, given: unknown): void => {
      if (given !== undefined) conditions.push(`${condition} $${values.push(given)}`);
    };
    where(`${agency} =`, scope.agency);
    where('division LIKE', scope.divisions === undefined ? undefined : `${scope.divisions}%`);
    if (conditions.length === 0) return { items: [], next: null };
    where(`${subject} =`, filter.subjectId);
    where('account =', filter.account);
    where('id >=', filter.from === undefined ? undefined : firstIdOf(filter.from));
    where('id <', filter.to === undefined ? undefined : firstIdOf(filter.to));
    where('id <', filter.cursor);
    const rows = await this.reads.query<Stored>(scope, {
      text: `SELECT id, read_at AS "readAt", account, agency, role, ${subject} AS "subjectId", ${what} AS what, purpose,
               ${ofMatters ? OF_MATTERS : OF_NO_MATTER}
             FROM access_log WHERE ${conditions.join(' AND ')} ORDER BY id DESC LIMIT $${values.push(limit + 1)}`,
      values,
    });
    const items = rows.slice(0, limit).map((row) => ({ ...row, readAt: row.readAt.toISOString() }));
    return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  }
}
