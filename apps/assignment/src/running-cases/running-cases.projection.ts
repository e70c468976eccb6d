import { idOf, type Projection, type RecordedEvent } from '@xiezhi/eventsourcing';
import { defenceRequest, type DefenceRequestEvent } from '../defence-request/defence-request.js';

/** A case that is under way (在办案件): who has it, and nothing of whose it is. */
export interface RunningCaseRow {
  readonly id: string;
  readonly institution: string;
  readonly division: string;
  readonly stage: string;
  readonly lawyer_id: string | null;
}

/** Cases under way, from the notice until they close: those to be tracked are drawn from them. */
export const runningCases: Projection<RunningCaseRow, RecordedEvent> = {
  name: 'running_cases',
  version: 1,
  key: 'id',
  columns: { id: 'uuid', institution: 'text', division: 'text', stage: 'text', lawyer_id: 'uuid' },
  indexes: ['(institution, id) WHERE lawyer_id IS NOT NULL', '(division text_pattern_ops, id) WHERE lawyer_id IS NOT NULL'],
  seenBy: { agencies: ['institution'], divisions: ['division'], matter: 'id' },
  keysOf({ stream }) {
    const id = idOf(defenceRequest, stream);
    return id === null ? [] : [id];
  },
  evolve(row, item, id) {
    const { type, data } = item as unknown as DefenceRequestEvent;
    if (type === 'DefenceNotificationSent') {
      const { parties, facts } = data;
      return { id, institution: parties.institution, division: parties.division, stage: facts.stage, lawyer_id: null };
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
