import { complaintDecided, TOPICS, type ComplaintDecidedV1 } from '@xiezhi/contracts';
import { idOf, publicMessage, type BusMessage, type RecordedEvent } from '@xiezhi/eventsourcing';
import { complaint, type ComplaintEvent } from './complaint.js';

/** Tells what was decided about a complaint, and nothing of who complained. */
export function publish(event: RecordedEvent): readonly BusMessage[] {
  const complaintId = idOf(complaint, event.stream);
  if (complaintId === null) return [];
  const told = event as unknown as ComplaintEvent;
  if (told.type !== 'ComplaintDecided') return [];
  const { parties, subject, outcome, measures, decidedAt } = told.data;
  const { institution, division } = parties;
  const { about, requestId, matter } = subject;
  const of = matter === undefined ? {} : { matter };
  const data: ComplaintDecidedV1 = { complaintId, requestId, ...of, institution, division, about, outcome, measures, decidedAt };
  const fact = {
    topic: TOPICS.assignment,
    source: '/xiezhi/assignment',
    type: complaintDecided.type,
    subject: complaintId,
    time: decidedAt,
    data,
  };
  return [publicMessage(event, fact)];
}
