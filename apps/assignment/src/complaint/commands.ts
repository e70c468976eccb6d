import type {
  AnswerWay,
  ComplainantKind,
  ComplaintGround,
  ComplaintMeasure,
  ComplaintOutcome,
  ComplaintRefusal,
  ComplaintStep,
  ComplaintWay,
} from '@xiezhi/contracts';
import type { JsonObject, Message } from '@xiezhi/eventsourcing';
import type { ClockOverride, WorkingDayCalendar } from '@xiezhi/legal-policy';
import type { ComplaintDuty } from './duty.js';

/** Whose complaint it is: the institution it is about, and the agency and account that filed it. */
export interface ComplaintParties extends JsonObject {
  readonly institution: string;
  readonly division: string;
  readonly filedBy: string;
  readonly filer: string;
}

/** What is complained about (投诉对象). */
export interface ComplaintSubject extends JsonObject {
  readonly about: 'request' | 'lawyer' | 'institution';
  /** The matter's: that of the defence request or, where `matter` says so, of the granted case. */
  readonly requestId: string | null;
  readonly matter?: 'aid-case';
  readonly lawyerId: string | null;
}

/** Who complains, as it is written down. Sealed under a key made for the complainant. */
export interface Complainant extends JsonObject {
  readonly name: string;
  readonly phone?: string;
  readonly address?: string;
}

export interface At {
  readonly at: string;
}
/** Who decides: the head of the institution, or the justice side (司法行政机关). */
export interface ByDecider {
  readonly by: 'institution' | 'justice';
}
export interface Counting {
  readonly calendar: WorkingDayCalendar;
  /** The division's figure for the duty that starts; without one it has no end date. */
  readonly figure: ClockOverride | null;
}

/** Commands on a complaint (投诉). */
export type ComplaintCommand =
  | Message<
      'FileComplaint',
      At &
        Counting & {
          readonly parties: ComplaintParties;
          readonly number: string;
          readonly subject: ComplaintSubject;
          readonly complainantKind: ComplainantKind;
          readonly way: ComplaintWay;
          readonly grounds: readonly ComplaintGround[];
          readonly receivedAt: string;
          readonly personId: string;
          readonly complainant: Complainant;
          readonly text: string;
        }
    >
  /** 受理 */
  | Message<'AcceptComplaint', At & ByDecider & Counting>
  /** 不予受理 */
  | Message<'RefuseComplaint', At & ByDecider & { readonly reason: ComplaintRefusal; readonly explanation: string }>
  /** 调查 */
  | Message<'RecordStep', At & { readonly step: ComplaintStep; readonly doneAt: string; readonly note: string }>
  /** 作出处理结论 */
  | Message<
      'DecideComplaint',
      At &
        ByDecider &
        Counting & { readonly outcome: ComplaintOutcome; readonly measures: readonly ComplaintMeasure[]; readonly findings: string }
    >
  /** 答复投诉人 */
  | Message<'AnswerComplaint', At & ByDecider & { readonly way: AnswerWay; readonly answeredAt: string; readonly answer: string }>
  /** 撤回投诉 */
  | Message<'WithdrawComplaint', At & { readonly reason: string }>
  /** 时限已过: the timer fired. */
  | Message<'RecordBreach', At & { readonly duty: ComplaintDuty }>
  /** 重新计算期限: a calendar was published. */
  | Message<'RecountClock', At & Counting>
  | Message<'RecordPersonErased', At & { readonly personId: string; readonly erasedAt: string }>;
