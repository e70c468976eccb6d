import type { AccessPurpose } from '@xiezhi/contracts';
import { uuidv7 } from '@xiezhi/eventsourcing';
import type { Principal } from '@xiezhi/service';
import type { Pool } from 'pg';

/** One reading of a person of the directory (查阅记录). Who the person is, is the row's to say. */
export interface Reading {
  readonly id: string;
  readonly readAt: string;
  readonly account: string;
  readonly agency: string;
  readonly role: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly purpose: AccessPurpose;
}

/** Whose readings are looked at: those by an agency's people, or by all of the divisions that start with a prefix. */
export type ReadingsScope = { readonly agency: string } | { readonly divisionPrefix: string };

/** Records who opened a person of the directory (查阅记录). A reading that cannot be recorded does not happen. */
export class AccessLog {
  constructor(
    private readonly pool: Pool,
    private readonly now: () => number,
  ) {}

  /** @throws when the row cannot be written; the caller must not show the person then */
  async record(reader: Principal, subject: { readonly kind: string; readonly id: string }, purpose: AccessPurpose): Promise<void> {
    const at = this.now();
    const { account, agency, role, division } = reader;
    await this.pool.query(
      `INSERT INTO access_log (id, read_at, account, agency, role, division, subject_kind, subject_id, purpose)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [uuidv7(at), new Date(at).toISOString(), account, agency, role, division, subject.kind, subject.id, purpose],
    );
  }

  /** Readings within a scope, newest first, from behind `cursor`. */
  async page(
    scope: ReadingsScope,
    filter: { readonly subjectId?: string; readonly cursor?: string; readonly limit: number },
  ): Promise<{ readonly items: readonly Reading[]; readonly next: string | null }> {
    const within = 'agency' in scope ? 'agency = $1' : 'division LIKE $1';
    const { rows } = await this.pool.query<Omit<Reading, 'readAt'> & { readonly readAt: Date }>(
      `SELECT id, read_at AS "readAt", account, agency, role, subject_kind AS "subjectKind", subject_id AS "subjectId", purpose
       FROM access_log WHERE ${within} AND ($2::uuid IS NULL OR subject_id = $2) AND ($3::uuid IS NULL OR id < $3) ORDER BY id DESC LIMIT $4`,
      ['agency' in scope ? scope.agency : `${scope.divisionPrefix}%`, filter.subjectId ?? null, filter.cursor ?? null, filter.limit + 1],
    );
    const items = rows.slice(0, filter.limit).map((row) => ({ ...row, readAt: row.readAt.toISOString() }));
    return { items, next: rows.length > filter.limit ? (items.at(-1)?.id ?? null) : null };
  }
}
