import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { createCalendar, PACKAGED_YEARS, type RegionalDay } from './calendar.js';
import { statutoryHolidays } from './calendar-data.js';
import { addDays, weekdayOf } from './shanghai-time.js';

const plain = createCalendar({ version: 'test' });
const restDaysOf = (year: number, calendar = plain): string[] => {
  const days: string[] = [];
  for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1)) if (calendar.dayInfo(day).rest) days.push(day);
  return days;
};

describe('a year whose arrangement is published', () => {
  it('knows the National Day week of 2026 and both make-up workdays', () => {
    for (let date = 1; date <= 7; date += 1) {
      expect(plain.dayInfo(`2026-10-0${date}`)).toMatchObject({ rest: true, kind: 'public_holiday', name: '国庆节', provisional: false });
    }
    for (const day of ['2026-09-20', '2026-10-10']) {
      expect(plain.dayInfo(day)).toMatchObject({ rest: false, kind: 'make_up_workday', name: '国庆节' });
      expect([0, 6]).toContain(weekdayOf(day));
    }
    expect(plain.dayInfo('2026-10-11')).toMatchObject({ rest: true, kind: 'weekend' });
    expect(plain.dayInfo('2026-10-08')).toMatchObject({ rest: false, kind: 'workday' });
  });

  it('is every year from 2004 to the last that the library carries, without a gap', () => {
    expect(PACKAGED_YEARS[0]).toBe(2004);
    expect(PACKAGED_YEARS).toEqual(PACKAGED_YEARS.map((_, index) => 2004 + index));
    expect(PACKAGED_YEARS).toContain(2026);
  });
});

describe('a year whose arrangement is not published', () => {
  const unpublished = Math.max(2027, (PACKAGED_YEARS.at(-1) ?? 0) + 1);

  it('rests on New Year although the library calls 2027-01-01 a workday, and says that this is provisional', () => {
    const calendar = createCalendar({ version: 'test' });
    expect(calendar.isPublished(unpublished)).toBe(false);
    expect(calendar.dayInfo(`${unpublished}-01-01`)).toMatchObject({ rest: true, kind: 'public_holiday', name: '元旦', provisional: true });
    expect(calendar.dayInfo('2027-01-04')).toMatchObject({ rest: false, kind: 'workday', provisional: true });
  });

  it('has the thirteen days of the law at their lunar and solar places in 2027', () => {
    expect(Object.keys(statutoryHolidays(2027)).toSorted()).toEqual([
      '2027-01-01',
      '2027-02-05',
      '2027-02-06',
      '2027-02-07',
      '2027-02-08',
      '2027-04-05',
      '2027-05-01',
      '2027-05-02',
      '2027-06-09',
      '2027-09-15',
      '2027-10-01',
      '2027-10-02',
      '2027-10-03',
    ]);
  });

  it('loses its provisional mark when an administrator loads the arrangement', () => {
    const calendar = createCalendar({
      version: 'test-2',
      published: [
        {
          year: 2027,
          restDays: { '2027-01-01': '元旦', '2027-01-02': '元旦', '2027-01-03': '元旦' },
          makeUpWorkdays: { '2027-01-09': '元旦' },
        },
      ],
    });
    expect(calendar.dayInfo('2027-01-09')).toMatchObject({ rest: false, kind: 'make_up_workday', provisional: false });
    expect(calendar.dayInfo('2027-01-01')).toMatchObject({ rest: true, provisional: false });
  });

  it('refuses an arrangement that names a day of another year', () => {
    const wrong = { year: 2027, restDays: { '2028-01-01': '元旦' }, makeUpWorkdays: {} };
    expect(() => createCalendar({ version: 'test', published: [wrong] })).toThrow('2028-01-01');
  });
});

