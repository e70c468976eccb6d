import type { CalledOffFor, ChangeReason, DeclineReason, SearchOutcome } from '@xiezhi/contracts';
import {
  assertNever,
  derivedId,
  Rejected,
  type Decider,
  type JsonObject,
  type Message,
  type Personal,
  type StreamType,
} from '@xiezhi/eventsourcing';
import { rankLawyers, widerCircle, type Circle, type RankedMatter, type RankingCandidate } from '@xiezhi/legal-policy';
import { answerUntil } from './answer-time.js';
import type { Answering, CommandData, LawyerSearchCommand } from './commands.js';
import {
  currentOffer,
  isRunning,
  nextOf,
  noSuchOffer,
  refuse,
  type LawyerSearchState,
  type Offer,
  type Parties,
  type RankedLawyer,
  type Running,
  type Search,
  type SkippedLawyer,
  type WithdrawnFor,
} from './state.js';

export type { LawyerSearchCommand } from './commands.js';
export type { LawyerSearchState } from './state.js';

/** Ranked lawyers and skipped ones that a search keeps; of more it keeps how many. */
export const MAX_RANKED = 50;
export const MAX_SKIPPED = 100;
/** How often a matter may be searched for anew. */
const MAX_ROUNDS = 20;

type Of<Data> = JsonObject & { readonly parties: Parties } & Data;
type OfOffer<Data> = Of<{ readonly offerId: string; readonly lawyerId: string } & Data>;

export type LawyerSearchEvent =
  | Message<
      'SearchBegun',
      Of<{
        readonly personId: string;
        readonly caseGroup: string;
        readonly begunAt: string;
        readonly round: number;
        readonly weights: string;
        readonly replacing?: ChangeReason;
        readonly matter: RankedMatter & JsonObject;
        /** What was known of those who are ranked and skipped here: the ranking can be computed from it again. */
        readonly inputs: readonly (RankingCandidate & JsonObject)[];
        readonly considered: number;
        readonly ranked: readonly RankedLawyer[];
        readonly rankedMore: number;
        readonly skipped: readonly SkippedLawyer[];
        readonly skippedMore: number;
      }>
    >
  | Message<'SearchWidened', Of<{ readonly circle: Circle; readonly widenedAt: string }>>
  | Message<'OfferMade', OfOffer<{ readonly round: number; readonly circle: Circle; readonly madeAt: string; readonly until: string }>>
  | Message<'OfferAccepted', OfOffer<{ readonly acceptedAt: string; readonly replacing?: ChangeReason }>>
  | Message<
      'OfferDeclined',
      OfOffer<{
        readonly caseGroup: string;
        readonly declinedAt: string;
        readonly reason: DeclineReason;
        readonly personId: string;
        readonly text?: Personal<string>;
      }>
    >
  | Message<'OfferExpired', OfOffer<{ readonly expiredAt: string; readonly until: string }>>
  | Message<'OfferWithdrawn', OfOffer<{ readonly withdrawnAt: string; readonly reason: WithdrawnFor; readonly code?: string }>>
  | Message<
      'SearchEnded',
      Of<{ readonly endedAt: string; readonly outcome: SearchOutcome; readonly calledOffFor?: CalledOffFor; readonly offers: number }>
    >;

/** Refusals of the matter itself: nobody else can take it either. */
const MATTER_ENDED = new Set([
  'defence_request.not_open',
  'defence_request.wrong_state',
  'defence_request.not_found',
  'aid_case.wrong_state',
  'aid_case.not_found',
]);
/** Somebody has it by now. */
const ASSIGNED_MEANWHILE = new Set(['defence_request.already_assigned', 'aid_case.already_assigned']);

const notRunning = (): never => refuse('not_running', '本件没有正在进行的寻找律师。No search for a lawyer runs for this matter.');

