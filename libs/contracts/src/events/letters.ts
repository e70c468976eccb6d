import { objectOf, part, type Contract } from './contract.js';

/** An official letter (法律援助文书) was issued. What it says, and whom it names, is read through the API. */
export interface LetterIssuedV1 {
  readonly letterId: string;
  readonly requestId: string;
  /** 文书格式号, in the version it was made from. */
  readonly form: number;
  /** 编号 */
  readonly number: string;
  /** Agency that issued it. */
  readonly issuer: string;
  /** Agency it is addressed to; `null`: it goes to no agency. */
  readonly addressee: string | null;
  readonly organ: string;
  readonly institution: string;
  readonly division: string;
  readonly issuedAt: string;
}

export const letterIssued: Contract<LetterIssuedV1> = {
  type: 'assignment.letter-issued.v1',
  description: { zh: '文书已签发', en: 'An official letter of a matter was issued under its number. Nobody is named.' },
  schema: objectOf({
    letterId: part.id,
    requestId: part.id,
    form: { type: 'integer' },
    number: part.text,
    issuer: part.code,
    addressee: { type: ['string', 'null'] },
    organ: part.code,
    institution: part.code,
    division: part.division,
    issuedAt: part.instant,
  }),
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
