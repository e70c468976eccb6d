import { dayAfter, isDay, weekOf } from './week.ts';

describe('a week', () => {
  it('begins on Monday, also for a Sunday and over the turn of a year', () => {
    expect(weekOf('2026-11-26')).toEqual([
      '2026-11-23',
      '2026-11-24',
      '2026-11-25',
      '2026-11-26',
      '2026-11-27',
      '2026-11-28',
      '2026-11-29',
    ]);
    expect(weekOf('2026-11-29')[0]).toBe('2026-11-23');
    expect(weekOf('2026-11-23')[0]).toBe('2026-11-23');
    expect(weekOf('2027-01-01')[0]).toBe('2026-12-28');
  });

  it('comes seven days behind the one before, over the end of a month', () => {
    expect(dayAfter('2028-02-25', 7)).toBe('2028-03-03');
    expect(dayAfter('2026-03-01', -7)).toBe('2026-02-22');
  });

  it.each([
    ['2026-11-26', true],
    ['2026-02-30', false],
    ['2026-1-1', false],
    ['tomorrow', false],
    ['', false],
  ])('takes %s for a day: %s', (text, is) => expect(isDay(text)).toBe(is));
});
