import { createCalendar } from './calendar.js';
import { clockById, clockFor } from './clock-table.js';
import { isBreached, isPaused, pause, recompute, resume, type StartedClock, startClock } from './clock.js';

const calendar = createCalendar({ version: 'packaged' });
const start = (id: string, trigger: string) => startClock(clockById(id), trigger, calendar);
/** 24:00 of a day in Asia/Shanghai. */
const end = (day: string): string => new Date(Date.parse(`${day}T00:00:00+08:00`) + 86_400_000).toISOString();

describe('hours', () => {
  it('run through nights and holidays from the instant of receipt', () => {
    expect(start('C03', '2026-09-30T23:30:00+08:00').dueAt).toBe('2026-10-01T15:30:00.000Z');
    expect(start('C15', '2026-10-02T18:00:00+08:00').dueAt).toBe('2026-10-04T10:00:00.000Z');
  });

  it('are never provisional, and end to the instant', () => {
    const clock = start('C03', '2027-01-01T10:00:00+08:00');
    expect(clock.provisional).toBe(false);
    expect(isBreached(clock, '2027-01-02T09:59:59.999+08:00')).toBe(false);
    expect(isBreached(clock, '2027-01-02T10:00:00+08:00')).toBe(true);
  });
});

describe('日', () => {
  it('rolls a notice of the Wednesday before National Day 2026 to the first working day after the week', () => {
    const clock = start('C02', '2026-09-30T14:00:00+08:00');
    expect(clock.dueDay).toBe('2026-10-08');
    expect(clock.dueAt).toBe('2026-10-08T16:00:00.000Z');
    expect(clock.provisional).toBe(false);
    expect(clock.countedDays).toEqual([
      { day: '2026-09-30', kind: 'start_excluded' },
      { day: '2026-10-01', kind: 'counted_rest_day', number: 1, reason: '国庆节' },
      { day: '2026-10-02', kind: 'counted_rest_day', number: 2, reason: '国庆节' },
      { day: '2026-10-03', kind: 'counted_rest_day', number: 3, reason: '国庆节' },
      { day: '2026-10-03', kind: 'rolled', reason: '国庆节' },
      { day: '2026-10-04', kind: 'rolled', reason: '国庆节' },
      { day: '2026-10-05', kind: 'rolled', reason: '国庆节' },
      { day: '2026-10-06', kind: 'rolled', reason: '国庆节' },
      { day: '2026-10-07', kind: 'rolled', reason: '国庆节' },
      { day: '2026-10-08', kind: 'due' },
    ]);
  });

  it('counts the holidays in between without adding any', () => {
    expect(start('C20', '2026-10-01T10:00:00+08:00').dueDay).toBe('2026-10-08');
  });

  it('ends on a make-up workday, although it is a Saturday', () => {
    expect(start('C20', '2026-10-03T10:00:00+08:00').dueDay).toBe('2026-10-10');
  });

  it('rolls over an ordinary weekend to Monday', () => {
    expect(start('C02', '2026-11-25T09:00:00+08:00').dueDay).toBe('2026-11-30');
  });

  it('starts on the trigger’s day in Asia/Shanghai, whatever the zone it is written in', () => {
    expect(start('C02', '2026-11-02T17:00:00Z').dueDay).toBe('2026-11-06');
    expect(start('C02', '2026-11-03T01:00:00+08:00').dueAt).toBe(start('C02', '2026-11-02T17:00:00Z').dueAt);
  });

  it('does not roll when it runs out a period of detention itself', () => {
    const detention = { ...clockById('C02'), id: 'detention', noHolidayRoll: true };
    expect(startClock(detention, '2026-09-30T14:00:00+08:00', calendar).dueDay).toBe('2026-10-03');
  });

  it('lasts to the last instant of the due day', () => {
    const clock = start('C02', '2026-11-02T09:00:00+08:00');
    expect(clock.dueDay).toBe('2026-11-05');
    expect(isBreached(clock, '2026-11-05T23:59:59.999+08:00')).toBe(false);
    expect(isBreached(clock, '2026-11-06T00:00:00+08:00')).toBe(true);
  });
});

