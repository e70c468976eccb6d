import {
  derivedId,
  idOf,
  type InboxItem,
  type JsonObject,
  type Reaction,
  type RecordedEvent,
  type Workflow,
  type WorkflowCommand,
} from '@xiezhi/eventsourcing';
import { lawyerSearch, type LawyerSearchEvent } from '../lawyer-search/lawyer-search.js';
import { offerMessage, type Channel, type OfferMessageEvent } from '../offer-message/offer-message.js';

interface Telling extends JsonObject {
  readonly division: string;
}

const CHANNELS: readonly Channel[] = ['email', 'sms'];

/** The message that tells of an offer by a channel. */
export const messageId = (offerId: string, channel: Channel): string => derivedId('offer message', offerId, channel);

const isInboxItem = (item: RecordedEvent | InboxItem): item is InboxItem => 'source' in item;

/**
 * What must happen that a lawyer hears of an offer where no browser is open (邀约通知): a message by each channel, sent when it may be, tried
 * again while it fails, and dropped when the offer is answered.
 */
export const offerTelling: Workflow<Telling, RecordedEvent | InboxItem> = {
  name: 'offer-telling',
  initial: { division: '' },
  keyOf(item) {
    if (isInboxItem(item)) return null;
    if (idOf(offerMessage, item.stream) !== null) return (item as unknown as OfferMessageEvent).data.of.requestId;
    return idOf(lawyerSearch, item.stream);
  },
  react(input, state): Reaction<Telling> {
    if (input.kind === 'timer') return { state, send: [onMessage(input.name, 'SendMessage', {}, state.division)] };
    if (input.kind !== 'item' || isInboxItem(input.item)) return { state };
    const { item } = input;
    const message = idOf(offerMessage, item.stream);
    return message === null ? afterOffer(item, state) : afterMessage(message, item as unknown as OfferMessageEvent, state);
  },
};

const onMessage = (id: string, type: string, data: JsonObject, division: string): WorkflowCommand => ({
  to: offerMessage.name,
  id,
  type,
  data,
  division,
});

function afterOffer(item: RecordedEvent, state: Telling): Reaction<Telling> {
  const { type, data } = item as unknown as LawyerSearchEvent;
  const { division, institution } = data.parties;
  switch (type) {
    case 'OfferMade': {
      const { offerId, lawyerId, until } = data;
      const requestId = idOf(lawyerSearch, item.stream)!;
      const send = CHANNELS.map((channel) => {
        const of = { institution, division, requestId, offerId, lawyerId, channel };
        return onMessage(messageId(offerId, channel), 'QueueMessage', { of, until }, division);
      });
      return { state: { division }, send };
    }
    case 'OfferAccepted':
    case 'OfferDeclined':
    case 'OfferExpired':
    case 'OfferWithdrawn': {
      const ids = CHANNELS.map((channel) => messageId(data.offerId, channel));
      return { state, cancel: ids, send: ids.map((id) => onMessage(id, 'DropMessage', {}, division)) };
    }
    case 'SearchEnded':
      return { state: null };
    default:
      return { state };
  }
}

function afterMessage(id: string, { type, data }: OfferMessageEvent, state: Telling): Reaction<Telling> {
  const known = { division: data.of.division };
  switch (type) {
    case 'MessageQueued':
    case 'MessageRequeued':
      return { state: known, timers: [{ name: id, at: data.sendAt }] };
    case 'MessageFailed':
      return { state: known, timers: [{ name: id, at: data.nextTryAt }] };
    case 'MessageSent':
    case 'MessageGivenUp':
      return { state, cancel: [id] };
  }
}
