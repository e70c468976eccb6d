import type { MatterKind } from '@xiezhi/contracts';
import { idOf, type Projection, type RecordedEvent } from '@xiezhi/eventsourcing';
import { lawyerSearch, type LawyerSearchEvent } from '../lawyer-search/lawyer-search.js';
import { kindOf } from '../lawyer-search/state.js';

/** One offer to a lawyer, as the lawyer sees it. */
export interface LawyerOfferRow {
  readonly id: string;
  /** The matter's: that of the defence request, or of the granted case. */
  readonly request_id: string;
  readonly matter: MatterKind;
  readonly lawyer_id: string;
  readonly institution: string;
  readonly division: string;
  readonly status: 'open' | 'accepted' | 'declined' | 'expired' | 'withdrawn';
  readonly made_at: string;
  readonly until: string;
  readonly answered_at: string | null;
  /** Why it was declined or taken back: a code. */
  readonly reason: string | null;
}

type OfOffer = Extract<LawyerSearchEvent, { type: `Offer${string}` }>;

const offerIn = (item: RecordedEvent): OfOffer | null =>
  idOf(lawyerSearch, item.stream) !== null && item.type.startsWith('Offer') ? (item as unknown as OfOffer) : null;

/** What an answer, or its lack, changes of an offer. */
function answered({ type, data }: Exclude<OfOffer, { type: 'OfferMade' }>): Pick<LawyerOfferRow, 'status' | 'answered_at' | 'reason'> {
  switch (type) {
    case 'OfferAccepted':
      return { status: 'accepted', answered_at: data.acceptedAt, reason: null };
    case 'OfferDeclined':
      return { status: 'declined', answered_at: data.declinedAt, reason: data.reason };
    case 'OfferExpired':
      return { status: 'expired', answered_at: data.expiredAt, reason: null };
    case 'OfferWithdrawn':
      return { status: 'withdrawn', answered_at: data.withdrawnAt, reason: data.code ?? data.reason };
  }
}

/** Every offer, for the pages of the lawyers (我的邀约). */
export const lawyerOffers: Projection<LawyerOfferRow> = {
  name: 'lawyer_offers',
  version: 2,
  key: 'id',
  ofOneStream: true,
  columns: {
    id: 'uuid',
    request_id: 'uuid',
    matter: 'text',
    lawyer_id: 'uuid',
    institution: 'text',
    division: 'text',
    status: 'text',
    made_at: 'timestamptz',
    until: 'timestamptz',
    answered_at: 'timestamptz',
    reason: 'text',
  },
  indexes: ['(lawyer_id, made_at, id)', `(lawyer_id) WHERE status = 'open'`],
  seenBy: { agencies: ['institution'], lawyers: ['lawyer_id'], matter: 'request_id' },
  keysOf(item) {
    const offer = offerIn(item);
    return offer === null ? [] : [offer.data.offerId];
  },
  evolve(row, item, id) {
    const offer = offerIn(item)!;
    if (offer.type !== 'OfferMade') return row === null ? null : { ...row, ...answered(offer) };
    const { parties, lawyerId, madeAt, until } = offer.data;
    return {
      id,
      request_id: idOf(lawyerSearch, item.stream)!,
      matter: kindOf(parties),
      lawyer_id: lawyerId,
      institution: parties.institution,
      division: parties.division,
      status: 'open',
      made_at: madeAt,
      until,
      answered_at: null,
      reason: null,
    };
  },
};
