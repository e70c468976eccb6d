import { inspectionPublished, TOPICS, type InspectionPublishedV1 } from '@xiezhi/contracts';
import { idOf, publicMessage, type BusMessage, type RecordedEvent } from '@xiezhi/eventsourcing';
import { inspection, type InspectionEvent } from './inspection.js';

/** Publishes what an inspection found: counts, no case and no person. */
export function publish(event: RecordedEvent): readonly BusMessage[] {
  const inspectionId = idOf(inspection, event.stream);
  const told = event as unknown as InspectionEvent;
  if (inspectionId === null || told.type !== 'InspectionPublished') return [];
  const { parties, ...results } = told.data;
  const { institution, division } = parties;
  const data: InspectionPublishedV1 = { inspectionId, institution, division, ...results };
  const fact = { topic: TOPICS.assignment, source: '/xiezhi/assignment', type: inspectionPublished.type, subject: inspectionId, data };
  return [publicMessage(event, { ...fact, time: results.publishedAt })];
}
