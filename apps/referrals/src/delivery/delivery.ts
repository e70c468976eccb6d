import type { AddressedEventDeliveredV1 } from '@xiezhi/contracts';
import type { Decider, JsonObject, Message, StreamType } from '@xiezhi/eventsourcing';

/** Delivery of one event to one agency (送达): recorded once the bus has it durably. */
export type DeliveryCommand = Message<'RecordDelivery', AddressedEventDeliveredV1>;
export type DeliveryEvent = Message<'AddressedEventDelivered', AddressedEventDeliveredV1 & JsonObject>;

export interface DeliveryState {
  readonly delivered: boolean;
}

const decider: Decider<DeliveryState, DeliveryCommand, DeliveryEvent> = {
  initial: { delivered: false },
  // Sent again after a crash is still delivered once: the first time counts.
  decide: ({ data }, { delivered }) =>
    delivered ? [] : [{ type: 'AddressedEventDelivered', data: data as AddressedEventDeliveredV1 & JsonObject }],
  evolve: () => ({ delivered: true }),
};

export const delivery: StreamType<DeliveryState, DeliveryCommand, DeliveryEvent> = { name: 'delivery', decider };
