import { addressedEventDelivered, lawyerAssigned, type AddressedEventDeliveredV1 } from '@xiezhi/contracts';
import { idOf, type InboxItem, type JsonObject, type RecordedEvent, type Workflow, type WorkflowCommand } from '@xiezhi/eventsourcing';
import { defenceRequest, type Clock, type DefenceRequestEvent } from '../defence-request/defence-request.js';

interface Deadlines extends JsonObject {
  readonly requestId: string;
  readonly division: string;
}

const C02 = 'C02';
/** What the name of a timer begins with that fires before the end. */
const WARNING = 'warn:';

/** The timers of a clock that runs: at its end, and before it. */
const timersOf = ({ clock, dutyId = clock.id, warnAt }: { readonly clock: Clock; readonly dutyId?: string; readonly warnAt?: string }) => [
  { name: dutyId, at: clock.dueAt },
  ...(warnAt === undefined ? [] : [{ name: `${WARNING}${dutyId}`, at: warnAt }]),
];

const send = (id: string, type: string, data: JsonObject, division: string): WorkflowCommand => ({
  to: defenceRequest.name,
  id,
  type,
  data,
  division,
});

const isInboxItem = (item: RecordedEvent | InboxItem): item is InboxItem => 'source' in item;

/**
 * What must happen next to a defence request, and by when (办理时限): the timers of its clocks; the transfer's new request; and, once the letter
 * stands on the case agency's topic, the confirmation that stops C02 (Law Art 36: assign **and** notify back).
 */
export const assignmentDeadlines: Workflow<Deadlines, RecordedEvent | InboxItem> = {
  name: 'assignment-deadlines',
  initial: { requestId: '', division: '' },
  keyOf(item) {
    if (!isInboxItem(item)) return idOf(defenceRequest, item.stream);
    return item.type === addressedEventDelivered.type ? (item.data as unknown as AddressedEventDeliveredV1).subject : null;
  },
  react(input, state) {
    if (input.kind === 'timer') {
      const warning = input.name.startsWith(WARNING);
      const clockId = warning ? input.name.slice(WARNING.length) : input.name;
      const type = warning ? 'RecordWarning' : 'RecordBreach';
      return { state, send: [send(state.requestId, type, { clockId, at: input.firedAt }, state.division)] };
    }
    if (input.kind !== 'item') return { state };
    const { item } = input;
    if (isInboxItem(item)) return confirm(item, state);
    const requestId = idOf(defenceRequest, item.stream)!;
    const event = item as unknown as DefenceRequestEvent;
    switch (event.type) {
      case 'DefenceNeedDiscovered':
        return { state: { requestId, division: event.data.parties.division } };
      case 'DefenceNotificationReceived':
        return { state: { requestId, division: event.data.parties.division }, timers: timersOf(event.data) };
      case 'ClockStarted':
      case 'ClockResumed':
      case 'ClockRecounted':
        return { state: { requestId, division: event.data.parties.division }, timers: timersOf(event.data) };
      case 'ClockStopped':
      case 'ClockPaused':
        return { state, cancel: [event.data.dutyId, `${WARNING}${event.data.dutyId}`] };
      case 'AssignmentNotifiedToAgency':
        return { state, cancel: [event.data.dutyId ?? C02, `${WARNING}${event.data.dutyId ?? C02}`] };
      case 'JurisdictionTransferred':
        return {
          state: null,
          send: [send(requestId, 'SpawnTransferred', { to: event.data.to, at: event.data.transferredAt }, event.data.to.division)],
        };
      case 'NotificationWithdrawn':
      case 'DefendantEngagedOwnLawyer':
      case 'RequestClosedForOther':
      case 'OwnLawyerEngaged':
      case 'CaseFileAccepted':
      case 'TerminationServed':
        return { state: null };
      default:
        return { state };
    }
  },
};

function confirm(item: InboxItem, state: Deadlines): ReturnType<typeof assignmentDeadlines.react> {
  const { causeType, subject, deliveredAt, agency, division } = item.data as unknown as AddressedEventDeliveredV1;
  // The other feed may be behind or long done: then there is no state here, and none is made.
  const kept = state.division === '' ? null : state;
  if (causeType !== lawyerAssigned.type) return { state: kept };
  return { state: kept, send: [send(subject, 'ConfirmNotified', { at: deliveredAt, agency }, division)] };
}
