import { createCalendar } from './calendar.js';
import { formatBasis } from './citations.js';
import { basisOf, MAX_PAUSES, pause, resume, startClock, type StartedClock } from './clock.js';
import { CLOCK_TABLE, clockById, clockFor, withOverride } from './clock-table.js';

const calendar = createCalendar({ version: 'test' });
const MONDAY = '2026-11-02T09:00:00+08:00';
const review = (): StartedClock => startClock('C20', MONDAY, calendar);
const REASON = 'supplement_requested';
const target = { amount: 3, unit: 'day' as const, basis: '拉萨市司法局' };

describe('a clock that stops and runs on', () => {
  it('does not stop again before it ran on', () => {
    const again = resume(pause(review(), '2026-11-03T09:00:00+08:00', REASON, calendar), '2026-11-05T09:00:00+08:00', calendar);
    expect(() => pause(again, '2026-11-04T09:00:00+08:00', REASON, calendar)).toThrow('before it runs');
    expect(pause(again, '2026-11-05T09:00:00+08:00', REASON, calendar).pauses).toHaveLength(2);
  });

  it('does not run on before it stopped, and is left alone when it does not stand still', () => {
    const stopped = pause(review(), '2026-11-03T09:00:00+08:00', REASON, calendar);
    expect(() => resume(stopped, '2026-11-03T08:00:00+08:00', calendar)).toThrow('cannot end before it began');
    const running = resume(stopped, '2026-11-03T09:00:00+08:00', calendar);
    expect(resume(running, '2026-11-04T09:00:00+08:00', calendar)).toBe(running);
    const fresh = review();
    expect(resume(fresh, '2026-11-04T09:00:00+08:00', calendar)).toBe(fresh);
  });

  it('stops twenty times and no more', () => {
    const minute = (n: number): string => `2026-11-03T09:${String(n).padStart(2, '0')}:00+08:00`;
    let clock = review();
    for (let n = 0; n < MAX_PAUSES; n += 1) clock = resume(pause(clock, minute(2 * n), REASON, calendar), minute(2 * n + 1), calendar);
    expect(clock.pauses).toHaveLength(MAX_PAUSES);
    expect(() => pause(clock, minute(50), REASON, calendar)).toThrow('so many times');
  });

  it('takes its stricter target along', () => {
    const clock = startClock(clockById('C20'), MONDAY, calendar, { target });
    expect(clock.target).toEqual({ ...target, dueAt: '2026-11-05T16:00:00.000Z' });
    const stopped = pause(clock, '2026-11-03T09:00:00+08:00', REASON, calendar);
    expect(stopped.target).toEqual({ ...target, dueAt: null });
    // Two of three days are left from the day after the 9th.
    expect(resume(stopped, '2026-11-09T09:00:00+08:00', calendar).target).toEqual({ ...target, dueAt: '2026-11-11T16:00:00.000Z' });
  });
});

describe('a target', () => {
  it('is the only end where the law gives no number', () => {
    const clock = startClock(clockById('C22'), MONDAY, calendar, { target });
    expect(clock.dueAt).toBeNull();
    expect(clock.target?.dueAt).toBe('2026-11-05T16:00:00.000Z');
  });

  it('is not there where nobody set one', () => {
    expect(review()).not.toHaveProperty('target');
    expect(pause(review(), '2026-11-03T09:00:00+08:00', REASON, calendar)).not.toHaveProperty('target');
  });
});

describe('what a clock rests on', () => {
  it('is the articles alone, and with a configured figure also who set it', () => {
    expect(basisOf(clockById('C02'))).toBe(formatBasis(clockById('C02').basis));
    const configured = withOverride(clockById('C27'), { amount: 1, unit: 'day', basis: '某某规定' });
    expect(basisOf(configured)).toBe(`${formatBasis(clockById('C27').basis)}；某某规定`);
  });

  it('takes any positive whole number, and says so of any other', () => {
    expect(withOverride(clockById('C27'), { amount: 1, unit: 'day', basis: '某某规定' }).amount).toBe(1);
    expect(() => withOverride(clockById('C27'), { amount: 0, unit: 'day', basis: '某某规定' })).toThrow('a positive integer');
  });

  it('is of no unknown clock', () => {
    expect(() => clockById('C99')).toThrow('unknown clock: C99');
  });
});

describe('a row that went out of force', () => {
  const ended = CLOCK_TABLE.flatMap(({ id, validTo, supersededBy }) => (validTo === null ? [] : [{ id, validTo, supersededBy }]));

  it('there is at least one', () => {
    expect(ended.length).toBeGreaterThan(3);
  });

  it.each(ended)('$id is not used from $validTo on, but what came in its place, if anything did', ({ id, validTo, supersededBy }) => {
    const found = clockFor(id, `${validTo}T00:00:00+08:00`);
    expect(found?.id).not.toBe(id);
    expect(found === undefined).toBe(supersededBy === undefined);
  });
});

describe('the calendar', () => {
  it('reaches from 2004 to the end of 2099', () => {
    expect(calendar.dayInfo('2004-01-02').rest).toBe(false);
    expect(calendar.dayInfo('2099-06-15').rest).toBe(false);
    expect(() => calendar.dayInfo('2003-12-31')).toThrow('2004 to 2099');
    expect(() => calendar.dayInfo('2100-01-01')).toThrow('2004 to 2099');
  });

  it('knows real days only', () => {
    expect(() => calendar.dayInfo('tomorrow')).toThrow('a real YYYY-MM-DD');
    const regional = [{ day: '2026-02-30', rest: true, name: '雪顿节', divisionCode: '540100' }];
    expect(() => createCalendar({ version: 'test', regional })).toThrow('2026-02-30 is no day');
  });
});
