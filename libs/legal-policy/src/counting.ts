import type { WorkingDayCalendar } from './calendar.js';
import type { ClockUnit } from './clocks/definition.js';
import { addDays, addMonths, type Day, endOfDay, HOUR_MS, type Instant, instantOf, millisOf, shanghaiDay } from './shanghai-time.js';

/** No statutory clock counts more single days than this; a figure beyond it is a mistake, not a deadline. */
export const MAX_COUNTED_DAYS = 1000;
/** Rest days in a row never reach this; a calendar that claims so is broken. */
const MAX_ROLL_DAYS = 60;

export type CountedKind =
  /** The trigger's day, never counted (开始的日不计算在内). */
  | 'start_excluded'
  | 'counted'
  /** A rest day counted in a 日 clock, where holidays on the way do not stop the count. */
  | 'counted_rest_day'
  /** A rest day left out of a working-day clock. */
  | 'not_counted'
  /** The clock stood still from this day to `until`. */
  | 'paused'
  /** The end fell on a rest day and moved on. */
  | 'rolled'
  | 'due';

/** One line of the explanation of a due time. */
export interface CountedDay {
  readonly day: Day;
  readonly kind: CountedKind;
  /** 1 for the first day counted. */
  readonly number?: number;
  /** The holiday's name, or `weekend`. */
  readonly reason?: string;
  /** Of a pause: the day it ended. */
  readonly until?: Day;
}

/** Time that is not counted. `until` is null while it lasts. */
export interface Pause {
  readonly reason: string;
  readonly from: Instant;
  readonly until: Instant | null;
}

/** What a due time is computed from. */
export interface Counting {
  readonly startedAt: Instant;
  readonly amount: number | null;
  readonly unit: ClockUnit;
  readonly direction: 'after' | 'before';
  readonly noHolidayRoll: boolean;
  readonly pauses: readonly Pause[];
}

export interface Remaining {
  readonly amount: number;
  readonly unit: 'ms' | 'day' | 'working_day';
}

export interface Counted {
  /** Null while paused, and where the law gives no number. */
  readonly dueAt: Instant | null;
  readonly dueDay: Day | null;
  /** True when a day that decided the result belongs to a year whose calendar is not published. */
  readonly provisional: boolean;
  readonly countedDays: readonly CountedDay[];
  /** While paused: what is left to run afterwards. */
  readonly remaining: Remaining | null;
}

const NOTHING_DUE: Counted = { dueAt: null, dueDay: null, provisional: false, countedDays: [], remaining: null };

/** Collects the explanation and whether an unpublished year had a say. */
class Tally {
  readonly steps: CountedDay[] = [];
  provisional = false;

  constructor(private readonly calendar: WorkingDayCalendar) {}

  /** Looks a day up because its being a rest day decides something. */
  decides(day: Day): { rest: boolean; reason?: string } {
    const info = this.calendar.dayInfo(day);
    this.provisional ||= info.provisional;
    return this.describe(day);
  }

  describe(day: Day): { rest: boolean; reason?: string } {
    const { rest, name, kind } = this.calendar.dayInfo(day);
    const reason = name ?? (kind === 'weekend' ? 'weekend' : undefined);
    return reason === undefined ? { rest } : { rest, reason };
  }

  add(day: Day, kind: CountedKind, more: Partial<CountedDay> = {}): void {
    this.steps.push({ day, kind, ...more });
  }

  /** Counts or passes over one day; returns whether it counts. */
  count(day: Day, unit: ClockUnit, number: number): boolean {
    const { rest, reason } = unit === 'working_day' ? this.decides(day) : this.describe(day);
    const why = reason === undefined ? {} : { reason };
    if (rest && unit === 'working_day') {
      this.add(day, 'not_counted', why);
      return false;
    }
    this.add(day, rest ? 'counted_rest_day' : 'counted', { number, ...why });
    return true;
  }

  /** Moves an end that falls on a rest day to the next working day (刑事诉讼法 第105条, 民法典 第203条). */
  roll(end: Day): Day {
    let day = end;
    for (let step = 0; step <= MAX_ROLL_DAYS; step += 1) {
      const { rest, reason } = this.decides(day);
      if (!rest) return day;
      this.add(day, 'rolled', reason === undefined ? {} : { reason });
      day = addDays(day, 1);
    }
    throw new RangeError('the calendar has no working day within reach');
  }

  finish(dueDay: Day): Counted {
    this.add(dueDay, 'due');
    return { dueAt: endOfDay(dueDay), dueDay, provisional: this.provisional, countedDays: this.steps, remaining: null };
  }
}

