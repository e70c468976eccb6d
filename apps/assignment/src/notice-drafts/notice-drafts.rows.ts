import { isDeepStrictEqual } from 'node:util';
import { isSealed, open, Rejected, seal, type PersonKeys, type Sealed } from '@xiezhi/eventsourcing';
import { inTransaction } from '@xiezhi/eventsourcing/postgres';
import { HttpProblem, type Principal, type Service } from '@xiezhi/service';
import type { Logger } from 'pino';

/** Drafts one person may keep at once, and the size of one as JSON. */
export const MAX_DRAFTS = 20;
export const MAX_DRAFT_BYTES = 65_536;
const MAX_DELETED_AT_ONCE = 500;
const DAY_MS = 86_400_000;
const FIELD = 'content';
/** For whom a row's content is sealed. */
const PERSON = `content #>> '{$sealed,person}'`;

export type DraftContent = Readonly<Record<string, unknown>>;
/** Whose a draft is: a person who changes the agency leaves it behind. */
export type Author = Pick<Principal, 'account' | 'agency'>;

/** A draft without what is in it. */
export interface SavedDraft {
  readonly id: string;
  readonly revision: number;
  readonly startedAt: string;
  readonly savedAt: string;
  /** When it is deleted, unless it is saved again. */
  readonly expiresAt: string;
}

export interface Draft extends SavedDraft {
  readonly content: DraftContent;
}

interface Row {
  readonly id: string;
  readonly account: string;
  readonly agency: string;
  readonly revision: number;
  readonly content: Sealed;
  readonly started_at: Date;
  readonly saved_at: Date;
}

type Keyed = Pick<Row, 'id' | 'content'>;

const notFound = (): Rejected =>
  new Rejected('notice_draft.not_found', '没有这份草稿,它可能已发出、已删除或已过期。No such draft; it was sent, deleted, or has expired.');
const changed = (): HttpProblem =>
  new HttpProblem({
    status: 412,
    code: 'revision.changed',
    detail: '这份草稿已在别处修改,请重新打开后再改。This draft was changed elsewhere; open it again, then repeat your change.',
  });

/** What a draft is sealed to: neither it nor its place can be exchanged for another's. */
const streamOf = (id: string): string => `notice-draft-${id}`;

/** Notices that are being written (草稿), each for its author alone. */
export class NoticeDrafts {
  readonly #keys: PersonKeys;

  constructor(
    private readonly service: Pick<Service, 'pool' | 'reads' | 'keys'>,
    private readonly days: number,
    private readonly now: () => string,
    private readonly logger: Logger,
  ) {
    this.#keys = service.keys;
  }

