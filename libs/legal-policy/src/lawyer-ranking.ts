import { cite } from './citations.js';
import { type LawyerFacts, mayTake } from './lawyer-eligibility.js';
import { CIRCLES, type Circle, type RankingPart, type RankingWeights } from './ranking-weights.js';
import { type Refusal, refusal } from './refusal.js';
import { type Day, daysBetween } from './shanghai-time.js';

/** What a matter asks of who takes it; names nobody. */
export interface RankedMatter {
  /** Ties are drawn by lot from it: the same each time. */
  readonly requestId: string;
  readonly division: string;
  readonly organ?: string;
  readonly onDay: Day;
  readonly lifeOrDeath: boolean;
  readonly minor: boolean;
  readonly language: string;
  /** False: no criminal matter, so that years of criminal defence speak neither for nor against. */
  readonly criminal?: boolean;
  /** Specialities that fit what a granted case is about: one of them counts. */
  readonly specialities?: readonly string[];
  /** The gender that the person asks for, or that suits a girl under eighteen; `required`: no other is offered. */
  readonly gender?: { readonly wanted: 'female' | 'male'; readonly required: boolean };
}

/** What is known of a lawyer on the day of the ranking (候选律师). */
export interface RankingCandidate extends LawyerFacts {
  readonly id: string;
  readonly divisions: readonly string[];
  readonly languages: readonly string[];
  readonly specialities: readonly string[];
  readonly gender?: 'female' | 'male';
  /** Comes from elsewhere for a time (援藏律师、1+1志愿律师). */
  readonly visiting?: boolean;
  /** Defended this person in the stage before (同案前一阶段的律师). */
  readonly ofPreviousStage?: boolean;
  /** Cases assigned in twelve months, and in this month and the last. */
  readonly load: number;
  readonly recent: number;
  readonly lastAssignedOn?: Day;
  /** Offers that wait for an answer. */
  readonly openOffers: number;
  readonly defendsCoAccused: boolean;
  /** Somebody of the case is or was the lawyer's client, or the lawyer declared a conflict. */
  readonly conflictOfInterest: boolean;
  /** Has another hearing in the half-day of this one. */
  readonly busyAtHearing: boolean;
  /** Declined this matter before, or let an offer of it pass. */
  readonly declined: boolean;
}

/** One reason and what it counts. */
export interface ScoredReason {
  readonly part: RankingPart;
  readonly points: number;
}

export interface Ranked {
  readonly lawyerId: string;
  readonly circle: Circle;
  /** The sum of the reasons' points. */
  readonly score: number;
  readonly reasons: readonly ScoredReason[];
}

export interface Skipped {
  readonly lawyerId: string;
  readonly circle: Circle;
  readonly reasons: readonly Refusal[];
}

export interface Ranking {
  /** Best first. */
  readonly ranked: readonly Ranked[];
  readonly skipped: readonly Skipped[];
}

/** How near a lawyer is to a division. */
export function circleOf({ divisions, visiting = false }: Pick<RankingCandidate, 'divisions' | 'visiting'>, division: string): Circle {
  if (visiting) return 'visiting';
  if (divisions.includes(division)) return 'same_division';
  const prefecture = division.slice(0, 4);
  return divisions.some((served) => served.slice(0, 4) === prefecture) ? 'same_prefecture' : 'region';
}

const FNV_BASIS = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** FNV-1a of a text that follows what `begun` is of. */
function hashOn(begun: number, text: string): number {
  let hash = begun;
  for (let place = 0; place < text.length; place++) hash = Math.imul(hash ^ text.charCodeAt(place), FNV_PRIME);
  return hash;
}

/** Draws lots for a matter: who comes first among equals is nobody's choice, and the same each time. */
function lots(requestId: string): (lawyerId: string) => number {
  const begun = hashOn(FNV_BASIS, requestId);
  return (lawyerId) => hashOn(begun, lawyerId) >>> 0;
}

const HEARING = refusal(
  'lawyer.hearing_at_that_time',
  cite('panel_rules'),
  '该律师在本件开庭的半天内已有另一件开庭。',
  'The lawyer has another hearing in the half-day of this one.',
);
const GENDER = refusal(
  'lawyer.gender_asked_for',
  cite('panel_rules'),
  '本件要求由另一性别的律师办理。',
  'This matter asks for a lawyer of the other gender.',
);
const DECLINED = refusal(
  'lawyer.declined_before',
  cite('panel_rules'),
  '该律师已谢绝本件,或者未在时限内答复。',
  'The lawyer declined this matter before, or did not answer in time.',
);

