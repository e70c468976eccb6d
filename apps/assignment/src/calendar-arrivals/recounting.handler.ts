import type { CommandBus } from '@nestjs/cqrs';
import { derivedId, type DispatchContext } from '@xiezhi/eventsourcing';
import type { ReadModels } from '@xiezhi/eventsourcing/postgres';
import { endOfDay, startOfDay } from '@xiezhi/legal-policy';
import { divisionPrefix } from '@xiezhi/service';
import type { Pool } from 'pg';
import type { Calendars } from '../calendars/calendars.queries.js';
import { DefenceRequests } from '../defence-request/defence-request.handler.js';
import { SYSTEM_ROLE } from '../defence-request/relations.js';
import { worklist } from '../worklist/worklist.projection.js';
import type { CalendarArrival } from './calendar-arrivals.js';

/** Requests one read names, and those of them counted at the same time. */
const PAGE = 200;
const AT_ONCE = 8;

interface Span {
  readonly from: string;
  readonly until: string;
  /** Of the divisions' codes. */
  readonly prefix: string;
}

/** The calendar is published, but not yet in this service's read model: tried again. */
class CalendarOnItsWay extends Error {
  override readonly name = 'CalendarOnItsWay';
}

/** Counts the running clocks that a calendar may move again (重新计算时限). */
export class Recounting {
  constructor(
    private readonly bus: CommandBus,
    private readonly calendars: Calendars,
    private readonly pool: Pool,
    private readonly readModels: ReadModels,
  ) {}

  /**
   * Each request is asked once under an id that follows from the arrival: whoever stops half way begins anew, and nothing moves twice.
   * @throws CalendarOnItsWay while the calendar has not arrived
   */
  async run({ calendar, edition, division, year }: CalendarArrival, context: DispatchContext): Promise<void> {
    if (!(await this.calendars.holds(calendar, edition))) throw new CalendarOnItsWay(`${calendar}.${edition}`);
    this.calendars.forget();
    // A clock that was over before the year began, or started after it, asked this calendar nothing.
    const span: Span = { from: startOfDay(`${year}-01-01`), until: endOfDay(`${year}-12-31`), prefix: divisionPrefix(division) };
    for (let after: string | null = null; ;) {
      const ids: readonly string[] = await this.#running(span, after);
      for (let start = 0; start < ids.length; start += AT_ONCE) {
        await Promise.all(ids.slice(start, start + AT_ONCE).map((id) => this.#recount(id, context)));
      }
      if (ids.length < PAGE) return;
      after = ids.at(-1)!;
    }
  }

  /** Open requests whose clock ran within the span, by id from behind `after`; whoever's they are. */
  async #running({ from, until, prefix }: Span, after: string | null): Promise<readonly string[]> {
    const { rows } = await this.pool.query<{ id: string }>(
      `SELECT id FROM ${this.readModels.table(worklist)}
       WHERE open AND due_at >= $1 AND received_at < $2 AND division LIKE $3 AND ($4::uuid IS NULL OR id > $4) ORDER BY id LIMIT $5`,
      [from, until, `${prefix}%`, after, PAGE],
    );
    return rows.map(({ id }) => id);
  }

  async #recount(id: string, context: DispatchContext): Promise<void> {
    const own = { ...context, commandId: derivedId(context.commandId, id), actor: { agency: 'xiezhi', role: SYSTEM_ROLE } };
    await this.bus.execute(new DefenceRequests(id, { type: 'RecountClock', data: {} }, own));
  }
}
