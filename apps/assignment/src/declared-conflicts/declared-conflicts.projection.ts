import { idOf, type Projection, type RecordedEvent } from '@xiezhi/eventsourcing';
import { lawyerSearch, type LawyerSearchEvent } from '../lawyer-search/lawyer-search.js';

/** Who declared a conflict of interest (利益冲突) in a case: holds for everyone of the case, and nothing says with whom. */
export interface DeclaredConflictsRow {
  /** What the requests of co-accused share. */
  readonly case_group: string;
  readonly lawyers: readonly string[];
}

const declared = (item: RecordedEvent): Extract<LawyerSearchEvent, { type: 'OfferDeclined' }>['data'] | null => {
  if (idOf(lawyerSearch, item.stream) === null) return null;
  const event = item as unknown as LawyerSearchEvent;
  return event.type === 'OfferDeclined' && event.data.reason === 'conflict_of_interest' ? event.data : null;
};

/** Conflicts that lawyers declared when they declined. */
export const declaredConflicts: Projection<DeclaredConflictsRow> = {
  name: 'declared_conflicts',
  version: 1,
  key: 'case_group',
  eventTypes: ['OfferDeclined'],
  columns: { case_group: 'text', lawyers: 'text[]' },
  keysOf(event) {
    const found = declared(event);
    return found === null ? [] : [found.caseGroup];
  },
  evolve(row, event, caseGroup) {
    const { lawyerId } = declared(event)!;
    if (row?.lawyers.includes(lawyerId) === true) return row;
    return { case_group: caseGroup, lawyers: [...(row?.lawyers ?? []), lawyerId] };
  },
};
