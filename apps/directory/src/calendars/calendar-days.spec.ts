import { faultsOf, type CalendarEntry } from './calendar-days.js';

const entry = (changes: Partial<CalendarEntry> = {}): CalendarEntry => ({
  scope: 'national',
  division: '540000',
  year: 2032,
  basis: '国办发明电〔2031〕1号(示例)',
  issuedOn: '2031-11-05',
  days: [
    { day: '2032-01-01', rest: true, name: '元旦' },
    { day: '2032-10-01', rest: true, name: '国庆节' },
    { day: '2032-10-09', rest: false, name: '国庆节' },
  ],
  ...changes,
});
const codes = (changes: Partial<CalendarEntry>): readonly string[] => faultsOf(entry(changes)).map(({ path, code }) => `${path} ${code}`);

it('finds nothing wrong with a whole year', () => {
  expect(faultsOf(entry())).toEqual([]);
});

it.each([
  ['a day of another year', { day: '2033-01-01', rest: true, name: '元旦' }, 'days.3.day calendar.other_year'],
  ['a day listed twice', { day: '2032-01-01', rest: true, name: '元旦' }, 'days.3.day calendar.day_twice'],
  ['a make-up workday that is no weekend', { day: '2032-10-08', rest: false, name: '国庆节' }, 'days.3.day calendar.no_weekend'],
])('names %s', (_what, day, fault) => {
  expect(codes({ days: [...entry().days, day] })).toEqual([fault]);
});

it('refuses a national arrangement that is a part of one, and takes a short regional list', () => {
  const days = [{ day: '2032-02-12', rest: true, name: '藏历新年' }];
  expect(codes({ days })).toEqual(['days calendar.incomplete', 'days calendar.incomplete']);
  expect(codes({ scope: 'regional', days })).toEqual([]);
});
