import { createCalendar, type WorkingDayCalendar } from './calendar.js';
import { countDue, type Counting, MAX_COUNTED_DAYS } from './counting.js';
import { addDays } from './shanghai-time.js';

const calendar = createCalendar({ version: 'test' });
/** Friday 2026-11-06, 10:00 in Lhasa. */
const FRIDAY = '2026-11-06T02:00:00.000Z';

const counting = (changes: Partial<Counting>): Counting => ({
  startedAt: FRIDAY,
  amount: 3,
  unit: 'day',
  direction: 'after',
  noHolidayRoll: false,
  pauses: [],
  ...changes,
});
const pause = (from: string, until: string | null) => ({ reason: 'supplement_requested', from, until });
const explained = (changes: Partial<Counting>, by: WorkingDayCalendar = calendar) => countDue(counting(changes), by).countedDays;

describe('the explanation of a due time', () => {
  it('counts rest days on the way in a clock of days, and says which they are', () => {
    expect(explained({})).toStrictEqual([
      { day: '2026-11-06', kind: 'start_excluded' },
      { day: '2026-11-07', kind: 'counted_rest_day', number: 1, reason: 'weekend' },
      { day: '2026-11-08', kind: 'counted_rest_day', number: 2, reason: 'weekend' },
      { day: '2026-11-09', kind: 'counted', number: 3 },
      { day: '2026-11-09', kind: 'due' },
    ]);
  });

  it('rolls an end on a rest day to the next working day', () => {
    expect(explained({ amount: 2 })).toStrictEqual([
      { day: '2026-11-06', kind: 'start_excluded' },
      { day: '2026-11-07', kind: 'counted_rest_day', number: 1, reason: 'weekend' },
      { day: '2026-11-08', kind: 'counted_rest_day', number: 2, reason: 'weekend' },
      { day: '2026-11-08', kind: 'rolled', reason: 'weekend' },
      { day: '2026-11-09', kind: 'due' },
    ]);
  });

  it('leaves rest days out of a clock of working days, with the festival’s name', () => {
    expect(explained({ startedAt: '2026-09-30T02:00:00.000Z', unit: 'working_day', amount: 1 })).toStrictEqual([
      { day: '2026-09-30', kind: 'start_excluded' },
      ...[1, 2, 3, 4, 5, 6, 7].map((date) => ({ day: `2026-10-0${date}`, kind: 'not_counted', reason: '国庆节' })),
      { day: '2026-10-08', kind: 'counted', number: 1 },
      { day: '2026-10-08', kind: 'due' },
    ]);
  });

  it('shows the hour’s day of a clock of hours, and the instant’s of one that is due at once', () => {
    expect(countDue(counting({ unit: 'h', amount: 24 }), calendar)).toStrictEqual({
      dueAt: '2026-11-07T02:00:00.000Z',
      dueDay: '2026-11-07',
      provisional: false,
      countedDays: [{ day: '2026-11-07', kind: 'due', number: 24 }],
      remaining: null,
    });
    expect(countDue(counting({ unit: 'at_once', amount: 0 }), calendar)).toStrictEqual({
      dueAt: FRIDAY,
      dueDay: '2026-11-06',
      provisional: false,
      countedDays: [{ day: '2026-11-06', kind: 'due' }],
      remaining: null,
    });
  });

  it('shows the corresponding day of a clock of months', () => {
    expect(explained({ unit: 'month', amount: 1 })).toStrictEqual([
      { day: '2026-11-06', kind: 'start_excluded' },
      { day: '2026-12-06', kind: 'counted', number: 1 },
      { day: '2026-12-06', kind: 'rolled', reason: 'weekend' },
      { day: '2026-12-07', kind: 'due' },
    ]);
  });

  it('goes back from the day of a hearing, over rest days too, and never rolls', () => {
    expect(explained({ startedAt: '2026-11-10T02:00:00.000Z', direction: 'before', amount: 2 })).toStrictEqual([
      { day: '2026-11-10', kind: 'start_excluded' },
      { day: '2026-11-09', kind: 'counted', number: 1 },
      { day: '2026-11-08', kind: 'counted_rest_day', number: 2, reason: 'weekend' },
      { day: '2026-11-08', kind: 'due' },
    ]);
    expect(explained({ startedAt: '2026-11-10T02:00:00.000Z', direction: 'before', unit: 'working_day', amount: 2 })).toStrictEqual([
      { day: '2026-11-10', kind: 'start_excluded' },
      { day: '2026-11-09', kind: 'counted', number: 1 },
      { day: '2026-11-08', kind: 'not_counted', reason: 'weekend' },
      { day: '2026-11-07', kind: 'not_counted', reason: 'weekend' },
      { day: '2026-11-06', kind: 'counted', number: 2 },
      { day: '2026-11-06', kind: 'due' },
    ]);
  });

  it('shows where the clock stood still, and goes on with the next number', () => {
    const stopped = pause('2026-11-07T02:00:00.000Z', '2026-11-09T02:00:00.000Z');
    expect(explained({ pauses: [stopped] })).toStrictEqual([
      { day: '2026-11-06', kind: 'start_excluded' },
      { day: '2026-11-07', kind: 'counted_rest_day', number: 1, reason: 'weekend' },
      { day: '2026-11-07', kind: 'paused', until: '2026-11-09' },
      { day: '2026-11-10', kind: 'counted', number: 2 },
      { day: '2026-11-11', kind: 'counted', number: 3 },
      { day: '2026-11-11', kind: 'due' },
    ]);
  });

  it('of a clock that stands still says what remains, and nothing of an end', () => {
    expect(countDue(counting({ pauses: [pause('2026-11-08T02:00:00.000Z', null)] }), calendar)).toStrictEqual({
      dueAt: null,
      dueDay: null,
      provisional: false,
      countedDays: [
        { day: '2026-11-06', kind: 'start_excluded' },
        { day: '2026-11-07', kind: 'counted_rest_day', number: 1, reason: 'weekend' },
        { day: '2026-11-08', kind: 'counted_rest_day', number: 2, reason: 'weekend' },
        { day: '2026-11-08', kind: 'paused' },
      ],
      remaining: { amount: 1, unit: 'day' },
    });
    expect(countDue(counting({ unit: 'h', amount: 24, pauses: [pause('2026-11-06T14:00:00.000Z', null)] }), calendar)).toStrictEqual({
      dueAt: null,
      dueDay: null,
      provisional: false,
      countedDays: [],
      remaining: { amount: 12 * 3_600_000, unit: 'ms' },
    });
  });

  it('never counts more than there is to count before a pause', () => {
    const { countedDays, remaining } = countDue(counting({ pauses: [pause('2026-11-20T02:00:00.000Z', null)] }), calendar);
    expect(remaining).toEqual({ amount: 0, unit: 'day' });
    expect(countedDays.filter(({ number }) => number !== undefined).map(({ day }) => day)).toEqual([
      '2026-11-07',
      '2026-11-08',
      '2026-11-09',
    ]);
  });
});

