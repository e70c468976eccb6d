import { idOf, type InboxItem, type JsonObject, type RecordedEvent, type Workflow } from '@xiezhi/eventsourcing';
import { defenceRequest } from '../defence-request/defence-request.js';
import { returnVisit } from '../return-visit/return-visit.js';

const isInboxItem = (item: RecordedEvent | InboxItem): item is InboxItem => 'source' in item;

/** How a case ends that its recipient may be asked about. */
const ENDS: Readonly<Record<string, 'accepted' | 'terminated'>> = { CaseFileAccepted: 'accepted', AidTerminated: 'terminated' };

/** A case that ends is drawn, or not, for a visit of its recipient (回访抽样). */
export const returnVisitPlans: Workflow<JsonObject, RecordedEvent | InboxItem> = {
  name: 'return-visit-plans',
  initial: {},
  keyOf: (item) => (isInboxItem(item) || ENDS[item.type] === undefined ? null : idOf(defenceRequest, item.stream)),
  react(input, state) {
    if (input.kind !== 'item' || isInboxItem(input.item)) return { state };
    const { type, stream, meta } = input.item;
    const requestId = idOf(defenceRequest, stream)!;
    const data = { requestId, ended: ENDS[type]! };
    return { state: null, send: [{ to: returnVisit.name, id: requestId, type: 'PlanVisit', data, division: meta.division }] };
  },
};