describe('工作日', () => {
  it('counts working days only, a make-up Sunday among them', () => {
    // Accepted on Friday 2019-09-27: Sunday the 29th was worked, 1 to 7 October were off, Saturday the 12th was worked.
    const clock = start('C20L', '2019-09-27T10:00:00+08:00');
    const counted = clock.countedDays.filter(({ kind }) => kind === 'counted').map(({ day }) => day);
    expect(counted).toEqual(['2019-09-29', '2019-09-30', '2019-10-08', '2019-10-09', '2019-10-10', '2019-10-11', '2019-10-12']);
    expect(clock.dueDay).toBe('2019-10-12');
  });

  it('passes over a regional holiday where it holds', () => {
    const regional = [{ day: '2026-08-13', rest: true, name: '雪顿节', divisionCode: '540100' }];
    const lhasa = createCalendar({ version: 'lhasa', regional, divisionPath: ['540102', '540100', '540000'] });
    const letter = '2026-08-10T10:00:00+08:00';
    expect(start('C42', letter).dueDay).toBe('2026-08-19');
    expect(startClock('C42', letter, lhasa).dueDay).toBe('2026-08-20');
  });
});

describe('months and years', () => {
  it('end on the corresponding day, or the last of a shorter month, and roll', () => {
    expect(start('C29.suit', '2025-08-31T10:00:00+08:00').dueDay).toBe('2026-02-28');
    expect(start('L1', '2024-02-29T10:00:00+08:00').dueDay).toBe('2025-02-28');
    expect(start('L1', '2025-10-01T10:00:00+08:00').dueDay).toBe('2026-10-08');
  });
});

describe('counting back', () => {
  it('excludes the hearing’s day and does not roll, also onto a holiday', () => {
    const clock = start('C10', '2026-10-20T09:30:00+08:00');
    expect(clock.dueDay).toBe('2026-10-05');
    expect(clock.dueAt).toBe(end('2026-10-05'));
    expect(clock.provisional).toBe(false);
  });

  it('tells when fewer than seven days of a time limit are left', () => {
    const threshold = start('C25', '2026-11-20T10:00:00+08:00');
    expect(isBreached(threshold, '2026-11-13T12:00:00+08:00')).toBe(false);
    expect(isBreached(threshold, '2026-11-14T00:00:00+08:00')).toBe(true);
  });
});

describe('at once, and no number', () => {
  it('is due with its trigger and over after it', () => {
    const clock = start('C09', '2026-11-02T09:00:00+08:00');
    expect(clock.dueAt).toBe('2026-11-02T01:00:00.000Z');
    expect(isBreached(clock, '2026-11-02T09:00:00+08:00')).toBe(false);
    expect(isBreached(clock, '2026-11-02T09:00:01+08:00')).toBe(true);
  });

  it('has no end until somebody sets one', () => {
    const clock = start('C34', '2026-11-02T09:00:00+08:00');
    expect(clock.dueAt).toBeNull();
    expect(isBreached(clock, '2036-11-02T09:00:00+08:00')).toBe(false);
    expect(() => startClock('C34', '2026-11-02T09:00:00+08:00', calendar)).toThrow('no number');
    const overrides = { C34: { amount: 10, unit: 'day' as const, basis: '协作函所定期限' } };
    const stated = startClock('C34', '2026-11-02T09:00:00+08:00', calendar, { overrides });
    expect(stated).toMatchObject({ dueDay: '2026-11-12', standing: 'configured' });
    expect(stated.basis).toContain('协作函所定期限');
  });
});

describe('what a due time rests on', () => {
  it('is said with it, so that an unconfirmed figure never passes for law', () => {
    expect(start('C02', '2026-11-02T09:00:00+08:00').standing).toBe('statute');
    expect(start('C27', '2026-11-02T09:00:00+08:00').standing).toBe('unconfirmed');
  });

  it('is the version of the trigger’s day when asked by key', () => {
    expect(startClock('C28', '2020-11-02T09:00:00+08:00', calendar).clockId).toBe('C28L');
    expect(() => startClock('C02', '2020-11-02T09:00:00+08:00', calendar)).toThrow('in force');
  });
});

describe('a year without a published calendar', () => {
  const trigger = '2026-12-29T10:00:00+08:00';

  it('makes the due time provisional when it decides the end', () => {
    // Day 3 is Friday 2027-01-01, New Year by law; then a weekend.
    const clock = start('C02', trigger);
    expect(clock).toMatchObject({ dueDay: '2027-01-04', provisional: true });
  });

  it('leaves a clock final that ends before it', () => {
    expect(start('C02', '2026-12-28T10:00:00+08:00')).toMatchObject({ dueDay: '2026-12-31', provisional: false });
  });

  it('is recomputed when the calendar arrives', () => {
    const arrangement = {
      year: 2027,
      restDays: { '2027-01-01': '元旦', '2027-01-02': '元旦', '2027-01-03': '元旦', '2027-01-04': '元旦' },
      makeUpWorkdays: {},
    };
    const arrived = createCalendar({ version: '2027-1', published: [arrangement] });
    const clock = recompute(start('C02', trigger), arrived);
    expect(clock).toMatchObject({ dueDay: '2027-01-05', provisional: false, calendarVersion: '2027-1' });
  });
});

