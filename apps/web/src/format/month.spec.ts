import { monthBeside, weeksOfMonth } from './month.ts';

describe('the weeks of a month', () => {
  it('begin with the Monday before its first day, and end with the Sunday after its last', () => {
    const weeks = weeksOfMonth('2026-02-14');
    expect([weeks[0]![0], weeks.at(-1)!.at(-1), weeks.length]).toEqual(['2026-01-26', '2026-03-01', 5]);
  });

  it('are six at most, and four in a February that begins with a Monday', () => {
    expect(weeksOfMonth('2026-08-31')).toHaveLength(6);
    expect(weeksOfMonth('2027-02-01')).toHaveLength(4);
  });
});

describe('the month beside', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-01'],
    ['2026-01-31', -1, '2025-12-01'],
    ['2026-12-02', 1, '2027-01-01'],
  ] as const)('%s %i is that of %s', (day, steps, first) => {
    expect(monthBeside(day, steps)).toBe(first);
  });
});
