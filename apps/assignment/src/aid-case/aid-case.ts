import { assertNever, type Decider, type StreamType } from '@xiezhi/eventsourcing';
import { decideAssigning } from './assigning.js';
import type { AidCaseCommand } from './commands.js';
import { clockOver, decideConcluding } from './concluding.js';
import { recounted, warned } from './duties.js';
import type { AidCaseEvent } from './events.js';
import { evolve } from './evolving.js';
import { decideHandling } from './handling.js';
import { isOpen, notFound, type AidCaseState } from './state.js';

export type { AidCaseCommand, Appointment } from './commands.js';
export type { AidCaseEvent } from './events.js';
export type { AidCaseState, Parties } from './state.js';

function decide(command: AidCaseCommand, state: AidCaseState): readonly AidCaseEvent[] {
  switch (command.type) {
    case 'ReceiveGrant':
    case 'AssignPersonnel':
    case 'TellRecipient':
    case 'SignEngagement':
    case 'RequestChange':
    case 'DeclineChange':
    case 'ReplaceLawyer':
      return decideAssigning(command, state);
    case 'RecordWork':
    case 'ReportProgress':
    case 'SetHearing':
    case 'OfferMediation':
    case 'AgreeToMediation':
    case 'RefuseMediation':
    case 'EndMediation':
      return decideHandling(command, state);
    case 'ConcludeMatter':
    case 'SubmitFile':
    case 'ReturnFile':
    case 'AcceptFile':
    case 'TerminateAid':
    case 'ServeTermination':
    case 'RecordObjection':
    case 'DecideObjection':
      return decideConcluding(command, state);
    case 'RecountClock':
      return isOpen(state) ? recounted(state, command.data.at, command.data) : [];
    case 'RecordBreach':
      return clockOver(command.data, state);
    case 'RecordWarning':
      return isOpen(state) ? warned(state, command.data.dutyId, command.data.at) : [];
    case 'RecordPersonErased': {
      if (state.status === 'none') throw notFound();
      const { personId, erasedAt } = command.data;
      return state.erased?.includes(personId) ? [] : [{ type: 'PersonErased', data: { parties: state.parties, personId, erasedAt } }];
    }
    default:
      return assertNever(command);
  }
}

const decider: Decider<AidCaseState, AidCaseCommand, AidCaseEvent> = { initial: { status: 'none' }, decide, evolve };

const REASON_PERSONAL = { reason: 'personId' };

/** A granted case (受援案件) from the grant to its end: lawyer, work, mediation, file (domain section 10.2). */
export const aidCase: StreamType<AidCaseState, AidCaseCommand, AidCaseEvent> = {
  name: 'aid-case',
  decider,
  personal: {
    AidCaseReceived: { recipient: 'personId', particulars: 'personId' },
    LawyerChangeRequested: REASON_PERSONAL,
    LawyerChangeDeclined: REASON_PERSONAL,
    WorkRecorded: { note: 'personId' },
    ProgressReported: { summary: 'personId' },
    MediationEnded: { terms: 'personId' },
    CaseFileSubmitted: { absence: 'personId' },
    CaseFileReturned: REASON_PERSONAL,
    AidTerminated: REASON_PERSONAL,
    ObjectionFiled: REASON_PERSONAL,
  },
};