describe('the lunar and solar festivals', () => {
  it('agree with the chinese calendar of Unicode for 2025 to 2060', () => {
    const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'Asia/Shanghai', month: 'numeric', day: 'numeric' });
    const expected: Readonly<Record<string, string>> = { 端午: '5/5', 中秋: '8/15' };
    for (let year = 2025; year <= 2060; year += 1) {
      const holidays = Object.entries(statutoryHolidays(year));
      expect(holidays).toHaveLength(new Set(holidays.map(([day]) => day)).size);
      const wrong = holidays.filter(([day, name]) => {
        const wanted = expected[name];
        return wanted !== undefined && lunar.format(new Date(`${day}T04:00:00Z`)) !== wanted;
      });
      expect(wrong).toEqual([]);
      const firstDays = holidays.filter(([day, name]) => name === '春节' && lunar.format(new Date(`${day}T04:00:00Z`)) === '1/1');
      expect(firstDays).toHaveLength(1);
    }
  });

  it('are days off in every published year since the four days of Spring Festival became law', () => {
    for (const year of PACKAGED_YEARS.filter((published) => published >= 2025)) {
      const working = Object.keys(statutoryHolidays(year)).filter((day) => !plain.dayInfo(day).rest);
      expect(working).toEqual([]);
    }
  });

  it('do not depend on the zone of the host', () => {
    const library = createRequire(import.meta.url).resolve('chinese-days');
    const script = `
      const { getSolarDateFromLunar } = require(${JSON.stringify(library)});
      const at = (y, m, d) => getSolarDateFromLunar(new Date(y, m - 1, d, 12)).date;
      process.stdout.write([2027, 2028, 2050].map((y) => [at(y, 1, 1), at(y, 5, 5), at(y, 8, 15)].join()).join());`;
    const answers = ['America/New_York', 'UTC', 'Asia/Shanghai', 'Pacific/Kiritimati'].map((zone) =>
      execFileSync(process.execPath, ['-e', script], { env: { TZ: zone }, encoding: 'utf8' }),
    );
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('2027-02-06,2027-06-09,2027-09-15');
  });
});

describe('the regional list', () => {
  const regional: readonly RegionalDay[] = [
    { day: '2026-08-12', rest: true, name: '雪顿节', divisionCode: '540100' },
    { day: '2026-08-15', rest: false, name: '雪顿节', divisionCode: '540100' },
  ];

  it('makes a holiday and its make-up workday for the divisions below', () => {
    const lhasa = createCalendar({ version: 'test', regional, divisionPath: ['540102', '540100', '540000'] });
    expect(lhasa.dayInfo('2026-08-12')).toMatchObject({ rest: true, kind: 'regional_holiday', name: '雪顿节' });
    expect(lhasa.dayInfo('2026-08-15')).toMatchObject({ rest: false, kind: 'regional_workday' });
  });

  it('does not hold elsewhere', () => {
    const nagqu = createCalendar({ version: 'test', regional, divisionPath: ['540630', '540600', '540000'] });
    expect(nagqu.dayInfo('2026-08-12')).toMatchObject({ rest: false, kind: 'workday' });
    expect(nagqu.dayInfo('2026-08-15')).toMatchObject({ rest: true, kind: 'weekend' });
  });

  it('makes a year provisional while it is declared incomplete', () => {
    const calendar = createCalendar({ version: 'test', regional, regionalCompleteYears: [2025] });
    expect(calendar.dayInfo('2026-08-13').provisional).toBe(true);
    expect(calendar.dayInfo('2025-08-13').provisional).toBe(false);
  });
});

describe('the calendar', () => {
  it('has some three in ten days of a year off', () => {
    for (const year of [2010, 2026, 2027, 2040]) {
      const share = restDaysOf(year).length / 365;
      expect(share).toBeGreaterThan(0.28);
      expect(share).toBeLessThan(0.35);
    }
  });

  it.each(['2003-12-31', '2100-01-01', '2026-02-30', 'tomorrow'])('refuses %s', (day) => {
    expect(() => plain.dayInfo(day)).toThrow(RangeError);
  });
});
