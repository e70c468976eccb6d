import type { Checkpoint } from '../message.js';

/** Names one event of a log. Its content stays where it is. */
export interface EventName {
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly position: Checkpoint;
}

/**
 * One thing that is not as it was sealed.
 * - `event_changed` an event is not the one that was sealed; `event_removed` it is gone; `event_inserted` one stands where sealing had
 *   passed; `event_moved` it stands at another place; `event_lost` it was gone before it could be sealed
 * - `seal_changed` a seal itself was changed; `seals_missing` seals between two others, or at the beginning, are gone
 * - `head_unsigned` no known key has signed this head; `heads_missing` heads before this one are gone; `head_replaced` this head
 *   and the one before it do not belong together
 * - `history_differs` the log is not what a head, stored or witnessed, says of it; `tail_missing` a head covers more than there is
 */
export type Finding =
  | { readonly kind: 'event_changed' | 'event_removed' | 'event_inserted' | 'event_moved' | 'event_lost'; readonly event: EventName }
  | { readonly kind: 'seal_changed'; readonly ordinal: number; readonly event: EventName }
  | { readonly kind: 'seals_missing'; readonly from: number; readonly to: number }
  | { readonly kind: 'head_unsigned'; readonly witnessed: boolean; readonly number: number | null }
  | { readonly kind: 'heads_missing'; readonly from: number; readonly to: number }
  | { readonly kind: 'head_replaced'; readonly number: number }
  | {
      readonly kind: 'history_differs' | 'tail_missing';
      readonly witnessed: boolean;
      /** Number of the head that shows it, and when it was signed. */
      readonly number: number;
      readonly signedAt: string;
      /** Which sealed events, counted from 1, are not those that the head covers. */
      readonly from: number;
      readonly to: number;
    };

/** Findings that are listed; more are counted. */
export const MAX_FINDINGS = 1_000;

/** Findings as they come. An event that is missing at one place and stands at another was moved. */
export class Findings {
  private readonly kept: Finding[] = [];
  private dropped = 0;

  add(finding: Finding): void {
    if (this.kept.length < MAX_FINDINGS) this.kept.push(finding);
    else this.dropped += 1;
  }

  /** How many there are beside those that are listed. */
  get more(): number {
    return this.dropped;
  }

  list(): readonly Finding[] {
    const removed = new Set(this.kept.flatMap((one) => (one.kind === 'event_removed' ? [one.event.id] : [])));
    const moved = new Set(this.kept.flatMap((one) => (one.kind === 'event_inserted' && removed.has(one.event.id) ? [one.event.id] : [])));
    return this.kept.flatMap((one): Finding[] => {
      if (one.kind === 'event_removed' && moved.has(one.event.id)) return [];
      if (one.kind === 'event_inserted' && moved.has(one.event.id)) return [{ kind: 'event_moved', event: one.event }];
      return [one];
    });
  }
}
