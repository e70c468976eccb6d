import type { MatterKind } from '@xiezhi/contracts';
import { open, streamOf, type Personal, type PersonKeys } from '@xiezhi/eventsourcing';
import type { ReadModels, ReadScope, ScopedReads } from '@xiezhi/eventsourcing/postgres';
import { agencyScope, divisionPrefix, type Principal } from '@xiezhi/service';
import type { OpenedMatter } from '../access-log/access-log.js';
import { LAWYER_ROLE } from '../defence-request/relations.js';
import { seenBy, type StoredMatter } from './quality.parts.js';
import { aidCaseList } from '../aid-case-list/aid-case-list.projection.js';
import { COUNTED_TO, type Counted } from '../worklist/worklist.queries.js';
import { worklist } from '../worklist/worklist.projection.js';
import { qualityMatters } from './quality-matters.projection.js';
import { QUALITY_STREAMS, type QualityKind } from './quality-streams.js';
import { BY_THEMSELVES, INSTITUTION_STAFF, OVERSEERS, qualityNotFound, sideOf } from './quality.side.js';

/** Rows a page holds at most. */
export const MAX_PAGE = 100;

/** A matter of quality work as lists and pages show it: nothing in it says who a person is. */
export interface QualityMatter {
  readonly id: string;
  readonly kind: QualityKind;
  readonly institution: string;
  readonly division: string;
  readonly filedBy: string;
  readonly status: string;
  readonly open: boolean;
  readonly revision: number;
  readonly number: string | null;
  readonly requestId: string | null;
  /** 案号 of that request, for the people of its institution. */
  readonly caseNumber: string | null;
  readonly lawyerId: string | null;
  readonly openedAt: string;
  readonly dueAt: string | null;
  readonly breachedAt: string | null;
  /** The clock that runs or ran last: its duty, the clock, when and whether in time it was stopped. */
  readonly clock: Readonly<Record<string, unknown>> | null;
  /** What is known of it and names nobody. */
  readonly facts: Readonly<Record<string, unknown>>;
}

/** One step of it; what was written is opened on its own. */
export interface QualityEntry {
  readonly event: string;
  readonly at: string;
  readonly agency: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** A case of a sample, by its number for the people of its institution. */
export interface SampledCase {
  readonly id: string;
  readonly matter: MatterKind;
  readonly caseNumber: string | null;
}

export interface QualityMatterPage extends QualityMatter {
  readonly timeline: readonly QualityEntry[];
  /** The cases of an inspection's or a tracking's sample. */
  readonly cases: readonly SampledCase[];
  /** Whether its person was erased. */
  readonly erased: boolean;
}

/** A complaint that the lawyer it is about has not stated the own side of yet; `dueAt`: when it is to be concluded. */
export interface AwaitedStatement {
  readonly id: string;
  readonly number: string | null;
  readonly dueAt: string | null;
}

export interface QualityList {
  readonly items: readonly QualityMatter[];
  readonly total: Counted;
  readonly next: string | null;
}

export interface QualityWish {
  readonly kind: QualityKind;
  readonly open: boolean;
  readonly request?: string;
  /** `<instant>|<id>` of the last row seen. */
  readonly cursor?: string;
  readonly limit: number;
}

/** What was written at one step, opened. */
export interface OpenedStep {
  readonly event: string;
  readonly at: string;
  readonly texts: Readonly<Record<string, unknown>>;
}

type Given = (value: unknown) => string;

/** Who reads, as which side: staff of the institution, the justice side of the divisions, whoever began it, or a lawyer with a part in it. */
interface Reach {
  readonly scope: ReadScope;
  /** The rows of a list, and the one of a page, as a condition; `given` takes a value and answers its place. */
  readonly listed: (given: Given) => string;
  readonly paged?: (given: Given) => string;
}

function reachOf(reader: Principal, participants: boolean): Reach {
  const { account, agency, role, division, lawyerId } = reader;
  const scope = agencyScope(reader);
  if (INSTITUTION_STAFF.includes(role)) {
    const listed = (given: Given) => `institution = ${given(agency)}`;
    // What an institution's people themselves filed elsewhere they may look at too.
    return { scope, listed, paged: (given) => `(${listed(given)} OR filed_by = ${given(agency)})` };
  }
  if (OVERSEERS.includes(role)) {
    const divisions = divisionPrefix(division);
    return { scope: { divisions }, listed: (given) => `division LIKE ${given(`${divisions}%`)}` };
  }
  if (role === LAWYER_ROLE && lawyerId !== undefined && participants) {
    const listed = (given: Given) => `(filer = ${given(account)} OR participants @> ARRAY[${given(lawyerId)}::text])`;
    return { scope: { ...scope, lawyer: lawyerId }, listed };
  }
  // A case agency answers as a whole.
  if (BY_THEMSELVES.includes(role)) return { scope, listed: (given) => `filer = ${given(account)}` };
  return { scope, listed: (given) => `filed_by = ${given(agency)}` };
}

const iso = (value: Date | null): string | null => (value === null ? null : value.toISOString());

type CaseNumbers = ReadonlyMap<string, string>;

const shown = (row: StoredMatter, numbers: CaseNumbers): QualityMatter => ({
  id: row.id,
  kind: row.kind,
  institution: row.institution,
  division: row.division,
  filedBy: row.filed_by,
  status: row.status,
  open: row.open,
  revision: row.revision,
  number: row.number,
  requestId: row.request_id,
  caseNumber: numbers.get(row.request_id ?? '') ?? null,
  lawyerId: row.lawyer_id,
  openedAt: iso(row.opened_at)!,
  dueAt: iso(row.due_at),
  breachedAt: iso(row.breached_at),
  clock: row.clock,
  facts: row.facts,
});

const sampleOf = ({ sample = [] }: StoredMatter['facts']): readonly string[] => sample as readonly string[];

function sampledOf({ facts }: StoredMatter, numbers: CaseNumbers): readonly SampledCase[] {
  const granted = new Set((facts['aidCases'] ?? []) as readonly string[]);
  return sampleOf(facts).map((id) => ({
    id,
    matter: granted.has(id) ? 'aid-case' : 'defence-request',
    caseNumber: numbers.get(id) ?? null,
  }));
}

/** Reads of quality work, within the reader's scope. */
export class QualityMatters {
  constructor(
    private readonly reads: ScopedReads,
    private readonly readModels: ReadModels,
    private readonly keys: PersonKeys,
  ) {}

