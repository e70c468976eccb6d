import { erasureFollowed, TOPICS, type ErasureFollowedV1 } from '@xiezhi/contracts';
import { idOf, publicMessage, type BusMessage, type RecordedEvent } from '@xiezhi/eventsourcing';
import { personErasure, type PersonErasureEvent } from './person-erasure.js';

/** Tells the directory, which answers for the erasure, that this service has done its part. */
export function publish(event: RecordedEvent): readonly BusMessage[] {
  if (idOf(personErasure, event.stream) === null) return [];
  const { personId, matters, followedAt } = (event as unknown as PersonErasureEvent).data;
  const data: ErasureFollowedV1 = { service: 'assignment', personId, matters, followedAt };
  const fact = {
    topic: TOPICS.erasures,
    source: '/xiezhi/assignment',
    type: erasureFollowed.type,
    subject: personId,
    time: followedAt,
    data,
  };
  return [publicMessage(event, fact)];
}
