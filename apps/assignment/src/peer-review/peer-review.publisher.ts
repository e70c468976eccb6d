import { peerReviewConcluded, TOPICS, type PeerReviewConcludedV1 } from '@xiezhi/contracts';
import { idOf, publicMessage, type BusMessage, type RecordedEvent } from '@xiezhi/eventsourcing';
import { peerReview, type PeerReviewEvent } from './peer-review.js';

/** Publishes how peers graded a case, and not who they were. */
export function publish(event: RecordedEvent): readonly BusMessage[] {
  const reviewId = idOf(peerReview, event.stream);
  const told = event as unknown as PeerReviewEvent;
  if (reviewId === null || told.type !== 'CaseReviewed') return [];
  const { parties, requestId, matter, criteria, reviewed: reviewers, score, grade, concludedAt } = told.data;
  const { institution, division } = parties;
  const of = { requestId, ...(matter !== undefined && { matter }) };
  const data: PeerReviewConcludedV1 = { reviewId, ...of, institution, division, criteria, reviewers, score, grade, concludedAt };
  const fact = { topic: TOPICS.assignment, source: '/xiezhi/assignment', type: peerReviewConcluded.type, subject: reviewId, data };
  return [publicMessage(event, { ...fact, time: concludedAt })];
}
