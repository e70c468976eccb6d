import {
  derivedId,
  SlotHeld,
  type ClaimCommand,
  type ClaimEvent,
  type ClaimState,
  type CommandContext,
  type StreamHandler,
} from '@xiezhi/eventsourcing';

/** Tells which lawyer a request really has: its id, `null` for none any more, `undefined` while that is still open. */
export type LawyerOf = (requestId: string) => Promise<string | null | undefined>;

/**
 * Keeps one lawyer from defending two co-accused (同案被告人, Interp. Art 43) by a claim per case: the first to take the lawyer holds it,
 * also when two officers act at once on two requests.
 */
export class CoAccusedClaims {
  constructor(
    private readonly claims: StreamHandler<ClaimState, ClaimCommand, ClaimEvent>,
    private readonly lawyerOf: LawyerOf,
  ) {}

  /** Takes `lawyer` for `request` within the case; false when a co-accused's request has it. */
  async take(group: string, lawyer: string, request: string, context: CommandContext): Promise<boolean> {
    const taken = await this.#try(group, lawyer, request, context, 'take');
    if (taken === true) return true;
    const used = await this.lawyerOf(taken);
    if (used === undefined || used === lawyer) return false;
    // The holder settled on another lawyer, or on none: what it left behind is released, and the slot is tried once more.
    await this.settle(group, taken, used, context);
    return (await this.#try(group, lawyer, request, context, 'take-again')) === true;
  }

  /** Lawyers of a case whom another request than `request` has, or may be about to have (同案被告人的律师). */
  async takenByOthers(group: string, request: string): Promise<ReadonlySet<string>> {
    const { state } = await this.claims.load(group);
    const others = Object.entries(state.held).filter(([, holder]) => holder !== request);
    const used = await Promise.all(others.map(([, holder]) => this.lawyerOf(holder)));
    return new Set(others.flatMap(([lawyer], place) => (used[place] === undefined || used[place] === lawyer ? [lawyer] : [])));
  }

  /** Leaves `request` only the lawyer it really has. */
  async settle(group: string, request: string, keep: string | null, context: CommandContext): Promise<void> {
    const commandId = derivedId(context.commandId, 'settle', request, keep ?? '');
    await this.claims.handle(group, { type: 'SettleSlots', data: { holder: request, keep } }, { ...context, commandId });
  }

  async #try(group: string, slot: string, holder: string, context: CommandContext, step: string): Promise<true | string> {
    try {
      await this.claims.handle(
        group,
        { type: 'TakeSlot', data: { slot, holder } },
        { ...context, commandId: derivedId(context.commandId, step) },
      );
      return true;
    } catch (reason) {
      if (reason instanceof SlotHeld) return reason.holder;
      throw reason;
    }
  }
}
