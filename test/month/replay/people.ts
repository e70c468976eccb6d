import { randomUUID } from 'node:crypto';
import { derivedId } from '@xiezhi/eventsourcing';
import type { Principal } from '@xiezhi/service';
import { until, type Api } from '../../../apps/platform/src/demo/api.js';
import type { TestPlatform } from '../../support/platform.js';
import type { Store } from './store.js';

const ROSTER_WITHIN_MS = 60_000;

/** Who acts in the month: clerks of organs, officers of institutions, lawyers. Each gets a way in when first needed. */
export class People {
  readonly #apis = new Map<string, Promise<Api>>();

  constructor(
    private readonly platform: () => TestPlatform,
    private readonly lawyers: readonly string[],
  ) {}

  /** Enters so many lawyers of the prefecture into the register, and waits until the institutions know them all. */
  static async of(platform: () => TestPlatform, store: Store, lawyers: number): Promise<People> {
    const entered: string[] = [];
    for (let number = 1; number <= lawyers; number += 1) {
      const { status, body } = await platform().api.administrator.post<{ id: string }>('/api/directory/lawyers', {
        name: `月度律师${number}`,
        phone: `1380000${String(number).padStart(4, '0')}`,
        firm: '第1律师事务所',
        practiceYears: 10,
        criminalDefenceYears: 8,
        minorsTrained: true,
        specialities: ['criminal_defence'],
        languages: ['zh', 'bo'],
        divisions: ['540000'],
      });
      if (status !== 201) throw new Error(`a lawyer was refused with ${status}: ${JSON.stringify(body)}`);
      entered.push(body.id);
    }
    await until(
      () => store.lawyersKnown(entered),
      (known) => known === entered.length,
      ROSTER_WITHIN_MS,
    );
    return new People(platform, entered);
  }

  lawyerId(number: number): string {
    return this.lawyers[number]!;
  }

  clerk(organ: string, division: string): Promise<Api> {
    return this.#as({ agency: `${organ}-${division}`, agencyKind: organ, role: 'case_agency_clerk', division });
  }

  /** The institution's own staff: an officer (经办人), or its head (负责人), who alone decides some things. */
  institution(division: string, role: 'institution_officer' | 'institution_head'): Promise<Api> {
    return this.#as({ agency: `institution-${division}`, agencyKind: 'institution', role, division });
  }

  lawyer(number: number): Promise<Api> {
    const lawyerId = this.lawyerId(number);
    return this.#as({ agency: 'law-firm-demonstration-2', agencyKind: 'law_firm', role: 'lawyer', division: '540100', lawyerId });
  }

  #as(who: Omit<Principal, 'account'>): Promise<Api> {
    const key = `${who.agency} ${who.role} ${who.lawyerId ?? ''}`;
    const known = this.#apis.get(key);
    if (known !== undefined) return known;
    const api = this.platform().as({ account: derivedId('month', key, randomUUID()), ...who });
    this.#apis.set(key, api);
    return api;
  }
}
