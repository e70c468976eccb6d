import type { CalledOffFor, ChangeReason, DeclineReason, MatterKind, SearchOutcome } from '@xiezhi/contracts';
import { Rejected, type JsonObject } from '@xiezhi/eventsourcing';
import type { CaseAgencyKind, Circle, RankedMatter, ScoredReason } from '@xiezhi/legal-policy';

/** Whose granted case it is that a lawyer is sought for. */
export interface CaseParties extends JsonObject {
  readonly institution: string;
  readonly division: string;
}
/** Of a defence request: also the case agency. */
export interface RequestParties extends CaseParties {
  readonly organ: string;
  readonly organKind: CaseAgencyKind;
}
export type Parties = RequestParties | CaseParties;

/** Only a defence request has a case agency. */
export const isOfRequest = (parties: Parties): parties is RequestParties => 'organ' in parties;
/** What the search is for, whose id is the matter's. */
export const kindOf = (parties: Parties): MatterKind => (isOfRequest(parties) ? 'defence-request' : 'aid-case');

/** A lawyer as the search ranked one. */
export interface RankedLawyer extends JsonObject {
  readonly lawyerId: string;
  readonly circle: Circle;
  readonly score: number;
  readonly reasons: readonly (ScoredReason & JsonObject)[];
}

/** A lawyer whom the search passes over, and why: codes of the rules. */
export interface SkippedLawyer extends JsonObject {
  readonly lawyerId: string;
  readonly circle: Circle;
  readonly codes: readonly string[];
}

/** Why an offer was taken back. */
export type WithdrawnFor = CalledOffFor | 'another_chosen' | 'assignment_refused';

/** One offer and what became of it. */
export interface Offer {
  readonly offerId: string;
  readonly lawyerId: string;
  readonly round: number;
  readonly circle: Circle;
  readonly madeAt: string;
  readonly until: string;
  readonly status: 'open' | 'accepted' | 'declined' | 'expired' | 'withdrawn';
  readonly answeredAt?: string;
  readonly reason?: DeclineReason | WithdrawnFor;
  /** The refusal (拒绝指派的代码) that an acceptance ended in. */
  readonly code?: string;
}

/** What a search knows once it has begun. */
export interface Search {
  readonly parties: Parties;
  readonly personId: string;
  readonly caseGroup: string;
  readonly begunAt: string;
  /** A matter may be searched for again: rounds count from 1. */
  readonly round: number;
  readonly weights: string;
  /** 更换律师: who is found replaces the present lawyer, for this reason. */
  readonly replacing?: ChangeReason;
  readonly matter: RankedMatter & JsonObject;
  readonly considered: number;
  readonly ranked: readonly RankedLawyer[];
  readonly rankedMore: number;
  readonly skipped: readonly SkippedLawyer[];
  readonly skippedMore: number;
  /** The widest circle that was asked. */
  readonly reached: Circle | null;
  /** Of all rounds, the oldest first. */
  readonly offers: readonly Offer[];
}

export type LawyerSearchState =
  | { readonly status: 'none' }
  | ({ readonly status: 'offering' | 'accepted' } & Search)
  | ({
      readonly status: 'ended';
      readonly endedAt: string;
      readonly outcome: SearchOutcome;
      readonly calledOffFor?: CalledOffFor;
    } & Search);
export type Running = Extract<LawyerSearchState, { readonly status: 'offering' | 'accepted' }>;

export const isRunning = (state: LawyerSearchState): state is Running => state.status === 'offering' || state.status === 'accepted';

/** Refuses with a code of this stream type. */
export const refuse = (reason: string, text: string): never => {
  throw new Rejected(`lawyer_search.${reason}`, text);
};

/** Also what another lawyer's offer is to a lawyer. */
export const noSuchOffer = (): never =>
  refuse('offer.not_found', '没有这件邀约,或者它不是发给您的。No such offer, or it was not made to you.');

/** The offer that waits for an answer, or whose acceptance waits for the assignment. */
export const currentOffer = ({ offers }: Search): Offer | undefined =>
  offers.findLast(({ status }) => status === 'open' || status === 'accepted');

/** Lawyers who said no to the matter, or did not answer, in any round: they are not asked again by the ranking. */
export const declinedBy = (state: LawyerSearchState): ReadonlySet<string> =>
  new Set(
    'offers' in state
      ? state.offers.flatMap(({ lawyerId, status }) => (status === 'declined' || status === 'expired' ? [lawyerId] : []))
      : [],
  );

/** Who can be asked next in this round, best first. */
export function nextOf({ ranked, offers, round }: Search): RankedLawyer | undefined {
  const passed = new Set(
    offers.flatMap((offer) =>
      offer.round === round && !(offer.status === 'withdrawn' && offer.reason === 'another_chosen') ? [offer.lawyerId] : [],
    ),
  );
  return ranked.find(({ lawyerId }) => !passed.has(lawyerId));
}
