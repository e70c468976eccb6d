import { addressedEventDelivered, TOPICS } from '@xiezhi/contracts';
import { idOf, publicMessage, type BusMessage, type RecordedEvent } from '@xiezhi/eventsourcing';
import { delivery, type DeliveryEvent } from './delivery.js';

/** Tells the services that an event stands on an agency's topic. */
export function publish(event: RecordedEvent): readonly BusMessage[] {
  if (idOf(delivery, event.stream) === null) return [];
  const { data } = event as unknown as DeliveryEvent;
  return [
    publicMessage(event, {
      topic: TOPICS.referrals,
      source: '/xiezhi/referrals',
      type: addressedEventDelivered.type,
      subject: data.subject,
      time: data.deliveredAt,
      data,
    }),
  ];
}
