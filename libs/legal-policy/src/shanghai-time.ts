/**
 * Civil time of the region. Tibet works on Beijing time (北京时间): UTC+8 the whole year, no daylight saving since 1991, so that a fixed
 * offset is exact for every date the platform meets and the result never depends on the host's own time zone.
 */

/** A calendar day as `YYYY-MM-DD`, read in Asia/Shanghai. */
export type Day = string;

/** An instant as an ISO 8601 string with `Z` or an offset. */
export type Instant = string;

export const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const OFFSET_MS = 8 * HOUR_MS;

const DAY_PATTERN = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT_PATTERN = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** Milliseconds since 1970 of an instant. @throws RangeError when the string is no instant or names no zone. */
export function millisOf(instant: Instant): number {
  const millis = INSTANT_PATTERN.test(instant) ? Date.parse(instant) : Number.NaN;
  if (Number.isNaN(millis)) throw new RangeError('an instant must be ISO 8601 with Z or an offset');
  return millis;
}

/** The instant of `millis`, written in UTC with milliseconds. */
export function instantOf(millis: number): Instant {
  return new Date(millis).toISOString();
}

/** Days read and written lately: clocks count over the same few again and again. Dropped together when there are too many. */
const serials = new Map<Day, number>();
const days = new Map<number, Day>();
const MAX_KEPT = 4_096;

function serialOf(day: Day): number {
  const known = serials.get(day);
  if (known !== undefined) return known;
  const serial = parsedSerialOf(day);
  if (serials.size >= MAX_KEPT) serials.clear();
  serials.set(day, serial);
  return serial;
}

function parsedSerialOf(day: Day): number {
  const millis = DAY_PATTERN.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(millis) || new Date(millis).toISOString().slice(0, 10) !== day) throw new RangeError('a day must be a real YYYY-MM-DD');
  return millis / DAY_MS;
}

function dayOf(serial: number): Day {
  const known = days.get(serial);
  if (known !== undefined) return known;
  const day = new Date(serial * DAY_MS).toISOString().slice(0, 10);
  if (days.size >= MAX_KEPT) days.clear();
  days.set(serial, day);
  return day;
}

/** Whether the string is a day that exists. */
export function isDay(value: string): boolean {
  try {
    serialOf(value);
    return true;
  } catch {
    return false;
  }
}

/** The day on which the instant falls in Asia/Shanghai. */
export function shanghaiDay(instant: Instant): Day {
  return dayOf(Math.floor((millisOf(instant) + OFFSET_MS) / DAY_MS));
}

/** 00:00 of the day in Asia/Shanghai. */
export function startOfDay(day: Day): Instant {
  return instantOf(serialOf(day) * DAY_MS - OFFSET_MS);
}

/** 24:00 of the day in Asia/Shanghai (二十四时), which is the next midnight: an act on the day is in time. */
export function endOfDay(day: Day): Instant {
  return instantOf((serialOf(day) + 1) * DAY_MS - OFFSET_MS);
}

/** The day `count` days later (earlier when negative). */
export function addDays(day: Day, count: number): Day {
  return dayOf(serialOf(day) + count);
}

/** Days from `from` to `to`, negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return serialOf(to) - serialOf(from);
}

/** 0 Sunday … 6 Saturday. */
export function weekdayOf(day: Day): number {
  // Day 0, 1 January 1970, was a Thursday.
  return (((serialOf(day) + 4) % 7) + 7) % 7;
}

/** The corresponding day `months` later, or the last day of that month where it has none (民法典 第202条 到期月的对应日). */
export function addMonths(day: Day, months: number): Day {
  serialOf(day);
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const lastOfTarget = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  return new Date(Date.UTC(lastOfTarget.getUTCFullYear(), lastOfTarget.getUTCMonth(), Math.min(date, lastOfTarget.getUTCDate())))
    .toISOString()
    .slice(0, 10);
}
