import { idOf, type InboxItem, type JsonObject, type RecordedEvent, type Workflow } from '@xiezhi/eventsourcing';
import { defenceRequest, type DefenceRequestEvent } from '../defence-request/defence-request.js';

/** The command to look for other requests about the same person of the same case. */
export const COMPARE_NOTICE = 'CompareNotice';
const COMPARED: ReadonlySet<string> = new Set<DefenceRequestEvent['type']>(['DefenceNotificationReceived', 'NotificationCorrected']);

const isInboxItem = (item: RecordedEvent | InboxItem): item is InboxItem => 'source' in item;

/** What follows from a notice that came or was corrected: it is compared with the others of its case (疑似重复). */
export const noticeComparisons: Workflow<JsonObject, RecordedEvent | InboxItem> = {
  name: 'notice-comparisons',
  initial: {},
  keyOf: (item) => (!isInboxItem(item) && COMPARED.has(item.type) ? idOf(defenceRequest, item.stream) : null),
  react(input, state) {
    if (input.kind !== 'item' || isInboxItem(input.item)) return { state };
    const id = idOf(defenceRequest, input.item.stream)!;
    const { division } = (input.item as unknown as DefenceRequestEvent).data.parties;
    return { state, send: [{ to: defenceRequest.name, id, type: COMPARE_NOTICE, data: {}, division }] };
  },
};
