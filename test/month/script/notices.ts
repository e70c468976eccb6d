import type { Organ } from '../oracle/facts.js';
import type { Written } from './act.js';
import type { Agenda } from './agenda.js';
import type { Chance } from './chance.js';

/** Lhasa prefecture: the city itself and its counties and districts. */
export const LHASA = ['540100', '540102', '540103', '540104', '540121', '540122', '540123', '540124', '540127'];

const DAY_HOURS = 24;
/** What brings a case before each organ, and how often. */
const GROUNDS: Record<Organ, readonly (readonly [string, number])[]> = {
  police: [
    ['minor', 4],
    ['life_or_death', 3],
    ['sight_hearing_speech_disability', 2],
    ['limited_capacity_adult', 1],
  ],
  procuratorate: [
    ['minor', 3],
    ['life_or_death', 3],
    ['sight_hearing_speech_disability', 1],
    ['limited_capacity_adult', 1],
  ],
  court: [
    ['life_or_death', 3],
    ['minor', 2],
    ['discretionary', 5],
    ['compulsory_treatment', 1],
    ['in_absentia', 1],
  ],
};

/** Writes the notices of the month. */
export class Notices {
  private number = 0;
  private shared: { readonly organ: Organ; readonly division: string; readonly caseNumber: string } | null = null;

  constructor(
    private readonly chance: Chance,
    private readonly agenda: Agenda,
  ) {}

  /** A notice of a need found at `discoveredAt`; every tenth is about a co-accused of the case before. */
  write(discoveredAt: number): Written {
    const { chance } = this;
    const number = (this.number += 1);
    const known = this.shared !== null && chance.is(0.1) ? this.shared : null;
    const organ =
      known?.organ ??
      chance.weighed<Organ>([
        ['court', 5],
        ['police', 3],
        ['procuratorate', 2],
      ]);
    const division = known?.division ?? (chance.is(0.5) ? LHASA[0]! : chance.of(LHASA));
    const caseNumber = known?.caseNumber ?? `（2026）藏${division}刑${number}号`;
    this.shared = { organ, division, caseNumber };
    const ground = chance.weighed(GROUNDS[organ]);
    const stage = this.#stage(organ, ground);
    const procedure = organ === 'court' && ground === 'minor' && chance.is(0.3) ? chance.of(['summary', 'fast_track']) : 'ordinary';
    const trial = organ === 'court' && ground !== 'compulsory_treatment';
    // Some hearings are fixed too near: the notice is accepted, and late.
    const hearingAt = trial && chance.is(0.7) ? this.agenda.office(discoveredAt, 9 * DAY_HOURS, 45 * DAY_HOURS) : undefined;
    return {
      organ,
      division,
      institution: division,
      caseNumber,
      person: `月度某${number}`,
      ground,
      stage,
      procedure,
      discoveredAt,
      ...(hearingAt !== undefined && { hearingAt }),
      minor: ground === 'minor',
      lifeOrDeath: ground === 'life_or_death',
    };
  }

  #stage(organ: Organ, ground: string): string {
    if (organ === 'police') return 'investigation';
    if (organ === 'procuratorate') return 'prosecution_review';
    if (ground === 'compulsory_treatment') return 'compulsory_treatment';
    return this.chance.weighed([
      ['first_instance', 8],
      ['second_instance', 2],
      ['retrial', 1],
    ]);
  }
}
