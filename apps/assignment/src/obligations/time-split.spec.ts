import fc from 'fast-check';
import { timeSplit, type TimedDuty } from './time-split.js';

const HOUR_MS = 3_600_000;
const ZERO = Date.parse('2026-11-24T00:00:00.000Z');
const hour = (hours: number): string => new Date(ZERO + hours * HOUR_MS).toISOString();
const duty = (holderKind: TimedDuty['holderKind'], from: number, until: number | null, more: Partial<TimedDuty> = {}): TimedDuty => ({
  holderKind,
  owedKind: 'recipient',
  startedAt: hour(from),
  endedAt: until === null ? null : hour(until),
  standstills: [],
  ...more,
});
const hoursOf = (duties: readonly TimedDuty[], now: number): Readonly<Record<string, number>> =>
  Object.fromEntries(timeSplit(duties, hour(now)).map(({ holder, ms }) => [holder, ms / HOUR_MS]));

describe('whose time a matter took', () => {
  it('is told by duty-holder', () => {
    expect(hoursOf([duty('police', 0, 19), duty('institution', 19, 60), duty('court', 60, 66)], 100)).toEqual({
      police: 19,
      institution: 41,
      court: 6,
    });
  });

  it('counts an hour once, however many duties were owed in it, and goes on until now', () => {
    expect(hoursOf([duty('lawyer', 0, 10), duty('lawyer', 5, null)], 20)).toEqual({ lawyer: 20 });
  });

  it('gives the time in which a clock stands still to whom it is waited for', () => {
    const standing = duty('institution', 0, 30, { owedKind: 'court', standstills: [{ from: hour(10), until: hour(22) }] });
    expect(hoursOf([standing], 50)).toEqual({ institution: 18, court: 12 });
    const still = duty('institution', 0, null, { owedKind: 'court', standstills: [{ from: hour(10), until: null }] });
    expect(hoursOf([still], 50)).toEqual({ institution: 10, court: 40 });
  });

  it('has nothing of a clock that is counted back, and nothing of what is to come', () => {
    expect(hoursOf([duty('court', 40, 10), duty('lawyer', 30, null)], 20)).toEqual({});
  });
});

const HOLDERS = ['court', 'police', 'institution', 'lawyer'] as const;
const at = fc.integer({ min: 0, max: 60 });
const anyDuty = fc
  .record({
    holder: fc.constantFrom(...HOLDERS),
    owed: fc.constantFrom(...HOLDERS),
    from: at,
    until: fc.option(at),
    still: fc.array(fc.tuple(at, fc.option(at)), { maxLength: 3 }),
  })
  .map(({ holder, owed, from, until, still }) =>
    duty(holder, from, until, {
      owedKind: owed,
      standstills: still.map(([a, b]) => ({ from: hour(a), until: b === null ? null : hour(b) })),
    }),
  );

/** Hour by hour: who holds it. */
function byHours(duties: readonly TimedDuty[], now: number): Readonly<Record<string, number>> {
  const hours: Record<string, number> = {};
  for (let at = 0; at < now; at += 1) {
    const covers = (from: string, until: string | null): boolean => from <= hour(at) && (until === null || hour(at) < until);
    const holders = duties
      .filter(({ startedAt, endedAt }) => covers(startedAt, endedAt))
      .map(({ holderKind, owedKind, standstills }) => (standstills.some(({ from, until }) => covers(from, until)) ? owedKind : holderKind));
    for (const holder of new Set(holders)) hours[holder] = (hours[holder] ?? 0) + 1;
  }
  return hours;
}

it('agrees with a count hour by hour, and its stretches never overlap', () => {
  fc.assert(
    fc.property(fc.array(anyDuty, { maxLength: 6 }), at, (duties, now) => {
      expect(hoursOf(duties, now)).toEqual(byHours(duties, now));
      for (const { stretches, ms } of timeSplit(duties, hour(now))) {
        expect(stretches.reduce((sum, { from, until }) => sum + until - from, 0)).toBe(ms);
        stretches.slice(1).forEach(({ from }, before) => expect(from).toBeGreaterThan(stretches[before]!.until));
      }
    }),
  );
});
