import type { AidParticulars, AidRecipient } from '@xiezhi/contracts';
import { open, streamOf, type JsonObject, type Personal, type PersonKeys } from '@xiezhi/eventsourcing';
import type { ReadModels, ReadScope, ScopedReads } from '@xiezhi/eventsourcing/postgres';
import { halfDayOf } from '@xiezhi/legal-policy';
import { agencyScope, maskName, type Principal } from '@xiezhi/service';
import type { Pool } from 'pg';
import type { OpenedMatter } from '../access-log/access-log.js';
import { aidCase } from '../aid-case/aid-case.js';
import type { AidCaseFacts, GrantFacts } from '../aid-case/facts.js';
import { notFound } from '../aid-case/state.js';
import type { CaseLawyers } from '../case-lawyers/case-lawyers.queries.js';
import { declaredConflicts } from '../declared-conflicts/declared-conflicts.projection.js';
import { LAWYER_ROLE } from '../defence-request/relations.js';
import { personOf } from '../worklist/worklist.pages.js';
import type { Counted } from '../worklist/worklist.queries.js';
import { aidCaseList, type AidCaseRow } from './aid-case-list.projection.js';
import type { CaseStep } from './aid-case-list.steps.js';

const COUNTED_TO = 10_000;
/** Lawyers whom one query of conflicts names: more than any dispute has. */
const MAX_LAWYERS = 1_000;

/** Tabs of the list (页签): where an open case stands, and what has ended. */
export const CASE_STATES = ['open', 'received', 'assigned', 'engaged', 'closing', 'filed', 'terminated', 'overdue', 'ended'] as const;
export type CaseListState = (typeof CASE_STATES)[number];

type Instants = 'received_at' | 'granted_at' | 'due_at' | 'assigned_at' | 'recipient_told_at' | 'hearing_at' | 'reported_at' | 'ended_at';
type Stored = Omit<AidCaseRow, Instants> & { readonly [Column in Instants]: Date | null };

/** A case as lists and pages show it; names masked, what was written left out. */
export interface CasePage extends Pick<
  AidCaseRow,
  'id' | 'institution' | 'division' | 'status' | 'open' | 'revision' | 'clocks' | 'mediation'
> {
  readonly facts: GrantFacts;
  readonly source: string;
  readonly personName: string | null;
  readonly receivedAt: string;
  readonly grantedAt: string;
  readonly dueAt: string | null;
  readonly lawyerId: string | null;
  readonly letterNumber: string | null;
  readonly assignedAt: string | null;
  readonly recipientToldAt: string | null;
  readonly changeRequested: boolean;
  readonly hearingAt: string | null;
  readonly hearingPlace: string | null;
  /** 庭期冲突: the lawyer has another hearing in the half-day of this one. */
  readonly hearingConflict: boolean;
  readonly reportedAt: string | null;
  readonly endedAt: string | null;
  readonly reason: string | null;
  readonly timeline: readonly ShownStep[];
}

/** One step; `written`: that something was written with it, which is opened with the people. */
export interface ShownStep extends Pick<CaseStep, 'event' | 'revision' | 'at' | 'agency' | 'told'> {
  readonly written: boolean;
}

export interface CaseListPage {
  readonly items: readonly CasePage[];
  readonly total: Counted;
  readonly next: string | null;
}

/** The people of a case in full, and what was written, by the step's revision. */
export interface CasePeople {
  readonly ids: { readonly person: string | null };
  readonly recipient: AidRecipient | null;
  readonly particulars: AidParticulars | null;
  readonly texts: Readonly<Record<string, string | null>>;
}

const iso = (value: Date | null): string | null => value?.toISOString() ?? null;

/** What a reader sees of these cases: a lawyer those that are the lawyer's now, an agency its own. */
const scopeOf = (reader: Principal): ReadScope => {
  const { role, lawyerId } = reader;
  if (role !== LAWYER_ROLE) return agencyScope(reader);
  return lawyerId === undefined ? {} : { lawyer: lawyerId };
};

/** Reads of granted cases, within the reader's scope. */
export class AidCaseLists {
  constructor(
    private readonly reads: ScopedReads,
    private readonly pool: Pool,
    private readonly readModels: ReadModels,
    private readonly keys: PersonKeys,
    private readonly cases: Pick<CaseLawyers, 'clashing'>,
    private readonly now: () => string,
  ) {}

