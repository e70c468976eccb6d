/**
 * Days of Asia/Shanghai counted as whole numbers since 1970-01-01, written for the oracle alone: it shares nothing with the platform's own
 * counting, so that an error of one is not an error of both. China keeps one time, eight hours before UTC, without summer time.
 */
const DAY_MS = 86_400_000;
const SHANGHAI_MS = 8 * 3_600_000;

/** A day, as its number since 1970-01-01. */
export type Day = number;

/** The day of Shanghai in which an instant (milliseconds since the epoch) lies. */
export const dayOf = (at: number): Day => Math.floor((at + SHANGHAI_MS) / DAY_MS);

/** 24:00 of a day. */
export const endOf = (day: Day): number => (day + 1) * DAY_MS - SHANGHAI_MS;

/** An hour and minute of a day. */
export const at = (day: Day, hour: number, minute = 0): number => day * DAY_MS - SHANGHAI_MS + (hour * 60 + minute) * 60_000;

/** The day written `2026-10-01`. */
export const day = (text: string): Day => Date.parse(`${text}T00:00:00Z`) / DAY_MS;

/** `2026-10-01` of a day. */
export const written = (of: Day): string => new Date(of * DAY_MS).toISOString().slice(0, 10);

/** 0 Sunday … 6 Saturday; 1970-01-01 was a Thursday. */
export const weekday = (of: Day): number => (((of + 4) % 7) + 7) % 7;

/** What is off and what is worked, beyond the weekends. */
export interface Arrangement {
  readonly holidays: ReadonlySet<Day>;
  /** Make-up workdays (调休): Saturdays and Sundays that are worked. */
  readonly worked: ReadonlySet<Day>;
}

/** Whether offices work on a day. */
export function isWorkday(of: Day, { holidays, worked }: Arrangement): boolean {
  if (worked.has(of)) return true;
  return !holidays.has(of) && weekday(of) !== 0 && weekday(of) !== 6;
}

/** The day itself, or the next one on which offices work. */
export function workdayFrom(of: Day, arrangement: Arrangement): Day {
  let found = of;
  while (!isWorkday(found, arrangement)) found += 1;
  return found;
}

/** An arrangement with more holidays. */
export const withHolidays = ({ holidays, worked }: Arrangement, more: readonly Day[]): Arrangement => ({
  holidays: new Set([...holidays, ...more]),
  worked: new Set([...worked].filter((of) => !more.includes(of))),
});
