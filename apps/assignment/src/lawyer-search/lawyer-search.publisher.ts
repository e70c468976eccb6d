import { lawyerOffered, offerDeclined, searchEnded, TOPICS, type Contract, type DefenceRequestRef } from '@xiezhi/contracts';
import { idOf, publicMessage, type BusMessage, type RecordedEvent } from '@xiezhi/eventsourcing';
import { lawyerSearch, type LawyerSearchEvent } from './lawyer-search.js';

/** What others learn of a search: that a lawyer was asked, declined, and how it ended; never who. */
export function publish(event: RecordedEvent): readonly BusMessage[] {
  const requestId = idOf(lawyerSearch, event.stream);
  if (requestId === null) return [];
  const told = event as unknown as LawyerSearchEvent;
  const ref: DefenceRequestRef = { requestId, ...told.data.parties };
  const tell = <Data extends object>(contract: Contract<Data>, time: string, data: Data): readonly BusMessage[] => [
    publicMessage(event, { topic: TOPICS.assignment, source: '/xiezhi/assignment', type: contract.type, subject: requestId, time, data }),
  ];
  switch (told.type) {
    case 'OfferMade': {
      const { offerId, madeAt, until, circle } = told.data;
      return tell(lawyerOffered, madeAt, { ...ref, offerId, offeredAt: madeAt, until, circle });
    }
    case 'OfferDeclined': {
      const { offerId, declinedAt, reason } = told.data;
      return tell(offerDeclined, declinedAt, { ...ref, offerId, declinedAt, reason });
    }
    case 'SearchEnded': {
      const { endedAt, outcome, calledOffFor, offers } = told.data;
      return tell(searchEnded, endedAt, { ...ref, endedAt, outcome, ...(calledOffFor !== undefined && { calledOffFor }), offers });
    }
    default:
      return [];
  }
}
