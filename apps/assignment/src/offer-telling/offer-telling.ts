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
import { complaint, type ComplaintEvent } from '../complaint/complaint.js';
import { lawyerSearch, type LawyerSearchEvent } from '../lawyer-search/lawyer-search.js';
import { offerMessage, type Channel, type OfferMessageEvent } from '../offer-message/offer-message.js';

interface Telling extends JsonObject {
  readonly division: string;
}

const CHANNELS: readonly Channel[] = ['email', 'sms'];

/** The message that tells of an offer, or of a complaint, by a channel. */
export const messageId = (offerId: string, channel: Channel): string => derivedId('offer message', offerId, channel);

const isInboxItem = (item: RecordedEvent | InboxItem): item is InboxItem => 'source' in item;

/**
 * What must happen that a lawyer hears of an offer, or of an accepted complaint, where no browser is open (邀约通知、投诉通知): a message by
 * each channel, sent when it may be, tried again while it fails, and dropped when the offer is answered, or the lawyer's side heard.
 */
export const offerTelling: Workflow<Telling, RecordedEvent | InboxItem> = {
  name: 'offer-telling',
  initial: { division: '' },
  keyOf(item) {
    if (isInboxItem(item)) return null;
    if (idOf(offerMessage, item.stream) !== null) return (item as unknown as OfferMessageEvent).data.of.requestId;
    return idOf(lawyerSearch, item.stream) ?? idOf(complaint, item.stream);
  },
  react(input, state): Reaction<Telling> {
    if (input.kind === 'timer') return { state, send: [onMessage(input.name, 'SendMessage', {}, state.division)] };
    if (input.kind !== 'item' || isInboxItem(input.item)) return { state };
    const { item } = input;
    const message = idOf(offerMessage, item.stream);
    if (message !== null) return afterMessage(message, item as unknown as OfferMessageEvent, state);
    const complaintId = idOf(complaint, item.stream);
    if (complaintId !== null) return afterComplaint(complaintId, item as unknown as ComplaintEvent, state);
    return afterOffer(item, state);
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
      return dropped(data.offerId, division, state);
    }
    case 'SearchEnded':
      return { state: null };
    default:
      return { state };
  }
}

/** Nobody needs to hear any more of what is over. */
function dropped(of: string, division: string, state: Telling | null): Reaction<Telling> {
  const ids = CHANNELS.map((channel) => messageId(of, channel));
  return { state, cancel: ids, send: ids.map((id) => onMessage(id, 'DropMessage', {}, division)) };
}

/** A complaint is told of once it is accepted: until then it may be none. */
function afterComplaint(id: string, { type, data }: ComplaintEvent, state: Telling): Reaction<Telling> {
  const { division, institution } = data.parties;
  switch (type) {
    case 'ComplaintAccepted': {
      // Events of the first days do not say whom it is about.
      const lawyerId = data.subject?.lawyerId ?? null;
      if (lawyerId === null) return { state: null };
      const send = CHANNELS.map((channel) => {
        const of = { about: 'complaint', institution, division, requestId: id, offerId: id, lawyerId, channel };
        return onMessage(messageId(id, channel), 'QueueMessage', { of }, division);
      });
      return { state: { division }, send };
    }
    case 'ComplaintStepTaken':
      return data.step === 'subject_statement' && told(state) ? dropped(id, division, state) : kept(state);
    case 'ComplaintDecided':
    case 'ComplaintWithdrawn':
      return told(state) ? dropped(id, division, null) : { state: null };
    default:
      return kept(state);
  }
}

const told = ({ division }: Telling): boolean => division !== '';
/** Of a complaint that nobody was told of there is nothing to remember. */
const kept = (state: Telling): Reaction<Telling> => ({ state: told(state) ? state : null });

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
