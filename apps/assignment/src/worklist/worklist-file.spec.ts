import { civilTime } from './worklist-file.rows.js';

describe('a time in a file', () => {
  it.each([
    ['2026-02-14T16:00:00.000Z', true, '2026-02-14 24:00'],
    ['2026-02-14T16:00:00.000Z', false, '2026-02-15 00:00'],
    ['2026-02-11T01:12:00.000Z', true, '2026-02-11 09:12'],
  ])('given %s (ends a period: %s), is %s', (at, end, text) => {
    expect(civilTime(at, end)).toBe(text);
  });

  it('is none where there is none', () => {
    expect([civilTime(null), civilTime(undefined, true)]).toEqual([null, null]);
  });
});
