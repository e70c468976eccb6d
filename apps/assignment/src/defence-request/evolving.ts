import type { ClosedReason } from '@xiezhi/contracts';
import { assertNever } from '@xiezhi/eventsourcing';
import { evolveDuties, ranAfter } from './duties.js';
import { isOfDefence, type DefenceRequestEvent, type DefendingEvent, type DutyEvent, type NotifyingEvent } from './events.js';
import { evolvePapers, type PaperFact } from './paper.js';
import { dutiesOf, papersOf, type Closed, type DefenceRequestState, type Duties, type Open } from './state.js';

/** The state after the request is closed: what is needed to know whose it was, and nothing more. */
function closed(state: DefenceRequestState, reason: ClosedReason, closedAt: string): Closed {
  const {
    parties,
    personId,
    contactId,
    erased,
    facts,
    lawyerId,
    links = [],
  } = state as Partial<Open> & { readonly parties: Open['parties'] };
  return {
    status: 'closed',
    parties,
    reason,
    closedAt,
    papers: papersOf(state),
    links,
    ...(personId !== undefined && { personId }),
    ...(contactId !== undefined && { contactId }),
    ...(erased !== undefined && { erased }),
    ...(facts !== undefined && { facts }),
    ...(lawyerId !== undefined && { lastLawyerId: lawyerId }),
  };
}

/** Without the lawyer, who will not come again. */
function withoutLawyer(state: Open, lawyerId: string): Open {
  const { lawyerId: _left, letterNumber: _letter, met: _met, papersFiled: _filed, changeRequested: _asked, ...kept } = state;
  const { hearingConflict: _gone, ...rest } = kept;
  return { ...rest, formerLawyers: [...(state.formerLawyers ?? []), lawyerId] };
}

const C02 = 'C02';

/** C02 as the first days knew it: the arrival starts it, and the letter at the agency, or the end, stops it. */
function withC02(
  state: Open,
  { organ, organKind, institution }: Open['parties'],
  clock: Open['clock'],
): { readonly duties: Duties; readonly ran: Open['ran'] } {
  const duty = {
    dutyId: C02,
    clock,
    holder: { kind: 'institution', agency: institution },
    owedTo: { kind: organKind, agency: organ },
    breached: false,
    warned: false,
    pauses: [],
  } as const;
  return { duties: { ...state.duties, [C02]: duty }, ran: ranAfter(state.ran, C02) };
}

function without(duties: Duties, dutyId: string): Duties {
  const { [dutyId]: _stopped, ...others } = duties;
  return others;
}

function onDuty(state: DefenceRequestState, event: DutyEvent): DefenceRequestState {
  if (!('duties' in state)) return state;
  const duties = evolveDuties(dutiesOf(state), event);
  const ran = event.type === 'ClockStarted' || event.type === 'ClockJudged' ? ranAfter(state.ran, event.data.clock.id) : state.ran;
  // C02 is what the request's page tells of, also once it has stopped.
  const clock = 'clock' in state && event.data.clock.id === C02 ? { clock: event.data.clock } : {};
  return { ...state, duties, ran, ...clock };
}

/** What a fact of the notice, the lawyer's name or the matter's links makes of the state. */
function onNotice(state: DefenceRequestState, event: NotifyingEvent): DefenceRequestState {
  const open = state as Open;
  switch (event.type) {
    case 'DefenceNeedDiscovered': {
      const { parties, discoveredAt } = event.data;
      return { status: 'detected', parties, discoveredAt, duties: {}, ran: {} };
    }
    case 'DefenceNotificationSent': {
      const { parties, facts, personId, contactId } = event.data;
      const { duties = {}, ran = {} } = state as Partial<Open>;
      return { status: 'notified', parties, facts, personId, contactId, duties, ran };
    }
    case 'DefenceNotificationReceived': {
      const { clock, parties } = event.data;
      const hearingAt = (state as Partial<Open>).facts?.hearingAt;
      const begun = { ...open, changes: 0, papers: {}, links: [], ...(hearingAt !== undefined && { hearingAt }) };
      return { ...begun, status: 'received', clock, ...withC02(begun, parties, clock) };
    }
    case 'NotificationReturnedIncomplete':
      return { ...open, status: 'returned' };
    case 'NotificationCorrected': {
      const { facts } = event.data;
      return { ...open, status: 'received', facts, ...(facts.hearingAt !== undefined && { hearingAt: facts.hearingAt }) };
    }
    case 'NotificationWithdrawn':
      return closed(state, 'withdrawn', event.data.withdrawnAt);
    case 'DefendantEngagedOwnLawyer':
      return closed(state, 'not_needed', event.data.engagedAt);
    case 'JurisdictionTransferred':
      return closed(state, 'transferred', event.data.transferredAt);
    case 'RequestLinked':
      return 'links' in state ? { ...state, links: [...state.links, `${event.data.relation}:${event.data.to}`] } : state;
    case 'DutyReminded': {
      const { by, remindedAt } = event.data;
      if (!('duties' in state)) return state;
      return { ...open, reminded: { ...open.reminded, [by]: remindedAt } };
    }
    case 'RequestClosedForOther':
      return closed(state, event.data.reason, event.data.closedAt);
    case 'LawyerAssigned':
      return { ...open, status: 'assigned', lawyerId: event.data.lawyerId, letterNumber: event.data.letterNumber };
    case 'AssignmentNotifiedToAgency': {
      const { notifiedAt, onTime, dutyId = C02, replacement = false } = event.data;
      if (replacement) return { ...open, status: 'confirmed' };
      return { ...open, status: 'confirmed', notifiedAt, onTime, duties: without(dutiesOf(state), dutyId) };
    }
    default:
      return assertNever(event);
  }
}

