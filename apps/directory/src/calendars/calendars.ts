import type { CalendarDayV1, CalendarPublishedV1 } from '@xiezhi/contracts';
import { Rejected, type CommandContext, type JsonObject } from '@xiezhi/eventsourcing';
import type { TransactionalLog } from '@xiezhi/eventsourcing/postgres';
import { addDays, calendarFromEditions, type DayInfo, type WorkingDayCalendar } from '@xiezhi/legal-policy';
import type { Pool } from 'pg';
import { auditedChange, type Change, type Changed } from '../audited-change.js';
import { faultsOf, type CalendarEntry } from './calendar-days.js';

/** An edition of a calendar; `current` while none supersedes it. */
export type CalendarEdition = Omit<CalendarPublishedV1, 'calendar'> & { readonly id: string; readonly current: boolean };

/** A year as it counts in a division. */
export interface CalendarYear {
  readonly year: number;
  /** Whether the State Council's arrangement is known; until it is, the holidays by law count, provisionally. */
  readonly published: boolean;
  readonly items: readonly DayInfo[];
}

/** One day that an edition would change. */
export interface ChangedDay {
  readonly before: DayInfo;
  readonly after: DayInfo;
}

/** What publishing would do. */
export interface CalendarCheck {
  /** The newest edition there is, 0 for none: to be named by `supersedes`. */
  readonly supersedes: number;
  /** Whether the year's national arrangement was not known until now: what was counted provisionally becomes certain. */
  readonly settles: boolean;
  readonly changes: readonly ChangedDay[];
}

/** A national calendar and one of each level of division. */
const MAX_CALENDARS = 10;

interface CalendarRow {
  readonly id: string;
  readonly edition: number;
  readonly scope: CalendarEntry['scope'];
  readonly division: string;
  readonly year: number;
  readonly basis: string;
  readonly issued_on: string;
  readonly days: readonly CalendarDayV1[];
}

// As text: `pg` reads a date as an instant of the host's zone.
const COLUMNS = "id, edition, scope, division, year, basis, to_char(issued_on, 'YYYY-MM-DD') AS issued_on, days";

export const calendarId = ({ scope, division, year }: Pick<CalendarEntry, 'scope' | 'division' | 'year'>): string =>
  scope === 'national' ? `national-${year}` : `regional-${division}-${year}`;

const published = ({ id: calendar, issued_on: issuedOn, ...row }: CalendarRow): Change => {
  const data: CalendarPublishedV1 = { calendar, issuedOn, ...row };
  return { stream: `calendar-${calendar}`, type: 'CalendarPublished', data: data as unknown as JsonObject };
};

const shown = ({ issued_on: issuedOn, ...row }: CalendarRow & { readonly current: boolean }): CalendarEdition => ({ issuedOn, ...row });

/** Calendars of working days (放假安排), by year and government, every edition kept. */
export class Calendars {
  constructor(
    private readonly pool: Pool,
    private readonly log: TransactionalLog,
  ) {}

  /**
   * Publishes an edition. Where there is one already, `supersedes` names it: nobody replaces what they have not seen.
   * @throws Rejected `calendar.invalid`, `calendar.superseded_meanwhile`
   */
  async publish(
    entry: CalendarEntry,
    supersedes: number,
    context: CommandContext,
  ): Promise<{ readonly id: string; readonly edition: number; readonly changed: readonly Changed[] }> {
    insistOnSound(entry);
    const id = calendarId(entry);
    const edition = supersedes + 1;
    const changed = await auditedChange(this.pool, this.log, context, [`calendar-${id}`], async (tx) => {
      const { rows: before } = await tx.query<{ edition: number | null }>('SELECT max(edition) AS edition FROM calendars WHERE id = $1', [
        id,
      ]);
      const newest = before[0]?.edition ?? 0;
      if (newest !== supersedes) {
        throw new Rejected(
          'calendar.superseded_meanwhile',
          `现行版本为第${newest}版,请核对后以 supersedes=${newest} 重新提交。Edition ${newest} holds; look at it and send again with supersedes=${newest}.`,
          { errors: [{ path: 'supersedes', code: 'calendar.superseded_meanwhile', detail: `${newest}` }] },
        );
      }
      const days = entry.days.toSorted((a, b) => (a.day < b.day ? -1 : 1)).map(({ day, rest, name }) => ({ day, rest, name }));
      const { rows } = await tx.query<CalendarRow>(
        `INSERT INTO calendars (id, edition, scope, division, year, basis, issued_on, days) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         RETURNING ${COLUMNS}`,
        [id, edition, entry.scope, entry.division, entry.year, entry.basis, entry.issuedOn, JSON.stringify(days)],
      );
      return rows.map(published);
    });
    return { id, edition, changed };
  }

