import type { AccountabilityFinding, AccountabilityGround, AccountabilityMeasure, HearingWay, ReviewOutcome } from '@xiezhi/contracts';
import type { JsonObject, Message } from '@xiezhi/eventsourcing';

/** Who proceeds. */
export interface AccountabilityParties extends JsonObject {
  readonly institution: string;
  readonly division: string;
}

/** Who is to answer, and for which case. */
export interface AccountabilitySubject extends JsonObject {
  readonly lawyerId: string;
  readonly requestId: string | null;
  /** `aid-case`: the id is that of a granted case; left out: of a defence request. */
  readonly matter?: 'aid-case';
}

/** The finding it follows from; `caseId`: of a finding about several cases the one. */
export interface FollowedFinding extends JsonObject {
  readonly kind: AccountabilityFinding;
  readonly id: string;
  readonly caseId: string | null;
}

interface At {
  readonly at: string;
}
type Side = 'institution' | 'justice' | 'lawyer';

/** Commands on accountability proceedings (责任追究). */
export type AccountabilityCommand =
  /** 立案. `holds`: whether the finding is there, and against the lawyer; `personId`: whose key seals what is written. */
  | Message<
      'OpenAccountability',
      At & {
        readonly parties: AccountabilityParties;
        readonly number: string;
        readonly subject: AccountabilitySubject;
        readonly finding: FollowedFinding;
        readonly ground: AccountabilityGround;
        readonly holds: boolean;
        readonly personId: string;
        /** Days for the statement; `null`: nobody set any. */
        readonly statementDays: number | null;
      }
    >
  /** 陈述、申辩: by the lawyer, or as it was heard; waived without a text. */
  | Message<'HearLawyer', At & { readonly by: Side; readonly way: HearingWay; readonly heardAt: string; readonly statement?: string }>
  /** 作出决定 */
  | Message<
      'DecideAccountability',
      At & {
        readonly by: Side;
        readonly measure: AccountabilityMeasure;
        /** Of a suspension. */
        readonly days?: number;
        readonly findings: string;
        /** Days to ask for a review; `null`: nobody set any, and it may be asked for at any time. */
        readonly reviewDays: number | null;
      }
    >
  /** 申请复核 */
  | Message<'RequestReview', At & { readonly by: Side; readonly reason: string }>
  /** 复核决定: by the justice side. */
  | Message<'DecideReview', At & { readonly by: Side; readonly outcome: ReviewOutcome; readonly reasons: string }>
  | Message<'RecordPersonErased', At & { readonly personId: string; readonly erasedAt: string }>;
