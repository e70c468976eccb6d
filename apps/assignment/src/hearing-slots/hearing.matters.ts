import type { MatterKind } from '@xiezhi/contracts';
import type { AidCaseState } from '../aid-case/aid-case.js';
import { hearingOf as hearingOfCase, isOpen as isOpenCase } from '../aid-case/state.js';
import type { HearingSlot } from '../defence-request/hearing-claims.js';
import { hearingOf, isOpen, type DefenceRequestState } from '../defence-request/state.js';

/** A matter whose lawyer goes to a hearing, as its own stream has it now. */
export interface HearingMatter {
  readonly kind: MatterKind;
  readonly institution: string;
  readonly division: string;
  /** The half-day it uses; `null`: none. */
  readonly slot: HearingSlot | null;
  /** What it goes by among its institution's matters: names nobody. */
  readonly number: string | null;
  /** Whether it is known that another hearing stands in its way (庭期冲突). */
  readonly conflict: boolean;
}

interface Streams<State> {
  load(id: string): Promise<{ readonly state: State }>;
}

/** Defence requests and granted cases: a lawyer is at one hearing of either in a half-day. */
export class HearingMatters {
  constructor(
    private readonly requests: Streams<DefenceRequestState>,
    private readonly cases: Streams<AidCaseState>,
  ) {}

  /** `null` when there is no such matter. */
  async of(id: string): Promise<HearingMatter | null> {
    const { state } = await this.requests.load(id);
    if (state.status === 'none') return this.#case(id);
    const { institution, division } = state.parties;
    const open = isOpen(state);
    return {
      ...{ kind: 'defence-request', institution, division, slot: hearingOf(state) },
      number: open ? state.facts.caseNumber : null,
      conflict: open && state.hearingConflict !== undefined,
    };
  }

  async #case(id: string): Promise<HearingMatter | null> {
    const { state } = await this.cases.load(id);
    if (state.status === 'none') return null;
    const { institution, division } = state.parties;
    const number = isOpenCase(state) ? (state.facts.caseNumber ?? state.facts.decisionNumber) : null;
    return { kind: 'aid-case', institution, division, slot: hearingOfCase(state), number, conflict: false };
  }
}
