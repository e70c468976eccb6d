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
  readonly about: string;
  readonly outcome: string;
  readonly measures: readonly string[];
  readonly decidedAt: string;
}

export const complaintDecided: Contract<ComplaintDecidedV1> = {
  type: 'assignment.complaint-decided.v1',
  description: { zh: '投诉已作出处理结论', en: 'A complaint about legal aid was decided. Nothing says who complained.' },
  schema: objectOf({
    complaintId: part.id,
    requestId: { type: ['string', 'null'], format: 'uuid' },
    ...ref,
    about: { type: 'string', enum: ['request', 'lawyer', 'institution'] },
    outcome: part.text,
    measures: { type: 'array', items: part.text },
    decidedAt: part.instant,
  }),
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
  schema: objectOf({
    visitId: part.id,
    requestId: part.id,
    ...ref,
    way: part.text,
    language: part.text,
    satisfaction: { type: 'integer' },
    answers: { type: 'object', additionalProperties: true },
    visitedAt: part.instant,
  }),
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
