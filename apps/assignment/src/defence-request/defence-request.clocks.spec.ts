import { specOf } from '@xiezhi/eventsourcing/testing';
import { createCalendar } from '@xiezhi/legal-policy';
import { defenceRequest, type DefenceRequestCommand, type DefenceRequestEvent } from './defence-request.js';
import {
  assigned,
  breached,
  breachedAt,
  calendar,
  clock,
  confirmed,
  DUE_AT,
  IN_TIME,
  noticeWith,
  open,
  parties,
  TOO_LATE,
} from './testing.js';

const spec = specOf(defenceRequest);
const withdrawn = {
  type: 'NotificationWithdrawn',
  data: { parties, personId: noticeWith().personId, withdrawnAt: IN_TIME, reason: '重复' },
} as const;
const returned = {
  type: 'NotificationReturnedIncomplete',
  data: { parties, personId: noticeWith().personId, returnedAt: IN_TIME, missing: '缺起诉书副本' },
} as const;

describe('recording a breach (时限已过)', () => {
  const fire = (at: string, clockId = 'C02'): DefenceRequestCommand => ({ type: 'RecordBreach', data: { at, calendar, clockId } });

  it('is a fact once the due time has passed without the letter', () => {
    spec
      .given(...open())
      .when(fire(TOO_LATE))
      .then(breached);
    spec
      .given(...open(), assigned)
      .when(fire(DUE_AT))
      .then(breachedAt(DUE_AT, false));
  });

  it.each([
    ['before the due time', [], fire(IN_TIME)],
    ['for another clock', [], fire(TOO_LATE, 'C01')],
    ['when it is known', [breached], fire(TOO_LATE)],
    ['when the clock was stopped', [assigned, confirmed()], fire(TOO_LATE)],
  ])('stays quiet %s', (_when, more, command) => {
    spec
      .given(...open(), ...more)
      .when(command)
      .then();
  });
});

describe('a calendar of working days that is published while C02 runs (重新计算时限)', () => {
  /** Friday 2026-11-27, the day C02 ends with, becomes a holiday of the region: the end moves to Monday. */
  const arrived = createCalendar({
    version: 'regional-540000-2026.1',
    regional: [{ day: '2026-11-27', rest: true, name: '地方假日', divisionCode: '540000' }],
  });
  const MONDAY = '2026-11-30T16:00:00.000Z';
  const recount = (at = IN_TIME, by = arrived): DefenceRequestCommand => ({ type: 'RecountClock', data: { at, calendar: by } });
  const recounted = (at = IN_TIME, over = false): DefenceRequestEvent => ({
    type: 'ClockRecounted',
    data: {
      parties,
      dutyId: 'C02',
      clock: { ...clock, basis: expect.any(String) as unknown as string, dueAt: MONDAY },
      previousDueAt: DUE_AT,
      calendar: arrived.version,
      recountedAt: at,
      over,
    },
  });
  const moved: DefenceRequestEvent = {
    type: 'ClockRecounted',
    data: {
      parties,
      clock: { ...clock, dueAt: MONDAY },
      previousDueAt: DUE_AT,
      calendar: arrived.version,
      recountedAt: IN_TIME,
      over: false,
    },
  };

  it.each([
    ['waits for a lawyer', open()],
    ['was returned', [...open(), returned]],
    ['has a lawyer whose letter is on its way', [...open(), assigned]],
  ])('moves the end of a request that %s', (_which, before) => {
    spec
      .given(...before)
      .when(recount())
      .thenLike(recounted());
  });

  it('moves it once', () => {
    spec
      .given(...open(), moved)
      .when(recount())
      .then();
  });

  it('leaves a clock whose end it does not touch', () => {
    spec
      .given(...open())
      .when(recount(IN_TIME, calendar))
      .then();
  });

  it('leaves a clock that has stopped, and a request that is closed', () => {
    spec
      .given(...open(), assigned, confirmed())
      .when(recount())
      .then();
    spec
      .given(...open(), withdrawn)
      .when(recount())
      .then();
  });

  it('judges the letter by the new end', () => {
    spec
      .given(...open(), assigned, moved)
      .when({ type: 'ConfirmNotified', data: { calendar, at: TOO_LATE, agency: parties.organ } })
      .thenLike(
        { type: 'AssignmentNotifiedToAgency', data: expect.objectContaining({ onTime: true }) },
        expect.anything(),
        expect.anything(),
      );
  });

  it('takes back a breach that is none by the new count, and a real one is recorded again', () => {
    spec
      .given(...open(), breached)
      .when(recount(TOO_LATE))
      .thenLike(recounted(TOO_LATE));
    spec
      .given(...open(), breached, moved)
      .when({ type: 'RecordBreach', data: { at: MONDAY, calendar: arrived, clockId: 'C02' } })
      .thenLike({ type: 'ClockBreached', data: expect.objectContaining({ breachedAt: MONDAY }) });
  });

  it('keeps a breach that is one by either count', () => {
    spec
      .given(...open(), breached)
      .when(recount('2026-12-01T02:00:00.000Z'))
      .thenLike(recounted('2026-12-01T02:00:00.000Z', true));
  });

  it('is asked before a breach is recorded', () => {
    spec
      .given(...open())
      .when({ type: 'RecordBreach', data: { at: TOO_LATE, calendar: arrived, clockId: 'C02' } })
      .thenLike(recounted(TOO_LATE));
  });
});
