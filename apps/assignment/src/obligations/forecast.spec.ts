import { createCalendar } from '@xiezhi/legal-policy';
import fc from 'fast-check';
import { forecast, paceSince } from './forecast.js';

/** Tuesday 2026-11-24, 00:00 in Lhasa; the Saturday and Sunday of that week are the 28th and 29th. */
const NOW = '2026-11-23T16:00:00.000Z';
const calendar = createCalendar({ version: 'examples' });
const dueOn = (day: number): string => `2026-11-${day}T16:00:00.000Z`;
const owed = (...days: readonly number[]) => days.map((day, index) => ({ id: `duty-${index}`, dueAt: dueOn(day) }));
const HOUR_MS = 3_600_000;

it('does what is due first, at the pace of late', () => {
  // Forty in twenty working days: two a day.
  const expected = forecast(owed(26, 24, 25), 40, NOW, calendar)!;
  expect(expected.map(({ dueAt, expectedAt }) => [dueAt, expectedAt])).toEqual([
    [dueOn(24), '2026-11-24T04:00:00.000Z'],
    [dueOn(25), dueOn(24)],
    [dueOn(26), '2026-11-25T04:00:00.000Z'],
  ]);
  expect(expected.every(({ late }) => !late)).toBe(true);
});

it('says which will be late', () => {
  // One a day: the third of three that are due on the second day is late.
  const expected = forecast(owed(25, 25, 25), 20, NOW, calendar)!;
  expect(expected.map(({ id, late }) => [id, late])).toEqual([
    ['duty-0', false],
    // Done at the very end of the day is over: a period is half open.
    ['duty-1', true],
    ['duty-2', true],
  ]);
});

it('lets nothing be done on days of rest', () => {
  const expected = forecast(owed(30, 30, 30, 30, 30), 20, NOW, calendar)!;
  expect(expected.map(({ expectedAt }) => expectedAt)).toEqual([dueOn(24), dueOn(25), dueOn(26), dueOn(27), dueOn(30)]);
});

it('has no forecast without a pace, and gives up what is not done within a year', () => {
  expect(forecast(owed(25), 0, NOW, calendar)).toBeNull();
  const expected = forecast(
    Array.from({ length: 30 }, (_, index) => ({ id: `${index}`, dueAt: dueOn(25) })),
    1,
    NOW,
    calendar,
  )!;
  expect(expected.at(-1)).toMatchObject({ expectedAt: null, late: true });
  expect(expected).toHaveLength(30);
});

it('takes the pace of the last twenty working days before today', () => {
  const { from, until } = paceSince('2026-11-24T09:00:00.000Z', calendar);
  expect(until).toBe(NOW);
  const days = Array.from({ length: (Date.parse(until) - Date.parse(from)) / (24 * HOUR_MS) }, (_, index) =>
    new Date(Date.parse(from) + (24 * index + 8) * HOUR_MS).toISOString().slice(0, 10),
  );
  expect(days.filter((day) => !calendar.dayInfo(day).rest)).toHaveLength(20);
});

it('is the same however the duties are given, in order, and never better when there is more to do', () => {
  const duties = fc.uniqueArray(fc.record({ id: fc.uuid(), dueAt: fc.integer({ min: 20, max: 30 }).map(dueOn) }), {
    selector: ({ id }) => id,
    maxLength: 40,
  });
  fc.assert(
    fc.property(duties, fc.integer({ min: 1, max: 400 }), (all, finished) => {
      const expected = forecast(all, finished, NOW, calendar)!;
      expect(forecast(all.toReversed(), finished, NOW, calendar)).toEqual(expected);
      const times = expected.map(({ expectedAt }) => expectedAt ?? '9999');
      expect(times).toEqual(times.toSorted());
      const fewer = forecast(all.slice(1), finished, NOW, calendar)!;
      expect(fewer.filter(({ late }) => late).length).toBeLessThanOrEqual(expected.filter(({ late }) => late).length);
      expect(forecast(all, finished + 1, NOW, calendar)!.filter(({ late }) => late).length).toBeLessThanOrEqual(
        expected.filter(({ late }) => late).length,
      );
    }),
  );
});
