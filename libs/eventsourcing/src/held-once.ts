import { SlotHeld, type ClaimCommand, type ClaimEvent, type ClaimState } from './claim.js';
import type { CommandContext, StreamHandler } from './handle.js';
import { derivedId } from './ids.js';

/** So long something may be held for a step that is not written yet: longer than any command may take. */
const IN_FLIGHT_MS = 60_000;

/** Whether a holder has what it took: `no` for good, `not_yet` when its step may still be under way. */
export type Use = 'yes' | 'no' | 'not_yet';

/**
 * What one matter at a time may hold, kept by a claim: a stream per scope, so that none grows with the years. What its holder does not
 * use any more counts as free.
 */
export class HeldOnce {
  /** `slot`: names what is held. */
  constructor(
    private readonly claims: StreamHandler<ClaimState, ClaimCommand, ClaimEvent>,
    private readonly slot: string,
  ) {}

  /** Takes the scope for `holder`; the other that has it, or `null` when it is taken. */
  async take(
    scope: string,
    holder: string,
    at: string,
    context: CommandContext,
    uses: (holder: string) => Promise<Use>,
  ): Promise<string | null> {
    const held = await this.#try(scope, holder, at, context, `take ${this.slot}`);
    if (held === null) return null;
    const use = await uses(held.holder);
    if (use === 'yes') return held.holder;
    if (use === 'not_yet' && held.since !== undefined && Date.parse(at) - Date.parse(held.since) < IN_FLIGHT_MS) return held.holder;
    await this.free(scope, held.holder, context);
    return (await this.#try(scope, holder, at, context, `take ${this.slot} again`))?.holder ?? null;
  }

  /** Lets go of the scope, where `holder` has it. */
  async free(scope: string, holder: string, context: CommandContext): Promise<void> {
    const commandId = derivedId(context.commandId, `free ${this.slot}`, scope, holder);
    await this.claims.handle(scope, { type: 'SettleSlots', data: { holder, keep: null } }, { ...context, commandId });
  }

  async #try(scope: string, holder: string, at: string, context: CommandContext, step: string): Promise<SlotHeld | null> {
    const commandId = derivedId(context.commandId, step, scope, holder);
    try {
      const { state } = await this.claims.handle(
        scope,
        { type: 'TakeSlot', data: { slot: this.slot, holder, at } },
        { ...context, commandId },
      );
      const now = state.held[this.slot];
      if (now === holder) return null;
      // The command was carried out before, and the slot let go since.
      if (now === undefined) return await this.#try(scope, holder, at, { ...context, commandId }, step);
      return new SlotHeld(now, state.since?.[this.slot]);
    } catch (reason) {
      if (reason instanceof SlotHeld) return reason;
      throw reason;
    }
  }
}