  /** Matters of a kind, the newest first. */
  async list(reader: Principal, wish: QualityWish): Promise<QualityList> {
    const { kind, open: isOpen, request, cursor, limit } = wish;
    const { scope, listed } = this.#reach(reader);
    const values: unknown[] = [kind, isOpen];
    const given: Given = (of) => `$${values.push(of)}`;
    const where = `${listed(given)} AND kind = $1 AND open = $2${request === undefined ? '' : ` AND request_id = ${given(request)}`}`;
    const counting = {
      text: `SELECT count(*)::int AS n FROM (SELECT FROM ${this.#table} WHERE ${where} LIMIT ${COUNTED_TO + 1}) c`,
      values: [...values],
    };
    const [at, lastId] = cursor?.split('|') ?? [];
    const behind = at === undefined ? '' : ` AND (opened_at, id) < (${given(at)}::timestamptz, ${given(lastId)}::uuid)`;
    const text = `SELECT * FROM ${this.#table} WHERE ${where}${behind} ORDER BY opened_at DESC, id DESC LIMIT ${given(limit + 1)}`;
    const [rows, [counted]] = await Promise.all([
      this.reads.query<StoredMatter>(scope, { text, values }),
      this.reads.query<{ n: number }>(scope, counting),
    ]);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const n = counted?.n ?? 0;
    const numbers = await this.#caseNumbers(reader, page);
    return {
      items: page.map((row) => shown(seenBy(reader, row), numbers)),
      total: { count: Math.min(n, COUNTED_TO), exact: n <= COUNTED_TO },
      next: rows.length > limit && last !== undefined ? `${iso(last.opened_at)}|${last.id}` : null,
    };
  }

