import { objectOf, part, type Contract } from './contract.js';

/** What is told of every letter that was issued. */
interface IssuedLetter {
  readonly letterId: string;
  /** 文书格式号, in the version it was made from. */
  readonly form: number;
  /** 编号 */
  readonly number: string;
  /** Agency that issued it. */
  readonly issuer: string;
  readonly institution: string;
  readonly division: string;
  readonly issuedAt: string;
}

/** An official letter (法律援助文书) was issued. What it says, and whom it names, is read through the API. */
export interface LetterIssuedV1 extends IssuedLetter {
  readonly requestId: string;
  /** Agency it is addressed to; `null`: it goes to no agency. */
  readonly addressee: string | null;
  readonly organ: string;
}

/** The same of a granted case, whose letters go to no agency of the platform. */
export interface AidCaseLetterIssuedV1 extends IssuedLetter {
  readonly caseId: string;
}

const issued = {
  letterId: part.id,
  form: { type: 'integer' },
  number: part.text,
  issuer: part.code,
  institution: part.code,
  division: part.division,
  issuedAt: part.instant,
} as const;

export const letterIssued: Contract<LetterIssuedV1> = {
  type: 'assignment.letter-issued.v1',
  description: { zh: '文书已签发', en: 'An official letter of a matter was issued under its number. Nobody is named.' },
  schema: objectOf({ ...issued, requestId: part.id, addressee: { type: ['string', 'null'] }, organ: part.code }),
  example: {
    letterId: '0192f3c4-5a6b-8c7d-9e0f-0000000000b1',
    requestId: '0192f3c4-5a6b-8c7d-9e0f-112233445566',
    form: 13,
    number: '拉萨援刑函字〔2026〕第1号',
    issuer: 'institution-540100',
    addressee: 'court-540100',
    organ: 'court-540100',
    institution: 'institution-540100',
    division: '540100',
    issuedAt: '2026-11-24T02:00:00.000Z',
  },
};

export const aidCaseLetterIssued: Contract<AidCaseLetterIssuedV1> = {
  type: 'assignment.aid-case-letter-issued.v1',
  description: { zh: '受援案件的文书已签发', en: 'An official letter of a granted case was issued under its number. Nobody is named.' },
  schema: objectOf({ ...issued, caseId: part.id }),
  example: {
    letterId: '0192f3c4-5a6b-8c7d-9e0f-0000000000b2',
    caseId: '0192f3c4-5a6b-8c7d-9e0f-0000000a1d10',
    form: 11,
    number: '拉萨援指字〔2026〕第3号',
    issuer: 'institution-540100',
    institution: 'institution-540100',
    division: '540100',
    issuedAt: '2026-11-24T02:00:00.000Z',
  },
};
