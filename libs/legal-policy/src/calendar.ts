import { packagedYears, statutoryHolidays, type PublishedYear } from './calendar-data.js';
import { type Day, isDay, weekdayOf } from './shanghai-time.js';

/** The packaged arrangements begin in 2004; the solar-term formula ends in 2099. */
export const CALENDAR_FIRST_YEAR = 2004;
export const CALENDAR_LAST_YEAR = 2099;

const MAX_KEPT_DAYS = 4_096;

export type DayKind = 'workday' | 'weekend' | 'public_holiday' | 'make_up_workday' | 'regional_holiday' | 'regional_workday';

/** What one day is, and why. */
export interface DayInfo {
  readonly day: Day;
  readonly rest: boolean;
  readonly kind: DayKind;
  /** The festival's Chinese name, where there is one. */
  readonly name?: string;
  /** True while the calendar of the day's year may still change. */
  readonly provisional: boolean;
}

/**
 * One entry of the editable regional list: Tibetan New Year (藏历新年), Shoton (雪顿节) and their make-up workdays. The dates are fixed each
 * year by the local government (全国年节及纪念日放假办法 第四条), so they are data passed in, never computed.
 */
export interface RegionalDay {
  readonly day: Day;
  readonly rest: boolean;
  readonly name: string;
  /** The division whose government fixed it; it holds for every division below. */
  readonly divisionCode: string;
  /** The notice that fixed it, for the person who asks why. */
  readonly basis?: string;
}

export interface CalendarSources {
  /** Recorded with every clock that was counted by this calendar. */
  readonly version: string;
  /** Arrangements an administrator loaded; one of a packaged year replaces it. */
  readonly published?: readonly PublishedYear[];
  readonly regional?: readonly RegionalDay[];
  /** Years whose regional list is complete. Given, any other year is provisional; left out, the region's list makes none so. */
  readonly regionalCompleteYears?: readonly number[];
  /** The division and its ancestors; left out, every regional entry holds. */
  readonly divisionPath?: readonly string[];
}

/** Tells working days (工作日) from rest days, with make-up workdays (调休) and regional holidays. */
export interface WorkingDayCalendar {
  readonly version: string;
  /** @throws RangeError outside {@link CALENDAR_FIRST_YEAR}–{@link CALENDAR_LAST_YEAR}. */
  dayInfo(day: Day): DayInfo;
  /** Whether the State Council's arrangement of the year is known. */
  isPublished(year: number): boolean;
}

const packaged: ReadonlyMap<number, PublishedYear> = new Map(packagedYears().map((entry) => [entry.year, entry]));

/** The years whose arrangement ships with the platform. */
export const PACKAGED_YEARS: readonly number[] = [...packaged.keys()];

function assertPublishedYear(entry: PublishedYear): void {
  for (const day of [...Object.keys(entry.restDays), ...Object.keys(entry.makeUpWorkdays)]) {
    if (!isDay(day) || Number(day.slice(0, 4)) !== entry.year) throw new RangeError(`${day} is no day of ${entry.year}`);
  }
}

/**
 * A calendar over the packaged arrangements, what an administrator loaded, and the regional list. A regional entry outranks the national
 * one of the same day.
 *
 * @throws RangeError when an entry is no day, or no day of its year.
 */
export function createCalendar(sources: CalendarSources): WorkingDayCalendar {
  const published = new Map(packaged);
  for (const entry of sources.published ?? []) {
    assertPublishedYear(entry);
    published.set(entry.year, entry);
  }
  const path = sources.divisionPath;
  const regional = new Map<Day, RegionalDay>();
  for (const entry of sources.regional ?? []) {
    if (!isDay(entry.day)) throw new RangeError(`${entry.day} is no day`);
    if (path === undefined || path.includes(entry.divisionCode)) regional.set(entry.day, entry);
  }
  const completeYears = sources.regionalCompleteYears;
  /** Days asked for lately; dropped together when there are too many. */
  const infos = new Map<Day, DayInfo>();
  const byLaw = new Map<number, Readonly<Record<Day, string>>>();

  function lawOf(year: number): Readonly<Record<Day, string>> {
    const known = byLaw.get(year);
    if (known !== undefined) return known;
    const holidays = statutoryHolidays(year);
    byLaw.set(year, holidays);
    return holidays;
  }

  function nationalInfo(day: Day, year: number): Omit<DayInfo, 'provisional'> {
    const arrangement = published.get(year);
    const makeUp = arrangement?.makeUpWorkdays[day];
    if (makeUp !== undefined) return { day, rest: false, kind: 'make_up_workday', name: makeUp };
    const holiday = arrangement === undefined ? lawOf(year)[day] : arrangement.restDays[day];
    if (holiday !== undefined) return { day, rest: true, kind: 'public_holiday', name: holiday };
    const weekday = weekdayOf(day);
    return weekday === 0 || weekday === 6 ? { day, rest: true, kind: 'weekend' } : { day, rest: false, kind: 'workday' };
  }

  return {
    version: sources.version,
    isPublished: (year) => published.has(year),
    dayInfo(day) {
      const known = infos.get(day);
      if (known !== undefined) return known;
      const info = lookUp(day);
      if (infos.size >= MAX_KEPT_DAYS) infos.clear();
      infos.set(day, info);
      return info;
    },
  };

  function lookUp(day: Day): DayInfo {
    if (!isDay(day)) throw new RangeError('a day must be a real YYYY-MM-DD');
    const year = Number(day.slice(0, 4));
    if (year < CALENDAR_FIRST_YEAR || year > CALENDAR_LAST_YEAR) {
      throw new RangeError(`the calendar covers ${CALENDAR_FIRST_YEAR} to ${CALENDAR_LAST_YEAR}`);
    }
    const provisional = !published.has(year) || (completeYears !== undefined && !completeYears.includes(year));
    const local = regional.get(day);
    if (local !== undefined) {
      return { day, rest: local.rest, kind: local.rest ? 'regional_holiday' : 'regional_workday', name: local.name, provisional };
    }
    return { ...nationalInfo(day, year), provisional };
  }
}