/** Hours run through nights and holidays from the instant of receipt; a pause moves the end by its own length. */
function countHours({ startedAt, amount, pauses }: Counting, hours: number): Counted {
  const pausedBefore = pauses.reduce((sum, { from, until }) => sum + (until === null ? 0 : millisOf(until) - millisOf(from)), 0);
  const due = millisOf(startedAt) + hours * HOUR_MS + pausedBefore;
  const open = pauses.find(({ until }) => until === null);
  if (open !== undefined) return { ...NOTHING_DUE, remaining: { amount: due - millisOf(open.from), unit: 'ms' } };
  const dueAt = instantOf(due);
  const dueDay = shanghaiDay(dueAt);
  return { dueAt, dueDay, provisional: false, countedDays: [{ day: dueDay, kind: 'due', number: amount ?? hours }], remaining: null };
}

/**
 * Counts `amount` days after the start. Day 1 is the day after the trigger. The day of a pause still counts and the day of its end does not,
 * as with the trigger itself, so that what remains is the amount less the days used.
 */
function countForward(counting: Counting, amount: number, unit: 'day' | 'working_day', calendar: WorkingDayCalendar): Counted {
  const tally = new Tally(calendar);
  let day = shanghaiDay(counting.startedAt);
  let used = 0;
  tally.add(day, 'start_excluded');
  for (const { from, until } of counting.pauses) {
    const pausedOn = shanghaiDay(from);
    for (let step = 0; used < amount && day < pausedOn; step += 1) {
      if (step >= MAX_COUNTED_DAYS) throw new RangeError('the clock counts too many days');
      day = addDays(day, 1);
      if (tally.count(day, unit, used + 1)) used += 1;
    }
    if (until === null) {
      tally.add(pausedOn, 'paused');
      return { ...NOTHING_DUE, provisional: tally.provisional, countedDays: tally.steps, remaining: { amount: amount - used, unit } };
    }
    const resumedOn = shanghaiDay(until);
    tally.add(pausedOn, 'paused', { until: resumedOn });
    if (resumedOn > day) day = resumedOn;
  }
  for (let step = 0; used < amount; step += 1) {
    if (step >= MAX_COUNTED_DAYS) throw new RangeError('the clock counts too many days');
    day = addDays(day, 1);
    if (tally.count(day, unit, used + 1)) used += 1;
  }
  return tally.finish(counting.noHolidayRoll ? day : tally.roll(day));
}

/** Months and years end on the corresponding day, or the month's last where it has none (民法典 第202条). */
function countMonths(counting: Counting, months: number, calendar: WorkingDayCalendar): Counted {
  const tally = new Tally(calendar);
  const start = shanghaiDay(counting.startedAt);
  tally.add(start, 'start_excluded');
  const end = addMonths(start, months);
  tally.add(end, 'counted', { number: months });
  return tally.finish(counting.noHolidayRoll ? end : tally.roll(end));
}

/** Counts back from D, D excluded; the end does not roll, whatever day it is. */
function countBack({ startedAt }: Counting, amount: number, unit: 'day' | 'working_day', calendar: WorkingDayCalendar): Counted {
  const tally = new Tally(calendar);
  let day = shanghaiDay(startedAt);
  let used = 0;
  tally.add(day, 'start_excluded');
  for (let step = 0; used < amount; step += 1) {
    if (step >= MAX_COUNTED_DAYS) throw new RangeError('the clock counts too many days');
    day = addDays(day, -1);
    if (tally.count(day, unit, used + 1)) used += 1;
  }
  return tally.finish(day);
}

/**
 * When a clock is due, and why. Pure: the same clock and calendar give the same answer anywhere.
 *
 * @throws RangeError for an invalid instant, a day outside the calendar, or a figure out of reach
 */
export function countDue(counting: Counting, calendar: WorkingDayCalendar): Counted {
  const { amount, unit, direction, startedAt } = counting;
  if (unit === 'none' || amount === null) return NOTHING_DUE;
  if (!Number.isSafeInteger(amount) || amount < 0) throw new RangeError('an amount must be a whole number');
  if (unit === 'at_once') {
    const dueAt = instantOf(millisOf(startedAt));
    const dueDay = shanghaiDay(dueAt);
    return { dueAt, dueDay, provisional: false, countedDays: [{ day: dueDay, kind: 'due' }], remaining: null };
  }
  if (direction === 'before') {
    if (unit === 'day' || unit === 'working_day') return countBack(counting, amount, unit, calendar);
    throw new RangeError('a clock that counts back counts days');
  }
  if (unit === 'h') return countHours(counting, amount);
  if (unit === 'month') return countMonths(counting, amount, calendar);
  if (unit === 'year') return countMonths(counting, amount * 12, calendar);
  return countForward(counting, amount, unit, calendar);
}
