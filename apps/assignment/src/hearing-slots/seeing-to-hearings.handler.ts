import type { CommandBus } from '@nestjs/cqrs';
import { derivedId, type CommandContext, type DispatchContext } from '@xiezhi/eventsourcing';
import type { CaseLawyers } from '../case-lawyers/case-lawyers.queries.js';
import { halfDayOf } from '@xiezhi/legal-policy';
import { DefenceRequests, type DefenceRequestIntent } from '../defence-request/defence-request.handler.js';
import { sameSlot, type HearingClaims, type HearingSlot } from '../defence-request/hearing-claims.js';
import { SYSTEM_ROLE } from '../defence-request/relations.js';
import type { HearingMatter, HearingMatters } from './hearing.matters.js';

export interface HearingTools {
  readonly bus: CommandBus;
  readonly claims: HearingClaims;
  readonly cases: Pick<CaseLawyers, 'withHearing'>;
  readonly matters: HearingMatters;
  /** Now, as an ISO instant. */
  readonly now: () => string;
}

const PLATFORM = { agency: 'xiezhi', role: SYSTEM_ROLE };

/** Keeps the slots of hearings as the matters have them now, and records where a lawyer would be at two (庭期冲突). */
export class SeeingToHearings {
  constructor(private readonly tools: HearingTools) {}

  /** `before`: the slot that the matter had until now. */
  async run(id: string, before: HearingSlot | undefined, division: string, context: DispatchContext): Promise<void> {
    const own = { ...context, actor: PLATFORM };
    const { claims, cases, matters } = this.tools;
    const matter = await matters.of(id);
    if (before !== undefined && !sameSlot(matter?.slot ?? null, before)) {
      await claims.free(before, id, { ...own, division });
      const others = await cases.withHearing(before.lawyerId, halfDayOf(before.hearingAt));
      // Whoever stood in its way is given the slot.
      for (const other of others) if (other !== id) await this.#hold(other, await matters.of(other), own);
    }
    await this.#hold(id, matter, own);
  }

  /** A granted case records no conflict: one that would come is refused when the hearing is set. */
  async #hold(id: string, matter: HearingMatter | null, context: Omit<CommandContext, 'division'>): Promise<void> {
    const { bus, claims, now } = this.tools;
    const at = now();
    const slot = matter?.slot ?? null;
    if (matter === null || slot === null || slot.hearingAt <= at) return;
    const holder = await claims.take(slot, id, at, { ...context, division: matter.division });
    if (matter.kind === 'aid-case' || (holder === null && !matter.conflict)) return;
    const intent: DefenceRequestIntent =
      holder === null ? { type: 'RecordHearingFree', data: {} } : { type: 'RecordHearingConflict', data: { ...slot, other: holder } };
    await bus.execute(new DefenceRequests(id, intent, { ...context, commandId: derivedId(context.commandId, intent.type, id) }));
  }
}
