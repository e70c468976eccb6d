import { PROCEDURE_STAGES, type ProcedureStage, type RequestRelation } from '@xiezhi/contracts';
import { streamOf, open, type JsonObject, type Personal, type PersonKeys } from '@xiezhi/eventsourcing';
import { prepared, type ReadModels, type ReadScope, type ScopedReads } from '@xiezhi/eventsourcing/postgres';
import { agencyScope, type Principal } from '@xiezhi/service';
import type { Pool } from 'pg';
import { defenceRequest, type DefenceRequestState } from '../defence-request/defence-request.js';
import type { NoticeFacts } from '../defence-request/notice.js';
import { personOf } from '../worklist/worklist.pages.js';
import { worklist, type WorklistRow } from '../worklist/worklist.projection.js';
import { isSamePerson, type Identity } from './same-person.js';

/** Requests of one case number that are looked at: accused of a big case have one each. */
const MAX_OF_CASE = 200;
/** Requests that one notice is linked with: a system that repeats itself without end does not make the log grow by the square of it. */
const MAX_LINKED = 10;

/** Ended without a lawyer being due any more: no duplicate of anything. */
const GONE: ReadonlySet<string> = new Set(['withdrawn', 'transferred', 'not_needed', 'duplicate', 'superseded']);

interface OfCase {
  readonly id: string;
  readonly organ: string;
  readonly institution: string;
  readonly facts: NoticeFacts;
  readonly status: WorklistRow['status'];
  readonly received_at: Date | null;
  readonly person: JsonObject | null;
}

/** Another request about the same person, as a page shows it. */
export interface RelatedRequest {
  readonly id: string;
  readonly organ: string;
  readonly caseNumber: string;
  readonly stage: ProcedureStage;
  readonly status: WorklistRow['status'];
  readonly receivedAt: string | null;
  /** What was recorded of the two. */
  readonly relations: readonly RequestRelation[];
  /** What they seem to be to each other, where nothing is settled yet. */
  readonly suggestion: 'likely_duplicate' | 'previous_stage' | 'next_stage' | null;
}

const COLUMNS = 'id, organ, institution, facts, status, received_at, person';
/** What is only discovered (发现) names a case and nobody: there is nothing to compare before its notice. */
const SAID = 'facts IS NOT NULL';
const ORDER = new Map<string, number>(PROCEDURE_STAGES.map(({ code }, place) => [code, place]));
const SETTLED: ReadonlySet<RequestRelation> = new Set([
  'duplicate',
  'different',
  'supersedes',
  'superseded_by',
  'next_stage',
  'previous_stage',
]);

/** Finds requests about the same person of the same case. Names and numbers are compared in clear here, and kept nowhere. */
export class RelatedRequests {
  constructor(
    private readonly pool: Pool,
    private readonly reads: ScopedReads,
    private readonly readModels: ReadModels,
    private readonly keys: PersonKeys,
    private readonly requests: { load(id: string): Promise<{ readonly state: DefenceRequestState }> },
  ) {}