describe('a pause', () => {
  const received = '2026-11-02T10:00:00+08:00';

  it('keeps what remains instead of giving a new period', () => {
    const clock = start('C20', received);
    expect(clock.dueDay).toBe('2026-11-09');
    const paused = pause(clock, '2026-11-04T15:00:00+08:00', 'supplement_requested', calendar);
    expect(paused).toMatchObject({ dueAt: null, remaining: { amount: 5, unit: 'day' } });
    expect(isPaused(paused)).toBe(true);
    expect(isBreached(paused, '2030-01-01T00:00:00Z')).toBe(false);
    const resumed = resume(paused, '2026-11-13T09:00:00+08:00', calendar);
    expect(resumed.dueDay).toBe('2026-11-18');
    expect(resumed.countedDays).toContainEqual({ day: '2026-11-04', kind: 'paused', until: '2026-11-13' });
  });

  it('that begins and ends on one day changes nothing', () => {
    const clock = start('C20', received);
    const paused = pause(clock, '2026-11-04T09:00:00+08:00', 'supplement_requested', calendar);
    expect(resume(paused, '2026-11-04T16:00:00+08:00', calendar).dueDay).toBe(clock.dueDay);
  });

  it('may come twice', () => {
    let clock: StartedClock = startClock('C20', received, calendar, { adoptedPauses: ['cross_region_check_requested'] });
    clock = resume(pause(clock, '2026-11-03T09:00:00+08:00', 'supplement_requested', calendar), '2026-11-05T09:00:00+08:00', calendar);
    clock = pause(clock, '2026-11-06T09:00:00+08:00', 'cross_region_check_requested', calendar);
    clock = resume(clock, '2026-11-10T09:00:00+08:00', calendar);
    // Counted: the 3rd, the 6th, then five days from the 11th to the 15th, a Sunday.
    expect(clock.dueDay).toBe('2026-11-16');
  });

  it('for a reason not confirmed is refused unless the division adopted it', () => {
    expect(() => pause(start('C20', received), '2026-11-03T09:00:00+08:00', 'cross_region_check_requested', calendar)).toThrow(
      'does not stop',
    );
  });

  it('does not heal a breach', () => {
    const clock = start('C20', received);
    expect(pause(clock, '2026-11-10T00:00:00+08:00', 'supplement_requested', calendar)).toBe(clock);
  });

  it('is refused for a reason the clock does not know, or before it runs', () => {
    expect(() => pause(start('C02', received), received, 'supplement_requested', calendar)).toThrow('does not stop');
    expect(() => pause(start('C20', received), '2026-11-01T10:00:00+08:00', 'supplement_requested', calendar)).toThrow('before it runs');
  });

  it('moves working days the same way', () => {
    const clock = start('C20L', '2019-09-02T10:00:00+08:00');
    const paused = pause(clock, '2019-09-04T10:00:00+08:00', 'supplement_requested', calendar);
    expect(paused.remaining).toEqual({ amount: 5, unit: 'working_day' });
    // Mid-Autumn was Friday the 13th: 10, 11, 12, 16, 17.
    expect(resume(paused, '2019-09-09T10:00:00+08:00', calendar).dueDay).toBe('2019-09-17');
  });
});

describe('a stricter target', () => {
  const row = clockFor('C02', '2026-11-02T09:00:00+08:00') ?? clockById('C02');
  const target = (amount: number) => ({ target: { amount, unit: 'day' as const, basis: '拉萨市司法局' } });

  it('stands beside the statutory end and does not move it', () => {
    const clock = startClock(row, '2026-11-02T09:00:00+08:00', calendar, target(1));
    expect(clock.dueDay).toBe('2026-11-05');
    expect(clock.target).toEqual({ amount: 1, unit: 'day', basis: '拉萨市司法局', dueAt: end('2026-11-03') });
  });

  it('never reaches beyond the statutory end', () => {
    const clock = startClock(row, '2026-11-02T09:00:00+08:00', calendar, target(10));
    expect(clock.target?.dueAt).toBe(clock.dueAt);
  });
});

describe('an instant', () => {
  it.each(['2026-11-02', '2026-11-02T09:00:00', 'now', ''])('that names no zone or no time is refused: %p', (trigger) => {
    expect(() => start('C02', trigger)).toThrow(RangeError);
  });
});
