import type { ClosedReason } from '@xiezhi/contracts';
import { assertNever, type JsonObject } from '@xiezhi/eventsourcing';
import type { DefenceRequestEvent } from '../defence-request/defence-request.js';
import type { DefendingEvent, DutyEvent } from '../defence-request/events.js';
import type { Notice } from '../defence-request/notice.js';
import type { PaperKind } from '../defence-request/paper.js';
import type { TimelineEntry, WorklistPhase, WorklistRow, WorklistStatus } from './worklist.row.js';

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

/** What the end of a request changes of its row. */
const closed = (status: ClosedReason, at: string) => ({
  status,
  open: false,
  lawyer_now: null,
  hearing_conflict: false,
  closed_at: at,
  at,
});

/** What an event changes of a row, and the instant of the fact; of a paper also its kind. */
export function changeOf({ type, data }: DefenceRequestEvent): Partial<WorklistRow> & { readonly at: string; readonly paper?: PaperKind } {
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
    case 'DutyReminded':
      return { at: data.remindedAt };
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
      return { status: 'awaiting_own_lawyer', lawyer_now: null, hearing_conflict: false, at: data.acceptedAt };
    case 'RefusalReasonRejected':
      return { status: 'defending', at: data.rejectedAt };
    case 'OwnLawyerEngaged':
      return closed('own_lawyer', data.engagedAt);
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
        hearing_conflict: false,
        at: replacedAt,
      };
    }
    case 'HearingRescheduled':
      return { hearing_at: data.hearingAt, hearing_conflict: false, at: data.toldAt };
    case 'HearingConflictFound':
      return { hearing_conflict: true, at: data.foundAt };
    case 'HearingConflictSolved':
      return { hearing_conflict: false, at: data.solvedAt };
    case 'CustodyMoved':
      return { at: data.movedAt };
    case 'WorkRecorded':
      return { at: data.doneAt };
    case 'StageConcluded':
      return { status: 'closing', hearing_conflict: false, at: data.concludedAt };
    case 'StageDocumentSent':
      return { at: data.sentAt };
    case 'CaseFileSubmitted':
      return { status: 'filed', at: data.submittedAt };
    case 'CaseFileReturned':
      return { status: 'closing', at: data.returnedAt };
    case 'CaseFileAccepted':
      return closed('completed', data.acceptedAt);
    case 'AidTerminated':
      return { status: 'terminated', open: false, lawyer_now: null, hearing_conflict: false, at: data.terminatedAt };
    case 'TerminationServed':
      return closed('terminated', data.servedAt);
    default:
      return assertNever(type);
  }
}

/** Of a clock other than C02 that ran out or was counted again: which. */
export const otherClock = ({ type, data }: DefenceRequestEvent): string | undefined =>
  (type === 'ClockBreached' || type === 'ClockRecounted') && data.clock.id !== 'C02' ? data.clock.id : undefined;

/** C01 runs only until the notice is sent. */
const isTold = (clock: string): boolean => clock === 'C02' || clock === 'C01';

/** What of an event is coded, for its step in the history. */
export function codedIn({ type, data }: DefenceRequestEvent): Pick<TimelineEntry, 'codes' | 'hearingAt'> {
  switch (type) {
    case 'DefenceNeedDiscovered':
      return data.stage === undefined || data.ground === undefined ? {} : { codes: [data.stage, data.ground] };
    case 'NotificationReturnedIncomplete':
      return data.reasons === undefined ? {} : { codes: data.reasons };
    case 'RequestLinked':
      return { codes: [data.relation] };
    case 'DutyReminded':
      return data.clock === undefined ? {} : { codes: [data.clock.id] };
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
export function phaseOf({ status, open, closed_at: closedAt }: Pick<WorklistRow, 'status' | 'open' | 'closed_at'>): WorklistPhase {
  if (closedAt !== null) return 'ended';
  if (open) return 'assigning';
  if (status === 'detected') return 'discovered';
  return CLOSING.includes(status) ? 'closing' : 'defending';
}

/** True for what a statutory clock does. */
const isOfClock = ({ type }: DefenceRequestEvent): boolean => type.startsWith('Clock');
