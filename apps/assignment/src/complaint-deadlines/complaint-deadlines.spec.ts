import type { RecordedEvent } from '@xiezhi/eventsourcing';
import { recorded, specOfWorkflow, timerFired } from '@xiezhi/eventsourcing/testing';
import type { ComplaintClock } from '../complaint/duty.js';
import type { ComplaintEvent } from '../complaint/complaint.js';
import { complaintDeadlines } from './complaint-deadlines.js';

const ID = '0192f3c4-5a6b-8c7d-9e0f-11223344c001';
const DUE_AT = '2026-12-01T16:00:00.000Z';
const parties = { institution: 'institution-540100', division: '540100', filedBy: 'institution-540100', filer: 'account-1' };
const subject = { about: 'institution', requestId: null, lawyerId: null } as const;
const clock = (dueAt: string | null): ComplaintClock => ({
  id: 'C47',
  startedAt: '2026-11-24T02:00:00.000Z',
  dueAt,
  provisional: false,
  basis: '示例',
  standing: 'configured',
});
const on = (event: ComplaintEvent): RecordedEvent => recorded(`complaint-${ID}`, [event])[0]!;
const started = (dueAt: string | null = DUE_AT) =>
  on({ type: 'ComplaintClockStarted', data: { parties, duty: 'accept', clock: clock(dueAt) } });
const stopped = on({
  type: 'ComplaintClockStopped',
  data: { parties, duty: 'accept', clock: clock(DUE_AT), stoppedAt: DUE_AT, outcome: 'met', onTime: true },
});
const spec = specOfWorkflow(complaintDeadlines);

it('wakes at the end of a duty, and records that it was not done', () => {
  spec.given().when(started()).thenTimers({ accept: DUE_AT });
  spec
    .given(started())
    .when(timerFired('accept', DUE_AT))
    .thenSends({ type: 'RecordBreach', data: { duty: 'accept' } });
});

it('wakes when the clock ends as it was counted again', () => {
  const later = '2026-12-09T16:00:00.000Z';
  const recounted = on({
    type: 'ComplaintClockRecounted',
    data: { parties, duty: 'accept', clock: clock(later), previousDueAt: DUE_AT, recountedAt: DUE_AT },
  });
  spec.given(started()).when(recounted).thenTimers({ accept: later });
});

it('waits for nothing where nobody set a figure', () => {
  spec.given().when(started(null)).thenSends().thenTimers({});
});

it('stops waiting once the duty was done, or the complaint taken back', () => {
  spec.given(started()).when(stopped).thenTimers({});
  const withdrawn = on({
    type: 'ComplaintWithdrawn',
    data: { parties, subject, withdrawnAt: DUE_AT, personId: ID, reason: '示例' },
  });
  spec.given(started()).when(withdrawn).thenTimers({});
});
