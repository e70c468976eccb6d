import { MAX_EVENTS_PER_READ, streamOf, type EventStore } from '@xiezhi/eventsourcing';
import type { ReadModels, ReadScope, ScopedReads } from '@xiezhi/eventsourcing/postgres';
import { endOfDay, shanghaiDay, type Instant, type WorkingDayCalendar } from '@xiezhi/legal-policy';
import type { AgencyScope } from '@xiezhi/service';
import { defenceRequest } from '../defence-request/defence-request.js';
import { aidCaseList } from '../aid-case-list/aid-case-list.projection.js';
import { dutyHelpList } from '../duty-help-list/duty-help-list.projection.js';
import { worklist } from '../worklist/worklist.projection.js';
import { COUNTED_TO, type Counted } from '../worklist/worklist.queries.js';
import { forecast, paceSince, PACE_WORKING_DAYS } from './forecast.js';
import {
  conditionOf,
  isOwed,
  OBLIGATION_TABS,
  type LedgerOf,
  type ObligationFilter,
  type ObligationTab,
  type TabTimes,
} from './obligations.filter.js';
import { shownObligation, type Obligation, type StoredObligation } from './obligations.pages.js';
import { obligations, type ObligationRow } from './obligations.projection.js';
import { timeSplit, type HeldTime } from './time-split.js';

/** Duties a page of the ledger holds at most. */
export const MAX_PAGE = 100;
/** Duties that a forecast looks at and lists at most. */
const MAX_FORECAST = 10_000;
const MAX_LIKELY_LATE = 50;

export interface ObligationQuery extends ObligationFilter {
  readonly tab: ObligationTab;
  readonly limit: number;
  /** `<due_at>|<id>` of the last row seen. */
  readonly cursor?: string;
}

export interface ObligationList {
  readonly items: readonly Obligation[];
  readonly total: Counted;
  readonly next: string | null;
}

export type ObligationCounts = Readonly<Record<ObligationTab, Counted>>;

/** All duties of one matter, and whose time it took. */
export interface ObligationsOfMatter {
  readonly items: readonly Obligation[];
  readonly split: readonly HeldTime[];
}

/** Which of an institution's running duties will be late at its pace of late. */
export interface ObligationForecast {
  /** The pace: what was finished in so many working days from `from` to `until`. */
  readonly finished: number;
  readonly workingDays: number;
  readonly from: Instant;
  readonly until: Instant;
  /** Duties that run and are not over yet; those over already are done before them. */
  readonly running: number;
  readonly overdue: number;
  /** `null`: nothing was finished, so that there is no pace to go by. */
  readonly likelyLate: number | null;
  /** Those likely late, the first due first, at most fifty. */
  readonly items: readonly (Obligation & { readonly expectedAt: Instant | null })[];
}

function scopeOf(of: LedgerOf): ReadScope {
  if (of.as !== 'lawyer') return { agency: of.agency, keys: of.keys };
  return of.lawyerId === null ? {} : { lawyer: of.lawyerId };
}

/** Reads of the ledger of duties, within the reader's scope. */
export class Obligations {
  constructor(
    private readonly reads: ScopedReads,
    private readonly readModels: ReadModels,
    private readonly store: EventStore,
    private readonly now: () => Instant,
  ) {}

