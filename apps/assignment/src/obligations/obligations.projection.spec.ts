import type { RecordedEvent } from '@xiezhi/eventsourcing';
import { recorded, specOfProjection } from '@xiezhi/eventsourcing/testing';
import type { DefenceRequestEvent } from '../defence-request/defence-request.js';
import {
  assigned,
  breachedAt,
  clock,
  confirmed,
  discovered,
  DUE_AT,
  IN_TIME,
  LAWYER_ID,
  lapsed,
  noticeWith,
  open,
  parties,
  SENT_AT,
  TOO_LATE,
} from '../defence-request/testing.js';
import { tellBreached, TELL_BY, waiting } from '../duty-help/testing.js';
import { obligations } from './obligations.projection.js';

const ID = '0192f3c4-5a6b-8c7d-9e0f-112233445566';
const spec = specOfProjection(obligations);
const request = (...events: readonly DefenceRequestEvent[]): readonly RecordedEvent[] => recorded(`defence-request-${ID}`, events);
const twice = (events: readonly RecordedEvent[]): readonly RecordedEvent[] => events.flatMap((event) => [event, event]);
const of = (dutyId: string): string => `${ID}/${dutyId}`;

const LATER_DUE = '2026-11-30T16:00:00.000Z';
const c24 = { ...clock, id: 'C24', startedAt: IN_TIME, dueAt: LATER_DUE };
const unitOwes: DefenceRequestEvent = {
  type: 'ClockStarted',
  data: { parties, dutyId: 'C24', clock: c24, holder: { kind: 'unit', lawyerId: LAWYER_ID }, owedTo: { kind: 'recipient' } },
};
const paused: DefenceRequestEvent = {
  type: 'ClockPaused',
  data: { parties, dutyId: 'C02', clock, pausedAt: IN_TIME, reason: 'notice_unusable' },
};
const RESUMED_AT = '2026-11-26T02:00:00.000Z';
const resumed: DefenceRequestEvent = {
  type: 'ClockResumed',
  data: { parties, dutyId: 'C02', clock: { ...clock, dueAt: LATER_DUE }, resumedAt: RESUMED_AT },
};
const warned: DefenceRequestEvent = { type: 'ClockWarned', data: { parties, dutyId: 'C02', clock, warnedAt: RESUMED_AT } };
const recounted = (over: boolean): DefenceRequestEvent => ({
  type: 'ClockRecounted',
  data: {
    parties,
    dutyId: 'C02',
    clock: { ...clock, dueAt: LATER_DUE },
    previousDueAt: DUE_AT,
    calendar: 'national-2026.2',
    recountedAt: TOO_LATE,
    over,
  },
});

