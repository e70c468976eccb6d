import type { JsonObject, Message } from '@xiezhi/eventsourcing';

/** Whose case it is. */
export interface ReviewParties extends JsonObject {
  readonly institution: string;
  readonly division: string;
}

/** A lawyer who is to review. */
export interface ReviewerFacts {
  readonly lawyerId: string;
  readonly active: boolean;
  readonly firm: string;
  /** Acts or acted for another of the same case, or declared a conflict in it. */
  readonly conflicted: boolean;
}

/** Who had the case, whenever it was, and their firms: none of them reviews it. */
export interface CaseSide {
  readonly lawyers: readonly string[];
  readonly firms: readonly string[];
}

/** Criterion → points. */
export type Scores = JsonObject & Readonly<Record<string, number>>;

interface At {
  readonly at: string;
}

/** Commands on the peer review (同行评估) of a closed case, one a case. */
export type PeerReviewCommand =
  /** 启动评估: with two reviewers; `bound`: points by which they may differ. */
  | Message<
      'OpenReview',
      At & {
        readonly parties: ReviewParties;
        readonly number: string;
        readonly requestId: string;
        /** `aid-case`: the id is that of a granted case; left out: of a defence request. */
        readonly matter?: 'aid-case';
        readonly criteria: string;
        readonly bound: number;
        readonly reviewers: readonly ReviewerFacts[];
        readonly side: CaseSide;
      }
    >
  /** 增补评估人: in the place of who stepped aside, or as the third. */
  | Message<'AddReviewer', At & { readonly reviewer: ReviewerFacts; readonly side: CaseSide }>
  /** 回避: a reviewer steps aside. */
  | Message<'RecuseReviewer', At & { readonly reviewerId: string }>
  /** 评分 */
  | Message<'ScoreCase', At & { readonly reviewerId: string; readonly scores: Scores }>;
