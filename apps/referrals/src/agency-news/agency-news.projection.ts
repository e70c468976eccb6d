import { agencyLogHead } from '@xiezhi/contracts';
import type { InboxItem, JsonObject, Projection } from '@xiezhi/eventsourcing';
import { address, recipientsOf, newsId } from '../addressed-delivery/addressed-delivery.publisher.js';

/** What a message is about: a matter of the agency, or heads of the logs that it is to keep. */
export type NewsKind = 'matter' | 'log_head';

/** One message of an agency's stream, as the pull feed gives it. */
export interface AgencyNewsRow {
  /** The message's id: the same on the topic and here. */
  readonly id: string;
  readonly topic: string;
  /** Whose stream it is. */
  readonly agency: string;
  readonly kind: NewsKind;
  /** The matter it is about, if it is about one. */
  readonly matter: string | null;
  /** Place in the stream: compares as text. */
  readonly position: string;
  readonly message: JsonObject;
}

/** The stream of every agency (单位消息), for those who cannot consume a topic: the same messages, by HTTP. */
export const agencyNews: Projection<AgencyNewsRow, InboxItem> = {
  name: 'agency_news',
  version: 4,
  key: 'id',
  columns: { id: 'uuid', topic: 'text', agency: 'text', kind: 'text', matter: 'uuid', position: 'text', message: 'jsonb' },
  indexes: ['(topic, position)', '(topic, kind, position)'],
  seenBy: { agencies: ['agency'], matter: 'matter' },
  keysOf: (item) => recipientsOf(item).map((agency) => newsId(item.id, agency)),
  evolve(_row, item, id) {
    const message = address(item).find((addressed) => addressed.id === id);
    const agency = recipientsOf(item).find((recipient) => newsId(item.id, recipient) === id);
    if (message === undefined || agency === undefined) return null;
    const { topic, source, type, time, subject, data } = message;
    return {
      id,
      topic,
      agency,
      kind: type === agencyLogHead.type ? 'log_head' : 'matter',
      matter: type === agencyLogHead.type ? null : subject!,
      position: item.position,
      message: { specversion: '1.0', id, source, type, time, subject, datacontenttype: 'application/json', data },
    };
  },
};
