import type { Pool, PoolClient } from 'pg';
import { RevisionConflict, StoreUnavailable } from '../event-store.js';
import { asStoreError, isOutage, sqlState } from './errors.js';
import type { Pending } from './pending.js';
import { toCheckpoint, toIso, type RawRow } from './rows.js';
import type { Care, Statement, Statements } from './statements.js';

/** Batches under way at once; appends, events and bytes of JSON in one batch; appends that may wait. */
const MAX_BATCHES_IN_FLIGHT = 2;
const MAX_APPENDS_PER_BATCH = 256;
const MAX_EVENTS_PER_BATCH = 2_000;
const MAX_BYTES_PER_BATCH = 4 * 1024 * 1024;
const MAX_WAITING = 20_000;
/** Conflicts come in company: so many batches are sent carefully after one. */
const BATCHES_CAREFUL_AFTER_CONFLICT = 50;
const MAX_DEADLOCK_RETRIES = 3;
const STATEMENT_TIMEOUT_MS = 20_000;

/**
 * Collects the appends of concurrent callers and commits them together. One stream is in one batch at a time; an append that cannot be
 * stored fails alone. No lock is taken and nothing else is done in the appending transaction.
 */
export class GroupCommit {
  #queue: Pending[] = [];
  /** Appends not yet answered. */
  readonly #open = new Set<Pending>();
  /** Streams with an append queued or under way, and the appends that wait behind it. */
  readonly #lanes = new Map<string, Pending[]>();
  readonly #idle: (() => void)[] = [];
  #inFlight = 0;
  #scheduled = false;
  #carefulBatches = 0;

  constructor(
    private readonly pool: Pool,
    private readonly statements: Statements,
    private readonly onCommit: () => void,
  ) {}

  /** @throws StoreUnavailable when too many wait */
  add(pending: Pending): void {
    if (this.#open.size >= MAX_WAITING) throw new StoreUnavailable('too many appends wait for the event store');
    this.#open.add(pending);
    const behind = this.#lanes.get(pending.stream);
    if (behind !== undefined) {
      behind.push(pending);
      return;
    }
    this.#lanes.set(pending.stream, []);
    this.#queue.push(pending);
    this.#schedule();
  }

  /** Resolves when nothing waits or is under way. */
  async idle(): Promise<void> {
    if (this.#open.size > 0) await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  /**
   * Waits until the callers of this turn of the event loop have had their say, so that they share a batch; when nothing is under way, only
   * for those who speak together.
   */
  #schedule(): void {
    if (this.#scheduled || this.#queue.length === 0 || this.#inFlight >= MAX_BATCHES_IN_FLIGHT) return;
    this.#scheduled = true;
    if (this.#inFlight === 0) queueMicrotask(() => this.#dispatch());
    else setImmediate(() => this.#dispatch());
  }

  #dispatch(): void {
    this.#scheduled = false;
    while (this.#queue.length > 0 && this.#inFlight < MAX_BATCHES_IN_FLIGHT) void this.#run(this.#take());
  }

  #take(): readonly Pending[] {
    let [count, events, bytes] = [0, 0, 0];
    for (const pending of this.#queue) {
      events += pending.events.length;
      bytes += pending.bytes;
      if (count > 0 && (count >= MAX_APPENDS_PER_BATCH || events > MAX_EVENTS_PER_BATCH || bytes > MAX_BYTES_PER_BATCH)) break;
      count += 1;
    }
    return this.#queue.splice(0, count).toSorted((a, b) => (a.stream < b.stream ? -1 : 1));
  }

  async #run(batch: readonly Pending[]): Promise<void> {
    this.#inFlight += 1;
    try {
      // A client of our own: `pool.query` would close the connection of a statement that is refused.
      await this.#withClient((client) => this.#store(client, batch));
    } catch (error) {
      const reason = asStoreError(error);
      for (const pending of batch) this.#answer(pending, () => pending.reject(reason));
    } finally {
      this.#inFlight -= 1;
      for (const { stream } of batch) this.#next(stream);
      this.#schedule();
    }
  }

  async #withClient(work: (client: PoolClient) => Promise<void>): Promise<void> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    const onError = (error: Error): void => void (broken = error);
    client.on('error', onError);
    try {
      await work(client);
    } catch (error) {
      if (isOutage(error)) broken = error as Error;
      throw error;
    } finally {
      client.removeListener('error', onError);
      client.release(broken);
    }
  }

  async #store(client: PoolClient, batch: readonly Pending[]): Promise<void> {
    const stored = await this.#insert(client, batch);
    if (stored === null) {
      const half = batch.length >> 1;
      await this.#store(client, batch.slice(0, half));
      await this.#store(client, batch.slice(half));
      return;
    }
    if (stored.size > 0) this.onCommit();
    const refused: Pending[] = [];
    for (const pending of batch) {
      const row = stored.get(pending.stream);
      if (row === undefined) refused.push(pending);
      else this.#answer(pending, () => pending.resolve(recorded(pending, row[2]!, row[3]!, false)));
      refused.push(...this.#overtaken(pending, row !== undefined));
    }
    const open = refused.filter((pending) => this.#open.has(pending));
    if (open.length > 0) await this.#answerFromLog(client, open);
  }

  /** @returns the rows stored by stream, or `null` when the batch has to be split to find the append that fails */
  async #insert(client: PoolClient, batch: readonly Pending[], attempt = 0): Promise<ReadonlyMap<string, RawRow> | null> {
    const care: Care = this.#carefulBatches > 0 ? 'careful' : 'hopeful';
    if (care === 'careful') this.#carefulBatches -= 1;
    try {
      const { rows } = await client.query<string[]>(bounded(this.statements.append(batch, care)));
      return new Map(rows.map((row) => [row[0]!, row]));
    } catch (error) {
      if (isOutage(error)) throw error;
      const state = sqlState(error);
      if (state === '23505' && care === 'hopeful') {
        this.#carefulBatches = BATCHES_CAREFUL_AFTER_CONFLICT;
        return this.#insert(client, batch, attempt);
      }
      if ((state === '40P01' || state === '40001') && attempt < MAX_DEADLOCK_RETRIES) return this.#insert(client, batch, attempt + 1);
      if (batch.length > 1) return null;
      if (state !== '22012') for (const pending of batch) this.#answer(pending, () => pending.reject(error));
      return new Map();
    }
  }

  /** Takes out those behind `pending` whose place, after its outcome, is taken or does not exist. */
  #overtaken({ stream, first, events }: Pending, stored: boolean): readonly Pending[] {
    const behind = this.#lanes.get(stream) ?? [];
    if (behind.length === 0) return [];
    const lost = (other: Pending): boolean => (stored ? other.first < first + events.length : other.first === first);
    this.#lanes.set(
      stream,
      behind.filter((other) => !lost(other)),
    );
    return behind.filter(lost);
  }

