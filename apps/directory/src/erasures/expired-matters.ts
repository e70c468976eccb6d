import { matterExpired, type MatterExpiredV1 } from '@xiezhi/contracts';
import type { InboxItem, JsonObject, RecordedEvent, Workflow } from '@xiezhi/eventsourcing';

/** Why a person is to be erased: the document behind the rule by which a matter expired. */
export interface ErasePerson extends JsonObject {
  readonly source: string;
}

export const ERASE_PERSON = 'ErasePerson';

const isInboxItem = (item: RecordedEvent | InboxItem): item is InboxItem => 'source' in item;

/** What follows when a matter expired (保存期限届满): each of its persons is erased, durably, however often this is interrupted. */
export const expiredMatters: Workflow<JsonObject, RecordedEvent | InboxItem> = {
  name: 'expired-matters',
  initial: {},
  keyOf: (item) => (isInboxItem(item) && item.type === matterExpired.type ? (item.data as unknown as MatterExpiredV1).matterId : null),
  react(input) {
    if (input.kind !== 'item' || !isInboxItem(input.item)) return { state: null };
    const { persons, division, source } = input.item.data as unknown as MatterExpiredV1;
    const data: ErasePerson = { source };
    return { state: null, send: persons.map((id) => ({ to: 'person', id, type: ERASE_PERSON, data, division })) };
  },
};
