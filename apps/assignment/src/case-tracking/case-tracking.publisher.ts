import { caseTrackingClosed, TOPICS, type CaseTrackingClosedV1 } from '@xiezhi/contracts';
import { idOf, publicMessage, type BusMessage, type RecordedEvent } from '@xiezhi/eventsourcing';
import { caseTracking, type CaseTrackingEvent } from './case-tracking.js';

/** Publishes what a tracking found: counts, no case and no person. */
export function publish(event: RecordedEvent): readonly BusMessage[] {
  const trackingId = idOf(caseTracking, event.stream);
  const told = event as unknown as CaseTrackingEvent;
  if (trackingId === null || told.type !== 'TrackingClosed') return [];
  const { parties, sampled: tracked, ...counted } = told.data;
  const data: CaseTrackingClosedV1 = { trackingId, institution: parties.institution, division: parties.division, tracked, ...counted };
  const fact = { topic: TOPICS.assignment, source: '/xiezhi/assignment', type: caseTrackingClosed.type, subject: trackingId, data };
  return [publicMessage(event, { ...fact, time: counted.closedAt })];
}
