import { EXAMPLE_REQUEST, requestRef, type DefenceRequestRef } from './assignment.js';
import { objectOf, part, type Contract } from './contract.js';

/** The lawyer of a request has another hearing in the half-day of this one; which, is not told. */
export interface HearingConflictFoundV1 extends DefenceRequestRef {
  readonly lawyerId: string;
  readonly hearingAt: string;
  readonly foundAt: string;
}

export const hearingConflictFound: Contract<HearingConflictFoundV1> = {
  type: 'assignment.hearing-conflict-found.v1',
  description: {
    zh: '庭期冲突：承办律师在同一半天内另有开庭，援助机构应当解决',
    en: 'The lawyer has another hearing in the half-day of this one; the institution has to solve it.',
  },
  schema: objectOf({ ...requestRef, lawyerId: part.id, hearingAt: part.instant, foundAt: part.instant }),
  example: {
    ...EXAMPLE_REQUEST,
    lawyerId: '0192f3c4-5a6b-7c7d-8e0f-0000000000aa',
    hearingAt: '2027-01-15T01:30:00.000Z',
    foundAt: '2026-11-25T03:00:00.000Z',
  },
};
