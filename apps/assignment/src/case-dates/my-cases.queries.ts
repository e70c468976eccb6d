import type { PersonKeys } from '@xiezhi/eventsourcing';
import type { ReadModels, ScopedReads } from '@xiezhi/eventsourcing/postgres';
import type { Instant } from '@xiezhi/legal-policy';
import { shownRequests, type RequestPage, type StoredRequest } from '../worklist/worklist.pages.js';
import { worklist } from '../worklist/worklist.projection.js';
import { COUNTED_TO, type Counted } from '../worklist/worklist.queries.js';
import { caseDates } from './case-dates.projection.js';

/** A case of a lawyer, with its next hearing or due time. */
export type MyCase = RequestPage & { readonly nextAt: string | null };

export interface MyCasesPage {
  readonly items: readonly MyCase[];
  readonly total: Counted;
  readonly next: string | null;
}

const NONE: MyCasesPage = { items: [], total: { count: 0, exact: true }, next: null };
/** Sorts behind every instant. */
const NO_DATE = 'infinity';

/** Requests that a lawyer has now: as many as one person can handle, so that they are put in order as they are read. */
export class MyCases {
  constructor(
    private readonly reads: ScopedReads,
    private readonly readModels: ReadModels,
    private readonly keys: PersonKeys,
    private readonly now: () => Instant,
  ) {}

  /** A page of them; none to an account that names no lawyer, or while the read model that knows lawyers is built. */
  async list(lawyerId: string | undefined, limit: number, cursor: string | undefined): Promise<MyCasesPage> {
    if (lawyerId === undefined || !this.readModels.current(worklist)) return NONE;
    const scope = { lawyer: lawyerId };
    const [requests, dates] = [this.readModels.table(worklist), this.readModels.table(caseDates)];
    const [nextAt, id] = cursor === undefined ? ['-infinity', '00000000-0000-0000-0000-000000000000'] : cursor.split('|');
    const [rows, [counted]] = await Promise.all([
      this.reads.query<StoredRequest & { readonly next_at: Date | null }>(scope, {
        text: `SELECT * FROM (
                 SELECT w.*, (SELECT min(d.at) FROM ${dates} d WHERE d.request_id = w.id AND d.lawyer_id = $1 AND d.at >= $2::timestamptz) AS next_at
                 FROM ${requests} w WHERE w.lawyer_now = $1 LIMIT ${COUNTED_TO}) mine
               WHERE (coalesce(next_at, '${NO_DATE}'), id) > ($3::timestamptz, $4::uuid)
               ORDER BY coalesce(next_at, '${NO_DATE}'), id LIMIT $5`,
        values: [lawyerId, this.now(), nextAt, id, limit + 1],
      }),
      this.reads.query<{ readonly count: number }>(scope, {
        text: `SELECT count(*)::int AS count FROM (SELECT 1 FROM ${requests} WHERE lawyer_now = $1 LIMIT ${COUNTED_TO + 1}) counted`,
        values: [lawyerId],
      }),
    ]);
    const shown = await shownRequests(rows.slice(0, limit), this.keys);
    const items = shown.map((page, place) => ({ ...page, nextAt: rows[place]!.next_at?.toISOString() ?? null }));
    const last = items.at(-1);
    const count = counted?.count ?? 0;
    return {
      items,
      total: { count: Math.min(count, COUNTED_TO), exact: count <= COUNTED_TO },
      next: rows.length > limit && last !== undefined ? `${last.nextAt ?? NO_DATE}|${last.id}` : null,
    };
  }
}
