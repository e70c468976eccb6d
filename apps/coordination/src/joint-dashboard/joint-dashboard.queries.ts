import type { ReadModels, ScopedReads } from '@xiezhi/eventsourcing/postgres';
import { jointCounts } from '../joint-counts/joint-counts.projection.js';
import { openClocks } from '../open-clocks/open-clocks.projection.js';
import type { JointTrend, Trend } from './joint-trend.queries.js';

/** One line of the dashboard: a division or a case agency. */
export interface DashboardLine {
  /** Division code or agency code. */
  readonly key: string;
  readonly requests: number;
  /** Clocks that run now, and those of them past their due time. */
  readonly open: number;
  readonly overdue: number;
  readonly onTime: number;
  readonly late: number;
  /** Kept clocks among those that have ended, 0 to 1; `null` while none has. */
  readonly onTimeRate: number | null;
}

export interface Dashboard {
  /** The instant the figures are as of. */
  readonly asAt: string;
  readonly by: 'division' | 'organ';
  readonly items: readonly DashboardLine[];
  readonly total: Omit<DashboardLine, 'key'>;
  /** How the figures changed, week by week and since a week ago. */
  readonly trend: Trend;
}

/** Whose requests are counted, within the reader's own divisions. */
export interface DashboardFilter {
  /** What the codes of the reader's own divisions begin with. */
  readonly scope: string;
  /** The same, or less: what the filter asks for. */
  readonly prefix: string;
  readonly organ: string | null;
}

/** Joint figures (联席会议看板), within the reader's divisions. */
export class JointDashboard {
  constructor(
    private readonly reads: ScopedReads,
    private readonly readModels: ReadModels,
    private readonly trend: JointTrend,
  ) {}

  async read({ scope, prefix, organ }: DashboardFilter, by: 'division' | 'organ', now: string): Promise<Dashboard> {
    const counting = this.reads.query<DashboardLine>(
      { divisions: scope },
      {
        text: `WITH counted AS (
         SELECT ${by} AS key, sum(requests)::int AS requests, sum(on_time)::int AS on_time, sum(late)::int AS late
         FROM ${this.readModels.table(jointCounts)} WHERE division LIKE $1 AND ($3::text IS NULL OR organ = $3) GROUP BY ${by}
       ), running AS (
         SELECT ${by} AS key, count(*)::int AS open, count(*) FILTER (WHERE due_at <= $2)::int AS overdue
         FROM ${this.readModels.table(openClocks)} WHERE division LIKE $1 AND ($3::text IS NULL OR organ = $3) GROUP BY ${by}
       )
       SELECT key, coalesce(requests, 0) AS requests, coalesce(open, 0) AS open, coalesce(overdue, 0) AS overdue,
         coalesce(on_time, 0) AS "onTime", coalesce(late, 0) AS late
       FROM counted FULL JOIN running USING (key) ORDER BY key`,
        values: [`${prefix}%`, now, organ],
      },
    );
    const [rows, trend] = await Promise.all([counting, this.trend.read(scope, prefix, organ, now)]);
    const items = rows.map((row) => ({ ...row, onTimeRate: rate(row.onTime, row.late) }));
    const sum = (field: 'requests' | 'open' | 'overdue' | 'onTime' | 'late'): number =>
      items.reduce((total, item) => total + item[field], 0);
    const [onTime, late] = [sum('onTime'), sum('late')];
    return {
      asAt: now,
      by,
      items,
      total: { requests: sum('requests'), open: sum('open'), overdue: sum('overdue'), onTime, late, onTimeRate: rate(onTime, late) },
      trend,
    };
  }
}

const rate = (kept: number, missed: number): number | null => (kept + missed === 0 ? null : kept / (kept + missed));
