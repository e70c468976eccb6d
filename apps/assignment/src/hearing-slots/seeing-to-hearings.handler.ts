import type { CommandBus } from '@nestjs/cqrs';
import { derivedId, type CommandContext, type DispatchContext } from '@xiezhi/eventsourcing';
import type { CaseLawyers } from '../case-lawyers/case-lawyers.queries.js';
import { halfDayOf } from '@xiezhi/legal-policy';
import { DefenceRequests, type DefenceRequestIntent } from '../defence-request/defence-request.handler.js';
import type { DefenceRequestState } from '../defence-request/defence-request.js';
import { sameSlot, type HearingClaims, type HearingSlot } from '../defence-request/hearing-claims.js';
import { SYSTEM_ROLE } from '../defence-request/relations.js';
import { hearingOf, isOpen } from '../defence-request/state.js';

export interface HearingTools {
  readonly bus: CommandBus;
  readonly claims: HearingClaims;
  readonly cases: Pick<CaseLawyers, 'withHearing'>;
  readonly stateOf: (requestId: string) => Promise<DefenceRequestState>;
  /** Now, as an ISO instant. */
  readonly now: () => string;
}

const PLATFORM = { agency: 'xiezhi', role: SYSTEM_ROLE };

/** Keeps the slots of hearings as the requests have them now, and records where a lawyer would be at two (庭期冲突). */
export class SeeingToHearings {
  constructor(private readonly tools: HearingTools) {}

  /** `before`: the slot that the request had until now. */
  async run(id: string, before: HearingSlot | undefined, division: string, context: DispatchContext): Promise<void> {
    const own = { ...context, actor: PLATFORM };
    const { claims, cases, stateOf } = this.tools;
    const state = await stateOf(id);
    if (before !== undefined && !sameSlot(hearingOf(state), before)) {
      await claims.free(before, id, { ...own, division });
      const others = await cases.withHearing(before.lawyerId, halfDayOf(before.hearingAt));
      // Whoever stood in its way is given the slot.
      for (const other of others) if (other !== id) await this.#hold(other, await stateOf(other), own);
    }
    await this.#hold(id, state, own);
  }

  async #hold(id: string, state: DefenceRequestState, context: Omit<CommandContext, 'division'>): Promise<void> {
    const { bus, claims, now } = this.tools;
    const slot = hearingOf(state);
    const at = now();
    if (!isOpen(state) || slot === null || slot.hearingAt <= at) return;
    const holder = await claims.take(slot, id, at, { ...context, division: state.parties.division });
    if (holder === null && state.hearingConflict === undefined) return;
    const intent: DefenceRequestIntent =
      holder === null ? { type: 'RecordHearingFree', data: {} } : { type: 'RecordHearingConflict', data: { ...slot, other: holder } };
    await bus.execute(new DefenceRequests(id, intent, { ...context, commandId: derivedId(context.commandId, intent.type, id) }));
  }
}
