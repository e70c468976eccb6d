import { idOf, type Projection, type RecordedEvent } from '@xiezhi/eventsourcing';
import { offerMessage, type Channel, type OfferMessageEvent } from '../offer-message/offer-message.js';

/** One message about one offer, and what became of it. */
export interface OfferMessageRow {
  readonly id: string;
  readonly request_id: string;
  readonly offer_id: string;
  readonly institution: string;
  readonly division: string;
  readonly channel: Channel;
  readonly status: 'waiting' | 'sent' | 'given_up';
  /** When it was sent or given up. */
  readonly at: string | null;
  /** Why it failed last, or was given up: a code. */
  readonly reason: string | null;
  readonly attempts: number;
  readonly next_try_at: string | null;
  /** What the server or the gateway answered last: a code. */
  readonly detail: string | null;
  /** The end of the offer: what is not sent by then is sent no more. */
  readonly until: string;
}

/** The messages about offers (邀约通知), for the institution that searches. */
export const offerMessages: Projection<OfferMessageRow> = {
  name: 'offer_messages',
  version: 2,
  key: 'id',
  ofOneStream: true,
  columns: {
    id: 'uuid',
    request_id: 'uuid',
    offer_id: 'uuid',
    institution: 'text',
    division: 'text',
    channel: 'text',
    status: 'text',
    at: 'timestamptz',
    reason: 'text',
    attempts: 'integer',
    next_try_at: 'timestamptz',
    detail: 'text',
    until: 'timestamptz',
  },
  indexes: [
    '(request_id, id)',
    `(id) WHERE status = 'waiting'`,
    `(at, id) WHERE status = 'given_up' AND reason IN ('refused', 'unreachable')`,
  ],
  seenBy: { agencies: ['institution'], matter: 'request_id' },
  keysOf: ({ stream }: RecordedEvent) => {
    const id = idOf(offerMessage, stream);
    return id === null ? [] : [id];
  },
  evolve(row, item, id) {
    const { type, data } = item as unknown as OfferMessageEvent;
    switch (type) {
      case 'MessageQueued': {
        const { requestId, offerId, institution, division, channel } = data.of;
        return {
          id,
          request_id: requestId,
          offer_id: offerId,
          institution,
          division,
          channel,
          status: 'waiting',
          at: null,
          reason: null,
          attempts: 0,
          next_try_at: data.sendAt,
          detail: null,
          until: data.until,
        };
      }
      case 'MessageSent':
        return row === null
          ? null
          : { ...row, status: 'sent', at: data.sentAt, reason: null, attempts: data.attempt, next_try_at: null, detail: null };
      case 'MessageFailed':
        return row === null
          ? null
          : { ...row, reason: data.reason, attempts: data.attempt, next_try_at: data.nextTryAt, detail: data.reason };
      case 'MessageRequeued':
        return row === null ? null : { ...row, status: 'waiting', at: null, reason: null, attempts: 0, next_try_at: data.sendAt };
      case 'MessageGivenUp':
        return row === null
          ? null
          : { ...row, status: 'given_up', at: data.givenUpAt, reason: data.reason, next_try_at: null, detail: data.detail ?? row.detail };
    }
  },
};
