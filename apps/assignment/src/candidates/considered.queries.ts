import { DIVISIONS } from '@xiezhi/contracts';
import { open, streamOf, type JsonObject, type Personal, type PersonKeys, type ProjectionShape } from '@xiezhi/eventsourcing';
import type { ReadModels } from '@xiezhi/eventsourcing/postgres';
import { halfDayOf, shanghaiDay, type RankedMatter, type RankingCandidate } from '@xiezhi/legal-policy';
import { divisionPath, divisionPrefix } from '@xiezhi/service';
import type { Pool } from 'pg';
import { aidCase } from '../aid-case/aid-case.js';
import type { Recipient } from '../aid-case/facts.js';
import { aidCaseList } from '../aid-case-list/aid-case-list.projection.js';
import type { CaseLawyers } from '../case-lawyers/case-lawyers.queries.js';
import type { CoAccusedClaims } from '../defence-request/co-accused.js';
import type { Person } from '../defence-request/notice.js';
import { lastLawyerOf, linkedAs, samePerson, type DefenceRequestState } from '../defence-request/state.js';
import { barsInForce } from '../lawyer-bars/lawyer-bars.queries.js';
import { lawyerOffers } from '../lawyer-offers/lawyer-offers.projection.js';
import { lawyerRoster } from '../lawyer-roster/lawyer-roster.projection.js';
import { casesIn, lastMonths, lawyerTurns } from '../lawyer-turns/lawyer-turns.projection.js';
import { opened } from '../worklist/worklist.pages.js';
import { worklist } from '../worklist/worklist.projection.js';
import type { Gender, Sought } from './candidates.sought.js';

/** Lawyers who are compared for one matter: more than a region has. */
export const MAX_CONSIDERED = 10_000;
const LOAD_MONTHS = 12;
const RECENT_MONTHS = 2;

/** Whether a girl under eighteen is to have a woman lawyer. */
export type WomanForGirls = 'off' | 'preferred' | 'required';
type WantedGender = NonNullable<RankedMatter['gender']>;

/** Everything that the ranking rests on. */
export interface Considered {
  readonly matter: RankedMatter;
  readonly candidates: readonly RankingCandidate[];
}

/** As one JSON text: thousands of rows with arrays would be parsed one by one. */
type Line = readonly [
  id: string,
  status: RankingCandidate['status'],
  criminalDefenceYears: number,
  minorsTrained: boolean,
  languages: readonly string[],
  divisions: readonly string[],
  specialities: readonly string[],
  gender: Gender | null,
  visiting: boolean,
  visitingUntil: string | null,
  months: Readonly<Record<string, number>> | null,
  lastAssignedOn: string | null,
  openOffers: number,
];

/** Gathers what is known of every lawyer who may serve a matter's division (候选律师的依据). */
export class ConsideredLawyers {
  constructor(
    private readonly pool: Pool,
    private readonly readModels: ReadModels,
    private readonly keys: PersonKeys,
    private readonly cases: CaseLawyers,
    private readonly claims: CoAccusedClaims,
    private readonly stateOf: (requestId: string) => Promise<DefenceRequestState>,
    private readonly womanForGirls: WomanForGirls,
    private readonly now: () => string,
  ) {}

  /** `declined`: who said no to this matter before. */
  async of(sought: Sought, declined: ReadonlySet<string> = new Set()): Promise<Considered> {
    const { id, division, organ, facts } = sought;
    const { others, previousLawyers } = await this.#ofPerson(id);
    const group = facts?.coAccusedGroup;
    const hearing = facts?.hearingAt;
    const inTheWay = sought.conflicted ?? new Set<string>();
    const [lines, bars, coAccused, conflicted, busy, gender] = await Promise.all([
      this.#lines(division, id),
      barsInForce(this.pool, this.readModels, this.now()),
      group === undefined ? new Set<string>() : this.claims.takenByOthers(group, id),
      group === undefined ? new Set<string>() : this.cases.conflicted(group, id, others),
      hearing === undefined ? new Set<string>() : this.cases.atHearing(halfDayOf(hearing), group ?? id),
      this.#gender(sought),
    ]);
    const onDay = shanghaiDay(this.now());
    const year = lastMonths(onDay, LOAD_MONTHS);
    const recent = year.slice(-RECENT_MONTHS);
    return {
      matter: {
        requestId: id,
        division,
        ...(organ !== undefined && { organ }),
        onDay,
        lifeOrDeath: facts?.lifeOrDeath ?? false,
        minor: facts?.minor ?? false,
        language: facts?.language ?? 'zh',
        ...(facts?.criminal !== undefined && { criminal: facts.criminal }),
        ...(facts?.specialities !== undefined && { specialities: facts.specialities }),
        ...(gender !== null && { gender }),
      },
      candidates: lines.map(
        ([
          lawyerId,
          status,
          criminalDefenceYears,
          minorsTrained,
          languages,
          divisions,
          specialities,
          of,
          visiting,
          visitingUntil,
          months,
          last,
          openOffers,
        ]) => ({
          id: lawyerId,
          status,
          criminalDefenceYears,
          minorsTrained,
          languages,
          divisions,
          specialities,
          ...(of !== null && { gender: of }),
          visiting,
          ...(visitingUntil !== null && { visitingUntil }),
          ...(previousLawyers.includes(lawyerId) && { ofPreviousStage: true }),
          ...(bars.has(lawyerId) && { bars: bars.get(lawyerId)! }),
          load: months === null ? 0 : casesIn(months, year),
          recent: months === null ? 0 : casesIn(months, recent),
          ...(last !== null && { lastAssignedOn: last }),
          openOffers,
          defendsCoAccused: coAccused.has(lawyerId),
          conflictOfInterest: inTheWay.has(lawyerId) || (!coAccused.has(lawyerId) && conflicted.has(lawyerId)),
          busyAtHearing: busy.has(lawyerId),
          declined: declined.has(lawyerId),
        }),
      ),
    };
  }

