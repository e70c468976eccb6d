import type { RetentionKind } from '@xiezhi/contracts';
import type { EarlyNoticeState, EarlyParties } from './early-notice.js';

/** How a notice ended that came early and became no request, and what it holds of persons. */
export interface EarlyEnding {
  readonly parties: EarlyParties;
  readonly kind: Extract<RetentionKind, 'unmatched'>;
  readonly endedAt: string;
  /** Persons of it who are not erased yet. */
  readonly persons: readonly string[];
  /** Papers attached to it: none are before there is a request. */
  readonly papers: number;
}

/** How and when the notice ended; `null` while it waits, and where it became a request: then that is kept, and ends. */
export function endingOf(state: EarlyNoticeState): EarlyEnding | null {
  if (state.status === 'none' || state.status === 'waiting' || state.status === 'matched') return null;
  const { parties, endedAt, personId, contactId, erased = [] } = state;
  const persons = [personId, contactId].filter((person) => !erased.includes(person));
  return { parties, kind: 'unmatched', endedAt, persons, papers: 0 };
}
