import type { ChangeReason, MatterKind } from '@xiezhi/contracts';
import type { Rejected } from '@xiezhi/eventsourcing';
import { HOUR_MS, instantOf, millisOf, type OwedDuties } from '@xiezhi/legal-policy';
import type { AidCaseState } from '../aid-case/aid-case.js';
import { inStatus, isOpen as isOpenCase, notFound as noSuchCase, type Open as OpenCase } from '../aid-case/state.js';
import { soughtOfCase, type ConflictsOfDispute, type Sought } from '../candidates/candidates.sought.js';
import { notFound as noSuchRequest } from '../defence-request/relations.js';
import { isOpen, openOnly, replaceable, type DefenceRequestState } from '../defence-request/state.js';
import type { Parties } from './state.js';

/** What a search begins with. */
export interface Beginning {
  readonly personId: string;
  readonly caseGroup: string;
  readonly sought: Sought;
  /** The present lawyer, and those whom the person had before: none of them is asked. */
  readonly had: readonly string[];
}

/** A matter that a lawyer may be sought for (寻找律师的案件), as its own stream has it now. */
export interface SearchedMatter {
  readonly parties: Parties;
  /** When it must have its lawyer: by the clock of the assignment, by that of the change, or before the hearing. */
  dueAt(at: string): string;
  /** It waits for a lawyer, or, where one is to be replaced, has one. @throws Rejected */
  begin(replacing: ChangeReason | undefined): Promise<Beginning>;
}

interface Streams<State> {
  load(id: string): Promise<{ readonly state: State }>;
}

/** Hours that a replacement may take where no clock runs for it. */
const REPLACEMENT_HOURS = 72;

interface Waiting {
  readonly duties: OwedDuties<unknown>;
  readonly lawyerId?: string;
  readonly hearingAt?: string;
}

/** `clock`: the one that runs until the matter has its first lawyer; `ended`: when it ended, should it run no more. */
function dueOf({ duties, lawyerId, hearingAt }: Waiting, clock: 'C02' | 'C23', ended: string, at: string): string {
  const owed = Object.values(duties).find(({ clock: { id } }) => id === clock || id === 'C30');
  if (owed !== undefined) return owed.clock.dueAt;
  if (lawyerId === undefined) return ended;
  const usual = instantOf(millisOf(at) + REPLACEMENT_HOURS * HOUR_MS);
  return hearingAt !== undefined && hearingAt > at && hearingAt < usual ? hearingAt : usual;
}

const REPLACEABLE: readonly OpenCase['status'][] = ['assigned', 'engaged'];

/** Defence requests and granted cases, each by the rules of its own. */
export class SearchedMatters {
  constructor(
    private readonly requests: Streams<DefenceRequestState>,
    private readonly cases: Streams<AidCaseState>,
    private readonly conflicts: ConflictsOfDispute,
  ) {}

  /** `null` when there is none. */
  async load(kind: MatterKind, id: string): Promise<SearchedMatter | null> {
    return kind === 'defence-request' ? this.#request(id) : this.#case(id);
  }

  /** What an unknown matter is refused with, and a foreign one. */
  notFound(kind: MatterKind): Rejected {
    return kind === 'defence-request' ? noSuchRequest() : noSuchCase();
  }

  async #request(id: string): Promise<SearchedMatter | null> {
    const { state } = await this.requests.load(id);
    if (state.status === 'none') return null;
    return {
      parties: state.parties,
      dueAt: (at) => (isOpen(state) ? dueOf(state, 'C02', state.clock.dueAt, at) : at),
      begin: async (replacing) => {
        const { parties, facts, personId, lawyerId, formerLawyers = [] } = replacing === undefined ? openOnly(state) : replaceable(state);
        const { division, organ } = parties;
        return { personId, caseGroup: facts.coAccusedGroup, sought: { id, division, organ, facts }, had: had(formerLawyers, lawyerId) };
      },
    };
  }

  async #case(id: string): Promise<SearchedMatter | null> {
    const { state } = await this.cases.load(id);
    if (state.status === 'none') return null;
    return {
      parties: state.parties,
      dueAt: (at) => (isOpenCase(state) ? dueOf(state, 'C23', at, at) : at),
      begin: async (replacing) => {
        const { parties, facts, personId, lawyerId, formerLawyers, hearingAt } =
          replacing === undefined ? inStatus(state, 'received') : inStatus(state, ...REPLACEABLE);
        const sought = await soughtOfCase(
          id,
          { division: parties.division, facts, ...(hearingAt !== undefined && { hearingAt }) },
          this.conflicts,
        );
        return { personId, caseGroup: id, sought, had: had(formerLawyers, lawyerId) };
      },
    };
  }
}

const had = (former: readonly string[], present: string | undefined): readonly string[] =>
  present === undefined ? former : [...former, present];
