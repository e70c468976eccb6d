import {
  derivedId,
  SlotHeld,
  type ClaimCommand,
  type ClaimEvent,
  type ClaimState,
  type CommandContext,
  type StreamHandler,
} from '@xiezhi/eventsourcing';
import { halfDayOf, millisOf } from '@xiezhi/legal-policy';
import { hearingOf, type DefenceRequestState } from './state.js';

/** A lawyer at a hearing: the half-day of `hearingAt` (庭期) is the slot. */
export interface HearingSlot {
  readonly lawyerId: string;
  readonly hearingAt: string;
}

/** One slot has one stream, so that none grows with what a lawyer does in years. */
const SLOT = 'hearing';
/** So long a slot may be held for an appointment that is not written yet: longer than any command may take. */
const IN_FLIGHT_MS = 60_000;

const scopeOf = ({ lawyerId, hearingAt }: HearingSlot): string => derivedId('hearing slot', lawyerId, halfDayOf(hearingAt));

/** Whether the slot lies in the half-day of the other, with the same lawyer. */
export const sameSlot = (one: HearingSlot | null, other: HearingSlot | null): boolean =>
  one !== null && other !== null && scopeOf(one) === scopeOf(other);

/**
 * Keeps two officers from giving one lawyer two hearings in one half-day (庭期冲突), by a claim per lawyer and half-day: the first to take it
 * has it. What a matter holds and does not use any more counts as free.
 */
export class HearingClaims {
  constructor(
    private readonly claims: StreamHandler<ClaimState, ClaimCommand, ClaimEvent>,
    private readonly stateOf: (requestId: string) => Promise<DefenceRequestState>,
  ) {}

  /** Takes the slot for `request`; the id of the request that has it, or `null` when it is taken. */
  async take(slot: HearingSlot, request: string, at: string, context: CommandContext): Promise<string | null> {
    const held = await this.#try(slot, request, at, context, 'take hearing');
    if (held === null) return null;
    const { holder, since } = held;
    if (sameSlot(hearingOf(await this.stateOf(holder)), slot)) return holder;
    if (since !== undefined && millisOf(at) - millisOf(since) < IN_FLIGHT_MS) return holder;
    await this.free(slot, holder, context);
    return (await this.#try(slot, request, at, context, 'take hearing again'))?.holder ?? null;
  }

  /** Lets go of the slot, where `request` holds it. */
  async free(slot: HearingSlot, request: string, context: CommandContext): Promise<void> {
    const scope = scopeOf(slot);
    const commandId = derivedId(context.commandId, 'free hearing', scope, request);
    await this.claims.handle(scope, { type: 'SettleSlots', data: { holder: request, keep: null } }, { ...context, commandId });
  }

  async #try(slot: HearingSlot, holder: string, at: string, context: CommandContext, step: string): Promise<SlotHeld | null> {
    const scope = scopeOf(slot);
    const commandId = derivedId(context.commandId, step, scope, holder);
    try {
      const { state } = await this.claims.handle(scope, { type: 'TakeSlot', data: { slot: SLOT, holder, at } }, { ...context, commandId });
      const now = state.held[SLOT];
      if (now === holder) return null;
      // The command was carried out before, and the slot let go since.
      if (now === undefined) return await this.#try(slot, holder, at, { ...context, commandId }, step);
      return new SlotHeld(now, state.since?.[SLOT]);
    } catch (reason) {
      if (reason instanceof SlotHeld) return reason;
      throw reason;
    }
  }
}
