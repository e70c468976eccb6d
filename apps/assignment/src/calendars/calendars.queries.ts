import { LruMap } from '@xiezhi/eventsourcing';
import { prepared, type ReadModels } from '@xiezhi/eventsourcing/postgres';
import { calendarFromEditions, type WorkingDayCalendar } from '@xiezhi/legal-policy';
import { divisionPath } from '@xiezhi/service';
import type { Pool } from 'pg';
import { calendars, type CalendarRow } from './calendars.projection.js';

/** A calendar is published a few times a year; a new one is seen within this time. */
export const CALENDAR_SEEN_WITHIN_MS = 5_000;
const KEPT_DIVISIONS = 200;
/** A calendar for each year there may be one of, national and of three levels of division. */
const MAX_CALENDARS = 400;
/** What counts when the directory has published nothing: the State Council's arrangements that ship with the platform. */
const PACKAGED = 'packaged';

type Stored = Omit<CalendarRow, 'published_at'> & { readonly published_at: Date };

/** The working-day calendars that clocks are counted by. */
export class Calendars {
  readonly #kept = new LruMap<string, { readonly calendar: WorkingDayCalendar; readonly until: number }>(KEPT_DIVISIONS);

  constructor(
    private readonly pool: Pool,
    private readonly readModels: ReadModels,
    private readonly now: () => number,
  ) {}

  /** The newest calendar of a division: the national one, with what its governments fixed, the nearer one last. */
  async of(division: string): Promise<WorkingDayCalendar> {
    const kept = this.#kept.get(division);
    if (kept !== undefined && kept.until > this.now()) return kept.calendar;
    const calendar = calendarOf(await this.#rows(division), division);
    this.#kept.set(division, { calendar, until: this.now() + CALENDAR_SEEN_WITHIN_MS });
    return calendar;
  }

  /** Whether this edition, or a later one, has arrived in the read model. */
  async holds(calendar: string, edition: number): Promise<boolean> {
    const { rows } = await this.pool.query<{ edition: number }>(`SELECT edition FROM ${this.readModels.table(calendars)} WHERE id = $1`, [
      calendar,
    ]);
    return (rows[0]?.edition ?? 0) >= edition;
  }

  /** Forgets what was read before: the next count reads anew. */
  forget(): void {
    this.#kept.clear();
  }

  async #rows(division: string): Promise<readonly Stored[]> {
    const { rows } = await this.pool.query<Stored>({
      ...prepared(`SELECT * FROM ${this.readModels.table(calendars)} WHERE division = ANY ($1) ORDER BY division, year LIMIT $2`),
      values: [divisionPath(division), MAX_CALENDARS],
    });
    return rows;
  }
}

function calendarOf(rows: readonly Stored[], division: string): WorkingDayCalendar {
  const newest = rows.reduce<Stored | null>((last, row) => (last !== null && last.published_at >= row.published_at ? last : row), null);
  return calendarFromEditions(rows, divisionPath(division), newest === null ? PACKAGED : `${newest.id}.${newest.edition}`);
}