  /** The newest requests of the organ or the institution that speak of the same person at the same stage, and go on; whoever's they are. */
  async likelyDuplicatesOf(id: string): Promise<readonly string[]> {
    const { rows } = await this.pool.query<OfCase>({
      ...prepared(`SELECT ${COLUMNS} FROM ${this.#table} WHERE id = $1 AND ${SAID}`),
      values: [id],
    });
    const [own] = rows;
    if (own === undefined || GONE.has(own.status)) return [];
    const { organ, institution, facts } = own;
    const by = (column: string, party: string): string =>
      `(SELECT ${COLUMNS} FROM ${this.#table} WHERE ${column} = ${party} AND case_number = $3 AND id <> $4 AND ${SAID} ORDER BY received_at DESC LIMIT ${MAX_OF_CASE})`;
    const { rows: others } = await this.pool.query<OfCase>({
      ...prepared(
        `SELECT * FROM (SELECT DISTINCT ON (id) * FROM (${by('organ', '$1')} UNION ALL ${by('institution', '$2')}) found) others
         ORDER BY received_at DESC, id`,
      ),
      values: [organ, institution, facts.caseNumber, id],
    });
    const same = others.filter(({ status, facts: { stage } }) => stage === facts.stage && !GONE.has(status));
    return (await this.#ofSamePerson(own, same)).slice(0, MAX_LINKED).map((other) => other.id);
  }

  /** Requests that have to do with one of the reader's agency, or seem to; only those that the agency sees. */
  async of(id: string, reader: Principal): Promise<readonly RelatedRequest[]> {
    const scope: ReadScope = agencyScope(reader);
    const { agency } = reader;
    const [own] = await this.reads.query<OfCase>(scope, {
      text: `SELECT ${COLUMNS} FROM ${this.#table} WHERE id = $1 AND (organ = $2 OR institution = $2) AND ${SAID}`,
      values: [id, agency],
    });
    if (own === undefined) return [];
    const { state } = await this.requests.load(id);
    const links = ('links' in state ? state.links : []).map((link) => {
      const [relation = '', to = ''] = link.split(':');
      return { relation: relation as RequestRelation, to };
    });
    const text = (where: string): string =>
      `SELECT ${COLUMNS} FROM ${this.#table} WHERE (organ = $1 OR institution = $1) AND ${where} AND id <> $3 AND ${SAID} LIMIT ${MAX_OF_CASE}`;
    const [ofCase, linked] = await Promise.all([
      this.reads.query<OfCase>(scope, { text: text('case_number = $2'), values: [agency, own.facts.caseNumber, id] }),
      this.reads.query<OfCase>(scope, { text: text('id = ANY ($2::uuid[])'), values: [agency, links.map(({ to }) => to), id] }),
    ]);
    const known = new Set(linked.map((row) => row.id));
    const suggested = await this.#ofSamePerson(
      own,
      ofCase.filter((row) => !known.has(row.id) && !GONE.has(row.status)),
    );
    return [...linked, ...suggested].map((row) => {
      const relations = links.filter(({ to }) => to === row.id).map(({ relation }) => relation);
      const suggestion = relations.some((relation) => SETTLED.has(relation)) || GONE.has(row.status) ? null : seeming(own.facts, row.facts);
      const { organ, facts, status, received_at: received } = row;
      const { caseNumber, stage } = facts;
      return { id: row.id, organ, caseNumber, stage, status, receivedAt: received?.toISOString() ?? null, relations, suggestion };
    });
  }

  async #ofSamePerson(own: OfCase, others: readonly OfCase[]): Promise<readonly OfCase[]> {
    await this.keys.find([own, ...others].map(({ person }) => personOf(person)).filter((one) => one !== null));
    const identity = await this.#identity(own);
    if (identity === null) return [];
    const compared = await Promise.all(
      others.map(async (other) => {
        const theirs = await this.#identity(other);
        return theirs !== null && isSamePerson(identity, theirs) ? [other] : [];
      }),
    );
    return compared.flat();
  }

  /** `null` when the person was erased. */
  #identity({ id, person }: OfCase): Promise<Identity | null> {
    if (person === null) return Promise.resolve(null);
    return open<Identity>(person as unknown as Personal<Identity>, this.keys, streamOf(defenceRequest, id), 'person');
  }

  get #table(): string {
    return this.readModels.table(worklist);
  }
}

/** What two requests about one person seem to be, by their stages. */
function seeming(own: NoticeFacts, other: NoticeFacts): NonNullable<RelatedRequest['suggestion']> {
  if (own.stage === other.stage) return 'likely_duplicate';
  return (ORDER.get(other.stage) ?? 0) < (ORDER.get(own.stage) ?? 0) ? 'previous_stage' : 'next_stage';
}
