import { isSealed, open, PersonKeys, Rejected, streamOf, type JsonObject, type Personal } from '@xiezhi/eventsourcing';
import { endOfDay, shanghaiDay, type Instant } from '@xiezhi/legal-policy';
import type { ReadModels, ScopedReads } from '@xiezhi/eventsourcing/postgres';
import { maskName, type Principal } from '@xiezhi/service';
import type { OpenedMatter } from '../access-log/access-log.js';
import { defenceRequest } from '../defence-request/defence-request.js';
import type { Contact, Papers, Person } from '../defence-request/notice.js';
import { afterPrefix, conditionOf, type WorklistFilter, type WorklistState } from './worklist.filter.js';
import { worklist, type TimelineEntry, type WorklistRow } from './worklist.projection.js';

/** Rows a page of a list holds at most, and how far a total is counted exactly. */
export const MAX_PAGE = 100;
export const COUNTED_TO = 10_000;

/** A row as `pg` gives it: instants are dates. */
type Stored = Omit<WorklistRow, InstantColumn> & { readonly [Column in InstantColumn]: Date | null };
type InstantColumn = 'received_at' | 'due_at' | 'breached_at' | 'confirmed_at';

/** A request as its parties' pages show it. No person in full: that is opened, and recorded, on its own. */
export interface RequestPage {
  readonly id: string;
  readonly status: WorklistRow['status'];
  readonly open: boolean;
  readonly revision: number;
  readonly organ: string;
  readonly organKind: string;
  readonly institution: string;
  readonly division: string;
  /** Masked. */
  readonly personName: string | null;
  readonly facts: WorklistRow['facts'];
  readonly receivedAt: string | null;
  readonly clock: {
    readonly id: 'C02';
    readonly dueAt: string;
    readonly provisional: boolean;
    readonly basis: string | null;
    readonly breachedAt: string | null;
    readonly stoppedAt: string | null;
    readonly onTime: boolean | null;
  } | null;
  /** C01 breached by the sender; C10 breached: the hearing was fewer than 15 days away. */
  readonly sentLate: boolean;
  readonly hearingTooNear: boolean;
  readonly lawyerId: string | null;
  readonly letterNumber: string | null;
  /** What the institution asks for, while the notice waits to be completed. */
  readonly missing: string | null;
  readonly timeline: readonly TimelineEntry[];
}

/** The people of a request, before they are opened; `person` and `contact` of `ids` name them to those who erase. */
export interface People {
  readonly ids: { readonly person: string | null; readonly contact: string | null };
  readonly person: Person | null;
  readonly contact: Contact | null;
  readonly papers: Papers | null;
}

/** A filter as a reader gives it; time and how columns are written are added here. */
export type WorklistWish = Omit<WorklistFilter, 'now' | 'endOfToday' | 'caseNumber'>;

export interface WorklistQuery extends WorklistWish {
  readonly limit: number;
  /** `<due_at>|<id>` of the last row seen. */
  readonly cursor?: string;
}

/** How many there are: exact, or at least so many. */
export interface Counted {
  readonly count: number;
  readonly exact: boolean;
}

export type WorklistCounts = Readonly<Record<'open' | 'done' | WorklistState, Counted>>;

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

const iso = (value: Date | null): string | null => (value === null ? null : value.toISOString());

const notFound = (): Rejected =>
  new Rejected('defence_request.not_found', '没有这件通知辩护,或它不属于您的单位。No such request, or it is not your agency’s.');

/** Reads of defence requests, within the reader's agency. */
export class WorklistQueries {
  constructor(
    private readonly reads: ScopedReads,
    private readonly readModels: ReadModels,
    private readonly keys: PersonKeys,
    private readonly now: () => Instant,
  ) {}

  /** @throws Rejected `defence_request.not_found`, for a foreign request as for one that does not exist */
  async page(id: string, agency: string): Promise<RequestPage> {
    return this.#shown(await this.#row(id, agency));
  }

