import type { ClosedReason } from '@xiezhi/contracts';
import { assertNever, idOf, isSealed, type JsonObject, type Projection, type RecordedEvent } from '@xiezhi/eventsourcing';
import { defenceRequest, type DefenceRequestEvent } from '../defence-request/defence-request.js';
import type { DefendingEvent, DutyEvent } from '../defence-request/events.js';
import type { Notice, NoticeFacts } from '../defence-request/notice.js';
import type { PaperKind } from '../defence-request/paper.js';
import type { OpenStatus } from '../defence-request/state.js';

/** One step of a request's history, as its page shows it. Texts that people wrote stay sealed. */
export interface TimelineEntry extends JsonObject {
  readonly event: DefenceRequestEvent['type'];
  readonly at: string;
  readonly agency: string;
  /** Kind of the paper (材料种类) that the step is about. */
  readonly paper?: PaperKind;
  /** Of a clock other than C02 that ran out or was counted again: which. */
  readonly clock?: string;
  /** What is coded of it: an outcome, a ground, a kind of work, papers of the file. */
  readonly codes?: readonly string[];
  /** The hearing as it was moved. */
  readonly hearingAt?: string;
}

/** Where a request stands: open, in the defence, or closed for a reason. */
export type WorklistStatus = 'detected' | OpenStatus | ClosedReason;

/** The part of its course that a request is in (页签): what is owed first, the defence, what leads to the end. */
export type WorklistPhase = 'discovered' | 'assigning' | 'defending' | 'closing' | 'ended';

/** One defence request as its parties see it. People are sealed; the reader opens what it may show. */
export interface WorklistRow {
  readonly id: string;
  readonly organ: string;
  readonly organ_kind: string;
  readonly institution: string;
  readonly division: string;
  readonly status: WorklistStatus;
  /** True while the institution owes something: what a worklist shows first. */
  readonly open: boolean;
  readonly phase: WorklistPhase;
  readonly revision: number;
  readonly facts: NoticeFacts | null;
  /** The facts as they were first given, once they were corrected (更正前). */
  readonly first_facts: NoticeFacts | null;
  /** 案号, as the facts have it: to be found by. */
  readonly case_number: string | null;
  /** 使用语言, as the facts have it: to be filtered by. */
  readonly language: string | null;
  readonly received_at: string | null;
  readonly due_at: string | null;
  readonly provisional: boolean;
  readonly basis: string | null;
  readonly sent_late: boolean;
  readonly hearing_too_near: boolean;
  readonly breached_at: string | null;
  readonly confirmed_at: string | null;
  readonly on_time: boolean | null;
  readonly lawyer_id: string | null;
  /** The lawyer who may act in the case now: nobody once it is closed. */
  readonly lawyer_now: string | null;
  readonly hearing_at: string | null;
  readonly closed_at: string | null;
  readonly assigned_at: string | null;
  readonly letter_number: string | null;
  readonly person: JsonObject | null;
  readonly contact: JsonObject | null;
  readonly papers: JsonObject | null;
  /** What the institution asks for (要求补正), until the notice is corrected. */
  readonly missing: JsonObject | null;
  readonly timeline: readonly TimelineEntry[];
  /** Accounts that acted on it (承办人). */
  readonly handlers: readonly string[];
  /** Persons of it who were erased. */
  readonly erased: readonly string[];
}

const EMPTY: Omit<WorklistRow, 'id' | 'organ' | 'organ_kind' | 'institution' | 'division'> = {
  status: 'detected',
  open: false,
  phase: 'discovered',
  revision: 0,
  facts: null,
  first_facts: null,
  case_number: null,
  language: null,
  received_at: null,
  due_at: null,
  provisional: false,
  basis: null,
  sent_late: false,
  hearing_too_near: false,
  breached_at: null,
  confirmed_at: null,
  on_time: null,
  lawyer_id: null,
  lawyer_now: null,
  hearing_at: null,
  closed_at: null,
  assigned_at: null,
  letter_number: null,
  person: null,
  contact: null,
  papers: null,
  missing: null,
  timeline: [],
  handlers: [],
  erased: [],
};

/** What a notice says, as it is kept in a row. */
const written = ({ facts, person, contact, papers }: Notice) => ({
  facts,
  case_number: facts.caseNumber,
  language: facts.language,
  hearing_at: facts.hearingAt ?? null,
  person: person as JsonObject,
  contact: contact as JsonObject,
  papers: papers as JsonObject,
});

