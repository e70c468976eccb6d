import type { ReadModels, ScopedReads } from '@xiezhi/eventsourcing/postgres';
import type { AgencyScope } from '@xiezhi/service';
import { offerMessages, type OfferMessageRow } from './offer-messages.projection.js';

/** Messages that a search's page shows at most: of more offers than one has. */
const MAX_MESSAGES = 500;

/** How a lawyer was told of an offer, and what became of it. */
export interface ShownMessage {
  readonly channel: OfferMessageRow['channel'];
  readonly status: OfferMessageRow['status'];
  readonly at: string | null;
  readonly reason: string | null;
  readonly attempts: number;
  readonly nextTryAt: string | null;
}

type Stored = Omit<OfferMessageRow, 'at' | 'next_try_at'> & { readonly at: Date | null; readonly next_try_at: Date | null };

/** Reads of the messages about a request's offers. */
export class OfferMessagesSent {
  constructor(
    private readonly reads: ScopedReads,
    private readonly readModels: ReadModels,
  ) {}

  /** By offer, for the institution that searches. */
  async of(requestId: string, scope: AgencyScope): Promise<ReadonlyMap<string, readonly ShownMessage[]>> {
    const rows = await this.reads.query<Stored>(scope, {
      text: `SELECT * FROM ${this.readModels.table(offerMessages)} WHERE request_id = $1 AND institution = $2 ORDER BY id LIMIT $3`,
      values: [requestId, scope.agency, MAX_MESSAGES],
    });
    const byOffer = new Map<string, ShownMessage[]>();
    for (const { offer_id: offerId, channel, status, at, reason, attempts, next_try_at: next } of rows) {
      const shown = { channel, status, at: at?.toISOString() ?? null, reason, attempts, nextTryAt: next?.toISOString() ?? null };
      byOffer.set(offerId, [...(byOffer.get(offerId) ?? []), shown]);
    }
    return byOffer;
  }
}
