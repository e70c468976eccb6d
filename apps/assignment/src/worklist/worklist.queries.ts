import { MAX_EVENTS_PER_READ, Rejected, streamOf, type EventStore, type PersonKeys } from '@xiezhi/eventsourcing';
import { endOfDay, shanghaiDay, type Instant } from '@xiezhi/legal-policy';
import type { ReadModels, ScopedReads } from '@xiezhi/eventsourcing/postgres';
import { agencyScope, type AgencyScope, type Principal } from '@xiezhi/service';
import type { OpenedMatter } from '../access-log/access-log.js';
import { defenceRequest } from '../defence-request/defence-request.js';
import { LAWYER_ROLE } from '../defence-request/relations.js';
import type { Contact, Papers, Person } from '../defence-request/notice.js';
import { afterPrefix, conditionOf, TAB_PHASES, type WorklistFilter, type WorklistState } from './worklist.filter.js';
import {
  asStored,
  iso,
  opened,
  personOf,
  shownRequest,
  shownRequests,
  UNLISTED,
  type ListedRequest,
  type RequestPage,
  type StoredRequest,
} from './worklist.pages.js';
import { cursorOf, orderOf, type WorklistOrder } from './worklist.order.js';
import { worklist, type WorklistRow } from './worklist.projection.js';

/** Rows a page of a list holds at most, and how far a total is counted exactly. */
export const MAX_PAGE = 100;
export const COUNTED_TO = 10_000;

/** The people of a request, before they are opened; `person` and `contact` of `ids` name them to those who erase. */
export interface People {
  readonly ids: { readonly person: string | null; readonly contact: string | null };
  readonly person: Person | null;
  readonly contact: Contact | null;
  readonly papers: Papers | null;
}

/** A filter as a reader gives it; time and how columns are written are added here. */
export type WorklistWish = Omit<WorklistFilter, 'now' | 'endOfToday' | 'caseNumber' | 'languageColumn' | 'phaseColumn' | 'conflictColumn'> &
  AgencyScope;

export interface WorklistQuery extends WorklistWish, WorklistOrder {
  readonly limit: number;
  /** True: with each request's history, which is most of it. */
  readonly history?: boolean;
  /** `<due_at, received_at or case number>|<id>` of the last row seen. */
  readonly cursor?: string;
}

/** Who reads: an agency's staff read its requests, a lawyer those that are theirs now. */
export type Reader = Pick<Principal, 'account' | 'agency' | 'role' | 'lawyerId'>;

/** How many there are: exact, or at least so many. */
export interface Counted {
  readonly count: number;
  readonly exact: boolean;
}

export type WorklistCounts = Readonly<Record<'open' | 'done' | WorklistState, Counted>>;

type TabPhase = (typeof TAB_PHASES)[number];

/** Counts of what does not overlap, together. */
function sumOf(counts: readonly Counted[]): Counted {
  const count = counts.reduce((sum, one) => sum + one.count, 0);
  return { count: Math.min(count, COUNTED_TO), exact: count <= COUNTED_TO && counts.every(({ exact }) => exact) };
}

/** A request found by its number. */
export interface FoundRequest {
  readonly kind: 'defence-request';
  readonly id: string;
  readonly caseNumber: string;
  readonly letterNumber: string | null;
  readonly status: WorklistRow['status'];
  readonly dueAt: string | null;
}

export interface WorklistPage {
  readonly items: readonly RequestPage[];
  readonly total: Counted;
  readonly next: string | null;
}

/** The part of its course that a row of an older version is in, as far as its status tells. */
const PHASE_BEFORE = `(CASE WHEN open THEN 'assigning' WHEN status = 'detected' THEN 'discovered'
  WHEN status IN ('closing', 'filed', 'terminated') THEN 'closing'
  WHEN status IN ('confirmed', 'engaged', 'defending', 'refused', 'awaiting_own_lawyer') THEN 'defending' ELSE 'ended' END)`;