  /** One tab, the newest first. */
  async list(reader: Principal, state: CaseListState, limit: number, cursor?: string): Promise<CaseListPage> {
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
      items: await this.#shown(page),
      total,
      next: rows.length > limit && last !== undefined ? `${iso(last.received_at)}|${last.id}` : null,
    };
  }

  /** How many there are on each tab, exact to 10,000. */
  async counts(reader: Principal): Promise<Readonly<Record<CaseListState, Counted>>> {
    const counted = await Promise.all(CASE_STATES.map(async (state) => [state, await this.#count(reader, state)] as const));
    return Object.fromEntries(counted) as Record<CaseListState, Counted>;
  }

  /** @throws Rejected `aid_case.not_found`, for a foreign case as for one that does not exist */
  async page(id: string, reader: Principal): Promise<CasePage> {
    const [page] = await this.#shown([await this.#row(id, reader)]);
    return page!;
  }

  /** Cases that are the lawyer's now, by their ids. */
  async pages(ids: readonly string[], reader: Principal): Promise<readonly CasePage[]> {
    if (ids.length === 0) return [];
    const text = `SELECT * FROM ${this.#table} WHERE id = ANY ($1) AND lawyer_now = $2`;
    const rows = await this.reads.query<Stored>(scopeOf(reader), { text, values: [ids, reader.lawyerId ?? null] });
    return this.#shown(rows);
  }

  /** What the ranking asks of a case. @throws Rejected `aid_case.not_found` */
  async factsOf(id: string, reader: Principal): Promise<Pick<Stored, 'division' | 'facts' | 'lawyers' | 'hearing_at'>> {
    return this.#row(id, reader);
  }

  /** How the reader stands to a case. @throws Rejected `aid_case.not_found` */
  async matter(id: string, reader: Principal): Promise<OpenedMatter> {
    return matterOf(await this.#row(id, reader), reader);
  }

  /** The people of a case, in full; the caller records the reading first. */
  async people(
    id: string,
    reader: Principal,
  ): Promise<{ readonly matter: OpenedMatter; readonly lawyerId: string | null; readonly read: () => Promise<CasePeople> }> {
    const row = await this.#row(id, reader);
    return {
      matter: matterOf(row, reader),
      lawyerId: row.lawyer_now,
      read: async () => {
        const [recipient, particulars, texts] = await Promise.all([
          this.#open<AidRecipient>(id, row.person, 'recipient'),
          this.#open<AidParticulars>(id, row.particulars, 'particulars'),
          Promise.all(
            row.timeline.flatMap(({ revision, field, text }) =>
              field === null ? [] : [this.#open<string>(id, text, field).then((said) => [String(revision), said] as const)],
            ),
          ),
        ]);
        return { ids: { person: personOf(row.person) }, recipient, particulars, texts: Object.fromEntries(texts) };
      },
    };
  }

  /**
   * Lawyers in whose way the dispute stands (利益冲突): who acts or acted for the other side, in whatever matter, who acts against the
   * recipient in another one now, and who declared a conflict in this one. Says that a conflict exists, never with whom.
   */
  async conflicted(
    id: string,
    { ownDigests, opponentDigests }: Pick<AidCaseFacts, 'ownDigests' | 'opponentDigests'>,
  ): Promise<ReadonlySet<string>> {
    const { rows } = await this.pool.query<{ lawyer: string }>(
      `SELECT DISTINCT lawyer FROM (
         SELECT unnest(lawyers)::text AS lawyer FROM ${this.#table}
         WHERE id <> $1::uuid AND (own_digests && $2 OR (open AND opponent_digests && $3))
         UNION ALL SELECT unnest(lawyers) FROM ${this.readModels.table(declaredConflicts)} WHERE case_group = $1::uuid::text) AS found
       LIMIT $4`,
      [id, opponentDigests, ownDigests, MAX_LAWYERS],
    );
    return new Set(rows.map(({ lawyer }) => lawyer));
  }

  /** The same for a case by its id, whatever became of it; of a case whose person was erased only who declared a conflict is known. */
  async conflictedIn(id: string): Promise<ReadonlySet<string>> {
    const { rows } = await this.pool.query<{ readonly own: readonly string[]; readonly opponents: readonly string[] }>(
      `SELECT own_digests AS own, opponent_digests AS opponents FROM ${this.#table} WHERE id = $1`,
      [id],
    );
    const [{ own, opponents } = { own: [], opponents: [] }] = rows;
    return this.conflicted(id, { ownDigests: own, opponentDigests: opponents });
  }

  #within(reader: Principal, state: CaseListState): { readonly where: string; readonly values: readonly unknown[] } {
    const { role, agency, lawyerId } = reader;
    const side = role === LAWYER_ROLE ? 'lawyer_now' : 'institution';
    const values: unknown[] = [role === LAWYER_ROLE ? (lawyerId ?? null) : agency, state !== 'ended'];
    const parts = [`${side} = $1`, 'open = $2'];
    if (state === 'overdue') parts.push(`due_at < $${values.push(this.now())}`);
    else if (state === 'terminated') parts.push(`status = ANY ($${values.push(['terminated', 'objectable', 'objected'])})`);
    else if (state !== 'open' && state !== 'ended') parts.push(`status = $${values.push(state)}`);
    return { where: parts.join(' AND '), values };
  }

  async #count(reader: Principal, state: CaseListState): Promise<Counted> {
    const { where, values } = this.#within(reader, state);
    const text = `SELECT count(*)::int AS count FROM (SELECT FROM ${this.#table} WHERE ${where} LIMIT ${COUNTED_TO + 1}) counted`;
    const [row] = await this.reads.query<{ count: number }>(scopeOf(reader), { text, values });
    const count = row?.count ?? 0;
    return { count: Math.min(count, COUNTED_TO), exact: count <= COUNTED_TO };
  }

  async #row(id: string, reader: Principal): Promise<Stored> {
    // Row security leaves only what the scope may see; the condition says it once more.
    const lawyer = reader.role === LAWYER_ROLE;
    const text = `SELECT * FROM ${this.#table} WHERE id = $1 AND ${lawyer ? 'lawyer_now' : 'institution'} = $2`;
    const whose = lawyer ? (reader.lawyerId ?? null) : reader.agency;
    const [row] = await this.reads.query<Stored>(scopeOf(reader), { text, values: [id, whose] });
    if (row === undefined) throw notFound();
    return row;
  }

  #open<T>(id: string, value: JsonObject | null, field: string): Promise<T | null> {
    if (value === null) return Promise.resolve(null);
    return open<T>(value as unknown as Personal<T>, this.keys, streamOf(aidCase, id), field);
  }

  /** A hearing that was refused while another had the half-day is none; one that courts or a decision put there all the same is flagged. */
  async #shown(rows: readonly Stored[]): Promise<readonly CasePage[]> {
    const now = this.now();
    const hearings = rows.flatMap(({ id, lawyer_now: lawyerId, hearing_at: at }) =>
      lawyerId === null || at === null || at.toISOString() <= now ? [] : [{ id, lawyerId, halfDay: halfDayOf(at.toISOString()) }],
    );
    const clashing = await this.cases.clashing(hearings);
    return Promise.all(rows.map((row) => this.#page(row, clashing.has(row.id))));
  }

  async #page(row: Stored, hearingConflict: boolean): Promise<CasePage> {
    const recipient = await this.#open<AidRecipient>(row.id, row.person, 'recipient');
    const { id, institution, division, status, open: isOpen, revision, clocks, mediation } = row;
    const { ownDigests: _own, opponentDigests: _others, ...facts } = row.facts;
    return {
      ...{ id, institution, division, status, open: isOpen, revision, clocks, mediation },
      facts: facts as GrantFacts,
      source: row.source,
      personName: recipient === null ? null : maskName(recipient.name),
      receivedAt: iso(row.received_at)!,
      grantedAt: iso(row.granted_at)!,
      dueAt: iso(row.due_at),
      lawyerId: row.lawyer_now,
      letterNumber: row.letter_number,
      assignedAt: iso(row.assigned_at),
      recipientToldAt: iso(row.recipient_told_at),
      changeRequested: row.change_requested,
      hearingAt: iso(row.hearing_at),
      hearingPlace: row.hearing_place,
      hearingConflict,
      reportedAt: iso(row.reported_at),
      endedAt: iso(row.ended_at),
      reason: row.reason,
      timeline: row.timeline.map(({ event, revision: place, at, agency, told, text }) => ({
        ...{ event, revision: place, at, agency, told },
        written: text !== null,
      })),
    };
  }

  get #table(): string {
    return this.readModels.table(aidCaseList);
  }
}

const matterOf = ({ id, institution, division, handlers }: Stored, { account, role }: Principal): OpenedMatter => ({
  id,
  institution,
  division,
  relation: role === LAWYER_ROLE ? 'lawyer' : 'institution',
  assigned: handlers.includes(account),
});