  /** Who serves the division, one above it or one below it, with the turns each had. */
  async #lines(division: string, id: string): Promise<readonly Line[]> {
    const prefix = divisionPrefix(division);
    const divisions = [...divisionPath(division), ...DIVISIONS.flatMap(({ code }) => (code.startsWith(prefix) ? [code] : []))];
    // An older version of the roster, still read while this one is built, has no columns for these.
    const more = this.readModels.current(lawyerRoster)
      ? 'specialities, gender, visiting, visiting_until'
      : `'{}'::text[], NULL, false, NULL`;
    const { rows } = await this.pool.query<{ lines: readonly Line[] | null }>(
      `SELECT json_agg(json_build_array(id, status, criminal_defence_years, minors_trained, languages, divisions, ${more}, months, last_assigned_on, coalesce(open_offers, 0))) AS lines
       FROM (SELECT * FROM ${this.readModels.table(lawyerRoster)} WHERE divisions && $1 AND details IS NOT NULL ORDER BY id LIMIT $2) AS roster
       LEFT JOIN (SELECT id, months, (last_assigned_at AT TIME ZONE 'Asia/Shanghai')::date AS last_assigned_on FROM ${this.readModels.table(lawyerTurns)}) AS turns USING (id)
       LEFT JOIN (SELECT lawyer_id AS id, count(*) AS open_offers FROM ${this.readModels.table(lawyerOffers)}
                  WHERE status = 'open' AND request_id <> $3 GROUP BY lawyer_id) AS offers USING (id)`,
      [[...new Set(divisions)], MAX_CONSIDERED, id],
    );
    return rows[0]?.lines ?? [];
  }

  /** Other requests about the same person, and who defended the person in the stage before (同案前一阶段的律师). */
  async #ofPerson(id: string): Promise<{ readonly others: readonly string[]; readonly previousLawyers: readonly string[] }> {
    const state = await this.stateOf(id);
    if (!('links' in state)) return { others: [], previousLawyers: [] };
    const before = await Promise.all(linkedAs(state, 'previous_stage').map((previous) => this.stateOf(previous)));
    return { others: samePerson(state), previousLawyers: before.flatMap((previous) => lastLawyerOf(previous) ?? []) };
  }

  /** What the person asks for goes before what suits a girl; a girl who is granted aid, as a victim or a party, is treated like one accused. */
  async #gender({ id, organ, facts, asked }: Sought): Promise<WantedGender | null> {
    if (asked !== undefined) return { wanted: asked, required: false };
    if (facts?.minor !== true || this.womanForGirls === 'off') return null;
    const person = organ === undefined ? await this.#recipient(id) : await this.#person(id);
    return person?.gender === 'female' ? { wanted: 'female', required: this.womanForGirls === 'required' } : null;
  }

  /** The suspect or defendant of a request. */
  async #person(id: string): Promise<Person | null> {
    return opened<Person>(this.keys, id, await this.#sealed(worklist, id), 'person');
  }

  /** The recipient of a granted case. */
  async #recipient(id: string): Promise<Recipient | null> {
    const sealed = await this.#sealed(aidCaseList, id);
    return sealed === null
      ? null
      : open<Recipient>(sealed as unknown as Personal<Recipient>, this.keys, streamOf(aidCase, id), 'recipient');
  }

  async #sealed(model: ProjectionShape, id: string): Promise<JsonObject | null> {
    const text = `SELECT person FROM ${this.readModels.table(model)} WHERE id = $1`;
    const { rows } = await this.pool.query<{ person: JsonObject | null }>(text, [id]);
    return rows[0]?.person ?? null;
  }
}