  /** The matter as the access log names it, for `reader`. */
  async matter(id: string, reader: Principal): Promise<OpenedMatter> {
    return matterOf(await this.#row(id, reader.agency), reader);
  }

  /** The people of a request, in full; the caller records the reading first. */
  async people(id: string, reader: Principal): Promise<{ readonly matter: OpenedMatter; readonly read: () => Promise<People> }> {
    const row = await this.#row(id, reader.agency);
    const stream = streamOf(defenceRequest, id);
    const opened = <T>(value: JsonObject | null, field: string): Promise<T | null> =>
      value === null ? Promise.resolve(null) : open<T>(value as unknown as Personal<T>, this.keys, stream, field);
    return {
      matter: matterOf(row, reader),
      read: async () => {
        const [person, contact, papers] = await Promise.all([
          opened<Person>(row.person, 'person'),
          opened<Contact>(row.contact, 'contact'),
          opened<Papers>(row.papers, 'papers'),
        ]);
        const ids = { person: personOf(row.person), contact: personOf(row.contact) };
        return { ids, person, contact, papers };
      },
    };
  }

  /** Requests of an agency by due time; open ones are what the institution still owes. */
  async list({ limit, cursor, ...wish }: WorklistQuery): Promise<WorklistPage> {
    const { agency } = wish;
    const { where, values } = conditionOf(this.#filter(wish));
    const [dueAt, lastId] = cursorParts(cursor);
    const [after, lastIdAt, most] = [1, 2, 3].map((offset) => `$${values.length + offset}`);
    const [rows, { all: total }] = await Promise.all([
      this.reads.query<Stored>(
        { agency },
        {
          text: `SELECT * FROM ${this.#table} WHERE ${where} AND (${after}::timestamptz IS NULL OR (due_at, id) > (${after}, ${lastIdAt})) ORDER BY due_at, id LIMIT ${most}`,
          values: [...values, dueAt, lastId, limit + 1],
        },
      ),
      this.#counted<'all'>(wish, () => ['count(*)::int AS "all"']),
    ]);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: await Promise.all(shown.map((row) => this.#shown(row))),
      total,
      next: rows.length > limit && last !== undefined ? `${iso(last.due_at)}|${last.id}` : null,
    };
  }

  /** How many there are on each tab, within what else is filtered. */
  async counts(wish: Omit<WorklistWish, 'open' | 'state'>): Promise<WorklistCounts> {
    const { now, endOfToday } = this.#filter(wish);
    const states = (['received', 'returned', 'assigned'] as const).map(
      (state) => `count(*) FILTER (WHERE status = '${state}')::int AS ${state}`,
    );
    const [open, done] = await Promise.all([
      this.#counted<'open' | Exclude<WorklistState, 'confirmed'>>({ ...wish, open: true }, (value) => [
        'count(*)::int AS open',
        ...states,
        `count(*) FILTER (WHERE due_at < ${value(now)})::int AS overdue`,
        `count(*) FILTER (WHERE due_at >= ${value(now)} AND due_at < ${value(endOfToday)})::int AS due_today`,
      ]),
      this.#counted<'done' | 'confirmed'>({ ...wish, open: false }, () => [
        'count(*)::int AS done',
        `count(*) FILTER (WHERE status = 'confirmed')::int AS confirmed`,
      ]),
    ]);
    return { ...open, ...done };
  }

  /** Requests whose case number or letter number begins with `q`, by that number; at most `limit` of each. */
  async search({ agency, as }: Pick<WorklistWish, 'agency' | 'as'>, q: string, limit: number): Promise<readonly FoundRequest[]> {
    const { caseNumber } = this.#filter({ agency, as });
    const by = (column: string): string =>
      `(SELECT id, ${caseNumber} AS case_number, letter_number, status, due_at FROM ${this.#table}
        WHERE "${as}" = $1 AND ${column} ~>=~ $2 AND ${column} ~<~ $3 ORDER BY ${column} USING ~<~ LIMIT $4)`;
    const rows = await this.reads.query<Pick<Stored, 'id' | 'case_number' | 'letter_number' | 'status' | 'due_at'>>(
      { agency },
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
    return {
      ...wish,
      now,
      endOfToday: endOfDay(shanghaiDay(now)),
      // An older version of the worklist, still read while this one is built, has no column of its own for it.
      caseNumber: this.readModels.current(worklist) ? 'case_number' : `(facts ->> 'caseNumber')`,
    };
  }

  /** Several counts over the rows of one filter, of which at most {@link COUNTED_TO} and one more are looked at. */
  async #counted<Name extends string>(
    wish: WorklistWish,
    countsOf: (value: (of: unknown) => string) => readonly string[],
  ): Promise<Readonly<Record<Name, Counted>>> {
    const { where, values } = conditionOf(this.#filter(wish));
    const all = [...values];
    const counts = countsOf((of) => `$${all.push(of)}`);
    const [row] = await this.reads.query<Record<Name, number>>(
      { agency: wish.agency },
      {
        text: `SELECT ${counts.join(', ')} FROM (SELECT status, due_at FROM ${this.#table} WHERE ${where} LIMIT ${COUNTED_TO + 1}) counted`,
        values: all,
      },
    );
    const found = Object.entries(row ?? {}) as [Name, number][];
    const exact = found.every(([, count]) => count <= COUNTED_TO);
    return Object.fromEntries(found.map(([name, count]) => [name, { count: Math.min(count, COUNTED_TO), exact }])) as Record<Name, Counted>;
  }

  async #row(id: string, agency: string): Promise<Stored> {
    const text = `SELECT * FROM ${this.#table} WHERE id = $1 AND (organ = $2 OR institution = $2)`;
    const [row] = await this.reads.query<Stored>({ agency }, { text, values: [id, agency], prepare: true });
    if (row === undefined) throw notFound();
    return row;
  }

  async #shown(row: Stored): Promise<RequestPage> {
    const dueAt = iso(row.due_at);
    return {
      id: row.id,
      status: row.status,
      open: row.open,
      revision: row.revision,
      organ: row.organ,
      organKind: row.organ_kind,
      institution: row.institution,
      division: row.division,
      personName: await this.#maskedName(row),
      missing: row.missing === null ? null : await this.#opened<string>(row, row.missing, 'missing'),
      facts: row.facts,
      receivedAt: iso(row.received_at),
      clock:
        dueAt === null
          ? null
          : {
              id: 'C02',
              dueAt,
              provisional: row.provisional,
              basis: row.basis,
              breachedAt: iso(row.breached_at),
              stoppedAt: iso(row.confirmed_at),
              onTime: row.on_time,
            },
      sentLate: row.sent_late,
      hearingTooNear: row.hearing_too_near,
      lawyerId: row.lawyer_id,
      letterNumber: row.letter_number,
      timeline: row.timeline,
    };
  }

  async #maskedName(row: Stored): Promise<string | null> {
    const person = row.person === null ? null : await this.#opened<Person>(row, row.person, 'person');
    return person === null ? null : maskName(person.name);
  }

  #opened<T>({ id }: Stored, value: JsonObject, field: string): Promise<T | null> {
    return open<T>(value as unknown as Personal<T>, this.keys, streamOf(defenceRequest, id), field);
  }
}

const personOf = (value: JsonObject | null): string | null => (isSealed(value) ? value.$sealed.person : null);

const matterOf = ({ id, organ, institution, division, handlers }: Stored, { account, agency }: Principal): OpenedMatter => ({
  id,
  institution,
  division,
  relation: organ === agency ? 'organ' : 'institution',
  assigned: (handlers ?? []).includes(account),
});

const cursorParts = (cursor: string | undefined): readonly [string | null, string | null] => {
  const [dueAt, id] = cursor?.split('|') ?? [];
  return [dueAt ?? null, id ?? null];
};
