import { recorded } from '@xiezhi/eventsourcing/testing';
import { lawyerBars, type LawyerBarRow } from './lawyer-bars.projection.js';

const ID = '0192f3c4-5a6b-8c7d-9e0f-11223344f003';
const LAWYER = '0192f3c4-5a6b-7c7d-8e0f-00000000000a';
const of = {
  parties: { institution: 'institution-540100', division: '540100' },
  subject: { lawyerId: LAWYER, requestId: null },
  number: '第1号',
};
const after = (...events: readonly { readonly type: string; readonly data: object }[]): LawyerBarRow | null =>
  recorded(`accountability-${ID}`, events as never).reduce<LawyerBarRow | null>((row, event) => lawyerBars.evolve(row, event, ID), null);
const decided = (barredFrom: string | null) => ({ type: 'AccountabilityDecided', data: { ...of, barredFrom, barredUntil: null } });

it('bars a lawyer from the decision until a review revokes it', () => {
  expect(after(decided(null))).toBeNull();
  const barred = { lawyer_id: LAWYER, division: '540100', number: '第1号', barred_until: null };
  expect(after(decided('2027-03-05T02:00:00.000Z'))).toMatchObject(barred);
  const review = (outcome: string) => ({ type: 'ReviewDecided', data: { ...of, outcome } });
  expect(after(decided('2027-03-05T02:00:00.000Z'), review('upheld'))).toMatchObject(barred);
  expect(after(decided('2027-03-05T02:00:00.000Z'), review('revoked'))).toBeNull();
});
