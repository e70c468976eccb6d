import { assertNever } from '@xiezhi/eventsourcing';
import { ranAfter } from '@xiezhi/legal-policy';
import { evolveDuties } from './duties.js';
import type { AidCaseEvent, AssigningEvent, ConcludingEvent, DutyEvent, HandlingEvent } from './events.js';
import type { AidCaseState, Closed, Open } from './state.js';

/** Without the lawyer, whose part is over. */
function withoutLawyer(state: Open): Omit<Open, 'lawyerId' | 'letterNumber' | 'recipientTold' | 'changeRequested'> {
  const { lawyerId: _left, letterNumber: _letter, recipientTold: _told, changeRequested: _asked, ...rest } = state;
  return rest;
}

function onDuty(state: AidCaseState, event: DutyEvent): AidCaseState {
  if (!('duties' in state)) return state;
  const ran = event.type === 'ClockStarted' ? ranAfter(state.ran, event.data.clock.id) : state.ran;
  return { ...state, duties: evolveDuties(state.duties, event), ran };
}

function closed(
  state: Partial<Open> & Pick<Open, 'personId'>,
  { reason, closedAt, parties, facts: { kind } }: Extract<AidCaseEvent, { type: 'AidCaseClosed' }>['data'],
): Closed {
  const { personId, erased, lawyerId, lawyerBefore, facts } = state;
  const last = lawyerId ?? lawyerBefore;
  return {
    status: 'closed',
    parties,
    reason,
    closedAt,
    personId,
    kind,
    language: facts?.language ?? 'zh',
    minor: facts?.minor ?? false,
    ...(erased !== undefined && { erased }),
    ...(last !== undefined && { lastLawyerId: last }),
  };
}

function onAssigning(open: Open, event: AssigningEvent): AidCaseState {
  switch (event.type) {
    case 'AidCaseReceived': {
      const { parties, facts, personId, receivedAt } = event.data;
      return {
        status: 'received',
        parties,
        facts,
        personId,
        receivedAt,
        duties: {},
        ran: {},
        formerLawyers: [],
        mediation: 'none',
        records: 0,
      };
    }
    case 'PersonnelAssigned': {
      const { lawyerId, letterNumber, assignedAt } = event.data;
      return { ...open, status: 'assigned', lawyerId, letterNumber, assignedAt };
    }
    case 'RecipientTold':
      return { ...open, recipientTold: true };
    case 'EngagementSigned':
      return { ...open, status: 'engaged' };
    case 'LawyerChangeRequested':
      return { ...open, changeRequested: true };
    case 'LawyerChangeDeclined':
      return { ...open, changeRequested: false };
    case 'LawyerReplaced': {
      const { lawyerId, letterNumber, replacedAt, previousLawyerId } = event.data;
      const formerLawyers = [...(open.formerLawyers ?? []), previousLawyerId];
      return { ...withoutLawyer(open), status: 'assigned', lawyerId, letterNumber, assignedAt: replacedAt, formerLawyers };
    }
    default:
      return assertNever(event);
  }
}

function onHandling(open: Open, event: HandlingEvent): AidCaseState {
  switch (event.type) {
    case 'WorkRecorded':
    case 'ProgressReported':
      return { ...open, records: (open.records ?? 0) + 1 };
    case 'HearingSet':
      return { ...open, hearingAt: event.data.hearingAt };
    case 'MediationOffered':
      return { ...open, mediation: 'offered' };
    case 'MediationAgreed':
      return { ...open, mediation: 'agreed' };
    case 'MediationRefused':
      return { ...open, mediation: 'refused' };
    case 'MediationEnded':
      return { ...open, mediation: event.data.result };
    default:
      return assertNever(event);
  }
}

function onConcluding(open: Open, event: ConcludingEvent): AidCaseState {
  switch (event.type) {
    case 'MatterConcluded':
      return { ...open, status: 'closing', concludedAt: event.data.concludedAt };
    case 'CaseFileSubmitted':
      return { ...open, status: 'filed' };
    case 'CaseFileReturned':
      return { ...open, status: 'closing' };
    case 'AidTerminated': {
      const { terminatedAt, lawyerId } = event.data;
      const before = open.status === 'assigned' || open.status === 'engaged' ? open.status : 'received';
      const whose = lawyerId === undefined ? {} : { lawyerBefore: lawyerId };
      return { ...withoutLawyer(open), status: 'terminated', terminatedAt, before, ...whose };
    }
    case 'TerminationServed':
      return { ...open, status: 'objectable', servedAt: event.data.servedAt };
    case 'ObjectionFiled':
      return { ...open, status: 'objected', objectedAt: event.data.filedAt };
    case 'TerminationOverturned': {
      const { before: _before, lawyerBefore: _had, ...rest } = open;
      const { resumed, lawyerId } = event.data;
      return { ...rest, status: resumed, ...(lawyerId !== undefined && { lawyerId }) };
    }
    case 'AidCaseClosed':
      return closed(open, event.data);
    default:
      return assertNever(event);
  }
}

/** What a fact makes of the state. Never refuses. */
export function evolve(state: AidCaseState, event: AidCaseEvent): AidCaseState {
  const open = state as Open;
  switch (event.type) {
    case 'ClockStarted':
    case 'ClockStopped':
    case 'ClockWarned':
    case 'ClockRecounted':
    case 'ClockBreached':
      return onDuty(state, event);
    case 'PersonErased':
      return state.status === 'none' ? state : { ...state, erased: [...(state.erased ?? []), event.data.personId] };
    case 'AidCaseReceived':
    case 'PersonnelAssigned':
    case 'RecipientTold':
    case 'EngagementSigned':
    case 'LawyerChangeRequested':
    case 'LawyerChangeDeclined':
    case 'LawyerReplaced':
      return onAssigning(open, event);
    case 'WorkRecorded':
    case 'ProgressReported':
    case 'HearingSet':
    case 'MediationOffered':
    case 'MediationAgreed':
    case 'MediationRefused':
    case 'MediationEnded':
      return onHandling(open, event);
    default:
      return onConcluding(open, event);
  }
}
