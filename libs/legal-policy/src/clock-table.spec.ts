import { formatBasis } from './citations.js';
import { CLOCK_TABLE, clockById, clockFor } from './clock-table.js';

const IN_FORCE = '2026-09-30T06:00:00Z';

const C_ROWS = [
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35,
]
  .concat([40, 41, 42, 43, 44, 45, 46, 47, 48, 49])
  .map((number) => `C${String(number).padStart(2, '0')}`);
const ROWS = [...C_ROWS, 'C20L', 'C23L', 'C28L', 'L1', 'L2', 'L3', 'L4'];

describe('the clock table', () => {
  it('holds every row and no other', () => {
    expect([...new Set(CLOCK_TABLE.map(({ row }) => row))].toSorted()).toEqual(ROWS.toSorted());
  });

  it('gives each clock an id of its own', () => {
    expect(new Set(CLOCK_TABLE.map(({ id }) => id)).size).toBe(CLOCK_TABLE.length);
  });

  it('cites a basis for every clock and names it in both languages', () => {
    const bare = CLOCK_TABLE.filter(({ basis, nameZh, nameEn }) => basis.length === 0 || nameZh === '' || nameEn === '');
    expect(bare).toEqual([]);
  });

  it('has a number exactly where the unit needs one', () => {
    const odd = CLOCK_TABLE.filter(({ amount, unit }) => (unit === 'none') !== (amount === null));
    expect(odd).toEqual([]);
  });

  it('rolls every clock of the platform over rest days, also when the person is detained', () => {
    expect(CLOCK_TABLE.filter(({ noHolidayRoll }) => noHolidayRoll)).toEqual([]);
  });

  it('points only to clocks that exist', () => {
    for (const { supersededBy } of CLOCK_TABLE) expect(supersededBy === undefined || clockById(supersededBy).id).toBeTruthy();
  });

  it('never has two versions of one family and variant in force on one day', () => {
    for (const one of CLOCK_TABLE) {
      const rivals = CLOCK_TABLE.filter(
        (other) =>
          other.id !== one.id &&
          other.family === one.family &&
          other.variant === one.variant &&
          (one.validTo === null || (other.validFrom ?? '') < one.validTo) &&
          (other.validTo === null || (one.validFrom ?? '') < other.validTo),
      );
      expect(rivals.map(({ id }) => id)).toEqual([]);
    }
  });

  it.each([
    ['C01', 3, 'day'],
    ['C02', 3, 'day'],
    ['C03', 24, 'h'],
    ['C05', 3, 'day'],
    ['C10', 15, 'day'],
    ['C15', 48, 'h'],
    ['C18', 5, 'day'],
    ['C20', 7, 'day'],
    ['C23', 3, 'day'],
    ['C24', 5, 'day'],
    ['C28', 5, 'day'],
    ['C32', 30, 'day'],
    ['C42', 7, 'working_day'],
    ['L2', 15, 'day'],
  ])('says %s is %i %s', (id, amount, unit) => {
    expect(clockById(id)).toMatchObject({ amount, unit });
  });

  it('cites the Law for the institution’s three days', () => {
    expect(formatBasis(clockById('C02').basis)).toBe('《法律援助法》第36条；《办理法律援助案件程序规定（2023修订）》第24条');
  });
});

describe('the clock that applies to a trigger', () => {
  it('is the one in force on the trigger’s day', () => {
    expect(clockFor('C20', IN_FORCE)?.id).toBe('C20');
    expect(clockFor('C20', '2018-05-02T02:00:00Z')?.id).toBe('C20L');
    expect(clockFor('C28', '2015-05-02T02:00:00Z')?.id).toBe('C28L');
  });

  it('changes at midnight in Asia/Shanghai, not in UTC', () => {
    expect(clockFor('C28', '2021-12-31T15:59:59Z')?.id).toBe('C28L');
    expect(clockFor('C28', '2021-12-31T16:00:00Z')?.id).toBe('C28');
  });

  it('tells civil from criminal where the rules of the time did', () => {
    expect(clockFor('C23', '2015-05-02T02:00:00Z')?.amount).toBe(7);
    expect(clockFor('C23', '2015-05-02T02:00:00Z', { variant: 'criminal' })?.amount).toBe(3);
    expect(clockFor('C23', IN_FORCE, { variant: 'criminal' })?.id).toBe('C23');
  });

  it('is never a superseded row for a later trigger', () => {
    expect(clockFor('C20L', IN_FORCE)).toBeUndefined();
    expect(clockFor('C11.reply', IN_FORCE)).toBeUndefined();
    expect(clockFor('C11.papers', IN_FORCE)?.id).toBe('C10');
    expect(clockFor('C44', IN_FORCE)?.id).toBe('C47');
    expect(clockFor('C44', '2025-06-14T02:00:00Z')?.id).toBe('C44');
  });

  it('is none before anything was in force, and an unknown key is a mistake', () => {
    expect(clockFor('C01', '2010-05-19T02:00:00Z')).toBeUndefined();
    expect(() => clockFor('C99', IN_FORCE)).toThrow('C99');
  });
});

describe('a configured figure', () => {
  const figure = (amount: number) => ({ amount, unit: 'day' as const, basis: '拉萨市司法局 2026年规定' });

  it('takes the place of one that is not confirmed', () => {
    const configured = clockFor('C27', IN_FORCE, { overrides: { C27: figure(20) } });
    expect(configured).toMatchObject({ amount: 20, status: 'U', configuredBasis: '拉萨市司法局 2026年规定' });
  });

  it('gives a number where the law has none', () => {
    expect(clockFor('C22', IN_FORCE, { overrides: { C22: figure(10) } })?.amount).toBe(10);
  });

  it('never replaces a number read in the law', () => {
    expect(() => clockFor('C02', IN_FORCE, { overrides: { C02: figure(5) } })).toThrow('stricter target');
  });

  it.each([0, -1, 1.5, Number.NaN])('is refused when it is %p', (amount) => {
    expect(() => clockFor('C27', IN_FORCE, { overrides: { C27: figure(amount) } })).toThrow(RangeError);
  });
});
