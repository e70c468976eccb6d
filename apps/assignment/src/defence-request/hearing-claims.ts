import {
  derivedId,
  HeldOnce,
  type ClaimCommand,
  type ClaimEvent,
  type ClaimState,
  type CommandContext,
  type StreamHandler,
} from '@xiezhi/eventsourcing';
import { halfDayOf } from '@xiezhi/legal-policy';

/** A lawyer at a hearing: the half-day of `hearingAt` (庭期) is the slot. */
export interface HearingSlot {
  readonly lawyerId: string;
  readonly hearingAt: string;
}

const scopeOf = ({ lawyerId, hearingAt }: HearingSlot): string => derivedId('hearing slot', lawyerId, halfDayOf(hearingAt));

/** Whether the slot lies in the half-day of the other, with the same lawyer. */
export const sameSlot = (one: HearingSlot | null, other: HearingSlot | null): boolean =>
  one !== null && other !== null && scopeOf(one) === scopeOf(other);

/**
 * Keeps two officers from giving one lawyer two hearings in one half-day (庭期冲突), by a claim per lawyer and half-day: the first to take it
 * has it. What a matter holds and does not use any more counts as free.
 */
export class HearingClaims {
  readonly #slots: HeldOnce;

  constructor(
    claims: StreamHandler<ClaimState, ClaimCommand, ClaimEvent>,
    /** The slot that a matter uses now, of whichever kind. */
    private readonly slotOf: (matterId: string) => Promise<HearingSlot | null>,
  ) {
    this.#slots = new HeldOnce(claims, 'hearing');
  }

  /** Takes the slot for `matter`; the id of the matter that has it, or `null` when it is taken. */
  take(slot: HearingSlot, matter: string, at: string, context: CommandContext): Promise<string | null> {
    return this.#slots.take(scopeOf(slot), matter, at, context, async (holder) =>
      sameSlot(await this.slotOf(holder), slot) ? 'yes' : 'not_yet',
    );
  }

  /** Lets go of the slot, where `matter` holds it. */
  free(slot: HearingSlot, matter: string, context: CommandContext): Promise<void> {
    return this.#slots.free(scopeOf(slot), matter, context);
  }
}
