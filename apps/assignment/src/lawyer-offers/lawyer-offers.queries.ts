import type { ReadModels, ScopedReads } from '@xiezhi/eventsourcing/postgres';
import type { Pool } from 'pg';
import type { NoticeFacts } from '../defence-request/notice.js';
import type { Counted } from '../worklist/worklist.queries.js';
import { worklist } from '../worklist/worklist.projection.js';
import { lawyerOffers, type LawyerOfferRow } from './lawyer-offers.projection.js';

/** Offers a page holds at most, and how far they are counted. */
export const MAX_PAGE = 100;
const COUNTED_TO = 10_000;

/** An offer on one screen: where, when, what is asked, and until when to answer. Names nobody. */
export interface ShownOffer {
  readonly offerId: string;
  readonly requestId: string;
  readonly status: LawyerOfferRow['status'];
  readonly madeAt: string;
  readonly until: string;
  readonly answeredAt: string | null;
  readonly reason: string | null;
  readonly institution: string;
  readonly organ: string | null;
  readonly division: string;
  readonly dueAt: string | null;
  /** What the notice says that names nobody; `null` while it is on its way here. */
  readonly facts: Omit<NoticeFacts, 'coAccusedGroup'> | null;
}

export interface OffersPage {
  readonly items: readonly ShownOffer[];
  readonly total: Counted;
  readonly next: string | null;
}

export interface OffersQuery {
  readonly lawyerId: string;
  readonly open: boolean;
  readonly limit: number;
  /** `<made_at>|<id>` of the last row seen. */
  readonly cursor?: string;
}

type Stored = Omit<LawyerOfferRow, 'made_at' | 'until' | 'answered_at'> & {
  readonly made_at: Date;
  readonly until: Date;
  readonly answered_at: Date | null;
};

/** What an offer shows of the request it is for. */
interface OfRequest {
  readonly id: string;
  readonly organ: string;
  readonly due_at: Date | null;
  readonly facts: NoticeFacts | null;
}

/** Reads of a lawyer's own offers. */
export class LawyerOffers {
  constructor(
    private readonly reads: ScopedReads,
    private readonly pool: Pool,
    private readonly readModels: ReadModels,
  ) {}

  /** Of one lawyer, the newest first: those that wait for an answer, or the others. */
  async page({ lawyerId, open, limit, cursor }: OffersQuery): Promise<OffersPage> {
    const [madeBefore, idBefore] = cursor?.split('|') ?? [null, null];
    const mine = `lawyer_id = $1 AND (status = 'open') = $2`;
    const scope = { lawyer: lawyerId };
    const [rows, counted] = await Promise.all([
      this.reads.query<Stored>(scope, {
        text: `SELECT * FROM ${this.#table} WHERE ${mine} AND ($3::timestamptz IS NULL OR (made_at, id) < ($3, $4::uuid))
               ORDER BY made_at DESC, id DESC LIMIT $5`,
        values: [lawyerId, open, madeBefore, idBefore, limit + 1],
      }),
      this.reads.query<{ count: number }>(scope, {
        text: `SELECT count(*)::int AS count FROM (SELECT FROM ${this.#table} WHERE ${mine} LIMIT ${COUNTED_TO + 1}) AS counted`,
        values: [lawyerId, open],
      }),
    ]);
    const count = counted[0]?.count ?? 0;
    const page = rows.slice(0, limit);
    const requests = await this.#requests(page.map(({ request_id }) => request_id));
    const items = page.map((row) => shown(row, requests.get(row.request_id)));
    const last = items.at(-1);
    return {
      items,
      total: { count: Math.min(count, COUNTED_TO), exact: count <= COUNTED_TO },
      next: rows.length > limit && last !== undefined ? `${last.madeAt}|${last.offerId}` : null,
    };
  }

  /** The requests of offers that the lawyer has; they are not the lawyer's own before one accepts. */
  async #requests(ids: readonly string[]): Promise<ReadonlyMap<string, OfRequest>> {
    const { rows } = await this.pool.query<OfRequest>(
      `SELECT id, organ, due_at, facts FROM ${this.readModels.table(worklist)} WHERE id = ANY ($1)`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  get #table(): string {
    return this.readModels.table(lawyerOffers);
  }
}

function shown({ id, request_id, made_at, until, answered_at, ...row }: Stored, request: OfRequest | undefined): ShownOffer {
  const { coAccusedGroup: _ofTheCase, ...told } = request?.facts ?? {};
  return {
    offerId: id,
    requestId: request_id,
    status: row.status,
    madeAt: made_at.toISOString(),
    until: until.toISOString(),
    answeredAt: answered_at?.toISOString() ?? null,
    reason: row.reason,
    institution: row.institution,
    organ: request?.organ ?? null,
    division: row.division,
    dueAt: request?.due_at?.toISOString() ?? null,
    facts: request?.facts == null ? null : (told as Omit<NoticeFacts, 'coAccusedGroup'>),
  };
}
