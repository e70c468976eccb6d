import { useInfiniteQuery } from '@tanstack/react-query';
import { read } from './client.ts';
import { REQUESTS } from './requests.ts';

/** How near a lawyer is; the search widens from the first to the last. */
export type Circle = 'same_division' | 'same_prefecture' | 'region' | 'visiting';

/** What speaks for a lawyer or against (排序依据). */
export type RankingPart =
  | 'language'
  | 'gender'
  | 'previous_stage'
  | 'circle'
  | 'criminal_defence'
  | 'minors'
  | 'cause'
  | 'experience'
  | 'workload'
  | 'pace'
  | 'turn'
  | 'offers';

export interface ScoredReason {
  readonly part: RankingPart;
  readonly points: number;
}

/** Why a lawyer may not, with the article. */
export interface Against {
  readonly code: string;
  readonly basis: string;
  readonly text: string;
}

export interface Candidate {
  readonly lawyerId: string;
  /** Masked; `null` when the person was erased. */
  readonly name: string | null;
  readonly firm: string;
  readonly practiceYears: number;
  readonly criminalDefenceYears: number;
  readonly minorsTrained: boolean;
  readonly languages: readonly string[];
  readonly gender: 'female' | 'male' | null;
  readonly nearness: Circle;
  readonly load: number;
  readonly lastAssignedOn: string | null;
  readonly may: boolean;
  /** Place among those who may, from 1, and the reasons it follows from. */
  readonly place: number | null;
  readonly score: number | null;
  readonly scored: readonly ScoredReason[];
  readonly reasons: readonly Against[];
}

export interface CandidatesPage {
  readonly items: readonly Candidate[];
  readonly may: number;
  readonly barred: number;
  readonly weights: string;
  readonly next: string | null;
}

/** Who may take a matter, best first, and who may not; a page after the other. */
export const useCandidates = (id: string) =>
  useInfiniteQuery({
    queryKey: ['candidates', id],
    queryFn: ({ pageParam, signal }) => read<CandidatesPage>(`${REQUESTS}/${id}/candidates`, { cursor: pageParam ?? undefined }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
