import { open, streamOf, type JsonObject, type Personal, type PersonKeys } from '@xiezhi/eventsourcing';
import type { ReadModels, ReadScope, ScopedReads } from '@xiezhi/eventsourcing/postgres';
import { agencyScope, maskName, type Principal } from '@xiezhi/service';
import type { OpenedMatter } from '../access-log/access-log.js';
import { dutyHelp } from '../duty-help/duty-help.js';
import { helpNotFound } from '../duty-help/duty-help.handler.js';
import type { HelpContact, HelpedPerson } from '../duty-help/facts.js';
import { personOf } from '../worklist/worklist.pages.js';
import type { Counted } from '../worklist/worklist.queries.js';
import { dutyHelpList, type DutyHelpRow, type GivenHelp } from './duty-help-list.projection.js';

const COUNTED_TO = 10_000;

/** Tabs of the list (页签): where an open matter stands, and what has ended. */
export const HELP_STATES = ['open', 'requested', 'notified', 'helped', 'overdue', 'ended'] as const;
export type HelpListState = (typeof HELP_STATES)[number];

type Instants = 'received_at' | 'due_at' | 'notified_at' | 'applied_at' | 'passed_on_at' | 'ended_at';
type Stored = Omit<DutyHelpRow, Instants> & { readonly [Column in Instants]: Date | null };

/** A matter as lists and pages show it; the name masked, what was advised left out. */
export interface HelpPage extends Pick<
  DutyHelpRow,
  'id' | 'organ' | 'institution' | 'division' | 'status' | 'open' | 'revision' | 'facts' | 'clocks' | 'timeline'
> {
  readonly organKind: string;
  readonly personName: string | null;
  readonly receivedAt: string;
  readonly dueAt: string | null;
  readonly lawyerId: string | null;
  readonly notifiedAt: string | null;
  readonly chosenBy: string | null;
  readonly appliedAt: string | null;
  readonly passedOnAt: string | null;
  readonly endedAt: string | null;
  readonly reason: string | null;
  readonly helps: readonly Omit<GivenHelp, 'summary'>[];
}

export interface HelpListPage {
  readonly items: readonly HelpPage[];
  readonly total: Counted;
  readonly next: string | null;
}

/** The people of a matter in full, and what was advised. */
export interface HelpPeople {
  readonly ids: { readonly person: string | null; readonly contact: string | null };
  readonly person: HelpedPerson | null;
  readonly contact: HelpContact | null;
  /** By the record's id; only for the lawyer and the institution: it is between lawyer and person (Law Art 21). */
  readonly summaries: Readonly<Record<string, string | null>>;
}

const iso = (value: Date | null): string | null => value?.toISOString() ?? null;

/** What a reader sees of these matters: a lawyer those the lawyer was told of, an agency its own. */
export const scopeOf = (reader: Principal): ReadScope => {
  if (reader.role !== 'lawyer') return agencyScope(reader);
  return reader.lawyerId === undefined ? {} : { lawyer: reader.lawyerId };
};

/** Reads of duty lawyers' help, within the reader's scope. */
export class DutyHelpLists {
  constructor(
    private readonly reads: ScopedReads,
    private readonly readModels: ReadModels,
    private readonly keys: PersonKeys,
    private readonly now: () => string,
  ) {}

