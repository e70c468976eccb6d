import { applicationGranted, type ApplicationGrantedV1 } from '@xiezhi/contracts';
import {
  derivedId,
  idOf,
  type InboxItem,
  type JsonObject,
  type RecordedEvent,
  type Workflow,
  type WorkflowCommand,
} from '@xiezhi/eventsourcing';
import { aidCase, type AidCaseEvent } from '../aid-case/aid-case.js';

interface Deadlines extends JsonObject {
  readonly caseId: string;
  readonly division: string;
}

/** What the name of a timer begins with that fires before the end. */
const WARNING = 'warn:';
const isInboxItem = (item: RecordedEvent | InboxItem): item is InboxItem => 'source' in item;

const send = (id: string, type: string, data: JsonObject, division: string): WorkflowCommand => ({
  to: aidCase.name,
  id,
  type,
  data,
  division,
});

/** What was granted becomes a case under an instance of its own: it waits for as long as the institution is not known here. */
function taken(item: InboxItem): ReturnType<typeof aidCaseDeadlines.react> {
  const { division } = item.data as unknown as ApplicationGrantedV1;
  return { state: null, send: [send(grantKey(item), 'TakeGrant', item.data, division)] };
}

const grantKey = (item: InboxItem): string => derivedId('grant', (item.data as unknown as ApplicationGrantedV1).applicationId);

/** What must happen next to a granted case, and by when (办理时限): it begins with the grant, and each of its clocks has its timers. */
export const aidCaseDeadlines: Workflow<Deadlines, RecordedEvent | InboxItem> = {
  name: 'aid-case-deadlines',
  initial: { caseId: '', division: '' },
  keyOf(item) {
    if (!isInboxItem(item)) return idOf(aidCase, item.stream);
    return item.type === applicationGranted.type ? grantKey(item) : null;
  },
  react(input, state) {
    if (input.kind === 'timer') {
      const warning = input.name.startsWith(WARNING);
      const dutyId = warning ? input.name.slice(WARNING.length) : input.name;
      const type = warning ? 'RecordWarning' : 'RecordBreach';
      return { state, send: [send(state.caseId, type, { dutyId, at: input.firedAt }, state.division)] };
    }
    if (input.kind !== 'item') return { state };
    if (isInboxItem(input.item)) return taken(input.item);
    const caseId = idOf(aidCase, input.item.stream)!;
    const { type, data } = input.item as unknown as AidCaseEvent;
    switch (type) {
      case 'ClockStarted':
      case 'ClockRecounted': {
        const { dutyId, clock, warnAt, parties } = data;
        const before = warnAt === undefined ? [] : [{ name: `${WARNING}${dutyId}`, at: warnAt }];
        return { state: { caseId, division: parties.division }, timers: [{ name: dutyId, at: clock.dueAt }, ...before] };
      }
      case 'ClockStopped':
        return { state, cancel: [data.dutyId, `${WARNING}${data.dutyId}`] };
      case 'AidCaseClosed':
        return { state: null };
      default:
        return { state };
    }
  },
};
