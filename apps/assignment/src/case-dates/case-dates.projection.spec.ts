import { streamOf, type RecordedEvent } from '@xiezhi/eventsourcing';
import { defenceRequest, type DefenceRequestEvent } from '../defence-request/defence-request.js';
import { caseDates, type CaseDateRow } from './case-dates.projection.js';

const REQUEST = '01a00000-0000-7000-8000-000000000001';
const LAWYER = '01a00000-0000-7000-8000-00000000000a';
const parties = { organ: 'court-540100', organKind: 'court', institution: 'institution-540100', division: '540100' };
const clockOf = (id: string, dueAt: string) => ({ id, startedAt: '2026-03-02T02:00:00.000Z', dueAt, provisional: false, basis: null });

/** The rows after events, as runners fold them. */
function rowsAfter(...events: readonly (readonly [DefenceRequestEvent['type'], object])[]): readonly Partial<CaseDateRow>[] {
  const rows = new Map<string, CaseDateRow>();
  for (const [type, data] of events) {
    const event = { stream: streamOf(defenceRequest, REQUEST), type, data: { parties, ...data } } as unknown as RecordedEvent;
    for (const key of caseDates.keysOf(event)) {
      const after = caseDates.evolve(rows.get(key) ?? null, event, key);
      if (after === null) rows.delete(key);
      else rows.set(key, after);
    }
  }
  return [...rows.values()].filter(({ day }) => day !== null);
}

const SENT = ['DefenceNotificationSent', { facts: { hearingAt: '2026-04-01T01:30:00.000Z' } }] as const;
const RECEIVED = ['DefenceNotificationReceived', { clock: clockOf('C02', '2026-03-05T16:00:00.000Z') }] as const;
const ASSIGNED = ['LawyerAssigned', { lawyerId: LAWYER }] as const;
const TOLD = ['AssignmentNotifiedToAgency', {}] as const;
const FILE_DUE = [
  'ClockStarted',
  { dutyId: 'C32', clock: clockOf('C32', '2026-05-01T16:00:00.000Z'), holder: { kind: 'lawyer', lawyerId: LAWYER } },
] as const;

describe('the dates of a case', () => {
  it('given a notice, are its hearing and the end of the time to assign, on the day that this ends with', () => {
    expect(rowsAfter(SENT, RECEIVED)).toMatchObject([
      { kind: 'hearing', day: '2026-04-01', lawyer_id: null },
      { kind: 'duty', clock: 'C02', holder: 'institution', day: '2026-03-05' },
    ]);
  });

  it('given the letter at the agency, have no time to assign any more, and the hearing is the lawyer’s too', () => {
    expect(rowsAfter(SENT, RECEIVED, ASSIGNED, TOLD)).toMatchObject([{ kind: 'hearing', lawyer_id: LAWYER }]);
  });

  it('given a hearing that is fixed only later, have it with the lawyer who was there before', () => {
    const late = ['DefenceNotificationSent', { facts: {} }] as const;
    const moved = ['HearingRescheduled', { hearingAt: '2026-04-08T06:00:00.000Z' }] as const;
    expect(rowsAfter(late, RECEIVED, ASSIGNED, TOLD)).toEqual([]);
    expect(rowsAfter(late, RECEIVED, ASSIGNED, TOLD, moved)).toMatchObject([{ kind: 'hearing', day: '2026-04-08', lawyer_id: LAWYER }]);
  });

  it('given a refusal with a good reason, show the lawyer no hearing', () => {
    expect(rowsAfter(SENT, RECEIVED, ASSIGNED, TOLD, ['RefusalReasonAccepted', { lawyerId: LAWYER }])).toMatchObject([
      { kind: 'hearing', lawyer_id: null },
    ]);
  });

  it('given a clock that stands still and runs on, move with it, and go when it stops', () => {
    const paused = ['ClockPaused', { dutyId: 'C32', clock: clockOf('C32', '2026-05-01T16:00:00.000Z') }] as const;
    const resumed = ['ClockResumed', { dutyId: 'C32', clock: clockOf('C32', '2026-05-04T16:00:00.000Z') }] as const;
    const stopped = ['ClockStopped', { dutyId: 'C32', clock: clockOf('C32', '2026-05-04T16:00:00.000Z') }] as const;
    expect(rowsAfter(FILE_DUE)).toMatchObject([{ clock: 'C32', holder: 'lawyer', lawyer_id: LAWYER, day: '2026-05-01' }]);
    expect(rowsAfter(FILE_DUE, paused)).toEqual([]);
    expect(rowsAfter(FILE_DUE, paused, resumed)).toMatchObject([{ day: '2026-05-04' }]);
    expect(rowsAfter(FILE_DUE, stopped)).toEqual([]);
  });

  it.each(['NotificationWithdrawn', 'JurisdictionTransferred', 'DefendantEngagedOwnLawyer', 'RequestClosedForOther'] as const)(
    'given %s, are none',
    (type) => {
      expect(rowsAfter(SENT, RECEIVED, [type, {}])).toEqual([]);
    },
  );
});
