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
import { defenceRequest, type DefenceRequestEvent } from '../defence-request/defence-request.js';
import { letter, matterKindOf, type LetterEvent } from '../letter/letter.js';
import { returnVisit, type ReturnVisitEvent } from '../return-visit/return-visit.js';
import { visitFields } from './visit-fields.js';

/** Letters of a matter that further events are about. */
export interface Following extends JsonObject {
  /** The letter that tells the case agency of the lawyer, until it is served. */
  readonly toOrgan: string | null;
  /** Of a granted case: whether a court or an arbitration body has the dispute, which is told of the lawyer and of the end. */
  readonly heard?: boolean;
}

const TO_FIRM = 11;
const TO_ORGAN = 13;
const CHANGE = 17;
const TERMINATION = 18;
const TERMINATION_TO_ORGAN = 19;
const CLOSING_REPORT = 21;
const INQUIRY = 31;
const VISIT_RECORD = 32;
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
    const ofVisit = idOf(returnVisit, item.stream) === null ? null : (item as unknown as ReturnVisitEvent).data.requestId;
    return ofLetter ?? ofVisit ?? idOf(defenceRequest, item.stream) ?? idOf(aidCase, item.stream);
  },
  react(input, state) {
    if (input.kind !== 'item' || isInboxItem(input.item)) return { state };
    const { item } = input;
    if (idOf(returnVisit, item.stream) !== null) return { state, send: afterVisit(item.id, item as unknown as ReturnVisitEvent) };
    if (idOf(aidCase, item.stream) !== null) return afterCase(item, state);
    const id = idOf(letter, item.stream);
    return id === null ? afterMatter(item, state) : { state, send: afterLetter(id, item as unknown as LetterEvent) };
  },
};

function afterMatter(item: RecordedEvent, state: Following): ReturnType<typeof letterFollowing.react> {
  const requestId = idOf(defenceRequest, item.stream)!;
  const event = item as unknown as DefenceRequestEvent;
  const draft = (form: number, more: JsonObject = {}, cause = item.id): WorkflowCommand => ({
    to: letter.name,
    id: letterId(requestId, form, cause),
    type: 'DraftLetter',
    data: { requestId, form, ...more },
    division: event.data.parties.division,
  });
  switch (event.type) {
    case 'LawyerAssigned':
    case 'LawyerReplaced': {
      const replaced = event.type === 'LawyerReplaced';
      const { letterNumber: number } = event.data;
      const at = replaced ? event.data.replacedAt : event.data.assignedAt;
      // The number was allotted with the appointment: the letter is issued as it is written.
      const letters = [draft(TO_FIRM), draft(TO_ORGAN, { numbered: { number, at } })];
      return { state: { toOrgan: letterId(requestId, TO_ORGAN, item.id) }, send: [...(replaced ? [draft(CHANGE)] : []), ...letters] };
    }
    case 'AidTerminated':
      return { state, send: [draft(TERMINATION), draft(TERMINATION_TO_ORGAN)] };
    case 'CaseFileSubmitted':
      // One report a matter, however often its file is handed in.
      return { state, send: [draft(CLOSING_REPORT, {}, 'case-file')] };
    case 'CaseFileAccepted':
      // What the case agency thinks of the work is asked when the case is over (法律援助法 第59条).
      return { state, send: [draft(INQUIRY, {}, 'case-file')] };
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

/** What letters follow from what happens to a granted case. */
function afterCase(item: RecordedEvent, state: Following): ReturnType<typeof letterFollowing.react> {
  const requestId = idOf(aidCase, item.stream)!;
  const { type, data } = item as unknown as AidCaseEvent;
  const draft = (form: number, more: JsonObject = {}, cause = item.id): WorkflowCommand => ({
    to: letter.name,
    id: letterId(requestId, form, cause),
    type: 'DraftLetter',
    data: { requestId, of: 'aid-case', form, ...more },
    division: data.parties.division,
  });
  // The notice to the firm has the number that was allotted with the appointment: it is issued as it is written.
  const notice = (number: string, at: string): WorkflowCommand => draft(TO_FIRM, { numbered: { number, at } });
  const toVenue = (form: number): readonly WorkflowCommand[] => (state.heard === true ? [draft(form)] : []);
  switch (type) {
    case 'AidCaseReceived':
      return { state: { ...state, heard: data.facts.venue !== undefined } };
    case 'PersonnelAssigned':
      return { state, send: [notice(data.letterNumber, data.assignedAt), ...toVenue(TO_ORGAN)] };
    case 'LawyerReplaced':
      return { state, send: [draft(CHANGE), notice(data.letterNumber, data.replacedAt), ...toVenue(TO_ORGAN)] };
    case 'AidTerminated':
      return { state, send: [draft(TERMINATION), ...toVenue(TERMINATION_TO_ORGAN)] };
    case 'CaseFileSubmitted':
      // One report a matter, however often its file is handed in.
      return { state, send: [draft(CLOSING_REPORT, {}, 'case-file')] };
    case 'AidCaseClosed':
      return { state: null };
    default:
      return { state };
  }
}

/** The record of a visit that was made (格式32), with what was answered. */
function afterVisit(cause: string, { type, data }: ReturnVisitEvent): readonly WorkflowCommand[] {
  if (type !== 'RecipientVisited') return [];
  const { requestId, matter, parties } = data;
  const fields = visitFields(data);
  return [
    {
      to: letter.name,
      id: letterId(requestId, VISIT_RECORD, cause),
      type: 'DraftLetter',
      data: { requestId, ...(matter !== undefined && { of: matter }), form: VISIT_RECORD, fields },
      division: parties.division,
    },
  ];
}

function afterLetter(id: string, { type, data }: LetterEvent): readonly WorkflowCommand[] {
  const { requestId, division } = data.matter;
  // Whoever stopped between asking for a number and writing it down is followed here.
  if (type === 'LetterNumberRequested') return [{ to: letter.name, id, type: 'IssueLetter', data: {}, division }];
  if (type !== 'LetterServed') return [];
  const tell = (command: string, to: string): readonly WorkflowCommand[] => [
    { to, id: requestId, type: command, data: { servedAt: data.servedAt }, division },
  ];
  if (matterKindOf(data.matter) === 'aid-case') return data.form === TERMINATION ? tell('ServeTermination', aidCase.name) : [];
  // 送达: of the letter to the organ it stops C02, of the decision to end the aid C31.
  if (data.form === TO_ORGAN) return tell('RecordService', defenceRequest.name);
  return data.form === TERMINATION ? tell('ServeTermination', defenceRequest.name) : [];
}
