import type { MatterKind } from '@xiezhi/contracts';
import type { ReadModels, ScopedReads } from '@xiezhi/eventsourcing/postgres';
import type { Pool } from 'pg';
import type { AidCaseFacts, GrantFacts } from '../aid-case/facts.js';
import { aidCaseList } from '../aid-case-list/aid-case-list.projection.js';
import type { NoticeFacts } from '../defence-request/notice.js';
import type { Counted } from '../worklist/worklist.queries.js';
import { worklist } from '../worklist/worklist.projection.js';
import { lawyerOffers, type LawyerOfferRow } from './lawyer-offers.projection.js';

/** Offers a page holds at most, and how far they are counted. */
export const MAX_PAGE = 100;
const COUNTED_TO = 10_000;

/** What a notice, or a grant, says that names nobody, and by which no party is recognised. */
type RequestTold = Omit<NoticeFacts, 'coAccusedGroup'>;
type CaseTold = GrantFacts & { readonly hearingAt?: string; readonly hearingPlace?: string };

/** An offer on one screen: where, when, what is asked, and until when to answer. Names nobody. */
export type ShownOffer = OfferState & OfferedMatter;

interface OfferState {
  readonly offerId: string;
  /** The matter's: that of the defence request, or of the granted case. */
  readonly requestId: string;
  readonly status: LawyerOfferRow['status'];
  readonly madeAt: string;
  readonly until: string;
  readonly answeredAt: string | null;
  readonly reason: string | null;
  readonly institution: string;
  readonly division: string;
}

/** `facts`: `null` while they are on their way here. */
type OfferedMatter = { readonly organ: string | null; readonly dueAt: string | null } & (
  | { readonly matter: 'defence-request'; readonly facts: RequestTold | null }
  | { readonly matter: 'aid-case'; readonly facts: CaseTold | null }
);

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

type Stored = Omit<LawyerOfferRow, 'matter' | 'made_at' | 'until' | 'answered_at'> & {
  /** An older version of the offers, still read while this one is built, has none: its matters are requests. */
  readonly matter?: MatterKind;
  readonly made_at: Date;
  readonly until: Date;
  readonly answered_at: Date | null;
};

/** What an offer shows of the matter it is for. */
interface OfRequest {
  readonly id: string;
  readonly organ: string;
  readonly due_at: Date | null;
  readonly facts: NoticeFacts | null;
}
interface OfCase {
  readonly id: string;
  readonly due_at: Date | null;
  readonly facts: AidCaseFacts;
  readonly hearing_at: Date | null;
  readonly hearing_place: string | null;
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
    const matters = await this.#matters(page);
    const items = page.map((row) => ({ ...shown(row), ...matters(row) }));
    const last = items.at(-1);
    return {
      items,
      total: { count: Math.min(count, COUNTED_TO), exact: count <= COUNTED_TO },
      next: rows.length > limit && last !== undefined ? `${last.madeAt}|${last.offerId}` : null,
    };
  }

  /** The matters of offers that the lawyer has; they are not the lawyer's own before one accepts. */
  async #matters(page: readonly Stored[]): Promise<(row: Stored) => OfferedMatter> {
    const idsOf = (kind: MatterKind): readonly string[] =>
      page.flatMap(({ request_id, matter = 'defence-request' }) => (matter === kind ? [request_id] : []));
    const [requests, cases] = await Promise.all([
      this.#byId<OfRequest>(`id, organ, due_at, facts FROM ${this.readModels.table(worklist)}`, idsOf('defence-request')),
      this.#byId<OfCase>(`id, due_at, facts, hearing_at, hearing_place FROM ${this.readModels.table(aidCaseList)}`, idsOf('aid-case')),
    ]);
    return ({ request_id, matter }) => (matter === 'aid-case' ? ofCase(cases.get(request_id)) : ofRequest(requests.get(request_id)));
  }

  async #byId<Row extends { readonly id: string }>(columns: string, ids: readonly string[]): Promise<ReadonlyMap<string, Row>> {
    if (ids.length === 0) return new Map();
    const { rows } = await this.pool.query<Row>(`SELECT ${columns} WHERE id = ANY ($1)`, [ids]);
    return new Map(rows.map((row) => [row.id, row]));
  }

  get #table(): string {
    return this.readModels.table(lawyerOffers);
  }
}

function ofRequest(request: OfRequest | undefined): OfferedMatter {
  const { coAccusedGroup: _ofTheCase, ...told } = request?.facts ?? {};
  return {
    matter: 'defence-request',
    organ: request?.organ ?? null,
    dueAt: request?.due_at?.toISOString() ?? null,
    facts: request?.facts == null ? null : (told as RequestTold),
  };
}

function ofCase(row: OfCase | undefined): OfferedMatter {
  if (row === undefined) return { matter: 'aid-case', organ: null, dueAt: null, facts: null };
  const { ownDigests: _own, opponentDigests: _others, ...granted } = row.facts;
  const { hearing_at, hearing_place } = row;
  const hearing = {
    ...(hearing_at !== null && { hearingAt: hearing_at.toISOString() }),
    ...(hearing_place !== null && { hearingPlace: hearing_place }),
  };
  return { matter: 'aid-case', organ: null, dueAt: row.due_at?.toISOString() ?? null, facts: { ...granted, ...hearing } as CaseTold };
}

function shown({ id, request_id, made_at, until, answered_at, ...row }: Stored): OfferState {
  return {
    offerId: id,
    requestId: request_id,
    status: row.status,
    madeAt: made_at.toISOString(),
    until: until.toISOString(),
    answeredAt: answered_at?.toISOString() ?? null,
    reason: row.reason,
    institution: row.institution,
    division: row.division,
  };
}