describe('a duty from its start to its end', () => {
  it('is owed by the institution to the organ from the notice on', () => {
    spec.given(twice(request(...open()))).thenRowLike(of('C02'), {
      matter: 'defence-request',
      matter_id: ID,
      clock: 'C02',
      cause: 'defence_notification_delivered',
      no_holiday_roll: false,
      holder_kind: 'institution',
      holder: parties.institution,
      owed_kind: 'court',
      owed_to: parties.organ,
      started_at: SENT_AT,
      due_at: DUE_AT,
      state: 'running',
      ended_at: null,
    });
  });

  it('is met in time, or late', () => {
    spec.given(twice(request(...open(), assigned, confirmed()))).thenRowLike(of('C02'), { state: 'met', ended_at: IN_TIME });
    const late: DefenceRequestEvent = {
      type: 'AssignmentNotifiedToAgency',
      data: { parties, notifiedAt: TOO_LATE, onTime: false, clock, dutyId: 'C02' },
    };
    spec
      .given(request(...open(), breachedAt(), assigned, late))
      .thenRowLike(of('C02'), { state: 'met_late', ended_at: TOO_LATE, breached_at: DUE_AT, noticed_late_at: TOO_LATE });
  });

  it('says that a breach was noticed late only where it was', () => {
    spec.given(request(...open(), breachedAt(DUE_AT, false))).thenRowLike(of('C02'), { breached_at: DUE_AT, noticed_late_at: null });
  });

  it('is not ended a second time by a replacement’s letter', () => {
    const again: DefenceRequestEvent = {
      type: 'AssignmentNotifiedToAgency',
      data: { parties, notifiedAt: TOO_LATE, onTime: true, clock, replacement: true },
    };
    spec.given(request(...open(), assigned, confirmed(), again)).thenRowLike(of('C02'), { state: 'met', ended_at: IN_TIME });
  });

  it('lapses, also in data of before, when a withdrawal ended it by itself', () => {
    const { personId } = noticeWith();
    const withdrawn: DefenceRequestEvent = {
      type: 'NotificationWithdrawn',
      data: { parties, personId, withdrawnAt: IN_TIME, reason: '重复' },
    };
    for (const ending of [[withdrawn], [withdrawn, lapsed]])
      spec.given(request(...open(), ...ending)).thenRowLike(of('C02'), { state: 'lapsed', ended_at: IN_TIME });
    spec.given(request(...open(), assigned, confirmed(), withdrawn)).thenRowLike(of('C02'), { state: 'met', ended_at: IN_TIME });
  });

  it('stands still and runs on', () => {
    spec.given(request(...open(), paused)).thenRowLike(of('C02'), { paused_since: IN_TIME, state: 'running' });
    spec.given(twice(request(...open(), paused, resumed))).thenRowLike(of('C02'), {
      paused_since: null,
      due_at: LATER_DUE,
      standstills: [{ from: IN_TIME, until: RESUMED_AT, reason: 'notice_unusable' }],
    });
    spec.given(request(...open(), paused, lapsed)).thenRowLike(of('C02'), { state: 'lapsed', standstills: [{ until: IN_TIME }] });
  });

  it('is warned of, and neither over nor warned of when a calendar gives more time', () => {
    spec.given(request(...open(), warned)).thenRowLike(of('C02'), { warned_at: RESUMED_AT });
    spec
      .given(request(...open(), warned, breachedAt(), recounted(false)))
      .thenRowLike(of('C02'), { warned_at: null, breached_at: null, noticed_late_at: null, due_at: LATER_DUE });
    spec
      .given(request(...open(), warned, breachedAt(), recounted(true)))
      .thenRowLike(of('C02'), { breached_at: DUE_AT, warned_at: RESUMED_AT });
  });
});

describe('whose duty it is', () => {
  it('names the lawyer while it runs, and nobody’s lawyer after', () => {
    spec.given(request(...open(), assigned, confirmed(), unitOwes)).thenRowLike(of('C24'), { lawyer_now: LAWYER_ID, holder: null });
    const done: DefenceRequestEvent = {
      type: 'ClockStopped',
      data: { parties, dutyId: 'C24', clock: c24, stoppedAt: TOO_LATE, outcome: 'met', onTime: true },
    };
    spec
      .given(request(...open(), assigned, confirmed(), unitOwes, done))
      .thenRowLike(of('C24'), { lawyer_now: null, holder_lawyer: LAWYER_ID, state: 'met' });
  });

  it('has one that was over when it was told, as it was judged', () => {
    const judged: DefenceRequestEvent = {
      type: 'ClockJudged',
      data: {
        parties,
        dutyId: 'C01',
        clock: { ...clock, id: 'C01' },
        holder: { kind: 'court', agency: parties.organ },
        owedTo: { kind: 'institution', agency: parties.institution },
        doneAt: TOO_LATE,
        onTime: false,
      },
    };
    spec.given(twice(request(discovered, judged))).thenRowLike(of('C01'), { state: 'met_late', ended_at: TOO_LATE, holder: parties.organ });
  });

  it('keeps the runnings of one clock apart', () => {
    const again: DefenceRequestEvent = { ...unitOwes, data: { ...unitOwes.data, dutyId: 'C24-2' } };
    spec.given(request(...open(), unitOwes, again)).thenKeys(of('C02'), of('C24'), of('C24-2'));
  });

  it('counts duties of duty lawyers’ help beside those of defence', () => {
    const help = recorded(`duty-help-${ID}`, [...waiting, tellBreached]);
    spec.given(help).thenRowLike(of('C16'), { matter: 'duty-help', holder_kind: 'custody_place', due_at: TELL_BY, breached_at: TELL_BY });
  });
});
