import { returnVisitRecorded, TOPICS, type ReturnVisitRecordedV1 } from '@xiezhi/contracts';
import { idOf, publicMessage, type BusMessage, type RecordedEvent } from '@xiezhi/eventsourcing';
import { returnVisit, type ReturnVisitEvent } from './return-visit.js';

/** Tells how satisfied a recipient was; who it was and what was said in words stay here. */
export function publish(event: RecordedEvent): readonly BusMessage[] {
  const visitId = idOf(returnVisit, event.stream);
  const told = event as unknown as ReturnVisitEvent;
  if (visitId === null || told.type !== 'RecipientVisited') return [];
  const { parties, requestId, matter, way, language, satisfaction, answers, visitedAt } = told.data;
  const data: ReturnVisitRecordedV1 = {
    visitId,
    requestId,
    ...(matter !== undefined && { matter }),
    institution: parties.institution,
    division: parties.division,
    way,
    language,
    satisfaction,
    answers: answers as Readonly<Record<string, string>>,
    visitedAt,
  };
  return [
    publicMessage(event, {
      topic: TOPICS.assignment,
      source: '/xiezhi/assignment',
      type: returnVisitRecorded.type,
      subject: visitId,
      time: visitedAt,
      data,
    }),
  ];
}
