import type { PersonKeys } from '@xiezhi/eventsourcing';
import type { ReadModels, ScopedReads } from '@xiezhi/eventsourcing/postgres';
import type { Principal } from '@xiezhi/service';
import { aidCaseList } from '../aid-case-list/aid-case-list.projection.js';
import type { AidCaseLists, CasePage } from '../aid-case-list/aid-case-list.queries.js';
import type { Instant } from '@xiezhi/legal-policy';
import { shownRequests, type RequestPage, type StoredRequest } from '../worklist/worklist.pages.js';
import { worklist } from '../worklist/worklist.projection.js';
import { COUNTED_TO, type Counted } from '../worklist/worklist.queries.js';
import { caseDates } from './case-dates.projection.js';

/** A case of a lawyer, a defence or a granted case, with its next hearing or due time. */
export type MyCase =
  | (RequestPage & { readonly matter: 'defence-request'; readonly nextAt: string | null })
  | (CasePage & { readonly matter: 'aid-case'; readonly nextAt: string | null });

interface Found {
  readonly matter: MyCase['matter'];
  readonly id: string;
  readonly next_at: Date | null;
}

export interface MyCasesPage {
  readonly items: readonly MyCase[];
  readonly total: Counted;
  readonly next: string | null;
}

const NONE: MyCasesPage = { items: [], total: { count: 0, exact: true }, next: null };
/** Sorts behind every instant. */
const NO_DATE = 'infinity';

/** Requests and granted cases that a lawyer has now: as many as one person can handle, so that they are put in order as they are read. */
export class MyCases {
  constructor(
    private readonly reads: ScopedReads,
    private readonly readModels: ReadModels,
    private readonly keys: PersonKeys,
    private readonly granted: Pick<AidCaseLists, 'pages'>,
    private readonly now: () => Instant,
  ) {}

  /** A page of them; none to an account that names no lawyer, or while the read model that knows lawyers is built. */
  async list(reader: Principal, limit: number, cursor: string | undefined): Promise<MyCasesPage> {
    const { lawyerId } = reader;
    if (lawyerId === undefined || !this.readModels.current(worklist)) return NONE;
    const scope = { lawyer: lawyerId };
    const [requests, granted, dates] = [worklist, aidCaseList, caseDates].map((model) => this.readModels.table(model));
    const [nextAt, id] = cursor === undefined ? ['-infinity', '00000000-0000-0000-0000-000000000000'] : cursor.split('|');
    const next = `(SELECT min(d.at) FROM ${dates} d WHERE d.request_id = m.id AND d.lawyer_id = $1 AND d.at >= $2::timestamptz) AS next_at`;
    const [rows, [counted]] = await Promise.all([
      this.reads.query<Found>(scope, {
        text: `SELECT * FROM (
                 (SELECT 'defence-request' AS matter, m.id, ${next} FROM ${requests} m WHERE m.lawyer_now = $1 LIMIT ${COUNTED_TO})
                 UNION ALL
                 (SELECT 'aid-case', m.id, ${next} FROM ${granted} m WHERE m.lawyer_now = $1 LIMIT ${COUNTED_TO})) mine
               WHERE (coalesce(next_at, '${NO_DATE}'), id) > ($3::timestamptz, $4::uuid)
               ORDER BY coalesce(next_at, '${NO_DATE}'), id LIMIT $5`,
        values: [lawyerId, this.now(), nextAt, id, limit + 1],
      }),
      this.reads.query<{ readonly count: number }>(scope, {
        text: `SELECT count(*)::int AS count FROM (SELECT 1 FROM ${requests} WHERE lawyer_now = $1
                 UNION ALL SELECT 1 FROM ${granted} WHERE lawyer_now = $1 LIMIT ${COUNTED_TO + 1}) counted`,
        values: [lawyerId],
      }),
    ]);
    const items = await this.#shown(rows.slice(0, limit), reader);
    const last = items.at(-1);
    const count = counted?.count ?? 0;
    return {
      items,
      total: { count: Math.min(count, COUNTED_TO), exact: count <= COUNTED_TO },
      next: rows.length > limit && last !== undefined ? `${last.nextAt ?? NO_DATE}|${last.id}` : null,
    };
  }

  /** In the order found; one that left the lawyer's hands between the two reads is left out. */
  async #shown(found: readonly Found[], reader: Principal): Promise<readonly MyCase[]> {
    const idsOf = (matter: Found['matter']): readonly string[] => found.filter((one) => one.matter === matter).map(({ id }) => id);
    const [requests, granted] = await Promise.all([
      this.#requests(idsOf('defence-request'), reader),
      this.granted.pages(idsOf('aid-case'), reader),
    ]);
    const defences = new Map(requests.map((page) => [page.id, page]));
    const cases = new Map(granted.map((page) => [page.id, page]));
    return found.flatMap(({ matter, id, next_at }): MyCase[] => {
      const nextAt = next_at?.toISOString() ?? null;
      const [defence, aid] = [defences.get(id), cases.get(id)];
      if (matter === 'defence-request') return defence === undefined ? [] : [{ ...defence, matter, nextAt }];
      return aid === undefined ? [] : [{ ...aid, matter, nextAt }];
    });
  }

  async #requests(ids: readonly string[], { lawyerId }: Principal): Promise<readonly RequestPage[]> {
    if (ids.length === 0) return [];
    const rows = await this.reads.query<StoredRequest>(
      { lawyer: lawyerId! },
      { text: `SELECT * FROM ${this.readModels.table(worklist)} WHERE id = ANY ($1) AND lawyer_now = $2`, values: [ids, lawyerId] },
    );
    return shownRequests(rows, this.keys);
  }
}
