import type { RetentionKind } from '@xiezhi/contracts';
import type { DutyHelpState, HelpParties } from './state.js';

/** How a duty lawyer's help ended (值班律师法律帮助的终结), and what it holds of persons. */
export interface HelpEnding {
  readonly parties: HelpParties;
  readonly kind: Extract<RetentionKind, 'help_concluded' | 'help_cancelled'>;
  readonly endedAt: string;
  /** Persons of it who are not erased yet. */
  readonly persons: readonly string[];
  /** Papers attached to it: none are. */
  readonly papers: number;
}

/** How and when the help ended; `null` while it goes on. */
export function endingOf(state: DutyHelpState): HelpEnding | null {
  if (state.status !== 'concluded' && state.status !== 'cancelled') return null;
  const { status, parties, endedAt, personId, contactId, erased = [] } = state;
  const persons = [personId, contactId].filter((person) => !erased.includes(person));
  return { parties, kind: `help_${status}`, endedAt, persons, papers: 0 };
}
