import type { QualityGrade } from '@xiezhi/contracts';
import { assertNever, Rejected, type Decider, type StreamType } from '@xiezhi/eventsourcing';
import { peerReviewCriteriaOf } from '@xiezhi/legal-policy';
import type { CaseSide, PeerReviewCommand, ReviewerFacts, ReviewParties, Scores } from './commands.js';
import type { PeerReviewEvent } from './events.js';

export type { PeerReviewCommand } from './commands.js';
export type { PeerReviewEvent } from './events.js';

interface Known {
  readonly status: 'open' | 'concluded';
  readonly parties: ReviewParties;
  readonly requestId: string;
  readonly matter?: 'aid-case';
  readonly criteria: string;
  readonly bound: number;
  /** Those who review. */
  readonly reviewers: readonly string[];
  readonly recused: readonly string[];
  /** How many reviews are wanted: two, or three. */
  readonly wanted: number;
  /** Reviewer → points of a hundred. */
  readonly scores: Readonly<Record<string, number>>;
  /** Once there is a result. */
  readonly grade: QualityGrade | null;
}
export type PeerReviewState = { readonly status: 'none' } | Known;

const REVIEWERS = 2;
const WITH_THIRD = 3;

function going(state: PeerReviewState): Known {
  if (state.status === 'none') throw new Rejected('peer_review.not_found', '没有这次同行评估。No such peer review.');
  if (state.status === 'open') return state;
  throw new Rejected('peer_review.concluded', '同行评估已有结果,不能再更改。The review is concluded; nothing can be changed.');
}

/** Nobody reviews the own case, a colleague's, or one with a conflict. @throws Rejected */
function insistOnReviewer({ lawyerId, active, firm, conflicted }: ReviewerFacts, { lawyers, firms }: CaseSide): void {
  if (lawyers.includes(lawyerId)) {
    throw new Rejected(
      'peer_review.reviewer_had_the_case',
      '该律师办理过本案,不能评估。This lawyer had the case; choose another reviewer.',
    );
  }
  if (firms.includes(firm)) {
    throw new Rejected(
      'peer_review.reviewer_of_same_firm',
      '该律师与承办律师在同一律师事务所,不能评估。This lawyer is of the same firm as who had the case; choose another reviewer.',
    );
  }
  if (conflicted) {
    throw new Rejected('peer_review.reviewer_conflicted', '该律师与本案有利益冲突,不能评估。This lawyer has a conflict in the case.');
  }
  if (!active) {
    throw new Rejected('peer_review.reviewer_not_active', '该律师目前不在执业,不能评估。This lawyer is not in practice now.');
  }
}

function open({ data }: Extract<PeerReviewCommand, { type: 'OpenReview' }>): readonly PeerReviewEvent[] {
  const { at: openedAt, reviewers, side, ...given } = data;
  const ids = [...new Set(reviewers.map(({ lawyerId }) => lawyerId))];
  if (ids.length !== REVIEWERS) {
    const detail = '请选择两名不同的评估人。Choose two different reviewers.';
    throw new Rejected('peer_review.reviewers.invalid', detail, { errors: [{ path: 'secondReviewer', code: 'not_two', detail }] });
  }
  for (const reviewer of reviewers) insistOnReviewer(reviewer, side);
  return [{ type: 'ReviewOpened', data: { ...given, reviewers: ids, openedAt } }];
}

function add(
  { at: addedAt, reviewer, side }: Extract<PeerReviewCommand, { type: 'AddReviewer' }>['data'],
  state: PeerReviewState,
): readonly PeerReviewEvent[] {
  const { parties, requestId, reviewers, recused, wanted } = going(state);
  const { lawyerId: reviewerId } = reviewer;
  if (reviewers.includes(reviewerId)) return [];
  if (reviewers.length >= wanted) {
    throw new Rejected('peer_review.no_place', '评估人已满,不需要增补。There are as many reviewers as are wanted.');
  }
  if (recused.includes(reviewerId)) {
    throw new Rejected('peer_review.reviewer_recused', '该律师已回避本案,不能再评估。This lawyer stepped aside before.');
  }
  insistOnReviewer(reviewer, side);
  return [{ type: 'ReviewerAdded', data: { parties, requestId, reviewerId, addedAt } }];
}

/** The sum of the points. @throws Rejected when a criterion is missing, unknown, or given more than there are */
function sumOf(scores: Scores, version: string): number {
  const { criteria } = peerReviewCriteriaOf(version);
  const wrong = criteria.flatMap(({ code, most }) => {
    const given = scores[code];
    if (given !== undefined && Number.isInteger(given) && given >= 0 && given <= most) return [];
    return [{ path: `scores.${code}`, code: 'out_of_range', detail: `应为0至${most}的整数。A whole number from 0 to ${most}.` }];
  });
  const foreign = Object.keys(scores).filter((code) => !criteria.some((criterion) => criterion.code === code));
  const detail = '评分表中没有此项,请删除。The table has no such criterion; leave it out.';
  const errors = [...wrong, ...foreign.map((code) => ({ path: `scores.${code}`, code: 'not_a_criterion', detail }))];
  if (errors.length > 0) {
    throw new Rejected('peer_review.scores.invalid', '请按评分表逐项打分。Score every criterion of the table, and no other.', { errors });
  }
  return criteria.reduce((sum, { code }) => sum + scores[code]!, 0);
}

