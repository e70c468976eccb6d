import type { CommandBus, ICommand } from '@nestjs/cqrs';
import { derivedId, type CommandContext, type DispatchContext } from '@xiezhi/eventsourcing';
import type { AnyProjection, ReadModels } from '@xiezhi/eventsourcing/postgres';
import { endOfDay } from '@xiezhi/legal-policy';
import { divisionPrefix } from '@xiezhi/service';
import type { Pool } from 'pg';
import { AidCases } from '../aid-case/aid-case.handler.js';
import { aidCaseList } from '../aid-case-list/aid-case-list.projection.js';
import type { Calendars } from '../calendars/calendars.queries.js';
import { Complaints } from '../complaint/complaint.handler.js';
import { DefenceRequests } from '../defence-request/defence-request.handler.js';
import { SYSTEM_ROLE } from '../defence-request/relations.js';
import { qualityMatters } from '../quality-matters/quality-matters.projection.js';
import { worklist } from '../worklist/worklist.projection.js';
import type { CalendarArrival } from './calendar-arrivals.js';

/** Matters one read names, and those of them counted at the same time. */
const PAGE = 200;
const AT_ONCE = 8;

interface Span {
  readonly until: string;
  /** Of the divisions' codes. */
  readonly prefix: string;
}

/** The calendar is published, but not yet in this service's read model: tried again. */
class CalendarOnItsWay extends Error {
  override readonly name = 'CalendarOnItsWay';
}

type Recount = Omit<CommandContext, 'division'>;

/** Read models that know which matters are not closed, for any of them may owe something, and how one of them is asked. */
const MATTERS: readonly {
  readonly model: AnyProjection;
  readonly running: string;
  /** Column that says when it began; left out: `received_at`. */
  readonly began?: string;
  readonly ask: (id: string, context: Recount) => ICommand;
}[] = [
  {
    model: worklist,
    running: 'closed_at IS NULL',
    ask: (id, context) => new DefenceRequests(id, { type: 'RecountClock', data: {} }, context),
  },
  {
    model: qualityMatters,
    running: `kind = 'complaint' AND open AND due_at IS NOT NULL`,
    began: 'opened_at',
    ask: (id, context) => new Complaints(id, { type: 'RecountClock', data: {} }, null, context),
  },
  { model: aidCaseList, running: 'open', ask: (id, context) => new AidCases(id, { type: 'RecountClock', data: {} }, context) },
];

/** Counts the running clocks that a calendar may move again (重新计算时限). */
export class Recounting {
  constructor(
    private readonly bus: CommandBus,
    private readonly calendars: Calendars,
    private readonly pool: Pool,
    private readonly readModels: ReadModels,
  ) {}

  /**
   * Each matter is asked once under an id that follows from the arrival: whoever stops half way begins anew, and nothing moves twice.
   * @throws CalendarOnItsWay while the calendar has not arrived
   */
  async run({ calendar, edition, division, year }: CalendarArrival, context: DispatchContext): Promise<void> {
    if (!(await this.calendars.holds(calendar, edition))) throw new CalendarOnItsWay(`${calendar}.${edition}`);
    this.calendars.forget();
    // What began after the year asked this calendar nothing.
    const span: Span = { until: endOfDay(`${year}-12-31`), prefix: divisionPrefix(division) };
    for (const matters of MATTERS) await this.#all(matters, span, context);
  }

  async #all(matters: (typeof MATTERS)[number], span: Span, context: DispatchContext): Promise<void> {
    for (let after: string | null = null; ;) {
      const ids: readonly string[] = await this.#running(matters, span, after);
      for (let start = 0; start < ids.length; start += AT_ONCE) {
        await Promise.all(ids.slice(start, start + AT_ONCE).map((id) => this.#recount(matters, id, context)));
      }
      if (ids.length < PAGE) return;
      after = ids.at(-1)!;
    }
  }

  /** By id from behind `after`; whoever's they are. */
  async #running(
    { model, running, began = 'received_at' }: (typeof MATTERS)[number],
    { until, prefix }: Span,
    after: string | null,
  ): Promise<readonly string[]> {
    const { rows } = await this.pool.query<{ id: string }>(
      `SELECT id FROM ${this.readModels.table(model)}
       WHERE ${running} AND (${began} IS NULL OR ${began} < $1) AND division LIKE $2 AND ($3::uuid IS NULL OR id > $3)
       ORDER BY id LIMIT $4`,
      [until, `${prefix}%`, after, PAGE],
    );
    return rows.map(({ id }) => id);
  }

  async #recount({ ask }: (typeof MATTERS)[number], id: string, context: DispatchContext): Promise<void> {
    const own = { ...context, commandId: derivedId(context.commandId, id), actor: { agency: 'xiezhi', role: SYSTEM_ROLE } };
    await this.bus.execute(ask(id, own));
  }
}
