import { expanded, MAX_DAYS, ranges, type DayRange } from './day-ranges.ts';

const SPRING: DayRange = { from: '2027-02-27', to: '2027-03-02', rest: 'rest', name: '春节' };
const WORKED: DayRange = { from: '2027-02-20', to: '2027-02-20', rest: 'work', name: '春节' };

it('makes days of rows, and says which row each is of', () => {
  const { days, rowOf } = expanded([SPRING, WORKED]);
  expect(days.map(({ day, rest }) => `${day} ${rest}`)).toEqual([
    '2027-02-27 true',
    '2027-02-28 true',
    '2027-03-01 true',
    '2027-03-02 true',
    '2027-02-20 false',
  ]);
  expect(rowOf).toEqual([0, 0, 0, 0, 1]);
});

it('makes the same rows of the days again, whatever their order', () => {
  expect(ranges(expanded([SPRING, WORKED]).days)).toEqual([WORKED, SPRING]);
});

it('ends with rows that are far too long', () => {
  expect(expanded([{ ...SPRING, to: '9999-12-31' }]).days.length).toBe(MAX_DAYS + 1);
});
