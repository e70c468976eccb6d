import type { AddressedEventDeliveredV1, DefenceRequestRef } from '@xiezhi/contracts';
import { derivedId, type InboxItem, type MessageBus, type Publisher, type StreamHandler } from '@xiezhi/eventsourcing';
import type { DeliveryCommand, DeliveryEvent, DeliveryState } from '../delivery/delivery.js';
import { address, isDelivered, matterOf, newsId, recipientsOf } from './addressed-delivery.publisher.js';

const ACTOR = { agency: 'xiezhi', role: 'system' };

/**
 * Delivers what services tell to the topics of the agencies it concerns (定向送达), and records each delivery once the bus has it durably:
 * only then was the agency told.
 */
export function addressedDelivery(
  deliveries: StreamHandler<DeliveryState, DeliveryCommand, DeliveryEvent>,
  bus: MessageBus,
  now: () => string,
): Publisher<InboxItem> {
  return {
    name: 'addressed-delivery',
    map: address,
    async prepare(messages) {
      await bus.ensureTopics([...new Set(messages.map(({ topic }) => topic))]);
    },
    async onPublished(items) {
      const deliveredAt = now();
      await Promise.all(items.filter(isDelivered).flatMap((item) => recipientsOf(item).map((agency) => record(item, agency, deliveredAt))));
    },
  };

  async function record(item: InboxItem, agency: string, deliveredAt: string): Promise<void> {
    const { division } = item.data as unknown as Pick<DefenceRequestRef, 'division'>;
    const id = newsId(item.id, agency);
    const data: AddressedEventDeliveredV1 = {
      agency,
      subject: matterOf(item),
      division,
      causeType: item.type,
      causeId: item.id,
      deliveredAt,
    };
    await deliveries.handle(
      id,
      { type: 'RecordDelivery', data },
      {
        commandId: derivedId('record-delivery', id),
        actor: ACTOR,
        correlationId: item.extensions['correlationid'] ?? item.id,
        causationId: item.id,
        division,
      },
      { likelyNew: true },
    );
  }
}
