import { dayAndTime, duration, endOfToday, instantOf, longTime, shortTime } from './time.ts';

describe('times as people of the region read them', () => {
  it('are in the region’s time, with the day of the week', () => {
    expect(longTime('2026-02-11T01:00:00Z', 'zh')).toBe('2026年2月11日 周三 09:00');
    expect(longTime('2026-02-11T01:00:00Z', 'en')).toBe('Wed 11 Feb 2026, 09:00');
  });

  it('write the end of a period as 24:00 of its last day', () => {
    expect(longTime('2026-02-14T16:00:00Z', 'zh', true)).toBe('2026年2月14日 周六 24:00');
    expect(longTime('2026-02-14T16:00:00Z', 'zh')).toBe('2026年2月15日 周日 00:00');
    expect(longTime('2026-02-14T15:00:00Z', 'zh', true)).toBe('2026年2月14日 周六 23:00');
  });

  it('carry the year in lists only when it is another one', () => {
    const now = Date.parse('2026-11-01T00:00:00Z');
    expect(shortTime('2026-02-11T01:00:00Z', now)).toBe('02-11 09:00');
    expect(shortTime('2025-12-31T15:00:00Z', now)).toBe('2025-12-31 23:00');
    expect(shortTime('2025-12-31T16:00:00Z', now)).toBe('01-01 00:00');
  });

  it('come back from a form as the instant that was shown', () => {
    const { day, time } = dayAndTime('2026-02-11T01:30:00Z');
    expect({ day, time }).toEqual({ day: '2026-02-11', time: '09:30' });
    expect(new Date(instantOf(day, time)).toISOString()).toBe('2026-02-11T01:30:00.000Z');
  });

  it('end the day at the region’s midnight', () => {
    expect(new Date(endOfToday(Date.parse('2026-02-11T17:00:00Z'))).toISOString()).toBe('2026-02-12T16:00:00.000Z');
  });
});

describe('lengths of time', () => {
  it.each([
    [28 * 3_600_000, '1 天 4 小时', '1 d 4 h'],
    [48 * 3_600_000, '2 天', '2 d'],
    [5 * 3_600_000 + 12 * 60_000, '5 小时 12 分', '5 h 12 min'],
    [59_000, '0 分', '0 min'],
    [-2 * 3_600_000, '2 小时', '2 h'],
  ])('%i ms', (ms, zh, en) => {
    expect([duration(ms, 'zh'), duration(ms, 'en')]).toEqual([zh, en]);
  });
});
