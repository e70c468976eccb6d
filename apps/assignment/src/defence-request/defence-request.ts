import { assertNever, type Decider, type StreamType } from '@xiezhi/eventsourcing';
import { assignLawyer, confirmNotified, recordService } from './assigning.js';
import type { DefenceRequestCommand, PlatformCommand } from './commands.js';
import { decideDefending } from './defending.js';
import { breached, recounted, warned } from './duties.js';
import type { DefenceRequestEvent } from './events.js';
import { evolve } from './evolving.js';
import { hearingConflictFound, hearingConflictSolved } from './hearing-conflicts.js';
import { decideBeforeALawyer } from './notifying.js';
import { decideOnPapers } from './papers.js';
import { remind } from './reminding.js';
import { papersOf, refuse, type DefenceRequestState } from './state.js';

export type { Appointment, DefenceRequestCommand, NoticeInput } from './commands.js';
export type { DefenceRequestEvent } from './events.js';
export type { Clock, DefenceRequestState, Parties } from './state.js';

/** The papers' names are the person's too. */
function erasePerson(
  { personId, erasedAt }: Extract<PlatformCommand, { type: 'RecordPersonErased' }>['data'],
  state: DefenceRequestState,
): readonly DefenceRequestEvent[] {
  if (state.status === 'none') return refuse('not_found', '没有这件通知辩护。No such request.');
  return [{ type: 'PersonErased', data: { parties: state.parties, personId, papers: Object.keys(papersOf(state)), erasedAt } }];
}

function decide(command: DefenceRequestCommand, state: DefenceRequestState): readonly DefenceRequestEvent[] {
  switch (command.type) {
    case 'RecordDiscovery':
    case 'SendNotice':
    case 'CorrectNotice':
    case 'WithdrawNotice':
    case 'RecordOwnLawyer':
    case 'ReturnIncomplete':
    case 'TransferJurisdiction':
    case 'LinkRequest':
    case 'CloseForOther':
      return decideBeforeALawyer(command, state);
    case 'AssignLawyer':
      return assignLawyer(command.data, state);
    case 'ConfirmNotified':
      return confirmNotified(command.data, state);
    case 'RecordService':
      return recordService(command.data, state);
    case 'RemindOfDuty':
      return remind(command.data, state);
    case 'AttachPaper':
    case 'RemovePaper':
    case 'RefusePaper':
      return decideOnPapers(command, state);
    case 'RecountClock':
      return recounted(state, command.data.at, command.data);
    case 'RecordBreach':
      return breached(state, command.data.clockId, command.data.at, command.data);
    case 'RecordWarning':
      return warned(state, command.data.clockId, command.data.at);
    case 'RecordPersonErased':
      return erasePerson(command.data, state);
    case 'RecordHearingConflict':
      return hearingConflictFound(command.data, state);
    case 'RecordHearingFree':
      return hearingConflictSolved(command.data, state);
    case 'SignEngagement':
    case 'FileDefencePapers':
    case 'RecordFirstMeeting':
    case 'RefuseLawyer':
    case 'AcceptRefusal':
    case 'RejectRefusal':
    case 'RecordOwnEngagement':
    case 'RequestReassignment':
    case 'RequestChange':
    case 'DeclineChange':
    case 'ReplaceLawyer':
    case 'MoveHearing':
    case 'MoveCustody':
    case 'RecordWork':
    case 'ConcludeStage':
    case 'RecordDocumentSent':
    case 'SubmitFile':
    case 'ReturnFile':
    case 'AcceptFile':
    case 'TerminateAid':
    case 'ServeTermination':
      return decideDefending(command, state);
    default:
      return assertNever(command);
  }
}

const decider: Decider<DefenceRequestState, DefenceRequestCommand, DefenceRequestEvent> = { initial: { status: 'none' }, decide, evolve };

const NOTICE_PERSONAL = { person: 'personId', papers: 'personId', contact: 'contactId' };
const REASON_PERSONAL = { reason: 'personId' };

/** A defence request (通知辩护) through its whole life: notice, lawyer, defence, file (domain section 10.1). */
export const defenceRequest: StreamType<DefenceRequestState, DefenceRequestCommand, DefenceRequestEvent> = {
  name: 'defence-request',
  decider,
  personal: {
    DefenceNotificationSent: NOTICE_PERSONAL,
    NotificationCorrected: NOTICE_PERSONAL,
    NotificationReturnedIncomplete: { missing: 'personId' },
    NotificationWithdrawn: REASON_PERSONAL,
    JurisdictionTransferred: REASON_PERSONAL,
    FirstMeetingHeld: { minute: 'personId' },
    AssignedLawyerRefused: REASON_PERSONAL,
    RefusalReasonRejected: REASON_PERSONAL,
    LawyerChangeRequested: REASON_PERSONAL,
    LawyerChangeDeclined: REASON_PERSONAL,
    CustodyMoved: { place: 'personId' },
    WorkRecorded: { note: 'personId' },
    CaseFileSubmitted: { absence: 'personId' },
    CaseFileReturned: REASON_PERSONAL,
    AidTerminated: REASON_PERSONAL,
    PaperAttached: { fileName: 'personId' },
    PaperRemoved: REASON_PERSONAL,
  },
};
