import { createCalendar, type WorkingDayCalendar } from './calendar.js';
import type { PublishedYear } from './calendar-data.js';
import type { Day } from './shanghai-time.js';

/** A year's calendar as a government published it: the State Council's, or one of a division. */
export interface CalendarEdition {
  readonly scope: 'national' | 'regional';
  /** The division whose government fixed it; it holds for every division below. */
  readonly division: string;
  readonly year: number;
  readonly basis: string;
  readonly days: readonly { readonly day: Day; readonly rest: boolean; readonly name: string }[];
}

/**
 * The calendar of a division from the editions that hold. Of two for the same day the nearer government's outranks the farther one's: `path`
 * is the division and those above it, the region first.
 * @throws RangeError when an edition has a day that is none, or none of its year
 */
export function calendarFromEditions(editions: readonly CalendarEdition[], path: readonly string[], version: string): WorkingDayCalendar {
  const regional = editions
    .filter(({ scope }) => scope === 'regional')
    .toSorted((one, other) => path.indexOf(one.division) - path.indexOf(other.division));
  return createCalendar({
    version,
    published: editions.filter(({ scope }) => scope === 'national').map(publishedYear),
    regional: regional.flatMap(({ days, division: divisionCode, basis }) => days.map((entry) => ({ ...entry, divisionCode, basis }))),
    divisionPath: path,
  });
}

function publishedYear({ year, days }: CalendarEdition): PublishedYear {
  const named = (rest: boolean): Record<Day, string> =>
    Object.fromEntries(days.filter((entry) => entry.rest === rest).map(({ day, name }) => [day, name]));
  return { year, restDays: named(true), makeUpWorkdays: named(false) };
}
