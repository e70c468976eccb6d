import { idOf, type InboxItem, type JsonObject, type RecordedEvent, type Workflow, type WorkflowCommand } from '@xiezhi/eventsourcing';
import { complaint, type ComplaintEvent } from '../complaint/complaint.js';
import { retention, type RetentionEvent } from '../retention/retention.js';

/** Complaints under way about one request, by their numbers, and whether somebody else keeps it for a complaint. */
interface Holds extends JsonObject {
  readonly requestId: string;
  readonly division: string;
  readonly numbers: readonly string[];
  /** Complaint → number. */
  readonly of: JsonObject & Readonly<Record<string, string>>;
  readonly foreign: boolean;
}

const isInboxItem = (item: RecordedEvent | InboxItem): item is InboxItem => 'source' in item;
const GROUND = 'complaint';

const hold = ({ requestId: id, division, numbers }: Holds): WorkflowCommand => ({
  to: retention.name,
  id,
  type: 'HoldMatter',
  data: { ground: GROUND, reference: numbers[0]! },
  division,
});
const lift = ({ requestId: id, division }: Holds): WorkflowCommand => ({
  to: retention.name,
  id,
  type: 'LiftHold',
  data: { ground: GROUND },
  division,
});

/** The request that a complaint's event is about, where the event says it. */
function requestOf(event: ComplaintEvent): string | null {
  switch (event.type) {
    case 'ComplaintFiled':
    case 'ComplaintAnswered':
    case 'ComplaintWithdrawn':
      return event.data.subject.requestId;
    default:
      return null;
  }
}

/**
 * A matter that a complaint is about is kept until the complaint is answered (暂停销毁). One that has not ended yet cannot be held: it is
 * when its deletion is announced, long before it could begin.
 */
export const complaintHolds: Workflow<Holds, RecordedEvent | InboxItem> = {
  name: 'complaint-holds',
  initial: { requestId: '', division: '', numbers: [], of: {}, foreign: false },
  keyOf(item) {
    if (isInboxItem(item)) return null;
    if (idOf(complaint, item.stream) !== null) return requestOf(item as unknown as ComplaintEvent);
    return idOf(retention, item.stream);
  },
  react(input, state) {
    if (input.kind !== 'item' || isInboxItem(input.item)) return { state };
    const { stream } = input.item;
    const complaintId = idOf(complaint, stream);
    if (complaintId !== null) return onComplaint(complaintId, input.item as unknown as ComplaintEvent, state);
    return onRetention(idOf(retention, stream)!, input.item as unknown as RetentionEvent, state);
  },
};

type React = ReturnType<typeof complaintHolds.react>;

/** Nothing worth remembering is forgotten. */
const kept = (state: Holds): Holds | null => (state.numbers.length === 0 && !state.foreign ? null : state);

function onComplaint(complaintId: string, event: ComplaintEvent, state: Holds): React {
  if (event.type === 'ComplaintFiled') {
    const { number, parties, subject } = event.data;
    const next: Holds = {
      ...state,
      requestId: subject.requestId!,
      division: parties.division,
      numbers: [...state.numbers, number],
      of: { ...state.of, [complaintId]: number },
    };
    return { state: next, send: [hold(next)] };
  }
  const { [complaintId]: ended, ...of } = state.of;
  const next: Holds = { ...state, of, numbers: state.numbers.filter((number) => number !== ended) };
  return { state: kept(next), ...(next.numbers.length === 0 && !state.foreign && { send: [lift(state)] }) };
}

function onRetention(requestId: string, event: RetentionEvent, state: Holds): React {
  const { division } = event.data.parties;
  switch (event.type) {
    case 'DeletionAnnounced':
      return state.numbers.length === 0 ? { state: kept(state) } : { state, send: [hold(state)] };
    case 'MatterHeld': {
      const foreign = event.data.ground === GROUND && !state.numbers.includes(event.data.reference);
      return { state: kept(foreign ? { ...state, requestId, division, foreign } : state) };
    }
    case 'HoldLifted':
      return { state: kept(event.data.ground === GROUND ? { ...state, foreign: false } : state) };
    default:
      return { state: kept(state) };
  }
}
