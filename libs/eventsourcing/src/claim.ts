import { assertNever, Rejected, type Decider } from './decider.js';
import type { Message } from './message.js';
import type { StreamType } from './stream-type.js';

/**
 * A rule that spans streams, kept by a claim: within the scope that the stream is named by, a slot is held by one holder at a time (in
 * this co-accused group, this lawyer defends one person). The first append wins; the loser is told who holds the slot.
 * A holder may hold several slots for a moment; `SettleSlots` leaves it the one it really uses.
 */
export type ClaimCommand =
  /** `at`: the instant it is taken at, for who must know whether its holder may still be about to use it. */
  | Message<'TakeSlot', { readonly slot: string; readonly holder: string; readonly at?: string }>
  | Message<'SettleSlots', { readonly holder: string; readonly keep: string | null }>;

export type ClaimEvent =
  | Message<'SlotTaken', { readonly slot: string; readonly holder: string; readonly at?: string }>
  | Message<'SlotReleased', { readonly slot: string; readonly holder: string }>;

export interface ClaimState {
  /** slot → holder */
  readonly held: Readonly<Record<string, string>>;
  /** slot → when it was taken, where that was said */
  readonly since?: Readonly<Record<string, string>>;
}

/** The slot is another's. `holder` is told so that the caller can see whether it still uses it. */
export class SlotHeld extends Rejected {
  constructor(
    readonly holder: string,
    readonly since?: string,
  ) {
    super('claim.held', '已被另一件占用。Another matter holds this.');
  }
}

const decider: Decider<ClaimState, ClaimCommand, ClaimEvent> = {
  initial: { held: {} },
  decide(command, { held, since }) {
    const { data } = command;
    switch (command.type) {
      case 'TakeSlot': {
        const { slot, at } = command.data;
        const holder = held[slot];
        if (holder === undefined) return [{ type: 'SlotTaken', data: { slot, holder: data.holder, ...(at !== undefined && { at }) } }];
        if (holder !== data.holder) throw new SlotHeld(holder, since?.[slot]);
        return [];
      }
      case 'SettleSlots':
        return Object.entries(held)
          .filter(([slot, holder]) => holder === data.holder && slot !== command.data.keep)
          .map(([slot, holder]) => ({ type: 'SlotReleased', data: { slot, holder } }));
      default:
        return assertNever(command);
    }
  },
  evolve({ held, since }, event) {
    switch (event.type) {
      case 'SlotTaken': {
        const { slot, holder, at } = event.data;
        return {
          held: { ...held, [slot]: holder },
          ...((since !== undefined || at !== undefined) && { since: { ...since, [slot]: at ?? '' } }),
        };
      }
      case 'SlotReleased': {
        const { [event.data.slot]: _released, ...rest } = held;
        return { held: rest, ...(since !== undefined && { since }) };
      }
      default:
        return assertNever(event);
    }
  },
};

export const claim: StreamType<ClaimState, ClaimCommand, ClaimEvent> = { name: 'claim', decider };
