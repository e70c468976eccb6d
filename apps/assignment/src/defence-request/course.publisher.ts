import {
  aidTerminated,
  assignedLawyerRefused,
  caseFileAccepted,
  caseFileReturned,
  caseFileSubmitted,
  custodyMoved,
  defenceNeedDiscovered,
  dutyBreached,
  dutyReminded,
  dutyStarted,
  dutyStopped,
  dutyWarned,
  engagementSigned,
  firstMeetingHeld,
  hearingConflictFound,
  hearingRescheduled,
  lawyerChangeDeclined,
  lawyerChangeRequested,
  lawyerReplaced,
  noticeCorrected,
  noticeReturned,
  reassignmentRequested,
  refusalDecided,
  requestLinked,
  stageConcluded,
  TOPICS,
  type Contract,
  type DefenceRequestRef,
} from '@xiezhi/contracts';
import { publicMessage, type BusMessage, type RecordedEvent } from '@xiezhi/eventsourcing';
import type { DefenceRequestEvent, DutyEvent } from './events.js';

/** The message of a contract about a request. */
export const messageOf = <Data extends object>(
  event: RecordedEvent,
  requestId: string,
  { type }: Contract<Data>,
  time: string,
  data: Data,
): BusMessage => publicMessage(event, { topic: TOPICS.assignment, source: '/xiezhi/assignment', type, subject: requestId, time, data });

type Tell = <Fields extends object>(contract: Contract<DefenceRequestRef & Fields>, time: string, fields: Fields) => readonly BusMessage[];

const teller =
  (event: RecordedEvent, ref: DefenceRequestRef): Tell =>
  (contract, time, fields) => [messageOf(event, ref.requestId, contract, time, { ...ref, ...fields })];

const isDuty = (event: DefenceRequestEvent): event is DutyEvent => event.type.startsWith('Clock');

/** What others learn of the course of a defence (辩护过程): facts, dates and codes. What a person wrote is not told, nor who the person is. */
export function publishCourse(event: RecordedEvent, ref: DefenceRequestRef, told: DefenceRequestEvent): readonly BusMessage[] {
  if (isDuty(told)) return publishDuty(event, ref, told);
  const tell = teller(event, ref);
  switch (told.type) {
    case 'DefenceNeedDiscovered': {
      const { discoveredAt, stage, ground } = told.data;
      // One that comes with its notice is told of with that.
      return stage === undefined || ground === undefined ? [] : tell(defenceNeedDiscovered, discoveredAt, { discoveredAt, stage, ground });
    }
    case 'NotificationReturnedIncomplete': {
      const { returnedAt, reasons = [] } = told.data;
      return tell(noticeReturned, returnedAt, { returnedAt, reasons });
    }
    case 'NotificationCorrected':
      return tell(noticeCorrected, told.data.correctedAt, { correctedAt: told.data.correctedAt });
    case 'DutyReminded': {
      const { parties: _parties, ...reminder } = told.data;
      return [messageOf(event, ref.requestId, dutyReminded, reminder.remindedAt, { ...ref, ...reminder })];
    }
    case 'RequestLinked': {
      const { to, relation, linkedAt } = told.data;
      return tell(requestLinked, linkedAt, { to, relation, linkedAt });
    }
    case 'AidTerminated': {
      const { terminatedAt, ground, lawyerId } = told.data;
      return tell(aidTerminated, terminatedAt, { terminatedAt, ground, ...(lawyerId !== undefined && { lawyerId }) });
    }
    case 'HearingRescheduled': {
      const { hearingAt, toldAt, preparationShort } = told.data;
      return tell(hearingRescheduled, toldAt, { hearingAt, toldAt, ...(preparationShort !== undefined && { preparationShort }) });
    }
    case 'HearingConflictFound': {
      const { lawyerId, hearingAt, foundAt } = told.data;
      return tell(hearingConflictFound, foundAt, { lawyerId, hearingAt, foundAt });
    }
    case 'CustodyMoved':
      return tell(custodyMoved, told.data.movedAt, { custody: told.data.custody, movedAt: told.data.movedAt });
    case 'ReassignmentRequested':
      return tell(reassignmentRequested, told.data.requestedAt, { requestedAt: told.data.requestedAt, changes: told.data.changes });
    default:
      return ofLawyer(tell, told);
  }
}