/** The offer, when it was made to this lawyer; to anybody else it does not exist. */
function offerTo(state: LawyerSearchState, offerId: string, lawyerId: string): Offer {
  const offers = 'offers' in state ? state.offers : [];
  return offers.find((offer) => offer.offerId === offerId && offer.lawyerId === lawyerId) ?? noSuchOffer();
}

/** The running search whose open offer this is; refused when its time is over or somebody was faster. */
function answering(state: LawyerSearchState, { offerId, status, until }: Offer, at: string): Running {
  if (!isRunning(state) || status !== 'open' || currentOffer(state)?.offerId !== offerId) {
    return refuse('offer.not_open', '这件邀约已不能答复。This offer can no longer be answered.');
  }
  if (at >= until) return refuse('offer.over', '答复时间已过,已转邀其他律师。The time to answer is over; others are asked.');
  return state;
}

const offering = (search: Search, { lawyerId, circle }: RankedLawyer, { at, dueAt, answer }: Answering): LawyerSearchEvent[] => {
  const { parties, round, matter, offers, reached } = search;
  const offerId = derivedId('offer', matter.requestId, String(offers.length + 1));
  const wider = widerCircle(reached, circle);
  const made = { parties, offerId, lawyerId, round, circle, madeAt: at, until: answerUntil(at, dueAt, answer) };
  return [
    ...(wider === null ? [] : [{ type: 'SearchWidened', data: { parties, circle: wider, widenedAt: at } } as const]),
    { type: 'OfferMade', data: made },
  ];
};

const ended = (search: Search, at: string, outcome: SearchOutcome, calledOffFor?: CalledOffFor): LawyerSearchEvent => ({
  type: 'SearchEnded',
  data: {
    parties: search.parties,
    endedAt: at,
    outcome,
    ...(calledOffFor !== undefined && { calledOffFor }),
    offers: search.offers.filter(({ round }) => round === search.round).length,
  },
});

const withdrawn = (
  { parties }: Search,
  { offerId, lawyerId }: Offer,
  at: string,
  reason: WithdrawnFor,
  code?: string,
): LawyerSearchEvent => ({
  type: 'OfferWithdrawn',
  data: { parties, offerId, lawyerId, withdrawnAt: at, reason, ...(code !== undefined && { code }) },
});

/** `first`, and then whoever is next: asked, or the end when there is nobody left. */
function goOn(state: LawyerSearchState, first: LawyerSearchEvent, command: Answering): LawyerSearchEvent[] {
  const search = evolve(state, first) as Running;
  const next = nextOf(search);
  return [first, ...(next === undefined ? [ended(search, command.at, 'exhausted')] : offering(search, next, command))];
}

function begin(data: CommandData<'BeginSearch'>, state: LawyerSearchState): LawyerSearchEvent[] {
  if (isRunning(state)) return refuse('running', '本件正在寻找律师。A search for a lawyer runs already.');
  const round = ('round' in state ? state.round : 0) + 1;
  if (round > MAX_ROUNDS) return refuse('too_often', '本件寻找律师的次数过多,请直接指派。Searched too often; assign a lawyer directly.');
  const { at, parties, personId, caseGroup, matter, candidates, weights, first } = data;
  const ranking = rankLawyers(candidates, matter, weights);
  const chosen = first === undefined ? undefined : ranking.ranked.find(({ lawyerId }) => lawyerId === first);
  if (first !== undefined && chosen === undefined) return notACandidate();
  const best = ranking.ranked.slice(0, MAX_RANKED);
  const ranked = (chosen === undefined || best.includes(chosen)
    ? best
    : [...best.slice(0, -1), chosen]) as unknown as readonly RankedLawyer[];
  const skipped = ranking.skipped
    .slice(0, MAX_SKIPPED)
    .map(({ lawyerId, circle, reasons }) => ({ lawyerId, circle, codes: reasons.map(({ code }) => code) }));
  const kept = new Set([...ranked, ...skipped].map(({ lawyerId }) => lawyerId));
  const begun: LawyerSearchEvent = {
    type: 'SearchBegun',
    data: {
      parties,
      personId,
      caseGroup,
      begunAt: at,
      round,
      weights: weights.version,
      ...(data.replacing !== undefined && { replacing: data.replacing }),
      matter: matter as RankedMatter & JsonObject,
      inputs: candidates.filter(({ id }) => kept.has(id)) as unknown as readonly (RankingCandidate & JsonObject)[],
      considered: candidates.length,
      ranked,
      rankedMore: ranking.ranked.length - ranked.length,
      skipped,
      skippedMore: ranking.skipped.length - skipped.length,
    },
  };
  if (chosen === undefined) return goOn(state, begun, data);
  return [begun, ...offering(evolve(state, begun) as Running, chosen as unknown as RankedLawyer, data)];
}

