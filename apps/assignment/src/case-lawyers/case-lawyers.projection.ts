import { idOf, type Projection, type RecordedEvent } from '@xiezhi/eventsourcing';
import { aidCase, type AidCaseEvent } from '../aid-case/aid-case.js';
import { defenceRequest, type DefenceRequestEvent } from '../defence-request/defence-request.js';
import { halfDayOf } from '@xiezhi/legal-policy';

/** Who defends or defended whom in a case, and when its hearing is (同案、利益冲突、庭期): ids only. */
export interface CaseLawyersRow {
  /** The request's. */
  readonly id: string;
  /** What the requests of co-accused (同案被告人) share; of a granted case its own id. */
  readonly case_group: string;
  /** Who defends now. */
  readonly lawyer_id: string | null;
  /** Everyone who was ever assigned. */
  readonly lawyers: readonly string[];
  readonly hearing_half_day: string | null;
}

const withLawyer = (row: CaseLawyersRow, lawyerId: string): CaseLawyersRow => ({
  ...row,
  lawyer_id: lawyerId,
  lawyers: row.lawyers.includes(lawyerId) ? row.lawyers : [...row.lawyers, lawyerId],
});

function ofAidCase(row: CaseLawyersRow | null, { type, data }: AidCaseEvent, id: string): CaseLawyersRow | null {
  const begun = row ?? { id, case_group: id, lawyer_id: null, lawyers: [], hearing_half_day: null };
  switch (type) {
    case 'PersonnelAssigned':
    case 'LawyerReplaced':
      return withLawyer(begun, data.lawyerId);
    case 'HearingSet':
      return { ...begun, hearing_half_day: halfDayOf(data.hearingAt) };
    case 'TerminationOverturned':
      return data.lawyerId === undefined ? row : withLawyer(begun, data.lawyerId);
    case 'MatterConcluded':
    case 'AidTerminated':
      return row === null ? null : { ...row, lawyer_id: null };
    default:
      return row;
  }
}

/** The lawyers and the hearing of every request and granted case, to find conflicts by. */
export const caseLawyers: Projection<CaseLawyersRow> = {
  name: 'case_lawyers',
  version: 1,
  key: 'id',
  ofOneStream: true,
  columns: { id: 'uuid', case_group: 'text', lawyer_id: 'uuid', lawyers: 'text[]', hearing_half_day: 'text' },
  indexes: ['(case_group)', '(hearing_half_day) WHERE lawyer_id IS NOT NULL'],
  keysOf: ({ stream }: RecordedEvent) => {
    const id = idOf(defenceRequest, stream) ?? idOf(aidCase, stream);
    return id === null ? [] : [id];
  },
  evolve(row, item, id) {
    if (idOf(aidCase, item.stream) !== null) return ofAidCase(row, item as unknown as AidCaseEvent, id);
    const { type, data } = item as unknown as DefenceRequestEvent;
    switch (type) {
      case 'DefenceNotificationSent':
      case 'NotificationCorrected': {
        const { coAccusedGroup, hearingAt } = data.facts;
        const hearing = hearingAt === undefined ? null : halfDayOf(hearingAt);
        return { ...(row ?? { id, lawyer_id: null, lawyers: [] }), case_group: coAccusedGroup, hearing_half_day: hearing };
      }
      case 'LawyerAssigned':
        return row === null ? null : withLawyer(row, data.lawyerId);
      case 'LawyerReplaced':
        return row === null ? null : withLawyer(row, data.lawyerId);
      case 'HearingRescheduled':
        return row === null ? null : { ...row, hearing_half_day: halfDayOf(data.hearingAt) };
      case 'RefusalReasonAccepted':
      case 'OwnLawyerEngaged':
      case 'StageConcluded':
      case 'CaseFileAccepted':
      case 'AidTerminated':
        // The lawyer acts no more: no hearing is the lawyer's, and who was defended stays known.
        return row === null ? null : { ...row, lawyer_id: null };
      default:
        return row;
    }
  },
};
