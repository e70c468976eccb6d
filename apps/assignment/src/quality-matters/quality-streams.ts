import { accountability } from '../accountability/accountability.js';
import { caseTracking } from '../case-tracking/case-tracking.js';
import { complaint } from '../complaint/complaint.js';
import { inspection } from '../inspection/inspection.js';
import { peerReview } from '../peer-review/peer-review.js';
import { returnVisit } from '../return-visit/return-visit.js';

/** Kinds of quality work (质量监督). */
export type QualityKind = 'complaint' | 'return-visit' | 'inspection' | 'case-tracking' | 'peer-review' | 'accountability';

/** Where a matter of quality work stands after an event, and whether somebody still has to do something. */
type Stage = readonly [status: string, open: boolean];

/** A stream type of quality work as its read model sees it. */
export interface QualityStream {
  readonly type: { readonly name: string; readonly personal?: Readonly<Partial<Record<string, Readonly<Record<string, string>>>>> };
  readonly stages: Readonly<Record<string, Stage>>;
  /** Field of an event → it names lawyers who have a part in the matter from then on, and see it. */
  readonly joins?: Readonly<Record<string, string>>;
}

/** By kind the stream type that it is. */
export const QUALITY_STREAMS = {
  complaint: {
    type: complaint,
    stages: {
      ComplaintFiled: ['filed', true],
      ComplaintAccepted: ['accepted', true],
      ComplaintNotAccepted: ['not_accepted', true],
      ComplaintDecided: ['decided', true],
      ComplaintAnswered: ['answered', false],
      ComplaintWithdrawn: ['withdrawn', false],
    },
    joins: { ComplaintAccepted: 'subject.lawyerId' },
  },
  'return-visit': {
    type: returnVisit,
    stages: { VisitPlanned: ['planned', true], RecipientVisited: ['visited', false], VisitGivenUp: ['given_up', false] },
  },
  inspection: {
    type: inspection,
    stages: { InspectionPlanned: ['planned', true], InspectionPublished: ['published', false] },
  },
  'case-tracking': {
    type: caseTracking,
    stages: { TrackingPlanned: ['planned', true], TrackingClosed: ['closed', false] },
    joins: { TrackerAppointed: 'trackerId' },
  },
  'peer-review': {
    type: peerReview,
    stages: { ReviewOpened: ['open', true], ThirdReviewNeeded: ['third', true], CaseReviewed: ['concluded', false] },
    joins: { ReviewOpened: 'reviewers', ReviewerAdded: 'reviewerId' },
  },
  accountability: {
    type: accountability,
    stages: {
      AccountabilityOpened: ['opened', true],
      LawyerHeard: ['heard', true],
      AccountabilityDecided: ['decided', false],
      ReviewRequested: ['under_review', true],
      ReviewDecided: ['reviewed', false],
    },
    joins: { AccountabilityOpened: 'subject.lawyerId' },
  },
} as const satisfies Readonly<Record<QualityKind, QualityStream>>;

export const QUALITY_KINDS = Object.keys(QUALITY_STREAMS) as readonly QualityKind[];
