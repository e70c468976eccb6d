import { addDays, HOUR_MS, instantOf, millisOf, shanghaiDay, startOfDay } from './shanghai-time.js';

/** Hours of a day in Asia/Shanghai in which nobody is to be troubled (免打扰时段), from the evening to the morning. */
export interface QuietHours {
  readonly from: number;
  readonly until: number;
}

/** The end of the quiet hours that an instant lies in; `null` when it lies in none. */
export function quietUntil(at: string, { from, until }: QuietHours): string | null {
  const day = shanghaiDay(at);
  const hour = (millisOf(at) - millisOf(startOfDay(day))) / HOUR_MS;
  if (hour >= until && hour < from) return null;
  const morning = hour < until ? day : addDays(day, 1);
  return instantOf(millisOf(startOfDay(morning)) + until * HOUR_MS);
}

/** When something that must be known before `deadline` is told: not in the quiet hours, unless the deadline does not wait for their end. */
export function tellAt(at: string, deadline: string, quiet: QuietHours): string {
  const morning = quietUntil(at, quiet);
  return morning === null || morning >= deadline ? at : morning;
}
