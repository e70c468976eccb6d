import type { MatterKind } from '@xiezhi/contracts';
import { idOf, type Projection, type RecordedEvent } from '@xiezhi/eventsourcing';
import { aidCase, type AidCaseEvent } from '../aid-case/aid-case.js';
import { defenceRequest, type DefenceRequestEvent } from '../defence-request/defence-request.js';

/** A case that is under way (在办案件): who has it, and nothing of whose it is. */
export interface RunningCaseRow {
  readonly id: string;
  readonly matter: MatterKind;
  readonly institution: string;
  readonly division: string;
  /** Of the procedure; of a granted case the kind of matter. */
  readonly stage: string;
  readonly lawyer_id: string | null;
}

/** From the grant until the case closes; while its end can be objected to, nobody has it. */
function ofAidCase(row: RunningCaseRow | null, { type, data }: AidCaseEvent, id: string): RunningCaseRow | null {
  if (type === 'AidCaseReceived') {
    const { parties, facts } = data;
    return { id, matter: 'aid-case', institution: parties.institution, division: parties.division, stage: facts.kind, lawyer_id: null };
  }
  if (row === null) return null;
  switch (type) {
    case 'PersonnelAssigned':
    case 'LawyerReplaced':
      return { ...row, lawyer_id: data.lawyerId };
    case 'TerminationOverturned':
      return { ...row, lawyer_id: data.lawyerId ?? null };
    case 'AidTerminated':
      return { ...row, lawyer_id: null };
    case 'AidCaseClosed':
      return null;
    default:
      return row;
  }
}

/** Cases under way, from the notice or the grant until they close: those to be tracked are drawn from them. */
export const runningCases: Projection<RunningCaseRow, RecordedEvent> = {
  name: 'running_cases',
  version: 2,
  key: 'id',
  ofOneStream: true,
  columns: { id: 'uuid', matter: 'text', institution: 'text', division: 'text', stage: 'text', lawyer_id: 'uuid' },
  indexes: ['(institution, id) WHERE lawyer_id IS NOT NULL', '(division text_pattern_ops, id) WHERE lawyer_id IS NOT NULL'],
  seenBy: { agencies: ['institution'], divisions: ['division'], matter: 'id' },
  keysOf({ stream }) {
    const id = idOf(defenceRequest, stream) ?? idOf(aidCase, stream);
    return id === null ? [] : [id];
  },
  evolve(row, item, id) {
    if (idOf(aidCase, item.stream) !== null) return ofAidCase(row, item as unknown as AidCaseEvent, id);
    const { type, data } = item as unknown as DefenceRequestEvent;
    if (type === 'DefenceNotificationSent') {
      const { parties, facts } = data;
      const { institution, division } = parties;
      return { id, matter: 'defence-request', institution, division, stage: facts.stage, lawyer_id: null };
    }
    if (row === null) return null;
    switch (type) {
      case 'NotificationCorrected':
        return { ...row, stage: data.facts.stage };
      case 'LawyerAssigned':
      case 'LawyerReplaced':
        return { ...row, lawyer_id: data.lawyerId };
      case 'RefusalReasonAccepted':
      case 'OwnLawyerEngaged':
        return { ...row, lawyer_id: null };
      case 'NotificationWithdrawn':
      case 'DefendantEngagedOwnLawyer':
      case 'JurisdictionTransferred':
      case 'RequestClosedForOther':
      case 'CaseFileAccepted':
      case 'AidTerminated':
        return null;
      default:
        return row;
    }
  },
};
