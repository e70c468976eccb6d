import {
  agencyNotified,
  clockBreached,
  clockRecounted,
  defenceRequestClosed,
  defenceRequestReceived,
  lawyerAssigned,
  matterPersonErased,
  TOPICS,
  type ClosedReason,
  type Contract,
  type DefenceRequestRef,
} from '@xiezhi/contracts';
import { derivedId, idOf, type BusMessage, type RecordedEvent } from '@xiezhi/eventsourcing';
import { messageOf, publishCourse, publishDuty } from './course.publisher.js';
import { defenceRequest, type DefenceRequestEvent } from './defence-request.js';

/** What others learn of a defence request. Events that concern only its parties' own work are not told. */
export function publish(event: RecordedEvent): readonly BusMessage[] {
  const requestId = idOf(defenceRequest, event.stream);
  if (requestId === null) return [];
  const told = event as unknown as DefenceRequestEvent;
  const ref: DefenceRequestRef = { requestId, ...told.data.parties };
  const tell = <Data extends object>(contract: Contract<Data>, time: string, data: Data): readonly BusMessage[] => [
    messageOf(event, requestId, contract, time, data),
  ];
  const closed = (closedAt: string, reason: ClosedReason, lawyerTold = false): readonly BusMessage[] =>
    tell(defenceRequestClosed, closedAt, { ...ref, closedAt, reason, ...(lawyerTold && { lawyerTold }) });

  switch (told.type) {
    case 'DefenceNotificationReceived': {
      const { receivedAt, clock, stage, ground } = told.data;
      return tell(defenceRequestReceived, receivedAt, { ...ref, stage, ground, receivedAt, clock });
    }
    case 'LawyerAssigned': {
      const { assignedAt, letterNumber, clock } = told.data;
      return tell(lawyerAssigned, assignedAt, { ...ref, assignedAt, letterNumber, clock });
    }
    case 'LawyerReplaced': {
      const { replacedAt, letterNumber, clock } = told.data;
      const letter = tell(lawyerAssigned, replacedAt, { ...ref, assignedAt: replacedAt, letterNumber, clock });
      return [...letter, ...beside(publishCourse(event, ref, told))];
    }
    case 'AssignmentNotifiedToAgency': {
      const { notifiedAt, onTime, clock, replacement = false, dutyId = 'C02' } = told.data;
      const further = replacement || dutyId !== 'C02';
      const data = { ...ref, notifiedAt, receivedAt: clock.startedAt, onTime, clock, ...(further && { further }) };
      return tell(agencyNotified, notifiedAt, data);
    }
    case 'ClockBreached':
      // The contract is C02's: other duties are told of by their own.
      if (told.data.clock.id !== 'C02') return publishDuty(event, ref, told);
      return tell(clockBreached, told.data.breachedAt, { ...ref, clock: told.data.clock, breachedAt: told.data.breachedAt });
    case 'ClockRecounted': {
      const { clock, previousDueAt, calendar, recountedAt } = told.data;
      if (clock.id !== 'C02') return [];
      return tell(clockRecounted, recountedAt, { ...ref, clock, previousDueAt, calendar, recountedAt });
    }
    case 'PersonErased': {
      const { personId, erasedAt } = told.data;
      const [message] = tell(matterPersonErased, erasedAt, { ...ref, personId, erasedAt });
      // The parties are told by way of the service's own topic, the directory, which answers for the erasure, by the erasures' topic.
      return [message!, { ...message!, topic: TOPICS.erasures }];
    }
    case 'NotificationWithdrawn':
      return closed(told.data.withdrawnAt, 'withdrawn');
    case 'DefendantEngagedOwnLawyer':
      return closed(told.data.engagedAt, 'not_needed');
    case 'JurisdictionTransferred':
      return closed(told.data.transferredAt, 'transferred');
    case 'RequestClosedForOther':
      return closed(told.data.closedAt, told.data.reason);
    case 'OwnLawyerEngaged':
      return closed(told.data.engagedAt, 'own_lawyer', true);
    case 'CaseFileAccepted':
      return [...closed(told.data.acceptedAt, 'completed', true), ...beside(publishCourse(event, ref, told))];
    case 'TerminationServed':
      return closed(told.data.servedAt, 'terminated', told.data.lawyerTold);
    default:
      return publishCourse(event, ref, told);
  }
}

/** Further messages of an event: those who hear them know each message by its id. */
const beside = (messages: readonly BusMessage[]): readonly BusMessage[] =>
  messages.map((message) => ({ ...message, id: derivedId(message.id, message.type) }));