/** Facts about the lawyer's part. */
function ofLawyer(tell: Tell, told: DefenceRequestEvent): readonly BusMessage[] {
  switch (told.type) {
    case 'EngagementSigned':
      return tell(engagementSigned, told.data.signedAt, { signedAt: told.data.signedAt, lawyerId: told.data.lawyerId });
    case 'FirstMeetingHeld': {
      const { heldAt, lawyerId, consent } = told.data;
      return tell(firstMeetingHeld, heldAt, { heldAt, lawyerId, consent });
    }
    case 'AssignedLawyerRefused':
      return tell(assignedLawyerRefused, told.data.refusedAt, { refusedAt: told.data.refusedAt, lawyerId: told.data.lawyerId });
    case 'RefusalReasonAccepted':
      return tell(refusalDecided, told.data.acceptedAt, { decidedAt: told.data.acceptedAt, accepted: true, lawyerId: told.data.lawyerId });
    case 'RefusalReasonRejected':
      return tell(refusalDecided, told.data.rejectedAt, { decidedAt: told.data.rejectedAt, accepted: false, lawyerId: told.data.lawyerId });
    case 'LawyerChangeRequested': {
      const { requestedAt, reasonCode } = told.data;
      return tell(lawyerChangeRequested, requestedAt, { requestedAt, reasonCode });
    }
    case 'LawyerChangeDeclined':
      return tell(lawyerChangeDeclined, told.data.declinedAt, { declinedAt: told.data.declinedAt });
    case 'LawyerReplaced': {
      const { replacedAt, lawyerId, previousLawyerId, reasonCode } = told.data;
      return tell(lawyerReplaced, replacedAt, { replacedAt, lawyerId, previousLawyerId, reasonCode });
    }
    case 'StageConcluded': {
      const { concludedAt, outcome, lawyerId } = told.data;
      return tell(stageConcluded, concludedAt, { concludedAt, outcome, lawyerId });
    }
    case 'CaseFileSubmitted':
      return tell(caseFileSubmitted, told.data.submittedAt, { submittedAt: told.data.submittedAt, lawyerId: told.data.lawyerId });
    case 'CaseFileReturned':
      return tell(caseFileReturned, told.data.returnedAt, { returnedAt: told.data.returnedAt, lawyerId: told.data.lawyerId });
    case 'CaseFileAccepted': {
      const { acceptedAt, lawyerId, stage, ground, concludedAt } = told.data;
      if (stage === undefined || ground === undefined || concludedAt === undefined) return [];
      return tell(caseFileAccepted, acceptedAt, { acceptedAt, lawyerId, stage, ground, concludedAt });
    }
    default:
      return [];
  }
}

/** What others learn of a statutory duty. One judged at once is told of only when it was late; C02's breach has a contract of its own. */
export function publishDuty(event: RecordedEvent, ref: DefenceRequestRef, told: DutyEvent): readonly BusMessage[] {
  const tell = teller(event, ref);
  const dutyId = told.data.dutyId ?? told.data.clock.id;
  const { clock } = told.data;
  switch (told.type) {
    case 'ClockStarted':
      return tell(dutyStarted, clock.startedAt, { dutyId, clock, holder: told.data.holder.kind, owedTo: told.data.owedTo.kind });
    case 'ClockStopped': {
      const { stoppedAt, outcome, onTime } = told.data;
      return tell(dutyStopped, stoppedAt, { dutyId, clock, stoppedAt, outcome, onTime });
    }
    case 'ClockJudged':
      return told.data.onTime ? [] : tell(dutyBreached, told.data.doneAt, { dutyId, clock, breachedAt: clock.dueAt, late: true });
    case 'ClockWarned':
      return tell(dutyWarned, told.data.warnedAt, { dutyId, clock, warnedAt: told.data.warnedAt });
    case 'ClockBreached':
      return clock.id === 'C02'
        ? []
        : tell(dutyBreached, told.data.breachedAt, { dutyId, clock, breachedAt: told.data.breachedAt, late: told.data.late ?? false });
    default:
      return [];
  }
}