/** What an event changes of a row, and the instant of the fact; of a paper also its kind. */
function changeOf({ type, data }: DefenceRequestEvent): Partial<WorklistRow> & { readonly at: string; readonly paper?: PaperKind } {
  const closed = (status: ClosedReason, at: string) => ({ status, open: false, lawyer_now: null, closed_at: at, at });
  switch (type) {
    case 'DefenceNeedDiscovered':
      return { at: data.discoveredAt, ...(data.caseNumber !== undefined && { case_number: data.caseNumber }) };
    case 'DefenceNotificationSent': {
      const { sentLate, hearingTooNear, sentAt } = data;
      return { ...written(data), sent_late: sentLate, hearing_too_near: hearingTooNear, at: sentAt };
    }
    case 'DefenceNotificationReceived': {
      const { receivedAt, clock } = data;
      return {
        status: 'received',
        open: true,
        received_at: receivedAt,
        due_at: clock.dueAt,
        provisional: clock.provisional,
        basis: clock.basis,
        breached_at: null,
        at: receivedAt,
      };
    }
    case 'NotificationReturnedIncomplete':
      return { status: 'returned', missing: data.missing as JsonObject, at: data.returnedAt };
    case 'NotificationCorrected':
      return { status: 'received', ...written(data), missing: null, at: data.correctedAt };
    case 'NotificationWithdrawn':
      return closed('withdrawn', data.withdrawnAt);
    case 'DefendantEngagedOwnLawyer':
      return closed('not_needed', data.engagedAt);
    case 'JurisdictionTransferred':
      return closed('transferred', data.transferredAt);
    case 'RequestClosedForOther':
      return closed(data.reason, data.closedAt);
    case 'RequestLinked':
      return { at: data.linkedAt };
    case 'LawyerAssigned':
      return {
        status: 'assigned',
        lawyer_id: data.lawyerId,
        lawyer_now: data.lawyerId,
        assigned_at: data.assignedAt,
        letter_number: data.letterNumber,
        at: data.assignedAt,
      };
    case 'AssignmentNotifiedToAgency': {
      const { notifiedAt, onTime, replacement = false } = data;
      // The letter of a replacement is not judged by C02, which was over before.
      const judged = replacement ? {} : { confirmed_at: notifiedAt, on_time: onTime };
      return { status: 'confirmed', open: false, ...judged, at: notifiedAt };
    }
    case 'PaperAttached':
      return { at: data.attachedAt, paper: data.kind };
    case 'PaperRemoved':
      return { at: data.removedAt };
    case 'PaperRefused':
      return { at: data.refusedAt, paper: data.kind };
    case 'PersonErased':
      return { at: data.erasedAt };
    default:
      return isOfClock({ type, data } as DefenceRequestEvent)
        ? ofClock({ type, data } as DutyEvent)
        : inDefence({ type, data } as DefendingEvent);
  }
}

/** What an event of a clock changes: C02 is what the row tells of, and before there is a notice C01. */
function ofClock({ type, data }: DutyEvent): Partial<WorklistRow> & { readonly at: string } {
  switch (type) {
    case 'ClockStarted':
    case 'ClockResumed':
    case 'ClockPaused': {
      const { clock } = data;
      const begun = type === 'ClockStarted' ? { basis: clock.basis, breached_at: null, confirmed_at: null, on_time: null } : {};
      // A second C02 is told of like the first.
      return { at: '', ...(isTold(clock.id) && { due_at: clock.dueAt, provisional: clock.provisional, ...begun }) };
    }
    case 'ClockRecounted': {
      const { clock, recountedAt, over } = data;
      if (!isTold(clock.id)) return { at: recountedAt };
      // What was a breach by the old count is none by the new.
      return { due_at: clock.dueAt, provisional: clock.provisional, at: recountedAt, ...(!over && { breached_at: null }) };
    }
    case 'ClockBreached':
      return { ...(isTold(data.clock.id) && { breached_at: data.breachedAt }), at: data.breachedAt };
    default:
      return { at: '' };
  }
}

