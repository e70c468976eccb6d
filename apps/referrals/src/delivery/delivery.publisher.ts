import { addressedEventDelivered, matterPersonErased, TOPICS } from '@xiezhi/contracts';
import { idOf, publicMessage, type BusMessage, type RecordedEvent } from '@xiezhi/eventsourcing';
import { delivery, type DeliveryEvent } from './delivery.js';

/** Tells the services that an event stands on an agency's topic. */
export function publish(event: RecordedEvent): readonly BusMessage[] {
  if (idOf(delivery, event.stream) === null) return [];
  const { data } = event as unknown as DeliveryEvent;
  const message = publicMessage(event, {
    topic: TOPICS.referrals,
    source: '/xiezhi/referrals',
    type: addressedEventDelivered.type,
    subject: data.subject,
    time: data.deliveredAt,
    data,
  });
  // Who was told of an erased person stands in its certificate.
  return data.causeType === matterPersonErased.type ? [message, { ...message, topic: TOPICS.erasures }] : [message];
}
