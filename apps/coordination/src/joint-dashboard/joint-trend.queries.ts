import type { ReadModels, ScopedReads } from '@xiezhi/eventsourcing/postgres';
import { addDays, shanghaiDay, startOfDay, weekdayOf, type Day, type Instant } from '@xiezhi/legal-policy';
import { jointRequests } from '../joint-requests/joint-requests.projection.js';

/** Weeks that a trend shows, the present one last. */
const WEEKS = 12;
const WEEK_DAYS = 7;
/** Days that the on-time rate is taken over, and compared with as many before. */
const RATE_DAYS = 28;

/** A week from Monday to Sunday, in the region's time. */
export interface TrendWeek {
  readonly from: Day;
  readonly received: number;
  readonly onTime: number;
  readonly late: number;
}

/** Clocks that ended within some days. */
export interface Period {
  readonly from: Day;
  /** The first day after it. */
  readonly until: Day;
  readonly onTime: number;
  readonly late: number;
  readonly rate: number | null;
}

export interface Trend {
  /** What was open and overdue a week ago, by the due times of now. */
  readonly weekAgo: { readonly at: Instant; readonly open: number; readonly overdue: number };
  readonly recent: Period;
  readonly previous: Period;
  readonly weeks: readonly TrendWeek[];
}

interface Happened {
  readonly day: string;
  readonly received: number;
  readonly on_time: number;
  readonly late: number;
}

/** How the joint figures change: what it reads is what happened within some weeks, however long the history is. */
export class JointTrend {
  constructor(
    private readonly reads: ScopedReads,
    private readonly readModels: ReadModels,
  ) {}

  async read(scope: string, prefix: string, organ: string | null, now: Instant): Promise<Trend> {
    const today = shanghaiDay(now);
    const monday = addDays(today, -((weekdayOf(today) + WEEK_DAYS - 1) % WEEK_DAYS));
    const first = addDays(monday, -(WEEKS - 1) * WEEK_DAYS);
    const weekAgo = new Date(Date.parse(now) - WEEK_DAYS * 86_400_000).toISOString();
    const [[before], days] = await Promise.all([
      this.#weekAgo(scope, prefix, organ, weekAgo),
      this.#days(scope, prefix, organ, [first, addDays(today, 1 - 2 * RATE_DAYS)].sort()[0]!),
    ]);
    const tomorrow = addDays(today, 1);
    return {
      weekAgo: { at: weekAgo, open: before?.open ?? 0, overdue: before?.overdue ?? 0 },
      recent: periodOf(days, addDays(tomorrow, -RATE_DAYS), tomorrow),
      previous: periodOf(days, addDays(tomorrow, -2 * RATE_DAYS), addDays(tomorrow, -RATE_DAYS)),
      weeks: Array.from({ length: WEEKS }, (_, week) => weekOf(days, addDays(first, week * WEEK_DAYS))),
    };
  }

  /** Open then: still open now, or ended since. */
  #weekAgo(scope: string, prefix: string, organ: string | null, at: Instant): Promise<readonly { open: number; overdue: number }[]> {
    const table = this.readModels.table(jointRequests);
    const within = `received_at <= $3 AND starts_with(division, $1) AND ($2::text IS NULL OR organ = $2)`;
    return this.reads.query(
      { divisions: scope },
      {
        text: `SELECT count(*)::int AS open, count(*) FILTER (WHERE due_at <= $3)::int AS overdue FROM (
           SELECT due_at FROM ${table} WHERE ended_at IS NULL AND ${within}
           UNION ALL SELECT due_at FROM ${table} WHERE ended_at > $3 AND ${within}) AS was_open`,
        values: [prefix, organ, at],
      },
    );
  }

  /** What came and what ended on each day since `first`. */
  #days(scope: string, prefix: string, organ: string | null, first: Day): Promise<readonly Happened[]> {
    const table = this.readModels.table(jointRequests);
    const within = `starts_with(division, $1) AND ($2::text IS NULL OR organ = $2)`;
    const day = (column: string): string => `to_char(${column} AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD')`;
    return this.reads.query(
      { divisions: scope },
      {
        text: `SELECT day, sum(received)::int AS received, sum(on_time)::int AS on_time, sum(late)::int AS late FROM (
           SELECT ${day('received_at')} AS day, 1 AS received, 0 AS on_time, 0 AS late FROM ${table} WHERE received_at >= $3 AND ${within}
           UNION ALL
           SELECT ${day('ended_at')}, 0, (outcome = 'on_time')::int, (outcome = 'late')::int FROM ${table} WHERE ended_at >= $3 AND ${within}
         ) AS happened GROUP BY day`,
        values: [prefix, organ, startOfDay(first)],
      },
    );
  }
}

const within = (days: readonly Happened[], from: Day, until: Day): readonly Happened[] =>
  days.filter(({ day }) => day >= from && day < until);
const sum = (days: readonly Happened[], field: 'received' | 'on_time' | 'late'): number =>
  days.reduce((total, day) => total + day[field], 0);

function periodOf(all: readonly Happened[], from: Day, until: Day): Period {
  const days = within(all, from, until);
  const [onTime, late] = [sum(days, 'on_time'), sum(days, 'late')];
  return { from, until, onTime, late, rate: onTime + late === 0 ? null : onTime / (onTime + late) };
}

function weekOf(all: readonly Happened[], from: Day): TrendWeek {
  const days = within(all, from, addDays(from, WEEK_DAYS));
  return { from, received: sum(days, 'received'), onTime: sum(days, 'on_time'), late: sum(days, 'late') };
}
