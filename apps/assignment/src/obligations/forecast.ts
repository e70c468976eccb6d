import {
  addDays,
  endOfDay,
  instantOf,
  millisOf,
  shanghaiDay,
  startOfDay,
  type Instant,
  type WorkingDayCalendar,
} from '@xiezhi/legal-policy';

/** Working days that the pace of an institution is taken from. */
export const PACE_WORKING_DAYS = 20;
/** Days that are looked back for them: two long holidays, and more. */
const MAX_DAYS_BACK = 60;
/** Days that are looked ahead: what is not done by then is late whenever it is due. */
const MAX_DAYS_AHEAD = 366;
const DAY_MS = 86_400_000;

/** A duty that is owed, and until when. */
export interface OwedDuty {
  readonly id: string;
  readonly dueAt: Instant;
}

/** When a duty will be done at the pace of late; `null`: not within a year. */
export interface ExpectedDuty extends OwedDuty {
  readonly expectedAt: Instant | null;
  readonly late: boolean;
}

/** The period whose pace is taken: the last working days before today. */
export function paceSince(now: Instant, calendar: WorkingDayCalendar): { readonly from: Instant; readonly until: Instant } {
  const today = shanghaiDay(now);
  let day = today;
  let found = 0;
  for (let back = 1; back <= MAX_DAYS_BACK && found < PACE_WORKING_DAYS; back += 1) {
    day = addDays(today, -back);
    if (!calendar.dayInfo(day).rest) found += 1;
  }
  return { from: startOfDay(day), until: startOfDay(today) };
}

/**
 * 预测: when each duty will be done if the institution goes on at its pace of {@link PACE_WORKING_DAYS} working days, in which it did
 * `finished`, evenly over working days, what is due first before the rest, and nothing new comes in between. `null`: it finished
 * nothing, so that there is no pace to go by.
 */
export function forecast(
  owed: readonly OwedDuty[],
  finished: number,
  now: Instant,
  calendar: WorkingDayCalendar,
): readonly ExpectedDuty[] | null {
  if (finished <= 0) return null;
  const each = (PACE_WORKING_DAYS * DAY_MS) / finished;
  const today = shanghaiDay(now);
  const queue = owed.toSorted((a, b) => millisOf(a.dueAt) - millisOf(b.dueAt) || (a.id < b.id ? -1 : 1));
  const expected: ExpectedDuty[] = [];
  let worked = 0;
  for (let ahead = 0; ahead <= MAX_DAYS_AHEAD && expected.length < queue.length; ahead += 1) {
    const day = addDays(today, ahead);
    if (calendar.dayInfo(day).rest) continue;
    const from = Math.max(millisOf(startOfDay(day)), millisOf(now));
    const length = millisOf(endOfDay(day)) - from;
    while (expected.length < queue.length) {
      const within = (expected.length + 1) * each - worked;
      if (within > length) break;
      const duty = queue[expected.length]!;
      const expectedAt = instantOf(Math.round(from + within));
      expected.push({ ...duty, expectedAt, late: millisOf(expectedAt) >= millisOf(duty.dueAt) });
    }
    worked += length;
  }
  return [...expected, ...queue.slice(expected.length).map((duty) => ({ ...duty, expectedAt: null, late: true }))];
}
