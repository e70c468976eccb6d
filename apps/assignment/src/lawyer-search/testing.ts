import { rankingWeightsOn, type RankedMatter, type RankingCandidate } from '@xiezhi/legal-policy';
import { parties, noticeWith } from '../defence-request/testing.js';
import type { AnswerRules } from './answer-time.js';
import type { LawyerSearchCommand } from './commands.js';
import { lawyerSearch, type LawyerSearchEvent, type LawyerSearchState } from './lawyer-search.js';
import { currentOffer, type Running } from './state.js';

export const AT = '2026-11-23T02:00:00.000Z';
export const LATER = '2026-11-23T03:00:00.000Z';
/** Behind the end of every offer made at {@link AT}. */
export const OVER = '2026-11-23T09:00:00.000Z';
export const DUE_AT = '2026-11-26T16:00:00.000Z';
export const REQUEST_ID = '0192f3c4-5a6b-8c7d-9e0f-112233445566';
export const personId = noticeWith().personId;
export const answer: AnswerRules = { minutes: 240, quiet: { from: 21, until: 8 } };

export const matter: RankedMatter = {
  requestId: REQUEST_ID,
  division: '540100',
  organ: parties.organ,
  onDay: '2026-11-23',
  lifeOrDeath: false,
  minor: false,
  language: 'bo',
};

/** `1` is the best, then `2`, … */
export const lawyerId = (number: number): string => `0192f3c4-5a6b-7c7d-9e0f-00000000000${number}`;
export const candidate = (number: number, changes: Partial<RankingCandidate> = {}): RankingCandidate => ({
  id: lawyerId(number),
  status: 'active',
  criminalDefenceYears: 10 - number,
  minorsTrained: true,
  divisions: ['540100'],
  languages: ['zh', 'bo'],
  specialities: ['criminal_defence'],
  load: 0,
  recent: 0,
  openOffers: 0,
  defendsCoAccused: false,
  conflictOfInterest: false,
  busyAtHearing: false,
  declined: false,
  ...changes,
});

type Begin = Extract<LawyerSearchCommand, { type: 'BeginSearch' }>;
export const begin = (candidates: readonly RankingCandidate[], changes: Partial<Begin['data']> = {}): Begin => ({
  type: 'BeginSearch',
  data: {
    at: AT,
    dueAt: DUE_AT,
    answer,
    parties,
    personId,
    caseGroup: 'case-group',
    matter,
    candidates,
    weights: rankingWeightsOn(matter.onDay),
    ...changes,
  },
});

/** The events that commands lead to, one after the other. */
export function after(
  ...commands: readonly (LawyerSearchCommand | ((state: LawyerSearchState) => LawyerSearchCommand))[]
): readonly LawyerSearchEvent[] {
  const { decider } = lawyerSearch;
  const events: LawyerSearchEvent[] = [];
  let state: LawyerSearchState = decider.initial;
  for (const command of commands) {
    const decided = decider.decide(typeof command === 'function' ? command(state) : command, state);
    events.push(...decided);
    state = decided.reduce(decider.evolve, state);
  }
  return events;
}

/** The offer that runs after these events. */
export const runningOffer = (events: readonly LawyerSearchEvent[]): { readonly offerId: string; readonly lawyerId: string } => {
  const state = events.reduce(lawyerSearch.decider.evolve, lawyerSearch.decider.initial) as Running;
  const { offerId, lawyerId: of } = currentOffer(state)!;
  return { offerId, lawyerId: of };
};