describe('a clock without an end', () => {
  it.each([
    { unit: 'none' as const, amount: 5 },
    { unit: 'day' as const, amount: null },
  ])('has nothing due: %p', (changes) => {
    expect(countDue(counting(changes), calendar)).toStrictEqual({
      dueAt: null,
      dueDay: null,
      provisional: false,
      countedDays: [],
      remaining: null,
    });
  });
});

describe('a figure out of reach', () => {
  it.each([-1, 1.5])('is refused: %p', (amount) => {
    expect(() => countDue(counting({ amount }), calendar)).toThrow('a whole number');
  });

  it('is more days than any clock has, forward, back and before a pause', () => {
    const most = { amount: MAX_COUNTED_DAYS, noHolidayRoll: true };
    const more = { amount: MAX_COUNTED_DAYS + 1, noHolidayRoll: true };
    const far = [pause(`${addDays('2026-11-06', MAX_COUNTED_DAYS + 5)}T02:00:00.000Z`, null)];
    expect(countDue(counting(most), calendar).dueDay).toBe(addDays('2026-11-06', MAX_COUNTED_DAYS));
    expect(countDue(counting({ ...most, direction: 'before' }), calendar).dueDay).toBe(addDays('2026-11-06', -MAX_COUNTED_DAYS));
    expect(countDue(counting({ ...most, pauses: far }), calendar).remaining).toEqual({ amount: 0, unit: 'day' });
    for (const changes of [more, { ...more, direction: 'before' as const }, { ...more, pauses: far }])
      expect(() => countDue(counting(changes), calendar)).toThrow('counts too many days');
  });

  it.each(['h', 'month', 'year'] as const)('is one that counts back in another unit than days: %s', (unit) => {
    expect(() => countDue(counting({ direction: 'before', unit }), calendar)).toThrow('counts back counts days');
  });
});

describe('a calendar of rest days alone', () => {
  /** Rests on so many days from 2027-03-01 on, and on no other. */
  const restingFor = (days: number): WorkingDayCalendar =>
    createCalendar({
      version: 'test',
      published: [
        {
          year: 2027,
          restDays: Object.fromEntries(Array.from({ length: days }, (_, n) => [addDays('2027-03-01', n), '休息'])),
          makeUpWorkdays: {},
        },
      ],
    });
  const toFirstOfMarch = { startedAt: '2027-02-27T02:00:00.000Z', amount: 2 };

  it('is rolled over for sixty days and no more', () => {
    // 2027-04-30, the first day behind sixty, is a Friday.
    expect(countDue(counting(toFirstOfMarch), restingFor(60)).dueDay).toBe('2027-04-30');
    expect(() => countDue(counting(toFirstOfMarch), restingFor(61))).toThrow('no working day within reach');
  });
});