  /** One tab, the newest first. */
  async list(reader: Principal, state: HelpListState, limit: number, cursor?: string): Promise<HelpListPage> {
    const { where, values } = this.#within(reader, state);
    const [at, id] = cursor?.split('|') ?? [];
    const after = at === undefined ? '' : ` AND (received_at, id) < ($${values.length + 1}::timestamptz, $${values.length + 2}::uuid)`;
    const paged = [...values, ...(at === undefined ? [] : [at, id])];
    const [rows, total] = await Promise.all([
      this.reads.query<Stored>(scopeOf(reader), {
        text: `SELECT * FROM ${this.#table} WHERE ${where}${after} ORDER BY received_at DESC, id DESC LIMIT $${paged.length + 1}`,
        values: [...paged, limit + 1],
      }),
      this.#count(reader, state),
    ]);
    const page = rows.slice(0, limit);
    await this.keys.find(page.map(({ person }) => personOf(person)).filter((one) => one !== null));
    const last = page.at(-1);
    return {
      items: await Promise.all(page.map((row) => this.#shown(row))),
      total,
      next: rows.length > limit && last !== undefined ? `${iso(last.received_at)}|${last.id}` : null,
    };
  }

  /** How many there are on each tab, exact to 10,000. */
  async counts(reader: Principal): Promise<Readonly<Record<HelpListState, Counted>>> {
    const counted = await Promise.all(HELP_STATES.map(async (state) => [state, await this.#count(reader, state)] as const));
    return Object.fromEntries(counted) as Record<HelpListState, Counted>;
  }

  /** @throws Rejected `duty_help.not_found`, for a foreign matter as for one that does not exist */
  async page(id: string, reader: Principal): Promise<HelpPage> {
    return this.#shown(await this.#row(id, reader));
  }

  /** The people of a matter, in full; the caller records the reading first. */
  async people(
    id: string,
    reader: Principal,
  ): Promise<{ readonly matter: OpenedMatter; readonly lawyerId: string | null; readonly read: () => Promise<HelpPeople> }> {
    const row = await this.#row(id, reader);
    const isOrgan = reader.role !== 'lawyer' && row.organ === reader.agency;
    return {
      matter: matterOf(row, reader),
      lawyerId: row.lawyer_id,
      read: async () => {
        const [person, contact, summaries] = await Promise.all([
          this.#open<HelpedPerson>(id, row.person, 'person'),
          this.#open<HelpContact>(id, row.contact, 'contact'),
          Promise.all((isOrgan ? [] : row.helps).map(async (help) => [help.helpId, await this.#open<string>(id, help.summary, 'summary')])),
        ]);
        return {
          ids: { person: personOf(row.person), contact: personOf(row.contact) },
          person,
          contact,
          summaries: Object.fromEntries(summaries) as HelpPeople['summaries'],
        };
      },
    };
  }

  #within(reader: Principal, state: HelpListState): { readonly where: string; readonly values: readonly unknown[] } {
    const { role, agency, agencyKind, lawyerId } = reader;
    const side = role === 'lawyer' ? 'lawyer_id' : agencyKind === 'institution' ? 'institution' : 'organ';
    const values: unknown[] = [role === 'lawyer' ? (lawyerId ?? null) : agency, state !== 'ended'];
    const parts = [`${side} = $1`, 'open = $2'];
    if (state === 'overdue') parts.push(`due_at < $${values.push(this.now())}`);
    else if (state !== 'open' && state !== 'ended') parts.push(`status = $${values.push(state)}`);
    return { where: parts.join(' AND '), values };
  }

  async #count(reader: Principal, state: HelpListState): Promise<Counted> {
    const { where, values } = this.#within(reader, state);
    const text = `SELECT count(*)::int AS count FROM (SELECT FROM ${this.#table} WHERE ${where} LIMIT ${COUNTED_TO + 1}) counted`;
    const [row] = await this.reads.query<{ count: number }>(scopeOf(reader), { text, values });
    const count = row?.count ?? 0;
    return { count: Math.min(count, COUNTED_TO), exact: count <= COUNTED_TO };
  }

  async #row(id: string, reader: Principal): Promise<Stored> {
    // Row security leaves only what the scope may see; the condition says it once more.
    const condition = reader.role === 'lawyer' ? 'lawyer_id = $2' : '(organ = $2 OR institution = $2)';
    const text = `SELECT * FROM ${this.#table} WHERE id = $1 AND ${condition}`;
    const whose = reader.role === 'lawyer' ? (reader.lawyerId ?? null) : reader.agency;
    const [row] = await this.reads.query<Stored>(scopeOf(reader), { text, values: [id, whose] });
    if (row === undefined) throw helpNotFound();
    return row;
  }

  #open<T>(id: string, value: JsonObject | null, field: string): Promise<T | null> {
    if (value === null) return Promise.resolve(null);
    return open<T>(value as unknown as Personal<T>, this.keys, streamOf(dutyHelp, id), field);
  }

  async #shown(row: Stored): Promise<HelpPage> {
    const person = await this.#open<HelpedPerson>(row.id, row.person, 'person');
    const { id, organ, institution, division, status, open: isOpen, revision, facts, clocks, timeline } = row;
    return {
      ...{ id, organ, institution, division, status, open: isOpen, revision, facts, clocks, timeline },
      organKind: row.organ_kind,
      personName: person === null ? null : maskName(person.name),
      receivedAt: iso(row.received_at)!,
      dueAt: iso(row.due_at),
      lawyerId: row.lawyer_id,
      notifiedAt: iso(row.notified_at),
      chosenBy: row.chosen_by,
      appliedAt: iso(row.applied_at),
      passedOnAt: iso(row.passed_on_at),
      endedAt: iso(row.ended_at),
      reason: row.reason,
      helps: row.helps.map(({ helpId, kind, mode, givenAt }) => ({ helpId, kind, mode, givenAt })),
    };
  }

  get #table(): string {
    return this.readModels.table(dutyHelpList);
  }
}

const matterOf = ({ id, organ, institution, division, handlers }: Stored, { account, agency, role }: Principal): OpenedMatter => ({
  id,
  institution,
  division,
  relation: role === 'lawyer' ? 'lawyer' : organ === agency ? 'organ' : 'institution',
  assigned: handlers.includes(account),
});