  /** The days of a year that are not as their weekday says, as they count in the last of `divisions` (the region first). */
  async days(year: number, divisions: readonly string[]): Promise<CalendarYear> {
    const calendar = calendarFromEditions(await this.#inForce(year, divisions), divisions, 'present');
    const items = daysOf(calendar, year).filter(({ kind }) => kind !== 'workday' && kind !== 'weekend');
    return { year, published: calendar.isPublished(year), items };
  }

  /**
   * What an edition would change where it holds, day by day; nothing is published.
   * @throws Rejected `calendar.invalid`
   */
  async check(entry: CalendarEntry, divisions: readonly string[]): Promise<CalendarCheck> {
    insistOnSound(entry);
    const { year } = entry;
    const held = await this.#inForce(year, divisions);
    const id = calendarId(entry);
    const before = calendarFromEditions(held, divisions, 'present');
    const after = calendarFromEditions([...held.filter((one) => one.id !== id), entry], divisions, 'proposed');
    const proposed = daysOf(after, year);
    const changes = daysOf(before, year)
      .map((info, index) => ({ before: info, after: proposed[index]! }))
      .filter(({ before: was, after: will }) => was.kind !== will.kind);
    return {
      supersedes: held.find((one) => one.id === id)?.edition ?? 0,
      settles: !before.isPublished(year) && after.isPublished(year),
      changes,
    };
  }

  /** The newest edition of each calendar that holds in one of `divisions`. */
  async #inForce(year: number, divisions: readonly string[]): Promise<readonly CalendarRow[]> {
    const { rows } = await this.pool.query<CalendarRow>(
      `SELECT DISTINCT ON (id) ${COLUMNS} FROM calendars WHERE division = ANY ($1) AND year = $2 ORDER BY id, edition DESC LIMIT $3`,
      [divisions, year, MAX_CALENDARS],
    );
    return rows;
  }

  /** All editions of a year's calendars that hold in one of `divisions`, the newest of each first; at most `limit`. */
  async list(year: number, divisions: readonly string[], limit: number): Promise<readonly CalendarEdition[]> {
    const { rows } = await this.pool.query<CalendarRow & { readonly current: boolean }>(
      `SELECT ${COLUMNS}, edition = max(edition) OVER (PARTITION BY id) AS current FROM calendars
       WHERE division = ANY ($1) AND year = $2 ORDER BY division, id, edition DESC LIMIT $3`,
      [divisions, year, limit],
    );
    return rows.map(shown);
  }
}

/** Every day of a year. */
function daysOf(calendar: WorkingDayCalendar, year: number): readonly DayInfo[] {
  const days: DayInfo[] = [];
  for (let day = `${year}-01-01`; day.startsWith(`${year}`); day = addDays(day, 1)) days.push(calendar.dayInfo(day));
  return days;
}

function insistOnSound(entry: CalendarEntry): void {
  const errors = faultsOf(entry);
  if (errors.length === 0) return;
  throw new Rejected('calendar.invalid', '放假安排有误,请按各项提示更正。The calendar has faults; see each field.', { errors });
}
