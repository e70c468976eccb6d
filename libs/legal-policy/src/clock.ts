import type { WorkingDayCalendar } from './calendar.js';
import { formatBasis } from './citations.js';
import { clockFor, type ClockForOptions } from './clock-table.js';
import type { ClockDefinition, ClockStatus, ClockUnit } from './clocks/definition.js';
import { countDue, type Counted, type CountedDay, type Counting, type Pause, type Remaining } from './counting.js';
import { type Day, type Instant, instantOf, millisOf } from './shanghai-time.js';

/**
 * What a due time rests on: `statute` a number read in a text, `configured` one a division or a document set, `unconfirmed` the platform's
 * own reading of a text nobody has checked, to be shown as such.
 */
export type ClockStanding = 'statute' | 'configured' | 'unconfirmed';

/** A division's stricter aim (更严目标), shown beside the statutory end and never in its place. */
export interface ClockTarget {
  readonly amount: number;
  readonly unit: 'h' | 'day' | 'working_day';
  /** Who set it. */
  readonly basis: string;
}

export interface StartedTarget extends ClockTarget {
  readonly dueAt: Instant | null;
}

/** A running, paused or ended clock, as plain data: it can stand in an event or a row. */
export interface StartedClock {
  readonly clockId: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly startedAt: Instant;
  readonly amount: number | null;
  readonly unit: ClockUnit;
  readonly direction: 'after' | 'before';
  readonly noHolidayRoll: boolean;
  /** The instant at which it is breached: the end of the due day (24:00 Asia/Shanghai) or the hour. Null while paused or without number. */
  readonly dueAt: Instant | null;
  readonly dueDay: Day | null;
  /** True until the calendar of every year that decided it is published. */
  readonly provisional: boolean;
  readonly countedDays: readonly CountedDay[];
  readonly remaining: Remaining | null;
  /** The articles, and what configured the figure where it is not law. */
  readonly basis: string;
  readonly status: ClockStatus;
  readonly standing: ClockStanding;
  readonly calendarVersion: string;
  /** Reasons for which it may stop. */
  readonly pausableFor: readonly string[];
  readonly pauses: readonly Pause[];
  readonly target?: StartedTarget;
}

export interface StartOptions {
  readonly target?: ClockTarget;
  /** Reasons to pause that are not confirmed law but adopted here; any other unconfirmed reason does not stop the clock. */
  readonly adoptedPauses?: readonly string[];
}

/** A clock that has an end. */
export type DatedClock = StartedClock & { readonly dueAt: Instant; readonly dueDay: Day };

/** More pauses of one clock than this are a mistake. */
export const MAX_PAUSES = 20;

function pausableFor({ pauseOn }: ClockDefinition, { adoptedPauses = [] }: StartOptions): readonly string[] {
  return pauseOn.filter(({ reason, status }) => status !== 'U' || adoptedPauses.includes(reason)).map(({ reason }) => reason);
}

/** The citations of a row as one line, with what configured its figure where that is not law. */
export function basisOf(definition: ClockDefinition): string {
  const cited = formatBasis(definition.basis);
  return definition.configuredBasis === undefined ? cited : `${cited}；${definition.configuredBasis}`;
}

function standingOf(definition: ClockDefinition): ClockStanding {
  if (definition.configuredBasis !== undefined) return 'configured';
  return definition.status === 'U' ? 'unconfirmed' : 'statute';
}

function earlier(one: Instant | null, other: Instant | null): Instant | null {
  if (one === null || other === null) return one ?? other;
  return millisOf(one) <= millisOf(other) ? one : other;
}

/** A target beyond the statutory end is brought back to it: the statute is the floor. */
function targetOf(target: ClockTarget, counting: Counting, statutory: Counted, calendar: WorkingDayCalendar): StartedTarget {
  const paused = counting.pauses.some(({ until }) => until === null);
  if (paused) return { amount: target.amount, unit: target.unit, basis: target.basis, dueAt: null };
  const own = countDue({ ...counting, amount: target.amount, unit: target.unit }, calendar);
  return { amount: target.amount, unit: target.unit, basis: target.basis, dueAt: earlier(own.dueAt, statutory.dueAt) };
}

/**
 * Starts a clock at its trigger; for a `before` clock the trigger is the instant counted back from (the hearing).
 *
 * Given a key instead of a row, takes the version in force at the trigger, which must have a number.
 *
 * @throws RangeError for an invalid instant, a day outside the calendar, or a key with no dated clock in force that day
 */
