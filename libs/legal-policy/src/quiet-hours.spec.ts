import { quietUntil, tellAt } from './quiet-hours.js';

const quiet = { from: 22, until: 7 };
/** 23:30, and 07:00 the next morning, in Lhasa. */
const NIGHT = '2026-11-25T15:30:00.000Z';
const MORNING = '2026-11-25T23:00:00.000Z';
const NOON = '2026-11-25T04:00:00.000Z';

describe('quiet hours', () => {
  it('end in the morning after, and are none by day', () => {
    expect(quietUntil(NIGHT, quiet)).toBe(MORNING);
    expect(quietUntil('2026-11-25T22:59:59.999Z', quiet)).toBe(MORNING);
    expect(quietUntil(MORNING, quiet)).toBeNull();
    expect(quietUntil(NOON, quiet)).toBeNull();
  });

  it('hold back what can wait until they end', () => {
    expect(tellAt(NIGHT, '2026-11-26T02:00:00.000Z', quiet)).toBe(MORNING);
    expect(tellAt(NOON, '2026-11-26T02:00:00.000Z', quiet)).toBe(NOON);
  });

  it('hold nothing back whose time is over before they end', () => {
    expect(tellAt(NIGHT, '2026-11-25T20:00:00.000Z', quiet)).toBe(NIGHT);
    expect(tellAt(NIGHT, MORNING, quiet)).toBe(NIGHT);
  });
});
