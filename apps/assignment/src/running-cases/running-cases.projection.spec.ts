import { recorded } from '@xiezhi/eventsourcing/testing';
import { runningCases, type RunningCaseRow } from './running-cases.projection.js';

const ID = '0192f3c4-5a6b-8c7d-9e0f-112233445566';
const LAWYER = '0192f3c4-5a6b-7c7d-8e0f-000000000001';
const parties = { organ: 'court-540100', organKind: 'court', institution: 'institution-540100', division: '540100' };
const after = (...events: readonly { readonly type: string; readonly data: object }[]): RunningCaseRow | null =>
  recorded(`defence-request-${ID}`, events as never).reduce<RunningCaseRow | null>(
    (row, event) => runningCases.evolve(row, event, ID),
    null,
  );
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
