import { isSealed, type PersonKeys } from '@xiezhi/eventsourcing';
import type { ReadModels } from '@xiezhi/eventsourcing/postgres';
import { mayTake, type Refusal } from '@xiezhi/legal-policy';
import { divisionPath, maskName } from '@xiezhi/service';
import type { Pool } from 'pg';
import type { NoticeFacts } from '../defence-request/notice.js';
import type { LawyerRow } from '../lawyer-roster/lawyer-roster.projection.js';
import { lawyerDetails } from '../rosters/rosters.details.js';
import { factsOf, type Rosters } from '../rosters/rosters.js';
import { worklist } from '../worklist/worklist.projection.js';

/** More than any division has; of more, those with most experience. */
const MAX_CANDIDATES = 100;
const LOAD_MONTHS = 12;
/** How far one lawyer's cases are counted. */
const LOAD_COUNTED_TO = 1_000;

/** How near a lawyer's practice is to the matter, by what divisions he says he serves. */
export type Nearness = 'same_division' | 'same_prefecture' | 'elsewhere';

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
  readonly nearness: Nearness;
  /** Cases assigned within twelve months, by whichever institution, at most a thousand; and when the last one was. */
  readonly load: number;
  readonly lastAssignedAt: string | null;
  readonly may: boolean;
  /** Why not, each with its article; empty when the lawyer may. */
  readonly reasons: readonly Refusal[];
}

interface Load {
  readonly lawyer: string;
  readonly load: number;
  readonly last: Date | null;
}

/** What a matter asks of who takes it. */
export interface Wanted {
  readonly division: string;
  readonly facts: NoticeFacts | null;
  /** Lawyers who defend a co-accused of the same case (同案被告人). */
  readonly ofCoAccused: ReadonlySet<string>;
}

/** Who may be assigned to a matter. */
export class Candidates {
  constructor(
    private readonly rosters: Rosters,
    private readonly pool: Pool,
    private readonly readModels: ReadModels,
    private readonly keys: PersonKeys,
    private readonly now: () => string,
  ) {}

  /** Lawyers who serve the matter's division, with why each may or may not take it. */
  async of({ division, facts, ofCoAccused }: Wanted): Promise<readonly Candidate[]> {
    const rows = await this.rosters.serving(divisionPath(division), MAX_CANDIDATES);
    const [loads] = await Promise.all([this.#loads(rows.map(({ id }) => id)), this.keys.find(rows.flatMap(personsOf))]);
    return Promise.all(
      rows.map(async (row) => {
        const details = await lawyerDetails(row, this.keys);
        const verdict = mayTake(factsOf(row), {
          lifeOrDeath: facts?.lifeOrDeath ?? false,
          minor: facts?.minor ?? false,
          defendsCoAccused: ofCoAccused.has(row.id),
          division,
        });
        const known = loads.get(row.id);
        return {
          lawyerId: row.id,
          name: details === null ? null : maskName(details.name),
          firm: row.firm,
          practiceYears: row.practice_years,
          criminalDefenceYears: row.criminal_defence_years,
          minorsTrained: row.minors_trained,
          languages: row.languages,
          nearness: nearnessOf(row.divisions, division),
          load: known?.load ?? 0,
          lastAssignedAt: known?.last?.toISOString() ?? null,
          may: verdict.ok,
          reasons: verdict.ok ? [] : verdict.reasons,
        };
      }),
    );
  }

  /** How many cases each has, over all institutions: a number, and nothing of whose they are. */
  async #loads(lawyers: readonly string[]): Promise<ReadonlyMap<string, Load>> {
    if (!this.readModels.current(worklist)) return new Map();
    const { rows } = await this.pool.query<Load>({
      text: `SELECT lawyer, counted.* FROM unnest($1::uuid[]) AS lawyer CROSS JOIN LATERAL (
         SELECT count(*)::int AS load, max(assigned_at) AS last FROM (
           SELECT assigned_at FROM ${this.readModels.table(worklist)}
           WHERE lawyer_id = lawyer AND assigned_at > $2::timestamptz - make_interval(months => $3) ORDER BY assigned_at DESC LIMIT $4) AS assigned) AS counted`,
      values: [lawyers, this.now(), LOAD_MONTHS, LOAD_COUNTED_TO],
    });
    return new Map(rows.map((row) => [row.lawyer, row]));
  }
}

const personsOf = ({ details }: LawyerRow): readonly string[] => (isSealed(details) ? [details.$sealed.person] : []);

function nearnessOf(divisions: readonly string[], division: string): Nearness {
  if (divisions.includes(division)) return 'same_division';
  return divisions.some((code) => code.slice(0, 4) === division.slice(0, 4)) ? 'same_prefecture' : 'elsewhere';
}
