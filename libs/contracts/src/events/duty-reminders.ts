import { EXAMPLE_REQUEST, requestRef, type DefenceRequestRef } from './assignment.js';
import { clock, objectOf, part, type Contract, type PublicClock } from './contract.js';

/** One party of a request reminded the other. */
export interface DutyRemindedV1 extends DefenceRequestRef {
  readonly by: 'organ' | 'institution';
  readonly remindedAt: string;
  /** The duty; left out where a notice is to be completed. */
  readonly dutyId?: string;
  readonly clock?: PublicClock;
}

export const dutyReminded: Contract<DutyRemindedV1> = {
  type: 'assignment.duty-reminded.v1',
  description: {
    zh: '催办：一方提醒另一方履行即将届满或者已经逾期的责任',
    en: 'One party reminds the other of the duty that ends first, or of what a notice lacks; no clock changes.',
  },
  schema: objectOf(
    { ...requestRef, by: { type: 'string', enum: ['organ', 'institution'] }, remindedAt: part.instant, dutyId: part.text, clock },
    ['dutyId', 'clock'],
  ),
  example: { ...EXAMPLE_REQUEST, by: 'organ', remindedAt: '2026-11-26T02:00:00.000Z', dutyId: 'C02' },
};