/** Why a lawyer is passed over; the law's reasons first (指派条件). */
function reasonsAgainst(candidate: RankingCandidate, matter: RankedMatter): readonly Refusal[] {
  const verdict = mayTake(candidate, {
    lifeOrDeath: matter.lifeOrDeath,
    minor: matter.minor,
    defendsCoAccused: candidate.defendsCoAccused,
    conflictOfInterest: candidate.conflictOfInterest,
    division: matter.division,
    onDay: matter.onDay,
    ...(matter.organ !== undefined && { organ: matter.organ }),
  });
  const reasons = verdict.ok ? [] : [...verdict.reasons];
  if (candidate.busyAtHearing) reasons.push(HEARING);
  if (matter.gender?.required === true && candidate.gender !== matter.gender.wanted) reasons.push(GENDER);
  if (candidate.declined) reasons.push(DECLINED);
  return reasons;
}

const counted = ({ each, atMost }: { readonly each: number; readonly atMost: number }, count: number): number =>
  each * Math.min(count, atMost);

function score(candidate: RankingCandidate, circle: Circle, matter: RankedMatter, weights: RankingWeights): readonly ScoredReason[] {
  const { specialities, lastAssignedOn } = candidate;
  const criminal = matter.criminal !== false;
  const turn = lastAssignedOn === undefined ? weights.turn.atMost : Math.max(0, daysBetween(lastAssignedOn, matter.onDay));
  const points: Readonly<Record<RankingPart, number>> = {
    language: candidate.languages.includes(matter.language) ? weights.language : 0,
    gender: matter.gender !== undefined && candidate.gender === matter.gender.wanted ? weights.gender : 0,
    previous_stage: candidate.ofPreviousStage === true ? (weights.previousStage ?? 0) : 0,
    circle: weights.circle[circle],
    criminal_defence: criminal && specialities.includes('criminal_defence') ? weights.speciality.criminal_defence : 0,
    minors: matter.minor && specialities.includes('minors') ? weights.speciality.minors : 0,
    cause: matter.specialities?.some((one) => specialities.includes(one)) === true ? (weights.speciality.cause ?? 0) : 0,
    experience: criminal ? counted(weights.experience, candidate.criminalDefenceYears) : 0,
    workload: counted(weights.workload, candidate.load),
    pace: counted(weights.pace, candidate.recent),
    turn: counted(weights.turn, turn),
    offers: counted(weights.offers, candidate.openOffers),
  };
  const reasons: ScoredReason[] = [];
  for (const part in points) {
    const each = points[part as RankingPart];
    if (each !== 0) reasons.push({ part: part as RankingPart, points: each });
  }
  return reasons;
}

/** The circle that is reached when offers have gone to `reached` and now go to `next`; `null` while it is not wider. */
export const widerCircle = (reached: Circle | null, next: Circle): Circle | null =>
  reached === null || CIRCLES.indexOf(next) > CIRCLES.indexOf(reached) ? next : null;

/** Who may take a matter, best first with the reasons, and who may not, each with why (候选律师排序). The same for the same facts. */
export function rankLawyers(candidates: readonly RankingCandidate[], matter: RankedMatter, weights: RankingWeights): Ranking {
  const ranked: (Ranked & { readonly lot: number })[] = [];
  const skipped: Skipped[] = [];
  const lot = lots(matter.requestId);
  for (const candidate of candidates) {
    const lawyerId = candidate.id;
    const circle = circleOf(candidate, matter.division);
    const against = reasonsAgainst(candidate, matter);
    if (against.length > 0) {
      skipped.push({ lawyerId, circle, reasons: against });
      continue;
    }
    const reasons = score(candidate, circle, matter, weights);
    const sum = reasons.reduce((total, { points }) => total + points, 0);
    ranked.push({ lawyerId, circle, score: sum, reasons, lot: lot(lawyerId) });
  }
  const byId = (a: { readonly lawyerId: string }, b: { readonly lawyerId: string }): number => (a.lawyerId < b.lawyerId ? -1 : 1);
  ranked.sort((a, b) => b.score - a.score || a.lot - b.lot || byId(a, b));
  return { ranked: ranked.map(({ lot: _drawn, ...rest }) => rest), skipped: skipped.toSorted(byId) };
}