/** Two: their mean; three: the one in the middle, so that one who stands apart decides nothing. */
function resultOf(scores: readonly number[]): number {
  const sorted = scores.toSorted((a, b) => a - b);
  return sorted.length === WITH_THIRD ? sorted[1]! : (sorted[0]! + sorted[1]!) / 2;
}

function concluded(
  { parties, requestId, matter, criteria, bound, wanted }: Known,
  scores: readonly number[],
  at: string,
): readonly PeerReviewEvent[] {
  if (scores.length < wanted) return [];
  const difference = Math.abs(scores[0]! - scores[1]!);
  if (wanted === REVIEWERS && difference > bound) {
    return [{ type: 'ThirdReviewNeeded', data: { parties, requestId, difference, bound, neededAt: at } }];
  }
  const score = resultOf(scores);
  const { grade } = peerReviewCriteriaOf(criteria).grades.find(({ from }) => score >= from)!;
  const of = { requestId, ...(matter !== undefined && { matter }) };
  const data = { parties, ...of, criteria, reviewed: scores.length, score, grade, concludedAt: at };
  return [{ type: 'CaseReviewed', data }];
}

function score(
  { at: scoredAt, reviewerId, scores }: Extract<PeerReviewCommand, { type: 'ScoreCase' }>['data'],
  state: PeerReviewState,
): readonly PeerReviewEvent[] {
  const known = going(state);
  const { parties, requestId, reviewers, criteria } = known;
  if (!reviewers.includes(reviewerId)) {
    throw new Rejected('peer_review.not_a_reviewer.forbidden', '您不是本案的评估人。You do not review this case.');
  }
  if (known.scores[reviewerId] !== undefined) {
    throw new Rejected('peer_review.scored', '您已评分,不能更改。You have scored this case; a score cannot be changed.');
  }
  const sum = sumOf(scores, criteria);
  return [
    { type: 'CaseScored', data: { parties, requestId, reviewerId, scores, score: sum, scoredAt } },
    ...concluded(known, [...Object.values(known.scores), sum], scoredAt),
  ];
}

function decide(command: PeerReviewCommand, state: PeerReviewState): readonly PeerReviewEvent[] {
  switch (command.type) {
    case 'OpenReview':
      if (state.status !== 'none') throw new Rejected('peer_review.exists', '该案件已有同行评估。This case has a peer review already.');
      return open(command);
    case 'AddReviewer':
      return add(command.data, state);
    case 'RecuseReviewer': {
      const { reviewerId, at: recusedAt } = command.data;
      const { parties, requestId, reviewers, recused, scores } = going(state);
      if (recused.includes(reviewerId)) return [];
      if (!reviewers.includes(reviewerId)) {
        throw new Rejected('peer_review.not_a_reviewer.forbidden', '该律师不是本案的评估人。This lawyer does not review this case.');
      }
      if (scores[reviewerId] !== undefined) {
        throw new Rejected('peer_review.scored', '已评分,不能再回避。Who has scored cannot step aside any more.');
      }
      return [{ type: 'ReviewerRecused', data: { parties, requestId, reviewerId, recusedAt } }];
    }
    case 'ScoreCase':
      return score(command.data, state);
    default:
      return assertNever(command);
  }
}

function evolve(state: PeerReviewState, { type, data }: PeerReviewEvent): PeerReviewState {
  if (type === 'ReviewOpened') {
    const { parties, requestId, matter, criteria, bound, reviewers } = data;
    const none = { recused: [], wanted: REVIEWERS, scores: {}, grade: null };
    return { status: 'open', parties, requestId, ...(matter !== undefined && { matter }), criteria, bound, reviewers, ...none };
  }
  if (state.status === 'none') return state;
  switch (type) {
    case 'ReviewerAdded':
      return { ...state, reviewers: [...state.reviewers, data.reviewerId] };
    case 'ReviewerRecused': {
      const reviewers = state.reviewers.filter((one) => one !== data.reviewerId);
      return { ...state, reviewers, recused: [...state.recused, data.reviewerId] };
    }
    case 'CaseScored':
      return { ...state, scores: { ...state.scores, [data.reviewerId]: data.score } };
    case 'ThirdReviewNeeded':
      return { ...state, wanted: WITH_THIRD };
    case 'CaseReviewed':
      return { ...state, status: 'concluded', grade: data.grade };
    default:
      return assertNever(type);
  }
}

const decider: Decider<PeerReviewState, PeerReviewCommand, PeerReviewEvent> = { initial: { status: 'none' }, decide, evolve };

/** The review of a closed case by peers (同行评估): two score it by a published table, and a third where they differ too much. */
export const peerReview: StreamType<PeerReviewState, PeerReviewCommand, PeerReviewEvent> = { name: 'peer-review', decider };
