import type { RetentionKind } from '@xiezhi/contracts';
import { papersOf, type DefenceRequestState, type Parties } from './state.js';

/** How a request ended (通知辩护的终结), and what it holds of persons. */
export interface Ending {
  readonly parties: Parties;
  readonly kind: RetentionKind;
  readonly endedAt: string;
  /** Persons of it who are not erased yet. */
  readonly persons: readonly string[];
  /** Papers attached to it. */
  readonly papers: number;
}

/** How and when a request ended; `null` while it goes on, here or, when it was transferred, at another institution. */
export function endingOf(state: DefenceRequestState): Ending | null {
  const end = endOf(state);
  if (end === null || state.status !== 'closed') return null;
  const { parties, personId, contactId, erased = [] } = state;
  const persons = [personId, contactId].filter((person): person is string => person !== undefined && !erased.includes(person));
  const papers = Object.values(papersOf(state)).filter(({ status }) => status === 'attached').length;
  return { parties, ...end, persons, papers };
}

function endOf(state: DefenceRequestState): Pick<Ending, 'kind' | 'endedAt'> | null {
  if (state.status !== 'closed' || state.reason === 'transferred') return null;
  return { kind: state.reason, endedAt: state.closedAt };
}