/** What an event of the defence changes. */
function inDefence({ type, data }: DefendingEvent): Partial<WorklistRow> & { readonly at: string } {
  const ended = (status: ClosedReason, at: string) => ({ status, open: false, lawyer_now: null, closed_at: at, at });
  switch (type) {
    case 'EngagementSigned':
      return { status: 'engaged', at: data.signedAt };
    case 'DefencePapersFiled':
      return { at: data.filedAt };
    case 'FirstMeetingHeld':
      return { status: 'defending', at: data.heldAt };
    case 'AssignedLawyerRefused':
      return { status: 'refused', at: data.refusedAt };
    case 'RefusalReasonAccepted':
      return { status: 'awaiting_own_lawyer', lawyer_now: null, at: data.acceptedAt };
    case 'RefusalReasonRejected':
      return { status: 'defending', at: data.rejectedAt };
    case 'OwnLawyerEngaged':
      return ended('own_lawyer', data.engagedAt);
    case 'ReassignmentRequested':
      return { status: 'received', open: true, lawyer_id: null, letter_number: null, assigned_at: null, at: data.requestedAt };
    case 'LawyerChangeRequested':
      return { at: data.requestedAt };
    case 'LawyerChangeDeclined':
      return { at: data.declinedAt };
    case 'LawyerReplaced': {
      const { lawyerId, letterNumber, replacedAt } = data;
      return {
        status: 'assigned',
        lawyer_id: lawyerId,
        lawyer_now: lawyerId,
        letter_number: letterNumber,
        assigned_at: replacedAt,
        at: replacedAt,
      };
    }
    case 'HearingRescheduled':
      return { hearing_at: data.hearingAt, at: data.toldAt };
    case 'CustodyMoved':
      return { at: data.movedAt };
    case 'WorkRecorded':
      return { at: data.doneAt };
    case 'StageConcluded':
      return { status: 'closing', at: data.concludedAt };
    case 'StageDocumentSent':
      return { at: data.sentAt };
    case 'CaseFileSubmitted':
      return { status: 'filed', at: data.submittedAt };
    case 'CaseFileReturned':
      return { status: 'closing', at: data.returnedAt };
    case 'CaseFileAccepted':
      return ended('completed', data.acceptedAt);
    case 'AidTerminated':
      return { status: 'terminated', open: false, lawyer_now: null, at: data.terminatedAt };
    case 'TerminationServed':
      return ended('terminated', data.servedAt);
    default:
      return assertNever(type);
  }
}

const otherClock = ({ type, data }: DefenceRequestEvent): string | undefined =>
  (type === 'ClockBreached' || type === 'ClockRecounted') && data.clock.id !== 'C02' ? data.clock.id : undefined;

/** C01 runs only until the notice is sent. */
const isTold = (clock: string): boolean => clock === 'C02' || clock === 'C01';

/** What of an event is coded, for its step in the history. */
function codedIn({ type, data }: DefenceRequestEvent): Pick<TimelineEntry, 'codes' | 'hearingAt'> {
  switch (type) {
    case 'NotificationReturnedIncomplete':
      return data.reasons === undefined ? {} : { codes: data.reasons };
    case 'RequestLinked':
      return { codes: [data.relation] };
    case 'FirstMeetingHeld':
      return { codes: [data.consent] };
    case 'LawyerChangeRequested':
    case 'LawyerReplaced':
      return { codes: [data.reasonCode] };
    case 'HearingRescheduled':
      return { hearingAt: data.hearingAt };
    case 'CustodyMoved':
      return { codes: [data.custody] };
    case 'WorkRecorded':
      return { codes: [data.kind] };
    case 'StageConcluded':
      return { codes: [data.outcome] };
    case 'CaseFileReturned':
      return { codes: data.items };
    case 'AidTerminated':
      return { codes: [data.ground] };
    default:
      return {};
  }
}

const CLOSING: readonly WorklistStatus[] = ['closing', 'filed', 'terminated'];

/** The part of its course that a row is in. */
function phaseOf({ status, open, closed_at: closedAt }: Pick<WorklistRow, 'status' | 'open' | 'closed_at'>): WorklistPhase {
  if (closedAt !== null) return 'ended';
  if (open) return 'assigning';
  if (status === 'detected') return 'discovered';
  return CLOSING.includes(status) ? 'closing' : 'defending';
}

/** True for what a statutory clock does. */
const isOfClock = ({ type }: DefenceRequestEvent): boolean => type.startsWith('Clock');

/** What is no step of the matter, and not told in its history. */
const UNTOLD: ReadonlySet<DefenceRequestEvent['type']> = new Set([
  'ClockStarted',
  'ClockJudged',
  'ClockStopped',
  'ClockWarned',
  'ClockPaused',
  'ClockResumed',
]);

/** For finding the matters of a person who is to be erased. */
const PERSON_INDEX = `((person #>> '{$sealed,person}'))`;
const CONTACT_INDEX = `((contact #>> '{$sealed,person}'))`;