  /** Appends whose place is taken: by themselves, sent before, or by another. */
  async #answerFromLog(client: PoolClient, refused: readonly Pending[]): Promise<void> {
    try {
      const { rows } = await client.query<string[]>(bounded(this.statements.standing(refused)));
      const standing = refused.map((): string[][] => []);
      for (const row of rows) standing[Number(row[0]) - 1]!.push(row);
      refused.forEach((pending, index) => {
        const there = standing[index]!;
        const last = there.at(-1);
        const same = there.length === pending.events.length && there.every((row, place) => row[1] === pending.events[place]!.id);
        this.#answer(pending, () => {
          if (same && last !== undefined) pending.resolve(recorded(pending, last[2]!, last[3]!, true));
          else pending.reject(new RevisionConflict(pending.stream, pending.expected));
        });
      });
    } catch (error) {
      const reason = asStoreError(error);
      for (const pending of refused) this.#answer(pending, () => pending.reject(reason));
      throw error;
    }
  }

  #answer(pending: Pending, tell: () => void): void {
    if (!this.#open.delete(pending)) return;
    tell();
    if (this.#open.size === 0) for (const resolve of this.#idle.splice(0)) resolve();
  }

  /** Lets the next append to `stream` go, or frees the stream. */
  #next(stream: string): void {
    const next = this.#lanes.get(stream)?.shift();
    if (next === undefined) this.#lanes.delete(stream);
    else this.#queue.push(next);
  }
}

const bounded = (statement: Statement): Statement & { readonly query_timeout: number } => ({
  ...statement,
  query_timeout: STATEMENT_TIMEOUT_MS,
});

const recorded = (pending: Pending, position: string, recordedAt: string, duplicate: boolean) => ({
  revision: pending.first + pending.events.length - 1,
  position: toCheckpoint(position),
  recordedAt: toIso(recordedAt),
  duplicate,
});
