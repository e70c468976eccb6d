import chineseDays from 'chinese-days';
import arrangement from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { addDays, type Day } from './shanghai-time.js';

/**
 * The one place that touches `chinese-days`. Its functions answer "workday" for any date they know nothing of, and read `YYYY-MM-DD` as UTC
 * but write it in the host's zone (a day off west of Greenwich), so its published table is read as data and its lunar function is given
 * local dates only.
 */

// The package is CommonJS without named exports that Node sees.
// oxlint-disable-next-line import/no-named-as-default-member
const { getSolarDateFromLunar } = chineseDays;

const holidays: Readonly<Record<string, string>> = arrangement.holidays;
const workdays: Readonly<Record<string, string>> = arrangement.workdays;

/** A year of the State Council's holiday arrangement (国务院办公厅关于部分节假日安排的通知). */
export interface PublishedYear {
  readonly year: number;
  /** Days off, with their festival's name. Weekends without a festival need not be listed. */
  readonly restDays: Readonly<Record<Day, string>>;
  /** Make-up workdays on a weekend (调休上班), with the festival they make up for. */
  readonly makeUpWorkdays: Readonly<Record<Day, string>>;
}

/** `"National Day,国庆节,3"` → `"国庆节"`. */
function chineseNameOf(entry: string): string {
  return entry.split(',')[1] ?? entry;
}

function daysOf(entries: Readonly<Record<string, string>>, year: number): Record<Day, string> {
  return Object.fromEntries(
    Object.entries(entries)
      .filter(([day]) => day.startsWith(`${year}-`))
      .map(([day, entry]) => [day, chineseNameOf(entry)]),
  );
}

/**
 * The years whose arrangement the library really carries. A year counts only when both New Year and National Day are in it: a notice may
 * name single days of the neighbouring year.
 */
export function packagedYears(): readonly PublishedYear[] {
  const years = [...new Set(Object.keys(holidays).map((day) => Number(day.slice(0, 4))))].sort((a, b) => a - b);
  return years
    .filter((year) => holidays[`${year}-01-01`] !== undefined && holidays[`${year}-10-01`] !== undefined)
    .map((year) => ({ year, restDays: daysOf(holidays, year), makeUpWorkdays: daysOf(workdays, year) }));
}

/** The solar day of a lunar one (农历), leap months aside. */
function solarOf(lunarYear: number, month: number, date: number): Day {
  return getSolarDateFromLunar(new Date(lunarYear, month - 1, date, 12)).date;
}

/** Qingming (清明) by the usual formula for 2000–2099; the library's own answer depends on the host's zone. */
function qingmingOf(year: number): Day {
  const inCentury = year % 100;
  const date = Math.floor(inCentury * 0.2422 + 4.81) - Math.floor(inCentury / 4);
  return `${year}-04-${String(date).padStart(2, '0')}`;
}

/**
 * The holidays of all citizens as the law fixes them (全国年节及纪念日放假办法 第二条, amended 2024-11-10): 13 days. Where one falls on a
 * weekend, article 6 has it made up on a working day which the State Council then names; that day is not guessed here, so that the
 * provisional end is never later than the published one on that account.
 */
export function statutoryHolidays(year: number): Readonly<Record<Day, string>> {
  const springFestival = solarOf(year, 1, 1);
  return {
    [`${year}-01-01`]: '元旦',
    [addDays(springFestival, -1)]: '春节',
    [springFestival]: '春节',
    [addDays(springFestival, 1)]: '春节',
    [addDays(springFestival, 2)]: '春节',
    [qingmingOf(year)]: '清明',
    [`${year}-05-01`]: '劳动节',
    [`${year}-05-02`]: '劳动节',
    [solarOf(year, 5, 5)]: '端午',
    [solarOf(year, 8, 15)]: '中秋',
    [`${year}-10-01`]: '国庆节',
    [`${year}-10-02`]: '国庆节',
    [`${year}-10-03`]: '国庆节',
  };
}
