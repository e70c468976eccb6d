import { HOUR_MS, millisOf, shanghaiDay, startOfDay } from './shanghai-time.js';

/** The half of a day (上午、下午) in Asia/Shanghai that an instant lies in: `2026-12-01-am`. A lawyer is at one hearing in it. */
export function halfDayOf(instant: string): string {
  const day = shanghaiDay(instant);
  const noon = millisOf(startOfDay(day)) + 12 * HOUR_MS;
  return `${day}-${millisOf(instant) < noon ? 'am' : 'pm'}`;
}
