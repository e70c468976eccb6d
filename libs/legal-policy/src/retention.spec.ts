import { keptUntil } from './retention.js';

it('keeps a matter until the corresponding day of the last month is over, as the day is in Lhasa', () => {
  // 00:30 on 2 March in Lhasa is still 1 March in UTC.
  expect(keptUntil('2026-03-01T16:30:00.000Z', 120)).toBe('2036-03-02T16:00:00.000Z');
});

it('ends with the last day of a month that has no such day', () => {
  expect(keptUntil('2026-01-31T02:00:00.000Z', 1)).toBe('2026-02-28T16:00:00.000Z');
  expect(keptUntil('2028-01-31T02:00:00.000Z', 1)).toBe('2028-02-29T16:00:00.000Z');
});
