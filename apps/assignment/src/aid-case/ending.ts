import type { AidCaseEnd } from '@xiezhi/contracts';
import type { AidCaseState, Parties } from './state.js';

/** How a case ended (受援案件的终结), and what it holds of persons. */
export interface CaseEnding {
  readonly parties: Parties;
  readonly kind: AidCaseEnd;
  readonly endedAt: string;
  /** Persons of it who are not erased yet. */
  readonly persons: readonly string[];
  /** Papers attached to it: none are. */
  readonly papers: number;
}

/** How and when a case ended; `null` while it goes on. */
export function endingOf(state: AidCaseState): CaseEnding | null {
  if (state.status !== 'closed') return null;
  const { parties, reason, closedAt, personId, erased = [] } = state;
  return { parties, kind: reason, endedAt: closedAt, persons: erased.includes(personId) ? [] : [personId], papers: 0 };
}