/** What a fact of the defence makes of the state. */
function inDefence(state: DefenceRequestState, event: DefendingEvent): DefenceRequestState {
  const open = state as Open;
  switch (event.type) {
    case 'EngagementSigned':
      return { ...open, status: 'engaged' };
    case 'DefencePapersFiled':
      return { ...open, papersFiled: true };
    case 'FirstMeetingHeld':
      return { ...open, status: 'defending', met: true };
    case 'AssignedLawyerRefused':
      return { ...open, status: 'refused' };
    case 'RefusalReasonAccepted':
      return { ...withoutLawyer(open, event.data.lawyerId), status: 'awaiting_own_lawyer' };
    case 'RefusalReasonRejected':
      return { ...open, status: 'defending', refusalRejected: true };
    case 'OwnLawyerEngaged':
      return closed(state, 'own_lawyer', event.data.engagedAt);
    case 'ReassignmentRequested':
      return { ...open, status: 'received', changes: event.data.changes };
    case 'LawyerChangeRequested':
      return { ...open, changeRequested: true };
    case 'LawyerChangeDeclined':
      return { ...open, changeRequested: false };
    case 'LawyerReplaced': {
      const { lawyerId, letterNumber, previousLawyerId } = event.data;
      return { ...withoutLawyer(open, previousLawyerId), status: 'assigned', lawyerId, letterNumber };
    }
    case 'HearingRescheduled': {
      const { hearingConflict: _ofTheOld, ...rest } = open;
      return { ...rest, hearingAt: event.data.hearingAt };
    }
    case 'HearingConflictFound':
      return { ...open, hearingConflict: event.data.other };
    case 'HearingConflictSolved': {
      const { hearingConflict: _solved, ...rest } = open;
      return rest;
    }
    case 'CustodyMoved':
      return { ...open, facts: { ...open.facts, custody: event.data.custody } };
    case 'WorkRecorded':
    case 'StageDocumentSent':
      return state;
    case 'StageConcluded':
      return { ...open, status: 'closing', concludedAt: event.data.concludedAt };
    case 'CaseFileSubmitted':
      return { ...open, status: 'filed', filedAt: event.data.submittedAt };
    case 'CaseFileReturned':
      return { ...open, status: 'closing' };
    case 'CaseFileAccepted':
      return closed(state, 'completed', event.data.acceptedAt);
    case 'AidTerminated': {
      const { terminatedAt, lawyerId } = event.data;
      return { ...(lawyerId === undefined ? open : withoutLawyer(open, lawyerId)), status: 'terminated', terminatedAt };
    }
    case 'TerminationServed':
      return closed(state, 'terminated', event.data.servedAt);
    default:
      return assertNever(event);
  }
}

/** What a fact makes of the state. Never refuses. */
export function evolve(state: DefenceRequestState, event: DefenceRequestEvent): DefenceRequestState {
  switch (event.type) {
    case 'ClockStarted':
    case 'ClockJudged':
    case 'ClockStopped':
    case 'ClockPaused':
    case 'ClockResumed':
    case 'ClockWarned':
    case 'ClockRecounted':
    case 'ClockBreached':
      return onDuty(state, event);
    case 'PaperAttached':
    case 'PaperRemoved':
    case 'PaperRefused':
      return { ...(state as Open), papers: evolvePapers(papersOf(state), event as PaperFact) };
    case 'PersonErased':
      return 'personId' in state
        ? ({ ...state, erased: [...((state as Open).erased ?? []), event.data.personId] } as DefenceRequestState)
        : state;
    default:
      return isOfDefence(event) ? inDefence(state, event) : onNotice(state, event);
  }
}