const notACandidate = (): never => {
  const detail = '该律师不在可以邀约的候选名单中,请另选。This lawyer is not among those who may be asked; choose another.';
  throw new Rejected('lawyer_search.not_a_candidate', detail, { errors: [{ path: 'lawyerId', code: 'not_a_candidate', detail }] });
};

function offerToAnother(data: CommandData<'OfferTo'>, state: LawyerSearchState): LawyerSearchEvent[] {
  if (state.status !== 'offering') return state.status === 'accepted' ? beingAssigned() : notRunning();
  const current = currentOffer(state);
  if (current?.lawyerId === data.lawyerId) return [];
  const { ranked, offers, round } = state;
  const chosen = ranked.find(({ lawyerId }) => lawyerId === data.lawyerId);
  const saidNo = offers.some((offer) => offer.round === round && offer.lawyerId === data.lawyerId && offer.status !== 'withdrawn');
  if (chosen === undefined || saidNo) return notACandidate();
  const taken = current === undefined ? [] : [withdrawn(state, current, data.at, 'another_chosen')];
  return [...taken, ...offering(taken.reduce(evolve, state as LawyerSearchState) as Running, chosen, data)];
}

const beingAssigned = (): never => refuse('accepted', '律师已接受,正在指派。The lawyer accepted and is being assigned.');

function decline(
  { offerId, lawyerId, reason, text, ...data }: CommandData<'DeclineOffer'>,
  state: LawyerSearchState,
): readonly LawyerSearchEvent[] {
  const offer = offerTo(state, offerId, lawyerId);
  if (offer.status === 'declined') return [];
  const { parties, personId, caseGroup } = answering(state, offer, data.at);
  const declined: LawyerSearchEvent = {
    type: 'OfferDeclined',
    data: { parties, offerId, lawyerId, caseGroup, declinedAt: data.at, reason, personId, ...(text !== undefined && { text }) },
  };
  return goOn(state, declined, data);
}

/** The matter has a lawyer, or needs none. */
function end({ at, lawyerId }: CommandData<'EndSearch'>, state: LawyerSearchState): readonly LawyerSearchEvent[] {
  if (!isRunning(state)) return [];
  const offer = currentOffer(state);
  if (lawyerId !== null && offer?.status === 'accepted' && offer.lawyerId === lawyerId) return [ended(state, at, 'accepted')];
  const cause: CalledOffFor = lawyerId === null ? 'request_closed' : 'assigned_by_hand';
  return [...(offer === undefined ? [] : [withdrawn(state, offer, at, cause)]), ended(state, at, 'called_off', cause)];
}