  /** The author's drafts, the one saved last first. */
  async list(author: Author): Promise<readonly Draft[]> {
    const rows = await this.#rowsOf(author, 'ORDER BY saved_at DESC, id', []);
    const drafts = await Promise.all(rows.map((row) => this.#opened(row)));
    return drafts.filter((draft) => draft !== null);
  }

  /** @throws Rejected `notice_draft.not_found`, for another's as for one that does not exist */
  async get(author: Author, id: string): Promise<Draft> {
    const [row] = await this.#rowsOf(author, 'AND id = $4', [id]);
    const draft = row === undefined ? null : await this.#opened(row);
    if (draft === null) throw notFound();
    return draft;
  }

  /**
   * Saves a draft: the first time without `expected`, then with the revision it was read at. Sent again, it is answered alike.
   * @throws Rejected `notice_draft.not_found`, `notice_draft.too_many`; HttpProblem 412 when it was changed meanwhile
   */
  async save(author: Author, id: string, content: DraftContent, expected: number | undefined): Promise<SavedDraft> {
    const row = await this.#row(id);
    if (row === null || this.#expired(row)) {
      if (expected !== undefined) throw notFound();
      if (row !== null) await this.#destroy([row]);
      return this.#start(author, id, content);
    }
    if (row.account !== author.account || row.agency !== author.agency) throw notFound();
    const before = await this.#opened(row);
    const same = before !== null && isDeepStrictEqual(before.content, content);
    const sentAgain = expected === undefined ? row.revision === 0 : expected === row.revision - 1 || expected === row.revision;
    if (same && sentAgain) return this.#saved(row);
    if (expected !== row.revision) throw changed();
    const { rows } = await this.service.pool.query<Row>(
      `UPDATE notice_drafts SET content = $1, revision = revision + 1, saved_at = $2 WHERE id = $3 AND revision = $4 RETURNING *`,
      [await this.#sealed(id, content, row.content.$sealed.person), this.now(), id, expected],
    );
    if (rows[0] === undefined) throw changed();
    return this.#saved(rows[0]);
  }

  /** @throws Rejected `notice_draft.not_found` */
  async delete({ account, agency }: Author, id: string): Promise<void> {
    const row = await this.#row(id);
    if (row === null || row.account !== account || row.agency !== agency) throw notFound();
    if ((await this.#destroy([row])) > 0) return;
    // Saved anew under another key, or deleted, by another window a moment ago.
    const now = await this.#row(id);
    if (now === null || (await this.#destroy([now])) === 0) throw notFound();
  }

  /** Deletes the drafts that are sealed for an erased person. Gives back how many. */
  async deleteOfPerson(personId: string): Promise<number> {
    const { rows } = await this.service.pool.query<Keyed>(`SELECT id, content FROM notice_drafts WHERE ${PERSON} = $1 LIMIT $2`, [
      personId,
      MAX_DELETED_AT_ONCE,
    ]);
    return this.#destroy(rows);
  }

  /**
   * The draft became a notice: it goes. The notice is sent whatever becomes of its draft, which is deleted in time anyway.
   */
  async sent(author: Author, id: string): Promise<void> {
    await this.delete(author, id).catch((error: unknown) => {
      if (!(error instanceof Rejected)) this.logger.warn({ err: error }, 'a draft that was sent is still there');
    });
  }

  /** Deletes what was not saved for too long, some at a time. Gives back how many. */
  async deleteExpired(): Promise<number> {
    let deleted = 0;
    for (;;) {
      const { rows } = await this.service.pool.query<Keyed>(
        'SELECT id, content FROM notice_drafts WHERE saved_at <= $1 ORDER BY saved_at LIMIT $2',
        [this.#oldest(), MAX_DELETED_AT_ONCE],
      );
      deleted += await this.#destroy(rows);
      if (rows.length < MAX_DELETED_AT_ONCE) return deleted;
    }
  }

  /**
   * Destroys drafts with their keys, which nothing else was sealed under. The keys go first: should the process end between, the rows are
   * left unreadable, and age out. A row that was begun anew under another key meanwhile stays. Gives back how many rows went.
   */
  async #destroy(rows: readonly Keyed[]): Promise<number> {
    if (rows.length === 0) return 0;
    const persons = rows.map(({ content }) => content.$sealed.person);
    await this.#keys.erase(persons);
    const { rowCount } = await this.service.pool.query(`DELETE FROM notice_drafts WHERE id = ANY ($1::uuid[]) AND ${PERSON} = ANY ($2)`, [
      rows.map(({ id }) => id),
      persons,
    ]);
    return rowCount ?? 0;
  }

  async #start({ account, agency }: Author, id: string, content: DraftContent): Promise<SavedDraft> {
    const sealed = await this.#sealed(id, content, null);
    const at = this.now();
    const row = await inTransaction(this.service.pool, async (client) => {
      // Two windows at once must not come to one more than is allowed.
      await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`notice drafts of ${agency} ${account}`]);
      const { rows: kept } = await client.query<{ count: number }>(
        'SELECT count(*)::int AS count FROM notice_drafts WHERE account = $1 AND agency = $2 AND saved_at > $3',
        [account, agency, this.#oldest()],
      );
      if (kept[0]!.count >= MAX_DRAFTS) {
        throw new Rejected(
          'notice_draft.too_many',
          `最多保留 ${MAX_DRAFTS} 份草稿,请先发出或删除一份。At most ${MAX_DRAFTS} drafts are kept; send or delete one first.`,
        );
      }
      const { rows } = await client.query<Row>(
        `INSERT INTO notice_drafts (id, account, agency, revision, content, started_at, saved_at)
         VALUES ($1, $2, $3, 0, $4, $5, $5) ON CONFLICT (id) DO NOTHING RETURNING *`,
        [id, account, agency, sealed, at],
      );
      return rows[0];
    });
    if (row === undefined) throw changed();
    return this.#saved(row);
  }

  /** Under the key that the draft has, or a new one. */
  async #sealed(id: string, content: DraftContent, person: string | null): Promise<Sealed> {
    const known = person === null ? undefined : (await this.#keys.find([person])).get(person);
    if (person !== null && known !== undefined) return seal(content, person, known, streamOf(id), FIELD);
    const { personId, key } = await this.#keys.create();
    return seal(content, personId, key, streamOf(id), FIELD);
  }

  async #row(id: string): Promise<Row | null> {
    const { rows } = await this.service.pool.query<Row>('SELECT * FROM notice_drafts WHERE id = $1', [id]);
    return rows[0] ?? null;
  }

  async #rowsOf({ account, agency }: Author, rest: string, values: readonly unknown[]): Promise<readonly Row[]> {
    const text = `SELECT * FROM notice_drafts WHERE account = $1 AND agency = $2 AND saved_at > $3 ${rest} LIMIT ${MAX_DRAFTS}`;
    return this.service.reads.query<Row>({ agency }, { text, values: [account, agency, this.#oldest(), ...values] });
  }

  async #opened(row: Row): Promise<Draft | null> {
    if (!isSealed(row.content)) return null;
    const content = await open<DraftContent>(row.content, this.#keys, streamOf(row.id), FIELD);
    return content === null ? null : { ...this.#saved(row), content };
  }

  #saved({ id, revision, started_at: started, saved_at: saved }: Row): SavedDraft {
    const expiresAt = new Date(saved.getTime() + this.days * DAY_MS).toISOString();
    return { id, revision, startedAt: started.toISOString(), savedAt: saved.toISOString(), expiresAt };
  }

  #expired({ saved_at: saved }: Row): boolean {
    return saved.toISOString() <= this.#oldest();
  }

  /** What was last saved by then has expired. */
  #oldest(): string {
    return new Date(Date.parse(this.now()) - this.days * DAY_MS).toISOString();
  }
}
