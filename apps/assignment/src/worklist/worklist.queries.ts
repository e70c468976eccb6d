import { open, PersonKeys, Rejected, streamOf, type JsonObject, type Personal } from '@xiezhi/eventsourcing';
import type { ReadModels, ScopedReads } from '@xiezhi/eventsourcing/postgres';
import { defenceRequest } from '../defence-request/defence-request.js';
import type { Contact, Papers, Person } from '../defence-request/notice.js';
import { maskName } from './masking.js';
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
  readonly timeline: readonly TimelineEntry[];
}

export interface WorklistQuery {
  readonly agency: string;
  readonly open: boolean;
  readonly limit: number;
  /** `<due_at>|<id>` of the last row seen. */
  readonly cursor?: string;
}

export interface WorklistPage {
  readonly items: readonly RequestPage[];
  readonly total: { readonly count: number; readonly exact: boolean };
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
  ) {}

  /** @throws Rejected `defence_request.not_found`, for a foreign request as for one that does not exist */
  async page(id: string, agency: string): Promise<RequestPage> {
    return this.#shown(await this.#row(id, agency));
  }

  /** The people of a request, in full; the caller records the reading first. */
  async people(
    id: string,
    agency: string,
  ): Promise<{
    readonly relation: 'organ' | 'institution';
    readonly read: () => Promise<{ readonly person: Person | null; readonly contact: Contact | null; readonly papers: Papers | null }>;
  }> {
    const row = await this.#row(id, agency);
    const stream = streamOf(defenceRequest, id);
    const opened = <T>(value: JsonObject | null, field: string): Promise<T | null> =>
      value === null ? Promise.resolve(null) : open<T>(value as unknown as Personal<T>, this.keys, stream, field);
    return {
      relation: row.organ === agency ? 'organ' : 'institution',
      read: async () => {
        const [person, contact, papers] = await Promise.all([
          opened<Person>(row.person, 'person'),
          opened<Contact>(row.contact, 'contact'),
          opened<Papers>(row.papers, 'papers'),
        ]);
        return { person, contact, papers };
      },
    };
  }

  /** Requests of an agency by due time; open ones are what the institution still owes. */
  async list({ agency, open, limit, cursor }: WorklistQuery): Promise<WorklistPage> {
    const table = this.readModels.table(worklist);
    const mine = `(organ = $1 OR institution = $1) AND open = $2`;
    const [dueAt, lastId] = cursorParts(cursor);
    const [rows, counted] = await Promise.all([
      this.reads.query<Stored>(
        { agency },
        {
          text: `SELECT * FROM ${table} WHERE ${mine} AND due_at IS NOT NULL AND ($3::timestamptz IS NULL OR (due_at, id) > ($3, $4)) ORDER BY due_at, id LIMIT $5`,
          values: [agency, open, dueAt, lastId, limit + 1],
        },
      ),
      this.reads.query<{ count: number }>(
        { agency },
        {
          text: `SELECT count(*)::int AS count FROM (SELECT 1 FROM ${table} WHERE ${mine} AND due_at IS NOT NULL LIMIT $3) counted`,
          values: [agency, open, COUNTED_TO + 1],
        },
      ),
    ]);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    const count = counted[0]?.count ?? 0;
    return {
      items: await Promise.all(shown.map((row) => this.#shown(row))),
      total: { count: Math.min(count, COUNTED_TO), exact: count <= COUNTED_TO },
      next: rows.length > limit && last !== undefined ? `${iso(last.due_at)}|${last.id}` : null,
    };
  }

  async #row(id: string, agency: string): Promise<Stored> {
    const text = `SELECT * FROM ${this.readModels.table(worklist)} WHERE id = $1 AND (organ = $2 OR institution = $2)`;
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
    if (row.person === null) return null;
    const person = await open<Person>(row.person as unknown as Personal<Person>, this.keys, streamOf(defenceRequest, row.id), 'person');
    return person === null ? null : maskName(person.name);
  }
}

const cursorParts = (cursor: string | undefined): readonly [string | null, string | null] => {
  const [dueAt, id] = cursor?.split('|') ?? [];
  return [dueAt ?? null, id ?? null];
};