export function startClock(
  key: string,
  trigger: Instant,
  calendar: WorkingDayCalendar,
  options?: StartOptions & ClockForOptions,
): DatedClock;
export function startClock(
  definition: ClockDefinition,
  trigger: Instant,
  calendar: WorkingDayCalendar,
  options?: StartOptions,
): StartedClock;
export function startClock(
  of: ClockDefinition | string,
  trigger: Instant,
  calendar: WorkingDayCalendar,
  options: StartOptions & ClockForOptions = {},
): StartedClock {
  if (typeof of !== 'string') return startRow(of, trigger, calendar, options);
  const definition = clockFor(of, trigger, options);
  if (definition === undefined) throw new RangeError(`no clock ${of} was in force at its trigger`);
  const started = startRow(definition, trigger, calendar, options);
  if (started.dueAt === null) throw new RangeError(`clock ${of} has no number: configure one`);
  return started;
}

function startRow(definition: ClockDefinition, trigger: Instant, calendar: WorkingDayCalendar, options: StartOptions): StartedClock {
  const { amount, unit, direction, noHolidayRoll } = definition;
  const startedAt = instantOf(millisOf(trigger));
  const counting: Counting = { startedAt, amount, unit, direction, noHolidayRoll, pauses: [] };
  const counted = countDue(counting, calendar);
  const started: StartedClock = {
    clockId: definition.id,
    nameZh: definition.nameZh,
    nameEn: definition.nameEn,
    ...counting,
    ...counted,
    basis: basisOf(definition),
    status: definition.status,
    standing: standingOf(definition),
    calendarVersion: calendar.version,
    pausableFor: pausableFor(definition, options),
  };
  return options.target === undefined ? started : { ...started, target: targetOf(options.target, counting, counted, calendar) };
}

/**
 * Counts a clock again by another calendar, its pauses included: the way a provisional due time becomes final when the State Council's
 * calendar arrives. What it rests on does not change.
 */
export function recompute(clock: StartedClock, calendar: WorkingDayCalendar): StartedClock {
  const counted = countDue(clock, calendar);
  const recomputed: StartedClock = { ...clock, ...counted, calendarVersion: calendar.version };
  return clock.target === undefined ? recomputed : { ...recomputed, target: targetOf(clock.target, clock, counted, calendar) };
}

/** Whether the clock stands still. */
export function isPaused(clock: StartedClock): boolean {
  return clock.pauses.some(({ until }) => until === null);
}

/**
 * Whether the time was over at `at`. The period is half open: an act at any instant of the due day is in time, one at the following midnight
 * is not. "At once" is over with the instant itself.
 */
export function isBreached(clock: StartedClock, at: Instant): boolean {
  if (clock.dueAt === null) return false;
  const late = millisOf(at) - millisOf(clock.dueAt);
  return clock.unit === 'at_once' ? late > 0 : late >= 0;
}

/**
 * Stops the clock for a reason its row knows, keeping what remains (不计入审查期限). A clock already paused or already over is returned as it
 * is: a pause does not heal a breach.
 *
 * @throws RangeError for a reason that does not stop this clock, an instant before its last event, or too many pauses
 */
export function pause(clock: StartedClock, at: Instant, reason: string, calendar: WorkingDayCalendar): StartedClock {
  if (!clock.pausableFor.includes(reason)) throw new RangeError(`clock ${clock.clockId} does not stop for ${reason}`);
  if (isPaused(clock) || isBreached(clock, at)) return clock;
  const last = clock.pauses.at(-1)?.until ?? clock.startedAt;
  if (millisOf(at) < millisOf(last)) throw new RangeError('a clock cannot stop before it runs');
  if (clock.pauses.length >= MAX_PAUSES) throw new RangeError('a clock cannot stop so many times');
  return recompute({ ...clock, pauses: [...clock.pauses, { reason, from: instantOf(millisOf(at)), until: null }] }, calendar);
}

/**
 * Lets a paused clock run on with what remained. One that is not paused is returned as it is.
 *
 * @throws RangeError when `at` is before the pause began
 */
export function resume(clock: StartedClock, at: Instant, calendar: WorkingDayCalendar): StartedClock {
  const open = clock.pauses.at(-1);
  if (open === undefined || open.until !== null) return clock;
  if (millisOf(at) < millisOf(open.from)) throw new RangeError('a pause cannot end before it began');
  return recompute({ ...clock, pauses: [...clock.pauses.slice(0, -1), { ...open, until: instantOf(millisOf(at)) }] }, calendar);
}
