import { qualityGraded, TOPICS, type QualityGradedV1 } from '@xiezhi/contracts';
import { idOf, publicMessage, type BusMessage, type RecordedEvent } from '@xiezhi/eventsourcing';
import { qualityGrade, type QualityGradeEvent } from './quality-grade.js';

/** Tells the grade of a case: the subsidy follows it. */
export function publish(event: RecordedEvent): readonly BusMessage[] {
  const requestId = idOf(qualityGrade, event.stream);
  if (requestId === null) return [];
  const { parties, matter, grade, source, gradedAt } = (event as unknown as QualityGradeEvent).data;
  const { institution, division } = parties;
  const of = matter === undefined ? {} : { matter };
  const data: QualityGradedV1 = { requestId, ...of, institution, division, grade, source, gradedAt };
  const fact = {
    topic: TOPICS.assignment,
    source: '/xiezhi/assignment',
    type: qualityGraded.type,
    subject: requestId,
    time: gradedAt,
    data,
  };
  return [publicMessage(event, fact)];
}
