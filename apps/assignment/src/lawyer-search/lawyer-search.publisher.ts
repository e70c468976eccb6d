import {
  aidCaseLawyerOffered,
  aidCaseOfferDeclined,
  aidCaseSearchEnded,
  lawyerOffered,
  offerDeclined,
  searchEnded,
  TOPICS,
  type Contract,
  type LawyerOffered,
  type OfferDeclined,
  type SearchEnded,
} from '@xiezhi/contracts';
import { idOf, publicMessage, type BusMessage, type RecordedEvent } from '@xiezhi/eventsourcing';
import { lawyerSearch, type LawyerSearchEvent } from './lawyer-search.js';
import { isOfRequest } from './state.js';

/** The contracts that tell of a search for one kind of matter, which `Ref` names. */
interface Contracts<Ref> {
  readonly offered: Contract<Ref & LawyerOffered>;
  readonly declined: Contract<Ref & OfferDeclined>;
  readonly ended: Contract<Ref & SearchEnded>;
}
const OF_REQUEST = { offered: lawyerOffered, declined: offerDeclined, ended: searchEnded } as const;
const OF_CASE = { offered: aidCaseLawyerOffered, declined: aidCaseOfferDeclined, ended: aidCaseSearchEnded } as const;

/** What others learn of a search: that a lawyer was asked, declined, and how it ended; never who. */
export function publish(event: RecordedEvent): readonly BusMessage[] {
  const id = idOf(lawyerSearch, event.stream);
  if (id === null) return [];
  const { parties } = (event as unknown as LawyerSearchEvent).data;
  return isOfRequest(parties)
    ? messagesOf(event, id, { requestId: id, ...parties }, OF_REQUEST)
    : messagesOf(event, id, { caseId: id, ...parties }, OF_CASE);
}

function messagesOf<Ref extends object>(event: RecordedEvent, subject: string, ref: Ref, contracts: Contracts<Ref>): readonly BusMessage[] {
  const tell = <Data extends object>({ type }: Contract<Ref & Data>, time: string, data: Data): readonly BusMessage[] => [
    publicMessage(event, { topic: TOPICS.assignment, source: '/xiezhi/assignment', type, subject, time, data: { ...ref, ...data } }),
  ];
  const { type, data } = event as unknown as LawyerSearchEvent;
  switch (type) {
    case 'OfferMade': {
      const { offerId, madeAt, until, circle } = data;
      return tell<LawyerOffered>(contracts.offered, madeAt, { offerId, offeredAt: madeAt, until, circle });
    }
    case 'OfferDeclined': {
      const { offerId, declinedAt, reason } = data;
      return tell<OfferDeclined>(contracts.declined, declinedAt, { offerId, declinedAt, reason });
    }
    case 'SearchEnded': {
      const { endedAt, outcome, calledOffFor, offers } = data;
      const told = { endedAt, outcome, offers, ...(calledOffFor !== undefined && { calledOffFor }) };
      return tell<SearchEnded>(contracts.ended, endedAt, told);
    }
    default:
      return [];
  }
}
