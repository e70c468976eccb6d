import { calendarFromEditions, type CalendarEdition } from './calendar-editions.js';

const LHASA = ['540000', '540100', '540102'];
const national: CalendarEdition = {
  scope: 'national',
  division: '540000',
  year: 2032,
  basis: '国办发明电(示例)',
  days: [
    { day: '2032-01-01', rest: true, name: '元旦' },
    { day: '2032-02-14', rest: false, name: '春节' },
    { day: '2032-10-01', rest: true, name: '国庆节' },
  ],
};
const regional = (division: string, rest: boolean): CalendarEdition => ({
  scope: 'regional',
  division,
  year: 2032,
  basis: '通知(示例)',
  days: [{ day: '2032-02-12', rest, name: '藏历新年' }],
});

it('is published for the years of national editions, and holds their make-up workdays', () => {
  const calendar = calendarFromEditions([national], LHASA, 'v');
  expect([calendar.isPublished(2032), calendar.isPublished(2033)]).toEqual([true, false]);
  expect(calendar.dayInfo('2032-02-14')).toMatchObject({ rest: false, kind: 'make_up_workday', provisional: false });
});

it.each([
  ['the region’s', ['540000'], true],
  ['the nearer government’s, whichever comes first', ['540100', '540000'], false],
  ['nobody’s who is not above the division', ['540200'], undefined],
])('takes %s day', (_whose, divisions, rest) => {
  const editions = divisions.map((division) => regional(division, division !== '540100'));
  const info = calendarFromEditions([national, ...editions], LHASA, 'v').dayInfo('2032-02-12');
  expect(info.kind === 'workday' ? undefined : info.rest).toBe(rest);
});
