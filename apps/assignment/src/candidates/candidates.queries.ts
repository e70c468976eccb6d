import { isSealed, type PersonKeys } from '@xiezhi/eventsourcing';
import {
  circleOf,
  rankingWeightsOn,
  rankLawyers,
  type Circle,
  type RankingCandidate,
  type Refusal,
  type ScoredReason,
} from '@xiezhi/legal-policy';
import { maskName } from '@xiezhi/service';
import type { LawyerRow } from '../lawyer-roster/lawyer-roster.projection.js';
import { lawyerDetails } from '../rosters/rosters.details.js';
import type { Rosters } from '../rosters/rosters.js';
import type { ConsideredLawyers } from './considered.queries.js';
import type { Sought } from './candidates.sought.js';

/** Candidates one page holds at most. */
export const MAX_CANDIDATES = 100;

/** A lawyer as a row to compare (候选律师): what speaks for him, and what against. */
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
  /** Cases assigned in twelve months, by whichever institution; and on which day the last one was. */
  readonly load: number;
  readonly lastAssignedOn: string | null;
  readonly may: boolean;
  /** Place among those who may, from 1; and what it follows from. */
  readonly place: number | null;
  readonly score: number | null;
  readonly scored: readonly ScoredReason[];
  /** Why not, each with its article; empty when the lawyer may. */
  readonly reasons: readonly Refusal[];
}

export interface CandidatesPage {
  readonly items: readonly Candidate[];
  /** How many may be assigned, and how many are passed over. */
  readonly may: number;
  readonly barred: number;
  /** Version of the weights (排序权重) that the order follows from. */
  readonly weights: string;
  /** Where the next page begins. */
  readonly next: string | null;
}

interface Placed {
  readonly id: string;
  readonly place: number | null;
  readonly score: number | null;
  readonly scored: readonly ScoredReason[];
  readonly reasons: readonly Refusal[];
}

/** What a row of the comparison shows of a lawyer, found by id. */
type Known = ReadonlyMap<string, { readonly row: LawyerRow; readonly name: string | null }>;

/** Who may be assigned to a matter. */
export class Candidates {
  constructor(
    private readonly considered: ConsideredLawyers,
    private readonly rosters: Rosters,
    private readonly keys: PersonKeys,
  ) {}

  /** Lawyers who serve the matter's division: those who may take it in the order of the ranking, then those who may not, each with why. */
  async page(
    sought: Sought,
    { from, limit }: { readonly from: number; readonly limit: number },
    declined: ReadonlySet<string> = new Set(),
  ): Promise<CandidatesPage> {
    const { matter, candidates } = await this.considered.of(sought, declined);
    const weights = rankingWeightsOn(matter.onDay);
    const { ranked, skipped } = rankLawyers(candidates, matter, weights);
    const all: readonly Placed[] = [
      ...ranked.map(({ lawyerId, score, reasons }, index) => ({ id: lawyerId, place: index + 1, score, scored: reasons, reasons: [] })),
      ...skipped.map(({ lawyerId, reasons }) => ({ id: lawyerId, place: null, score: null, scored: [], reasons })),
    ];
    const shown = all.slice(from, from + limit);
    const known = await this.named(shown.map(({ id }) => id));
    const byId = new Map(candidates.map((candidate) => [candidate.id, candidate]));
    return {
      items: shown.flatMap((placed) => candidateOf(placed, byId.get(placed.id)!, known, matter.division)),
      may: ranked.length,
      barred: skipped.length,
      weights: weights.version,
      next: from + limit < all.length ? String(from + limit) : null,
    };
  }

  /** Lawyers by id, with masked names; those the roster has lost are left out. */
  async named(ids: readonly string[]): Promise<Known> {
    const rows = await this.rosters.lawyerRows(ids);
    await this.keys.find(rows.flatMap(({ details }) => (isSealed(details) ? [details.$sealed.person] : [])));
    const entries = rows.map(async (row) => {
      const details = await lawyerDetails(row, this.keys);
      return [row.id, { row, name: details === null ? null : maskName(details.name) }] as const;
    });
    return new Map(await Promise.all(entries));
  }
}

function candidateOf({ id, ...placed }: Placed, candidate: RankingCandidate, known: Known, division: string): readonly Candidate[] {
  const found = known.get(id);
  if (found === undefined) return [];
  const { row, name } = found;
  return [
    {
      lawyerId: id,
      name,
      firm: row.firm,
      practiceYears: row.practice_years,
      criminalDefenceYears: row.criminal_defence_years,
      minorsTrained: row.minors_trained,
      languages: row.languages,
      gender: candidate.gender ?? null,
      nearness: circleOf(candidate, division),
      load: candidate.load,
      lastAssignedOn: candidate.lastAssignedOn ?? null,
      may: placed.place !== null,
      ...placed,
    },
  ];
}
