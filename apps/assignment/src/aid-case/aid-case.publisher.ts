import {
  aidCaseAssigned,
  aidCaseClosed,
  aidCaseConcluded,
  aidCaseDutyBreached,
  aidCaseEngaged,
  aidCaseMediation,
  aidCaseReceived,
  aidCaseTerminated,
  TOPICS,
  type AidCaseRef,
  type Contract,
} from '@xiezhi/contracts';
import { idOf, publicMessage, type BusMessage, type RecordedEvent } from '@xiezhi/eventsourcing';
import { aidCase, type AidCaseEvent } from './aid-case.js';

/** What others learn of a granted case: intake, funding and figures. Nobody is named but the lawyer, by id. */
export function publish(event: RecordedEvent): readonly BusMessage[] {
  const caseId = idOf(aidCase, event.stream);
  if (caseId === null) return [];
  const told = event as unknown as AidCaseEvent;
  const ref: AidCaseRef = { caseId, ...told.data.parties };
  const tell = <Data extends object>(contract: Contract<Data>, time: string, data: Data): readonly BusMessage[] => [
    publicMessage(event, { topic: TOPICS.assignment, source: '/xiezhi/assignment', type: contract.type, subject: caseId, time, data }),
  ];
  const mediation = (step: string, at: string): readonly BusMessage[] => tell(aidCaseMediation, at, { ...ref, step, at });
  switch (told.type) {
    case 'AidCaseReceived': {
      const { facts, receivedAt } = told.data;
      const { kind, cause, form, applicationId, grantedAt } = facts;
      const of = applicationId === undefined ? {} : { applicationId };
      return tell(aidCaseReceived, receivedAt, { ...ref, kind, cause, form, grantedAt, receivedAt, ...of });
    }
    case 'PersonnelAssigned': {
      const { lawyerId, letterNumber, assignedAt } = told.data;
      return tell(aidCaseAssigned, assignedAt, { ...ref, lawyerId, letterNumber, assignedAt, replacement: false });
    }
    case 'LawyerReplaced': {
      const { lawyerId, letterNumber, replacedAt } = told.data;
      return tell(aidCaseAssigned, replacedAt, { ...ref, lawyerId, letterNumber, assignedAt: replacedAt, replacement: true });
    }
    case 'EngagementSigned': {
      const { lawyerId, signedAt } = told.data;
      return tell(aidCaseEngaged, signedAt, { ...ref, lawyerId, signedAt });
    }
    case 'MediationOffered':
      return mediation('offered', told.data.offeredAt);
    case 'MediationAgreed':
      return mediation('agreed', told.data.agreedAt);
    case 'MediationRefused':
      return mediation('refused', told.data.refusedAt);
    case 'MediationEnded':
      return mediation(told.data.result, told.data.endedAt);
    case 'MatterConcluded': {
      const { lawyerId, outcome, concludedAt } = told.data;
      return tell(aidCaseConcluded, concludedAt, { ...ref, lawyerId, outcome, concludedAt });
    }
    case 'AidTerminated': {
      const { ground, terminatedAt, lawyerId } = told.data;
      return tell(aidCaseTerminated, terminatedAt, { ...ref, ground, terminatedAt, ...(lawyerId !== undefined && { lawyerId }) });
    }
    case 'AidCaseClosed': {
      const { facts, reason, closedAt, lawyerId, concludedAt } = told.data;
      const optional = { ...(lawyerId !== undefined && { lawyerId }), ...(concludedAt !== undefined && { concludedAt }) };
      return tell(aidCaseClosed, closedAt, { ...ref, ...facts, reason, closedAt, ...optional });
    }
    case 'ClockBreached': {
      const { clock, breachedAt } = told.data;
      return tell(aidCaseDutyBreached, breachedAt, { ...ref, clock, breachedAt });
    }
    default:
      return [];
  }
}