function decide(command: LawyerSearchCommand, state: LawyerSearchState): readonly LawyerSearchEvent[] {
  switch (command.type) {
    case 'BeginSearch':
      return begin(command.data, state);
    case 'OfferTo':
      return offerToAnother(command.data, state);
    case 'AcceptOffer': {
      const { at, offerId, lawyerId } = command.data;
      const offer = offerTo(state, offerId, lawyerId);
      if (offer.status === 'accepted') return [];
      const { parties, replacing } = answering(state, offer, at);
      const accepted = { parties, offerId, lawyerId, acceptedAt: at, ...(replacing !== undefined && { replacing }) };
      return [{ type: 'OfferAccepted', data: accepted }];
    }
    case 'DeclineOffer':
      return decline(command.data, state);
    case 'ExpireOffer': {
      const { at, offerId } = command.data;
      const offer = state.status === 'offering' ? currentOffer(state) : undefined;
      if (state.status !== 'offering' || offer?.offerId !== offerId || at < offer.until) return [];
      const { lawyerId, until } = offer;
      return goOn(state, { type: 'OfferExpired', data: { parties: state.parties, offerId, lawyerId, expiredAt: at, until } }, command.data);
    }
    case 'PassOver': {
      const { at, offerId, code } = command.data;
      const offer = state.status === 'accepted' ? currentOffer(state) : undefined;
      if (state.status !== 'accepted' || offer?.offerId !== offerId) return [];
      const refused = withdrawn(state, offer, at, 'assignment_refused', code);
      if (ASSIGNED_MEANWHILE.has(code)) return [refused, ended(state, at, 'called_off', 'assigned_by_hand')];
      return MATTER_ENDED.has(code) ? [refused, ended(state, at, 'called_off', 'request_closed')] : goOn(state, refused, command.data);
    }
    case 'CallOff': {
      if (state.status === 'ended') return [];
      if (state.status !== 'offering') return state.status === 'accepted' ? beingAssigned() : notRunning();
      const offer = currentOffer(state);
      const taken = offer === undefined ? [] : [withdrawn(state, offer, command.data.at, 'institution')];
      return [...taken, ended(state, command.data.at, 'called_off', 'institution')];
    }
    case 'EndSearch':
      return end(command.data, state);
    default:
      return assertNever(command);
  }
}

function evolve(state: LawyerSearchState, { type, data }: LawyerSearchEvent): LawyerSearchState {
  const running = state as Running;
  const offers = 'offers' in state ? state.offers : [];
  const answered = (offerId: string, change: Partial<Offer>): readonly Offer[] =>
    offers.map((offer) => (offer.offerId === offerId ? { ...offer, ...change } : offer));
  switch (type) {
    case 'SearchBegun': {
      const { inputs: _kept, ...begun } = data;
      return { status: 'offering', ...begun, reached: null, offers };
    }
    case 'SearchWidened':
      return { ...running, reached: data.circle };
    case 'OfferMade': {
      const { parties: _same, ...offer } = data;
      return { ...running, status: 'offering', offers: [...offers, { ...offer, status: 'open' }] };
    }
    case 'OfferAccepted':
      return { ...running, status: 'accepted', offers: answered(data.offerId, { status: 'accepted', answeredAt: data.acceptedAt }) };
    case 'OfferDeclined':
      return { ...running, offers: answered(data.offerId, { status: 'declined', answeredAt: data.declinedAt, reason: data.reason }) };
    case 'OfferExpired':
      return { ...running, offers: answered(data.offerId, { status: 'expired', answeredAt: data.expiredAt }) };
    case 'OfferWithdrawn': {
      const { withdrawnAt, reason, code } = data;
      const change = { status: 'withdrawn', answeredAt: withdrawnAt, reason, ...(code !== undefined && { code }) } as const;
      return { ...running, status: 'offering', offers: answered(data.offerId, change) };
    }
    case 'SearchEnded': {
      const { endedAt, outcome, calledOffFor } = data;
      return { ...running, status: 'ended', endedAt, outcome, ...(calledOffFor !== undefined && { calledOffFor }) };
    }
    default:
      return assertNever(type);
  }
}

const decider: Decider<LawyerSearchState, LawyerSearchCommand, LawyerSearchEvent> = { initial: { status: 'none' }, decide, evolve };

/** The search for a lawyer for one defence request or granted case, round after round; its id is the matter's. */
export const lawyerSearch: StreamType<LawyerSearchState, LawyerSearchCommand, LawyerSearchEvent> = {
  name: 'lawyer-search',
  decider,
  personal: { OfferDeclined: { text: 'personId' } },
};
