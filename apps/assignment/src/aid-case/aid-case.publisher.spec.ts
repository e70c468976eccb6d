import { recorded } from '@xiezhi/eventsourcing/testing';
import type { AidCaseCommand } from './aid-case.js';
import { publish } from './aid-case.publisher.js';
import { atWork, command, conclude, course, facts, FILE, LAST, LATER, LAWYER_ID, parties, terminate } from './testing.js';

const ID = '0192f3c4-5a6b-8c7d-9e0f-0000000a1d10';
const messages = (...commands: readonly AidCaseCommand[]) =>
  recorded(`aid-case-${ID}`, course(...commands)).flatMap((event) => publish(event));

it('tells what intake, funding and figures need, and nobody’s name', () => {
  const file = command('SubmitFile', { items: [...FILE] }, LAST);
  const told = messages(...atWork(), conclude, file, command('AcceptFile', {}, LAST));
  expect(told.map(({ type }) => type)).toEqual([
    'assignment.aid-case-received.v1',
    'assignment.aid-case-assigned.v1',
    'assignment.aid-case-engaged.v1',
    'assignment.aid-case-concluded.v1',
    'assignment.aid-case-closed.v1',
  ]);
  expect(told.at(-1)!.data).toMatchObject({ caseId: ID, ...parties, kind: 'civil', reason: 'completed', lawyerId: LAWYER_ID });
  expect(JSON.stringify(told)).not.toMatch(new RegExp(`卓玛|某某|${facts.ownDigests[0]}`));
});

it('tells of mediation step by step, of a termination and of a duty that was not done in time', () => {
  const steps = [
    command('OfferMediation', { offeredAt: LATER, ownWish: false }),
    command('AgreeToMediation', { agreedAt: LATER }),
    command('EndMediation', { endedAt: LATER, result: 'failed' }),
  ];
  const told = messages(...atWork(), ...steps, terminate, command('RecordBreach', { dutyId: 'C31' }, '2026-12-30T03:00:00.000Z'));
  expect(told.slice(3).map(({ type, data }) => [type, data['step']])).toEqual([
    ['assignment.aid-case-mediation.v1', 'offered'],
    ['assignment.aid-case-mediation.v1', 'agreed'],
    ['assignment.aid-case-mediation.v1', 'failed'],
    ['assignment.aid-case-terminated.v1', undefined],
    ['assignment.aid-case-duty-breached.v1', undefined],
  ]);
});
