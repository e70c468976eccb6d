import { objectOf, part, type Contract } from './contract.js';

export interface CaseTrackingClosedV1 {
  readonly trackingId: string;
  /** Agency code of the institution, or of the justice department that tracks cases of its divisions. */
  readonly institution: string;
  readonly division: string;
  /** Cases under way when the sample was drawn, and of them those tracked. */
  readonly cases: number;
  readonly tracked: number;
  /** Verdict → cases, by the last finding of each. */
  readonly verdicts: Readonly<Record<string, number>>;
  /** Tool of Law Art 59 → findings. */
  readonly tools: Readonly<Record<string, number>>;
  readonly closedAt: string;
}

export const caseTrackingClosed: Contract<CaseTrackingClosedV1> = {
  type: 'assignment.case-tracking-closed.v1',
  description: {
    zh: '案件质量跟踪已办结',
    en: 'A tracking of cases under way has ended (2010 notice 二(四)1). It names no case and no person.',
  },
  schema: objectOf({
    trackingId: part.id,
    institution: part.code,
    division: part.division,
    cases: { type: 'integer' },
    tracked: { type: 'integer' },
    verdicts: { type: 'object', additionalProperties: true },
    tools: { type: 'object', additionalProperties: true },
    closedAt: part.instant,
  }),
  example: {
    trackingId: '0192f3c4-5a6b-8c7d-9e0f-11223344f001',
    institution: 'institution-540100',
    division: '540100',
    cases: 40,
    tracked: 4,
    verdicts: { in_order: 3, reminded: 1, wanting: 0 },
    tools: { hearing_attended: 2, file_checked: 3, organ_asked: 1, recipient_visited: 0 },
    closedAt: '2027-03-20T03:00:00.000Z',
  },
};

export interface PeerReviewConcludedV1 {
  readonly reviewId: string;
  readonly requestId: string;
  /** `aid-case`: the id is that of a granted case; left out: of a defence request. */
  readonly matter?: string;
  readonly institution: string;
  readonly division: string;
  /** Version of the criteria that it was scored by. */
  readonly criteria: string;
  /** Two, or three where the first two differed too much. */
  readonly reviewers: number;
  /** Of a hundred. */
  readonly score: number;
  readonly grade: string;
  readonly concludedAt: string;
}

export const peerReviewConcluded: Contract<PeerReviewConcludedV1> = {
  type: 'assignment.peer-review-concluded.v1',
  description: { zh: '案件同行评估已有结果', en: 'Peers have scored a closed case. It names no reviewer.' },
  schema: objectOf(
    {
      reviewId: part.id,
      requestId: part.id,
      matter: { type: 'string', enum: ['aid-case'] },
      institution: part.code,
      division: part.division,
      criteria: part.text,
      reviewers: { type: 'integer' },
      score: { type: 'number' },
      grade: { type: 'string', enum: ['excellent', 'good', 'qualified', 'unqualified'] },
      concludedAt: part.instant,
    },
    ['matter'],
  ),
  example: {
    reviewId: '0192f3c4-5a6b-8c7d-9e0f-11223344f002',
    requestId: '0192f3c4-5a6b-8c7d-9e0f-112233445566',
    institution: 'institution-540100',
    division: '540100',
    criteria: 'criminal-2022.1',
    reviewers: 2,
    score: 82.5,
    grade: 'good',
    concludedAt: '2027-03-20T03:00:00.000Z',
  },
};

export interface AccountabilityDecidedV1 {
  readonly accountabilityId: string;
  readonly lawyerId: string;
  readonly requestId: string | null;
  /** `aid-case`: the id is that of a granted case; left out: of a defence request. */
  readonly matter?: string;
  readonly institution: string;
  readonly division: string;
  readonly ground: string;
  readonly measure: string;
  /** From when until when the lawyer is not assigned; `null`: not at all, or without an end. */
  readonly barredFrom: string | null;
  readonly barredUntil: string | null;
  /** Whether a review revoked it. */
  readonly revoked: boolean;
  readonly decidedAt: string;
}

export const accountabilityDecided: Contract<AccountabilityDecidedV1> = {
  type: 'assignment.accountability-decided.v1',
  description: {
    zh: '责任追究已作出决定',
    en: 'A measure was decided against a lawyer, or revoked on review (Law Art 63). What was said in words stays out.',
  },
  schema: objectOf(
    {
      accountabilityId: part.id,
      lawyerId: part.id,
      requestId: { type: ['string', 'null'], format: 'uuid' },
      matter: { type: 'string', enum: ['aid-case'] },
      institution: part.code,
      division: part.division,
      ground: part.text,
      measure: part.text,
      barredFrom: { type: ['string', 'null'], format: 'date-time' },
      barredUntil: { type: ['string', 'null'], format: 'date-time' },
      revoked: { type: 'boolean' },
      decidedAt: part.instant,
    },
    ['matter'],
  ),
  example: {
    accountabilityId: '0192f3c4-5a6b-8c7d-9e0f-11223344f003',
    lawyerId: '0192f3c4-5a6b-7c7d-8e0f-000000000001',
    requestId: '0192f3c4-5a6b-8c7d-9e0f-112233445566',
    institution: 'institution-540100',
    division: '540100',
    ground: 'refused_or_neglected',
    measure: 'suspended',
    barredFrom: '2027-03-20T03:00:00.000Z',
    barredUntil: '2027-06-18T16:00:00.000Z',
    revoked: false,
    decidedAt: '2027-03-20T03:00:00.000Z',
  },
};