  /** One tab of a ledger. */
  async list({ tab, limit, cursor, ...filter }: ObligationQuery): Promise<ObligationList> {
    const values: unknown[] = [];
    const value = (of: unknown): string => `$${values.push(of)}`;
    const owed = isOwed(tab);
    const where = conditionOf(filter, tab, this.#times(), value);
    const [at, id] = cursor?.split('|') ?? [];
    const after = at === undefined ? '' : ` AND (due_at, id) ${owed ? '>' : '<'} (${value(at)}::timestamptz, ${value(id)}::text)`;
    const direction = owed ? '' : ' DESC';
    const page = `SELECT * FROM ${this.#table} WHERE ${where}${after} ORDER BY due_at${direction}, id${direction} LIMIT ${value(limit + 1)}`;
    const [rows, total] = await Promise.all([
      this.reads.query<StoredObligation>(scopeOf(filter.of), {
        text: `${this.#named(page)} ORDER BY due_at${direction}, id${direction}`,
        values,
      }),
      this.#counts(filter, [tab]),
    ]);
    const items = rows.slice(0, limit).map(shownObligation);
    const last = items.at(-1);
    return { items, total: total[tab], next: rows.length > limit && last !== undefined ? `${last.dueAt}|${last.id}` : null };
  }

  /** How many there are on each tab, exact to 10,000. */
  counts(filter: ObligationFilter): Promise<ObligationCounts> {
    return this.#counts(filter, OBLIGATION_TABS);
  }

  /** All duties of a request, now or as they were at an instant, and whose time it took; whether the reader may see it is asked before. */
  async ofRequest(requestId: string, then?: Instant): Promise<ObligationsOfMatter> {
    const now = this.now();
    const at = then === undefined || then > now ? now : then;
    const rows = new Map<string, ObligationRow>();
    const stream = streamOf(defenceRequest, requestId);
    for (let from = 0; ; from += MAX_EVENTS_PER_READ) {
      const events = await this.store.read(stream, { from });
      for (const event of events.filter(({ recordedAt }) => recordedAt <= at)) {
        for (const key of obligations.keysOf(event)) {
          const row = obligations.evolve(rows.get(key) ?? null, event, key);
          if (row !== null) rows.set(key, row);
        }
      }
      if (events.length < MAX_EVENTS_PER_READ || events.at(-1)!.recordedAt > at) break;
    }
    const items = [...rows.values()].map((row) => shownObligation({ ...row, case_number: null }));
    return { items, split: timeSplit(items, at) };
  }

  /** 预测: which running duties of the reader's institution will be late at its pace. */
  async forecast(scope: AgencyScope, calendar: WorkingDayCalendar): Promise<ObligationForecast> {
    const { agency } = scope;
    const now = this.now();
    const { from, until } = paceSince(now, calendar);
    const [running, [pace]] = await Promise.all([
      this.reads.query<{ id: string; due_at: Date }>(scope, {
        text: `SELECT id, due_at FROM ${this.#table} WHERE holder = $1 AND state = 'running' AND paused_since IS NULL
            ORDER BY due_at, id LIMIT $2`,
        values: [agency, MAX_FORECAST],
      }),
      this.reads.query<{ finished: number }>(scope, {
        text: `SELECT count(*)::int AS finished FROM ${this.#table}
            WHERE holder = $1 AND state IN ('met', 'met_late') AND ended_at >= $2 AND ended_at < $3`,
        values: [agency, from, until],
      }),
    ]);
    const finished = pace?.finished ?? 0;
    const owed = running.map(({ id, due_at }) => ({ id, dueAt: due_at.toISOString() }));
    const overdue = owed.filter(({ dueAt }) => dueAt <= now).length;
    const expected = forecast(owed, finished, now, calendar);
    const late = expected?.filter((duty) => duty.late && duty.dueAt > now) ?? [];
    const shown = new Map(
      (
        await this.#byId(
          scope,
          late.slice(0, MAX_LIKELY_LATE).map(({ id }) => id),
        )
      ).map((one) => [one.id, one]),
    );
    return {
      finished,
      workingDays: PACE_WORKING_DAYS,
      from,
      until,
      running: owed.length - overdue,
      overdue,
      likelyLate: expected === null ? null : late.length,
      items: late.flatMap(({ id, expectedAt }) => {
        const duty = shown.get(id);
        return duty === undefined ? [] : [{ ...duty, expectedAt }];
      }),
    };
  }

  async #byId(scope: AgencyScope, ids: readonly string[]): Promise<readonly Obligation[]> {
    const text = this.#named(`SELECT * FROM ${this.#table} WHERE id = ANY ($1)`);
    const rows = await this.reads.query<StoredObligation>(scope, { text, values: [ids] });
    return rows.map(shownObligation);
  }

  async #counts<Tab extends ObligationTab>(filter: ObligationFilter, tabs: readonly Tab[]): Promise<Readonly<Record<Tab, Counted>>> {
    const values: unknown[] = [];
    const value = (of: unknown): string => `$${values.push(of)}`;
    const times = this.#times();
    const counts = tabs.map((tab) => {
      const where = conditionOf(filter, tab, times, value);
      return `(SELECT count(*)::int FROM (SELECT FROM ${this.#table} WHERE ${where} LIMIT ${COUNTED_TO + 1}) ${tab}) AS ${tab}`;
    });
    const [row] = await this.reads.query<Record<Tab, number>>(scopeOf(filter.of), { text: `SELECT ${counts.join(', ')}`, values });
    const counted = (count: number): Counted => ({ count: Math.min(count, COUNTED_TO), exact: count <= COUNTED_TO });
    return Object.fromEntries(tabs.map((tab) => [tab, counted(row?.[tab] ?? 0)])) as Record<Tab, Counted>;
  }

  /** The duties of a statement with the numbers of their cases (案号), which the matters' own read models keep. */
  #named(duties: string): string {
    return `SELECT duty.*, coalesce(request.facts, help.facts, granted.facts) ->> 'caseNumber' AS case_number FROM (${duties}) duty
      LEFT JOIN ${this.readModels.table(worklist)} request ON request.id = duty.matter_id
      LEFT JOIN ${this.readModels.table(dutyHelpList)} help ON help.id = duty.matter_id
      LEFT JOIN ${this.readModels.table(aidCaseList)} granted ON granted.id = duty.matter_id`;
  }

  #times(): TabTimes {
    const now = this.now();
    return { now, endOfToday: endOfDay(shanghaiDay(now)) };
  }

  get #table(): string {
    return this.readModels.table(obligations);
  }
}
