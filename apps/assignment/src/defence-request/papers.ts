import type { DefenceRequestEvent } from './events.js';
import { decidePaper, type PaperCommand, type PaperFact } from './paper.js';
import { isOpen, notOpen, writable, type DefenceRequestState, type Parties } from './state.js';

export const withParties = (parties: Parties, { type, data }: PaperFact): DefenceRequestEvent =>
  ({ type, data: { parties, ...data } }) as DefenceRequestEvent;

/** Papers may come as long as the matter is not closed; a lawyer who is assigned needs them too. @throws Rejected */
export function decideOnPapers(command: PaperCommand, state: DefenceRequestState): readonly DefenceRequestEvent[] {
  if (!isOpen(state)) return notOpen();
  const { parties, personId, papers, status } = writable(state);
  const removable = status === 'received' || status === 'returned';
  return decidePaper(command, { organ: parties.organ, personId, papers, removable }).map((fact) => withParties(parties, fact));
}
