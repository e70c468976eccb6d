import { objectOf, part, type Contract } from './contract.js';

/** What every event about quality work (质量监督) says: whose it is, and where. No person is named. */
interface QualityRef {
  /** Agency code of the legal-aid institution (法律援助机构). */
  readonly institution: string;
  readonly division: string;
}
const ref = { institution: part.code, division: part.division } as const;
const exampleRef: QualityRef = { institution: 'institution-540100', division: '540100' };

export interface ComplaintDecidedV1 extends QualityRef {
  readonly complaintId: string;
  readonly requestId: string | null;
  /** `aid-case`: the id is that of a granted case; left out: of a defence request. */
  readonly matter?: string;
  readonly about: string;
  readonly outcome: string;
  readonly measures: readonly string[];
  readonly decidedAt: string;
}

export const complaintDecided: Contract<ComplaintDecidedV1> = {
  type: 'assignment.complaint-decided.v1',
  description: { zh: '投诉已作出处理结论', en: 'A complaint about legal aid was decided. Nothing says who complained.' },
  schema: objectOf(
    {
      complaintId: part.id,
      requestId: { type: ['string', 'null'], format: 'uuid' },
      matter: { type: 'string', enum: ['aid-case'] },
      ...ref,
      about: { type: 'string', enum: ['request', 'lawyer', 'institution'] },
      outcome: part.text,
      measures: { type: 'array', items: part.text },
      decidedAt: part.instant,
    },
    ['matter'],
  ),
  example: {
    complaintId: '0192f3c4-5a6b-8c7d-9e0f-11223344c001',
    requestId: '0192f3c4-5a6b-8c7d-9e0f-112233445566',
    ...exampleRef,
    about: 'request',
    outcome: 'partly_upheld',
    measures: ['rectify'],
    decidedAt: '2026-12-20T03:00:00.000Z',
  },
};

export interface ReturnVisitRecordedV1 extends QualityRef {
  readonly visitId: string;
  readonly requestId: string;
  /** `aid-case`: the id is that of a granted case; left out: of a defence request. */
  readonly matter?: string;
  readonly way: string;
  readonly language: string;
  /** 1 to 5. */
  readonly satisfaction: number;
  /** Question → `yes`, `no`, `unknown` (文书格式32). */
  readonly answers: Readonly<Record<string, string>>;
  readonly visitedAt: string;
}

export const returnVisitRecorded: Contract<ReturnVisitRecordedV1> = {
  type: 'assignment.return-visit-recorded.v1',
  description: { zh: '已回访受援人', en: 'A recipient of aid was asked how it went (Law Art 59). What was said in words stays out.' },
  schema: objectOf(
    {
      visitId: part.id,
      requestId: part.id,
      matter: { type: 'string', enum: ['aid-case'] },
      ...ref,
      way: part.text,
      language: part.text,
      satisfaction: { type: 'integer' },
      answers: { type: 'object', additionalProperties: true },
      visitedAt: part.instant,
    },
    ['matter'],
  ),
  example: {
    visitId: '0192f3c4-5a6b-8c7d-9e0f-11223344d001',
    requestId: '0192f3c4-5a6b-8c7d-9e0f-112233445566',
    ...exampleRef,
    way: 'phone',
    language: 'bo',
    satisfaction: 5,
    answers: { met: 'yes', free: 'yes' },
    visitedAt: '2027-02-20T03:00:00.000Z',
  },
};

export interface InspectionPublishedV1 extends QualityRef {
  readonly inspectionId: string;
  readonly from: string;
  readonly to: string;
  /** Cases that ended in the period, and of them those inspected. */
  readonly cases: number;
  readonly inspected: number;
  /** Grade → cases. */
  readonly grades: Readonly<Record<string, number>>;
  readonly publishedAt: string;
}

export const inspectionPublished: Contract<InspectionPublishedV1> = {
  type: 'assignment.inspection-published.v1',
  description: { zh: '质量检查结果已公布', en: 'Results of a quality inspection were published (2010 notice 二(四)1; Law Art 58).' },
  schema: objectOf({
    inspectionId: part.id,
    ...ref,
    from: part.day,
    to: part.day,
    cases: { type: 'integer' },
    inspected: { type: 'integer' },
    grades: { type: 'object', additionalProperties: true },
    publishedAt: part.instant,
  }),
  example: {
    inspectionId: '0192f3c4-5a6b-8c7d-9e0f-11223344e001',
    ...exampleRef,
    from: '2026-01-01',
    to: '2026-12-31',
    cases: 120,
    inspected: 12,
    grades: { excellent: 3, good: 7, qualified: 1, unqualified: 1 },
    publishedAt: '2027-02-20T03:00:00.000Z',
  },
};

export interface QualityGradedV1 extends QualityRef {
  readonly requestId: string;
  /** `aid-case`: the id is that of a granted case; left out: of a defence request. */
  readonly matter?: string;
  readonly grade: string;
  readonly source: string;
  readonly gradedAt: string;
}

export const qualityGraded: Contract<QualityGradedV1> = {
  type: 'assignment.quality-graded.v1',
  description: {
    zh: '案件质量等级已评定',
    en: 'The quality of a case was graded; a weightier source replaces a lighter one. The subsidy follows it.',
  },
  schema: objectOf(
    {
      requestId: part.id,
      matter: { type: 'string', enum: ['aid-case'] },
      ...ref,
      grade: { type: 'string', enum: ['excellent', 'good', 'qualified', 'unqualified'] },
      source: { type: 'string', enum: ['peer_review', 'inspection', 'file_check'] },
      gradedAt: part.instant,
    },
    ['matter'],
  ),
  example: {
    requestId: '0192f3c4-5a6b-8c7d-9e0f-112233445566',
    ...exampleRef,
    grade: 'good',
    source: 'inspection',
    gradedAt: '2027-02-20T03:00:00.000Z',
  },
};
