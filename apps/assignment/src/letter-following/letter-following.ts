import {
  derivedId,
  idOf,
  type InboxItem,
  type JsonObject,
  type RecordedEvent,
  type Workflow,
  type WorkflowCommand,
} from '@xiezhi/eventsourcing';
import { defenceRequest, type DefenceRequestEvent } from '../defence-request/defence-request.js';
import { letter, type LetterEvent } from '../letter/letter.js';

/** Letters of a matter that further events are about. */
export interface Following extends JsonObject {
  /** The letter that tells the case agency of the lawyer, until it is served. */
  readonly toOrgan: string | null;
}

const FIRM = 11;
const ORGAN = 13;
const PLATFORM_ROLE = 'system';

const isInboxItem = (item: RecordedEvent | InboxItem): item is InboxItem => 'source' in item;

const letterId = (requestId: string, form: number, cause: string): string => derivedId('letter', requestId, String(form), cause);

/** What letters follow from what happens to a matter (文书随案产生), and what follows from letters. */
export const letterFollowing: Workflow<Following, RecordedEvent | InboxItem> = {
  name: 'letter-following',
  initial: { toOrgan: null },
  keyOf(item) {
    if (isInboxItem(item)) return null;
    const ofLetter = idOf(letter, item.stream) === null ? null : (item as unknown as LetterEvent).data.matter.requestId;
    return ofLetter ?? idOf(defenceRequest, item.stream);
  },
  react(input, state) {
    if (input.kind !== 'item' || isInboxItem(input.item)) return { state };
    const { item } = input;
    const id = idOf(letter, item.stream);
    return id === null ? afterMatter(item, state) : { state, send: afterLetter(id, item as unknown as LetterEvent) };
  },
};

function afterMatter(item: RecordedEvent, state: Following): ReturnType<typeof letterFollowing.react> {
  const requestId = idOf(defenceRequest, item.stream)!;
  const event = item as unknown as DefenceRequestEvent;
  const draft = (form: number, more: JsonObject = {}): WorkflowCommand => ({
    to: letter.name,
    id: letterId(requestId, form, item.id),
    type: 'DraftLetter',
    data: { requestId, form, ...more },
    division: event.data.parties.division,
  });
  switch (event.type) {
    case 'LawyerAssigned': {
      const { letterNumber: number, assignedAt: at } = event.data;
      // The number was allotted with the assignment: the letter is issued as it is written.
      return { state: { toOrgan: letterId(requestId, ORGAN, item.id) }, send: [draft(FIRM), draft(ORGAN, { numbered: { number, at } })] };
    }
    case 'AssignmentNotifiedToAgency': {
      if (state.toOrgan === null) return { state };
      const { notifiedAt, parties } = event.data;
      const manner = item.meta.actor.role === PLATFORM_ROLE ? 'electronic' : 'in_person';
      return {
        state: null,
        send: [
          { to: letter.name, id: state.toOrgan, type: 'ServeLetter', data: { servedAt: notifiedAt, manner }, division: parties.division },
        ],
      };
    }
    default:
      return { state };
  }
}

function afterLetter(id: string, { type, data }: LetterEvent): readonly WorkflowCommand[] {
  const { requestId, division } = data.matter;
  // Whoever stopped between asking for a number and writing it down is followed here.
  if (type === 'LetterNumberRequested') return [{ to: letter.name, id, type: 'IssueLetter', data: {}, division }];
  if (type === 'LetterServed' && data.form === ORGAN)
    return [{ to: defenceRequest.name, id: requestId, type: 'RecordService', data: { servedAt: data.servedAt }, division }];
  return [];
}
