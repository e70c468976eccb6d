import { recorded } from '@xiezhi/eventsourcing/testing';
import { runningCases, type RunningCaseRow } from './running-cases.projection.js';

const ID = '0192f3c4-5a6b-8c7d-9e0f-112233445566';
const LAWYER = '0192f3c4-5a6b-7c7d-8e0f-000000000001';
const OTHER = '0192f3c4-5a6b-7c7d-8e0f-000000000002';
const parties = { organ: 'court-540100', organKind: 'court', institution: 'institution-540100', division: '540100' };
type Told = { readonly type: string; readonly data: object };
const of = (kind: string, ...events: readonly Told[]): RunningCaseRow | null =>
  recorded(`${kind}-${ID}`, events as never).reduce<RunningCaseRow | null>((row, event) => runningCases.evolve(row, event, ID), null);
const after = (...events: readonly Told[]): RunningCaseRow | null => of('defence-request', ...events);
const sent = { type: 'DefenceNotificationSent', data: { parties, facts: { stage: 'first_instance' } } };
const assigned = { type: 'LawyerAssigned', data: { parties, lawyerId: LAWYER } };

it('holds a case with its lawyer from the notice until it ends', () => {
  expect(after(sent)).toMatchObject({ stage: 'first_instance', lawyer_id: null });
  expect(after(sent, assigned)).toMatchObject({ institution: 'institution-540100', lawyer_id: LAWYER });
  expect(after(sent, assigned, { type: 'RefusalReasonAccepted', data: { parties } })).toMatchObject({ lawyer_id: null });
  for (const type of ['NotificationWithdrawn', 'JurisdictionTransferred', 'CaseFileAccepted', 'AidTerminated']) {
    expect(after(sent, assigned, { type, data: { parties } })).toBeNull();
  }
});

it('holds a granted case with its lawyer from the grant until it closes, and with nobody while its end can be objected to', () => {
  const received = { type: 'AidCaseReceived', data: { parties, facts: { kind: 'civil' } } };
  const personnel = { type: 'PersonnelAssigned', data: { parties, lawyerId: LAWYER } };
  const ended = { type: 'AidTerminated', data: { parties } };
  const granted = (...events: readonly Told[]) => of('aid-case', received, ...events);
  expect(granted()).toMatchObject({ matter: 'aid-case', stage: 'civil', division: '540100', lawyer_id: null });
  expect(granted(personnel)).toMatchObject({ lawyer_id: LAWYER });
  expect(granted({ type: 'LawyerReplaced', data: { parties, lawyerId: OTHER } })).toMatchObject({ lawyer_id: OTHER });
  expect(granted(personnel, { type: 'MatterConcluded', data: { parties } })).toMatchObject({ lawyer_id: LAWYER });
  expect(granted(personnel, ended)).toMatchObject({ lawyer_id: null });
  const overturned = (data: object) => granted(personnel, ended, { type: 'TerminationOverturned', data: { parties, ...data } });
  expect(overturned({ lawyerId: LAWYER })).toMatchObject({ lawyer_id: LAWYER });
  expect(overturned({})).toMatchObject({ lawyer_id: null });
  expect(granted(personnel, { type: 'AidCaseClosed', data: { parties } })).toBeNull();
  expect(of('aid-case', personnel)).toBeNull();
});