  /** Accepted complaints about a lawyer who has not stated the own side, the oldest first; at most {@link MAX_PAGE}. */
  async awaitingStatement(lawyerId: string): Promise<readonly AwaitedStatement[]> {
    const rows = await this.reads.query<Pick<StoredMatter, 'id' | 'number' | 'due_at'>>(
      { lawyer: lawyerId },
      {
        text: `SELECT id, number, due_at FROM ${this.#table}
               WHERE kind = 'complaint' AND status = 'accepted' AND participants @> ARRAY[$1::text]
                 AND NOT timeline @> '[{"facts": {"step": "subject_statement"}}]' ORDER BY opened_at, id LIMIT ${MAX_PAGE}`,
        values: [lawyerId],
      },
    );
    return rows.map(({ id, number, due_at: dueAt }) => ({ id, number, dueAt: iso(dueAt) }));
  }

  /** @throws Rejected `quality.not_found`, for a foreign matter as for one that does not exist */
  async page(reader: Principal, kind: QualityKind, id: string): Promise<QualityMatterPage> {
    const row = seenBy(reader, await this.#row(reader, kind, id));
    const timeline = row.timeline.map(({ event, at, agency, facts }) => ({ event, at, agency, facts }));
    const numbers = await this.#caseNumbers(reader, [row]);
    return { ...shown(row, numbers), timeline, cases: sampledOf(row, numbers), erased: row.person === null && row.erased.length > 0 };
  }

  /** What was written of persons, in full; the caller records the reading first. */
  async people(
    reader: Principal,
    kind: QualityKind,
    id: string,
  ): Promise<{ readonly matter: OpenedMatter; readonly row: QualityMatter; readonly read: () => Promise<readonly OpenedStep[]> }> {
    const row = await this.#row(reader, kind, id);
    const { institution, division, handlers } = row;
    const relation = sideOf(reader, row) === 'justice' ? 'oversight' : 'institution';
    return {
      matter: { id, institution, division, relation, assigned: (handlers ?? []).includes(reader.account) },
      row: shown(row, new Map()),
      read: () => this.#opened(row),
    };
  }

  async #opened({ id, kind, timeline }: StoredMatter): Promise<readonly OpenedStep[]> {
    const stream = streamOf(QUALITY_STREAMS[kind].type, id);
    const steps = timeline.filter(({ sealed }) => Object.keys(sealed).length > 0);
    return Promise.all(
      steps.map(async ({ event, at, sealed }) => {
        const texts = await Promise.all(
          Object.entries(sealed).map(async ([field, value]) => [field, await open(value as Personal<unknown>, this.keys, stream, field)]),
        );
        return { event, at, texts: Object.fromEntries(texts) as Readonly<Record<string, unknown>> };
      }),
    );
  }

  /** A lawyer who reviews or tracks a case is not to know whose it is. */
  async #caseNumbers(reader: Principal, rows: readonly StoredMatter[]): Promise<CaseNumbers> {
    const ids = rows.flatMap(({ request_id: id, facts }) => [...(id === null ? [] : [id]), ...sampleOf(facts)]);
    if (ids.length === 0 || !INSTITUTION_STAFF.includes(reader.role)) return new Map();
    const found = await this.reads.query<{ readonly id: string; readonly number: string | null }>(agencyScope(reader), {
      text: `SELECT id, facts ->> 'caseNumber' AS number FROM ${this.readModels.table(worklist)} WHERE id = ANY ($1::uuid[]) AND institution = $2
        UNION ALL SELECT id, coalesce(facts ->> 'caseNumber', facts ->> 'decisionNumber')
          FROM ${this.readModels.table(aidCaseList)} WHERE id = ANY ($1::uuid[]) AND institution = $2`,
      values: [ids, reader.agency],
    });
    return new Map(found.flatMap(({ id, number }) => (number === null ? [] : [[id, number] as const])));
  }

  async #row(reader: Principal, kind: QualityKind, id: string): Promise<StoredMatter> {
    const { scope, listed, paged = listed } = this.#reach(reader);
    const values: unknown[] = [id, kind];
    const text = `SELECT * FROM ${this.#table} WHERE id = $1 AND kind = $2 AND ${paged((of) => `$${values.push(of)}`)}`;
    const [row] = await this.reads.query<StoredMatter>(scope, { text, values, prepare: true });
    if (row === undefined) throw qualityNotFound();
    return row;
  }

  /** An older version of the read model, still read while this one is built, does not know who has a part. */
  #reach(reader: Principal): Reach {
    return reachOf(reader, this.readModels.current(qualityMatters));
  }

  get #table(): string {
    return this.readModels.table(qualityMatters);
  }
}
