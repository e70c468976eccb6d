import { idOf, type InboxItem, type JsonObject, type RecordedEvent, type Workflow } from '@xiezhi/eventsourcing';
import { aidCase } from '../aid-case/aid-case.js';
import { defenceRequest } from '../defence-request/defence-request.js';
import { returnVisit } from '../return-visit/return-visit.js';

const isInboxItem = (item: RecordedEvent | InboxItem): item is InboxItem => 'source' in item;

type Ended = 'accepted' | 'terminated';
/** How a request ends that its recipient may be asked about. */
const ENDS: Readonly<Record<string, Ended>> = { CaseFileAccepted: 'accepted', AidTerminated: 'terminated' };

/** What asks for a visit: the end of a request, and of a granted case its close, for a termination may be overturned. */
function visitAfter({ stream, type, data }: RecordedEvent): JsonObject | null {
  const requestId = idOf(defenceRequest, stream);
  if (requestId !== null) return ENDS[type] === undefined ? null : { requestId, ended: ENDS[type] };
  const caseId = idOf(aidCase, stream);
  if (caseId === null || type !== 'AidCaseClosed') return null;
  const ended: Ended = data['reason'] === 'terminated' ? 'terminated' : 'accepted';
  return { requestId: caseId, matter: 'aid-case', ended };
}

/** A case that ends is drawn, or not, for a visit of its recipient (回访抽样). */
export const returnVisitPlans: Workflow<JsonObject, RecordedEvent | InboxItem> = {
  name: 'return-visit-plans',
  initial: {},
  keyOf: (item) => (isInboxItem(item) ? null : ((visitAfter(item)?.['requestId'] as string | undefined) ?? null)),
  react(input, state) {
    if (input.kind !== 'item' || isInboxItem(input.item)) return { state };
    const data = visitAfter(input.item)!;
    const { division } = input.item.meta;
    return { state: null, send: [{ to: returnVisit.name, id: String(data['requestId']), type: 'PlanVisit', data, division }] };
  },
};