/** What a list is sorted by. */
const SORTED = 'id, case_number, due_at, received_at';
/** What of a row a list shows. */
const LISTED = Object.keys(worklist.columns)
  .filter((column) => !UNLISTED.some((unlisted) => unlisted === column))
  .map((column) => `"${column}"`)
  .join(', ');

const notFound = (): Rejected =>
  new Rejected('defence_request.not_found', '没有这件通知辩护,或它不属于您的单位。No such request, or it is not your agency’s.');

/** Reads of defence requests, within the reader's agency. */
export class WorklistQueries {
  constructor(
    private readonly reads: ScopedReads,
    private readonly readModels: ReadModels,
    private readonly keys: PersonKeys,
    private readonly store: EventStore,
    private readonly now: () => Instant,
  ) {}

  /** @throws Rejected `defence_request.not_found`, for a foreign request as for one that does not exist */
  async page(id: string, reader: Reader): Promise<RequestPage> {
    return shownRequest(await this.#row(id, reader), this.keys);
  }

  /**
   * The request as it stood at an instant (时点), folded from its events.
   * @throws Rejected `defence_request.not_found` as {@link page} does; `defence_request.then.not_found` before it began
   */
  async pageAsOf(id: string, reader: Reader, at: Instant): Promise<RequestPage> {
    await this.#row(id, reader);
    const stream = streamOf(defenceRequest, id);
    let row: WorklistRow | null = null;
    for (let from = 0; ; from += MAX_EVENTS_PER_READ) {
      const events = await this.store.read(stream, { from });
      for (const event of events) if (event.recordedAt <= at) row = worklist.evolve(row, event, id);
      if (events.length < MAX_EVENTS_PER_READ || events.at(-1)!.recordedAt > at) break;
    }
    if (row === null) {
      throw new Rejected(
        'defence_request.then.not_found',
        '那时还没有这件通知,请选择较晚的时间。There was no such request then; choose a later time.',
      );
    }
    return shownRequest(asStored(row), this.keys);
  }

  /** The matter as the access log names it, for `reader`. */
  async matter(id: string, reader: Principal): Promise<OpenedMatter> {
    return matterOf(await this.#row(id, reader), reader);
  }

  /** The people of a request, in full; the caller records the reading first. */
  async people(id: string, reader: Principal): Promise<{ readonly matter: OpenedMatter; readonly read: () => Promise<People> }> {
    const row = await this.#row(id, reader);
    return {
      matter: matterOf(row, reader),
      read: async () => {
        const [person, contact, papers] = await Promise.all([
          opened<Person>(this.keys, id, row.person, 'person'),
          opened<Contact>(this.keys, id, row.contact, 'contact'),
          opened<Papers>(this.keys, id, row.papers, 'papers'),
        ]);
        const ids = { person: personOf(row.person), contact: personOf(row.contact) };
        return { ids, person, contact, papers };
      },
    };
  }

  /** Requests of an agency in an order; open ones are what the institution still owes. */
  async list(query: WorklistQuery): Promise<WorklistPage> {
    const { limit, cursor: _cursor, sort: _sort, order: _order, history: _history, ...wish } = query;
    const [rows, { all: total }] = await Promise.all([
      this.#rows({ ...query, limit: limit + 1 }),
      this.#counted<'all'>(wish, () => ['count(*)::int AS "all"']),
    ]);
    const items = await shownRequests(rows.slice(0, limit), this.keys);
    return { items, total, next: rows.length > limit ? nextOf(items, query) : null };
  }

  /** One page of them without the total, for a file. */
  async batch(query: WorklistQuery): Promise<Omit<WorklistPage, 'total'>> {
    const items = await shownRequests(await this.#rows(query), this.keys);
    return { items, next: items.length === query.limit ? nextOf(items, query) : null };
  }

  /** How many there are on each tab, within what else is filtered. */
  async counts(wish: Omit<WorklistWish, 'open' | 'state'>): Promise<WorklistCounts> {
    const { now, endOfToday } = this.#filter(wish);
    const states = (['received', 'returned', 'assigned'] as const).map(
      (state) => `count(*) FILTER (WHERE status = '${state}')::int AS ${state}`,
    );
    const [open, defending, clashing, ...phases] = await Promise.all([
      this.#counted<'open' | Exclude<WorklistState, 'confirmed' | 'hearing_conflict' | TabPhase>>({ ...wish, open: true }, (value) => [
        'count(*)::int AS open',
        ...states,
        `count(*) FILTER (WHERE due_at <= ${value(now)})::int AS overdue`,
        `count(*) FILTER (WHERE due_at > ${value(now)} AND due_at <= ${value(endOfToday)})::int AS due_today`,
        `count(*) FILTER (WHERE due_at <= ${value(endOfToday)})::int AS pressing`,
      ]),
      this.#counted<'defending' | 'confirmed'>({ ...wish, state: 'defending' }, () => [
        'count(*)::int AS defending',
        `count(*) FILTER (WHERE status = 'confirmed')::int AS confirmed`,
      ]),
      this.#counted<'hearing_conflict'>({ ...wish, state: 'hearing_conflict' }, () => ['count(*)::int AS hearing_conflict']),
      ...TAB_PHASES.filter((phase) => phase !== 'defending').map((state) =>
        this.#counted<TabPhase>({ ...wish, state }, () => [`count(*)::int AS ${state}`]),
      ),
    ]);
    const counts = Object.assign({}, open, defending, clashing, ...phases) as Omit<WorklistCounts, 'done'>;
    return { ...counts, done: sumOf([counts.defending, counts.closing, counts.ended]) };
  }

  /** Requests whose case number or letter number begins with `q`, by that number; at most `limit` of each. */
  async search(
    { agency, keys, as }: Pick<WorklistWish, 'agency' | 'keys' | 'as'>,
    q: string,
    limit: number,
  ): Promise<readonly FoundRequest[]> {
    const { caseNumber } = this.#filter({ agency, keys, as });
    const by = (column: string): string =>
      `(SELECT id, ${caseNumber} AS case_number, letter_number, status, due_at FROM ${this.#table}
        WHERE "${as}" = $1 AND ${column} ~>=~ $2 AND ${column} ~<~ $3 ORDER BY ${column} USING ~<~ LIMIT $4)`;
    const rows = await this.reads.query<Pick<StoredRequest, 'id' | 'case_number' | 'letter_number' | 'status' | 'due_at'>>(
      { agency, keys },
      { text: `${by(caseNumber)} UNION ${by('letter_number')} ORDER BY case_number, id`, values: [agency, q, afterPrefix(q), limit] },
    );
    return rows.map((row) => ({
      kind: 'defence-request',
      id: row.id,
      caseNumber: row.case_number ?? '',
      letterNumber: row.letter_number,
      status: row.status,
      dueAt: iso(row.due_at),
    }));
  }

  get #table(): string {
    return this.readModels.table(worklist);
  }

  #filter(wish: WorklistWish): WorklistFilter {
    const now = this.now();
    // An older version of the worklist, still read while this one is built, has no columns of its own for them.
    const current = this.readModels.current(worklist);
    return {
      ...wish,
      now,
      endOfToday: endOfDay(shanghaiDay(now)),
      caseNumber: current ? 'case_number' : `(facts ->> 'caseNumber')`,
      languageColumn: current ? 'language' : `(facts ->> 'language')`,
      phaseColumn: current ? 'phase' : PHASE_BEFORE,
      conflictColumn: current ? 'hearing_conflict' : 'false',
    };
  }

  /** Several counts over the rows of one filter, of which at most {@link COUNTED_TO} and one more are looked at. */
  async #counted<Name extends string>(
    wish: WorklistWish,
    countsOf: (value: (of: unknown) => string) => readonly string[],
  ): Promise<Readonly<Record<Name, Counted>>> {
    const { ways, values } = conditionOf(this.#filter(wish));
    const all = [...values];
    const found = ways.map((way) => `(SELECT status, due_at FROM ${this.#table} WHERE ${way} LIMIT ${COUNTED_TO + 1})`);
    const counts = countsOf((of) => `$${all.push(of)}`);
    const [row] = await this.reads.query<Record<Name, number>>(scopeOf(wish), {
      text: `SELECT ${counts.join(', ')} FROM ${found.length === 1 ? found[0]! : `(${found.join(' UNION ALL ')} LIMIT ${COUNTED_TO + 1})`} counted`,
      values: all,
    });
    const told = Object.entries(row ?? {}) as [Name, number][];
    const exact = told.every(([, count]) => count <= COUNTED_TO);
    return Object.fromEntries(told.map(([name, count]) => [name, { count: Math.min(count, COUNTED_TO), exact }])) as Record<Name, Counted>;
  }

  #rows({ limit, history = false, cursor, sort, order, ...wish }: WorklistQuery): Promise<readonly ListedRequest[]> {
    const filter = this.#filter(wish);
    const { where, ways, values } = conditionOf(filter);
    const all = [...values];
    const value = (of: unknown): string => `$${all.push(of)}`;
    const { orderBy, after } = orderOf({ sort, order }, cursorOf(cursor, { sort, order }), filter.caseNumber, value);
    const most = value(limit);
    const found = (columns: string, way: string): string =>
      `(SELECT ${columns} FROM ${this.#table} WHERE ${way}${after} ORDER BY ${orderBy} LIMIT ${most})`;
    // Which rows they are is found in an index alone; none that is passed over is looked at. An older version is read whole: its history
    // tells when the first and the newest step were.
    const current = this.readModels.current(worklist);
    const [columns, page] =
      current && ways.length > 1
        ? [
            LISTED,
            `SELECT id FROM (${ways.map((way) => found(SORTED, way)).join(' UNION ALL ')}) AS found ORDER BY ${orderBy} LIMIT ${most}`,
          ]
        : [current ? LISTED : '*', found('id', where)];
    const shown = current && history ? `${columns}, timeline` : columns;
    const text = `WITH page AS MATERIALIZED (${page}) SELECT ${shown} FROM page JOIN ${this.#table} USING (id) ORDER BY ${orderBy}`;
    return this.reads.query<ListedRequest>(scopeOf(wish), { text, values: all });
  }

  /** The row of who is a party: an agency of it, or the lawyer who has the case now. */
  async #row(id: string, reader: Reader): Promise<StoredRequest> {
    const { role, agency, lawyerId } = reader;
    const lawyer = role === LAWYER_ROLE;
    if (lawyer && (lawyerId === undefined || !this.readModels.current(worklist))) throw notFound();
    const which = lawyer ? 'lawyer_now = $2' : '(organ = $2 OR institution = $2)';
    const text = `SELECT * FROM ${this.#table} WHERE id = $1 AND ${which}`;
    const scope = lawyer ? { lawyer: lawyerId! } : agencyScope(reader);
    const [row] = await this.reads.query<StoredRequest>(scope, { text, values: [id, lawyer ? lawyerId : agency], prepare: true });
    if (row === undefined) throw notFound();
    return row;
  }
}

const scopeOf = ({ agency, keys }: AgencyScope): AgencyScope => ({ agency, keys });

const matterOf = ({ id, organ, institution, division, handlers }: StoredRequest, { account, agency, role }: Principal): OpenedMatter => ({
  id,
  institution,
  division,
  relation: role === LAWYER_ROLE ? 'lawyer' : organ === agency ? 'organ' : 'institution',
  assigned: (handlers ?? []).includes(account),
});

/** Where the next page begins. */
function nextOf(items: readonly RequestPage[], { sort }: WorklistOrder): string | null {
  const last = items.at(-1);
  if (last === undefined) return null;
  const key = sort === 'number' ? last.caseNumber : sort === 'due' ? last.clock?.dueAt : last.receivedAt;
  return `${key ?? ''}|${last.id}`;
}
