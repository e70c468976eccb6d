import * as fc from 'fast-check';
import { createCalendar } from './calendar.js';
import { CLOCK_TABLE, clockById } from './clock-table.js';
import { pause, recompute, resume, startClock } from './clock.js';
import { daysBetween } from './shanghai-time.js';

const calendar = createCalendar({ version: 'packaged' });
const HOUR = 3_600_000;

const instant = fc
  .date({ min: new Date('2005-01-01T00:00:00Z'), max: new Date('2060-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
const forward = fc.constantFrom(...CLOCK_TABLE.filter(({ direction, unit }) => direction === 'after' && unit !== 'none'));
const backward = fc.constantFrom(...CLOCK_TABLE.filter(({ direction }) => direction === 'before'));
const gap = fc.integer({ min: 0, max: 400 * 24 }).map((hours) => hours * HOUR);
const later = (from: string, ms: number): string => new Date(Date.parse(from) + ms).toISOString();

describe('for any clock and trigger', () => {
  it('the end is never before the trigger', () => {
    fc.assert(
      fc.property(forward, instant, (row, trigger) => {
        const { dueAt } = startClock(row, trigger, calendar);
        return dueAt !== null && Date.parse(dueAt) >= Date.parse(trigger);
      }),
    );
  });

  it('a later trigger never ends earlier', () => {
    fc.assert(
      fc.property(forward, instant, gap, (row, trigger, ms) => {
        const [first, second] = [trigger, later(trigger, ms)].map((at) => startClock(row, at, calendar).dueAt ?? '');
        return Date.parse(first ?? '') <= Date.parse(second ?? '');
      }),
    );
  });

  it('a clock in days ends on a working day, at least its days later', () => {
    fc.assert(
      fc.property(fc.constantFrom('C02', 'C20', 'C24', 'C32', 'C42'), instant, (id, trigger) => {
        const { dueDay, startedAt, amount } = startClock(clockById(id), trigger, calendar);
        if (dueDay === null) return false;
        const startDay = new Date(Date.parse(startedAt) + 8 * HOUR).toISOString().slice(0, 10);
        return !calendar.dayInfo(dueDay).rest && daysBetween(startDay, dueDay) >= (amount ?? 0);
      }),
    );
  });

  it('a clock that counts back ends exactly its days before, whatever day that is', () => {
    fc.assert(
      fc.property(backward, instant, (row, trigger) => {
        const { dueDay, amount } = startClock(row, trigger, calendar);
        const hearingDay = new Date(Date.parse(trigger) + 8 * HOUR).toISOString().slice(0, 10);
        return dueDay !== null && daysBetween(dueDay, hearingDay) === amount;
      }),
    );
  });

  it('counting again by the same calendar changes nothing', () => {
    fc.assert(
      fc.property(forward, instant, (row, trigger) => {
        const clock = startClock(row, trigger, calendar);
        expect(recompute(clock, calendar)).toEqual(clock);
      }),
    );
  });
});

describe('for any pause', () => {
  const HOURLY = { ...clockById('C20'), amount: 48, unit: 'h' as const };

  it('an hours clock ends later by exactly its length', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 47 }), gap, (trigger, hours, ms) => {
        const clock = startClock(HOURLY, trigger, calendar);
        const at = later(trigger, hours * HOUR);
        const paused = pause(clock, at, 'supplement_requested', calendar);
        const resumed = resume(paused, later(at, ms), calendar);
        expect(paused.remaining).toEqual({ amount: (48 - hours) * HOUR, unit: 'ms' });
        return Date.parse(resumed.dueAt ?? '') === Date.parse(clock.dueAt ?? '') + ms;
      }),
    );
  });

  it('the days counted before and after add up to the amount, and the end is never earlier', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 6 }), gap, (trigger, days, ms) => {
        const clock = startClock(clockById('C20'), trigger, calendar);
        const at = later(trigger, days * 24 * HOUR);
        const paused = pause(clock, at, 'supplement_requested', calendar);
        const resumed = resume(paused, later(at, ms), calendar);
        expect(paused.remaining).toEqual({ amount: 7 - days, unit: 'day' });
        expect(resumed.countedDays.filter(({ number }) => number !== undefined)).toHaveLength(7);
        return Date.parse(resumed.dueAt ?? '') >= Date.parse(clock.dueAt ?? '');
      }),
    );
  });
});
