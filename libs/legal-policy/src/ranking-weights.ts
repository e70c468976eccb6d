import type { Day } from './shanghai-time.js';

/** How near a lawyer is to the matter, by the divisions the lawyer says to serve; the search widens from the first to the last. */
export const CIRCLES = ['same_division', 'same_prefecture', 'region', 'visiting'] as const;
export type Circle = (typeof CIRCLES)[number];

/** What speaks for a lawyer or against, each with points of its own (排序依据). */
export const RANKING_PARTS = [
  'language',
  'gender',
  'previous_stage',
  'circle',
  'criminal_defence',
  'minors',
  'cause',
  'experience',
  'workload',
  'pace',
  'turn',
  'offers',
] as const;
export type RankingPart = (typeof RANKING_PARTS)[number];

/**
 * What each reason counts, as data with a day it holds from: policy of the institutions, no article of law. Whole points; of two versions
 * the one in force on the day of the search applies, and the search keeps its name.
 */
export interface RankingWeights {
  readonly version: string;
  readonly validFrom: Day;
  /** Speaks the person's language (当事人语言). */
  readonly language: number;
  /** Is of the gender that the person asks for, or that suits a girl under eighteen. */
  readonly gender: number;
  /** Defended the person in the stage before (同案前一阶段的律师); older weights do not know it. */
  readonly previousStage?: number;
  readonly circle: Readonly<Record<Circle, number>>;
  /** `cause`: what a granted case is about; older weights do not know it. */
  readonly speciality: { readonly criminal_defence: number; readonly minors: number; readonly cause?: number };
  /** A year of criminal defence, and how many years count. */
  readonly experience: { readonly each: number; readonly atMost: number };
  /** A case of the last twelve months (承办量), and how many count. */
  readonly workload: { readonly each: number; readonly atMost: number };
  /** A case of this month and the last (办案节奏), and how many count. */
  readonly pace: { readonly each: number; readonly atMost: number };
  /** A day since the last assignment (轮候), and how many count; never assigned counts as most. */
  readonly turn: { readonly each: number; readonly atMost: number };
  /** An offer that waits for an answer (待答复邀约), and how many count. */
  readonly offers: { readonly each: number; readonly atMost: number };
}

/** Language before nearness, nearness before load; a very busy lawyer nearby gives way to one further off. Oldest first. */
const FIRST: RankingWeights = {
  version: '2026-1',
  validFrom: '2022-01-01',
  language: 4_000,
  gender: 1_500,
  circle: { same_division: 3_000, same_prefecture: 2_000, region: 1_000, visiting: 0 },
  speciality: { criminal_defence: 100, minors: 150 },
  experience: { each: 10, atMost: 10 },
  workload: { each: -20, atMost: 20 },
  pace: { each: -40, atMost: 5 },
  turn: { each: 2, atMost: 90 },
  offers: { each: -100, atMost: 3 },
};

/** Knows who defended the person before: worth more than one circle further off, and less than the language. */
const SECOND: RankingWeights = { ...FIRST, version: '2026-2', validFrom: '2026-11-26', previousStage: 1_200 };

/** The third knows what a granted case is about: its speciality is worth as much as that for minors. */
export const RANKING_WEIGHTS: readonly RankingWeights[] = [
  FIRST,
  SECOND,
  { ...SECOND, version: '2026-3', validFrom: '2026-11-27', speciality: { ...FIRST.speciality, cause: 150 } },
];

/** The weights in force on a day. @throws RangeError before the first */
export function rankingWeightsOn(day: Day, all: readonly RankingWeights[] = RANKING_WEIGHTS): RankingWeights {
  const found = all.findLast(({ validFrom }) => validFrom <= day);
  if (found === undefined) throw new RangeError(`no ranking weights hold on ${day}`);
  return found;
}

/** The weights of a version that a search was made with. @throws RangeError for one that was never in force */
export function rankingWeightsOf(version: string, all: readonly RankingWeights[] = RANKING_WEIGHTS): RankingWeights {
  const found = all.find((weights) => weights.version === version);
  if (found === undefined) throw new RangeError(`no ranking weights of version ${version}`);
  return found;
}
