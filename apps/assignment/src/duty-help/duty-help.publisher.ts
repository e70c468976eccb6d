import {
  aidApplicationPassedOn,
  dutyHelpClockBreached,
  dutyHelpEnded,
  dutyHelpRequested,
  dutyLawyerNotified,
  matterPersonErased,
  TOPICS,
  type Contract,
  type DutyHelpRef,
} from '@xiezhi/contracts';
import { idOf, publicMessage, type BusMessage, type RecordedEvent } from '@xiezhi/eventsourcing';
import { dutyHelp, type DutyHelpEvent } from './duty-help.js';

/** What others learn of a duty lawyer's help. Nobody is named, and what was advised stays between lawyer and person. */
export function publish(event: RecordedEvent): readonly BusMessage[] {
  const helpId = idOf(dutyHelp, event.stream);
  if (helpId === null) return [];
  const told = event as unknown as DutyHelpEvent;
  const ref: DutyHelpRef = { helpId, ...told.data.parties };
  const tell = <Data extends object>(contract: Contract<Data>, time: string, data: Data): readonly BusMessage[] => [
    publicMessage(event, { topic: TOPICS.assignment, source: '/xiezhi/assignment', type: contract.type, subject: helpId, time, data }),
  ];
  switch (told.type) {
    case 'DutyHelpRequested': {
      const { facts, receivedAt } = told.data;
      const { stage, placeKind, requestedAt } = facts;
      return tell(dutyHelpRequested, receivedAt, { ...ref, stage, placeKind, requestedAt, receivedAt });
    }
    case 'DutyLawyerNotified': {
      const { lawyerId, notifiedAt, chosenBy } = told.data;
      return tell(dutyLawyerNotified, notifiedAt, { ...ref, lawyerId, notifiedAt, chosenBy });
    }
    case 'ClockBreached':
      return tell(dutyHelpClockBreached, told.data.breachedAt, { ...ref, clock: told.data.clock, breachedAt: told.data.breachedAt });
    case 'AidApplicationPassedOn': {
      const { lawyerId, passedOnAt } = told.data;
      return tell(aidApplicationPassedOn, passedOnAt, { ...ref, lawyerId, passedOnAt });
    }
    case 'DutyHelpConcluded': {
      const { lawyerId, concludedAt, helps } = told.data;
      return tell(dutyHelpEnded, concludedAt, { ...ref, outcome: 'concluded', endedAt: concludedAt, helps, lawyerId });
    }
    case 'DutyHelpCancelled': {
      const { cancelledAt, reason } = told.data;
      return tell(dutyHelpEnded, cancelledAt, { ...ref, outcome: 'cancelled', endedAt: cancelledAt, helps: 0, reason });
    }
    case 'PersonErased': {
      const { personId, erasedAt, parties } = told.data;
      const [message] = tell(matterPersonErased, erasedAt, { requestId: helpId, ...parties, personId, erasedAt, matter: 'duty-help' });
      // The parties are told by way of the service's own topic, the directory, which answers for the erasure, by the erasures' topic.
      return [message!, { ...message!, topic: TOPICS.erasures }];
    }
    default:
      return [];
  }
}