/** The row without what was sealed for an erased person. */
function without(row: WorklistRow, personId: string): WorklistRow {
  const kept = (value: JsonObject | null): JsonObject | null => (isSealed(value) && value.$sealed.person === personId ? null : value);
  const erased = row.erased.includes(personId) ? row.erased : [...row.erased, personId];
  const { person, contact, papers, missing } = row;
  return { ...row, person: kept(person), contact: kept(contact), papers: kept(papers), missing: kept(missing), erased };
}

/** Every defence request, for the worklists and pages of its parties (待办与详情). */
export const worklist: Projection<WorklistRow, RecordedEvent> = {
  name: 'worklist',
  version: 7,
  key: 'id',
  columns: {
    id: 'uuid',
    organ: 'text',
    organ_kind: 'text',
    institution: 'text',
    division: 'text',
    status: 'text',
    open: 'boolean',
    phase: 'text',
    revision: 'integer',
    facts: 'jsonb',
    first_facts: 'jsonb',
    case_number: 'text',
    language: 'text',
    received_at: 'timestamptz',
    due_at: 'timestamptz',
    provisional: 'boolean',
    basis: 'text',
    sent_late: 'boolean',
    hearing_too_near: 'boolean',
    breached_at: 'timestamptz',
    confirmed_at: 'timestamptz',
    on_time: 'boolean',
    lawyer_id: 'uuid',
    lawyer_now: 'uuid',
    hearing_at: 'timestamptz',
    closed_at: 'timestamptz',
    assigned_at: 'timestamptz',
    letter_number: 'text',
    person: 'jsonb',
    contact: 'jsonb',
    papers: 'jsonb',
    missing: 'jsonb',
    timeline: 'jsonb',
    handlers: 'text[]',
    erased: 'text[]',
  },
  indexes: [
    '(institution, open, due_at, id)',
    '(organ, open, due_at, id)',
    '(institution, phase, due_at, id)',
    '(organ, phase, due_at, id)',
    '(institution, open, language, due_at, id)',
    '(organ, open, language, due_at, id)',
    '(institution, open, received_at, id)',
    '(organ, open, received_at, id)',
    '(institution, open, case_number text_pattern_ops, id)',
    '(organ, open, case_number text_pattern_ops, id)',
    '(lawyer_id, assigned_at) WHERE lawyer_id IS NOT NULL',
    '(id) WHERE closed_at IS NULL',
    '(lawyer_now, hearing_at, id) WHERE lawyer_now IS NOT NULL',
    '(institution, case_number text_pattern_ops)',
    '(organ, case_number text_pattern_ops)',
    '(institution, letter_number text_pattern_ops) WHERE letter_number IS NOT NULL',
    '(organ, letter_number text_pattern_ops) WHERE letter_number IS NOT NULL',
    PERSON_INDEX,
    CONTACT_INDEX,
    'USING gin (erased) WHERE cardinality(erased) > 0',
  ],
  seenBy: { agencies: ['organ', 'institution'], lawyers: ['lawyer_now'] },
  keysOf: ({ stream }) => {
    const id = idOf(defenceRequest, stream);
    return id === null ? [] : [id];
  },
  evolve(row, item, id) {
    const event = item as unknown as DefenceRequestEvent;
    const { organ, organKind, institution, division } = event.data.parties;
    const before = row ?? { id, organ, organ_kind: organKind, institution, division, ...EMPTY };
    // An event given twice changes nothing the second time.
    if (row !== null && item.revision <= row.revision) return row;
    const { at, paper, ...change } = changeOf(event);
    const { agency, person } = item.meta.actor;
    const clock = otherClock(event);
    const entry: TimelineEntry = {
      event: event.type,
      at,
      agency,
      ...(paper !== undefined && { paper }),
      ...(clock !== undefined && { clock }),
      ...codedIn(event),
    };
    const handlers = person === undefined || before.handlers.includes(person) ? before.handlers : [...before.handlers, person];
    const first = event.type === 'NotificationCorrected' ? { first_facts: before.first_facts ?? before.facts } : {};
    const timeline = UNTOLD.has(event.type) ? before.timeline : [...before.timeline, entry];
    const after = { ...before, ...change, ...first, revision: item.revision, timeline, handlers };
    const told = { ...after, phase: phaseOf(after) };
    return event.type === 'PersonErased' ? without(told, event.data.personId) : told;
  },
};
