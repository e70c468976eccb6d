import type { Pool, PoolClient } from 'pg';
import { Bell, Serial } from '../timing.js';
import { Checkpoints, type OwnedCheckpoint } from './checkpoints.js';

/** Milliseconds between attempts to get what another process owns. */
const TAKE_OVER_EVERY_MS = 500;
/** Milliseconds between proofs that the connection which holds the locks lives. */
const HEARTBEAT_MS = 10_000;
/** Milliseconds after which an unanswered statement on that connection counts as its death. */
const ANSWER_WITHIN_MS = 10_000;
/** So that the server notices a dead owner within about 15 seconds, also when the network just went silent. */
const KEEPALIVE = 'SET tcp_keepalives_idle = 6; SET tcp_keepalives_interval = 3; SET tcp_keepalives_count = 3';

/** What is owned: the checkpoints as they were taken over, until `lost` is aborted. */
export interface Owned {
  readonly checkpoints: ReadonlyMap<string, OwnedCheckpoint>;
  /** Aborted when the lock's connection died: someone else may own it now. */
  readonly lost: AbortSignal;
  /** Gives it back, so that another process takes over at its next attempt. */
  release(): Promise<void>;
}

interface Request {
  readonly lock: string;
  readonly checkpoints: readonly string[];
  readonly grant: (owned: Owned) => void;
}

/**
 * Ownership of subscriptions by session advisory locks, all on one connection of the process, so that they end with it. The lock only
 * decides who tries; what makes a former owner harmless is the epoch, which rises with every take-over.
 */
export class Ownership {
  /** Shared by all that is owned here: their places are written together. */
  readonly checkpoints: Checkpoints;
  private readonly lockSpace: string;
  private readonly wanted = new Set<Request>();
  private readonly held = new Map<string, AbortController>();
  private readonly bell = new Bell();
  /** One statement at a time on the one connection. */
  private readonly turn = new Serial();
  private readonly closing = new AbortController();
  private client: PoolClient | null = null;
  private running: Promise<void> | null = null;

  constructor(
    private readonly pool: Pool,
    schema: string,
    /** Names this process in the checkpoint rows. */
    readonly owner: string,
  ) {
    this.checkpoints = new Checkpoints(pool, schema);
    this.lockSpace = `xiezhi:${schema}:`;
  }

  /** Waits until this process owns `lock` and has taken over its checkpoints; `null` when the signal is aborted first. */
  acquire(lock: string, checkpoints: readonly string[], signal: AbortSignal): Promise<Owned | null> {
    if (signal.aborted || this.closing.signal.aborted) return Promise.resolve(null);
    return new Promise((resolve) => {
      const settle = (owned: Owned | null): void => {
        this.wanted.delete(request);
        signal.removeEventListener('abort', give);
        this.closing.signal.removeEventListener('abort', give);
        resolve(owned);
      };
      const give = (): void => settle(null);
      const request: Request = { lock, checkpoints, grant: settle };
      signal.addEventListener('abort', give, { once: true });
      this.closing.signal.addEventListener('abort', give, { once: true });
      this.wanted.add(request);
      this.bell.ring();
      this.running ??= this.run();
    });
  }

  /** Gives everything back and closes the connection. */
  async close(): Promise<void> {
    this.closing.abort();
    await this.running;
    this.disconnect();
  }

  private async run(): Promise<void> {
    while (!this.closing.signal.aborted) {
      try {
        if (this.wanted.size > 0) await this.tryAll();
        else if (this.client !== null) await this.prove(this.client);
      } catch {
        this.disconnect(); // everything held is lost with the connection; its holders ask again
      }
      await this.bell.wait(this.wanted.size > 0 ? TAKE_OVER_EVERY_MS : HEARTBEAT_MS, this.closing.signal);
    }
  }

  /** The connection answers, so the locks are held. */
  private async prove(client: PoolClient): Promise<void> {
    const proof = { text: 'SELECT 1', query_timeout: ANSWER_WITHIN_MS };
    await this.turn.run(() => client.query(proof));
  }

  private async connect(): Promise<PoolClient> {
    if (this.client !== null) return this.client;
    const client = await this.pool.connect();
    client.on('error', () => {
      if (this.client === client) this.disconnect();
    });
    this.client = client;
    await client.query(KEEPALIVE);
    return client;
  }

  private disconnect(): void {
    const client = this.client;
    this.client = null;
    for (const lost of this.held.values()) lost.abort();
    this.held.clear();
    client?.release(true);
    this.bell.ring();
  }

  private async tryAll(): Promise<void> {
    const requests = new Map([...this.wanted].filter(({ lock }) => !this.held.has(lock)).map((request) => [request.lock, request]));
    if (requests.size === 0) return;
    const client = await this.connect();
    const asking = {
      text: 'SELECT lock FROM unnest($1::text[]) AS lock WHERE pg_try_advisory_lock(hashtextextended($2 || lock, 0))',
      values: [[...requests.keys()], this.lockSpace],
      query_timeout: ANSWER_WITHIN_MS,
    };
    const { rows } = await this.turn.run(() => client.query<{ lock: string }>(asking));
    const granted = rows.map(({ lock }) => requests.get(lock)!);
    // All at once: who begins together goes on together.
    const taken = await this.checkpoints.takeOver(
      client,
      granted.flatMap(({ checkpoints }) => checkpoints),
      this.owner,
    );
    for (const request of granted) {
      const { lock } = request;
      const checkpoints = new Map(request.checkpoints.map((name) => [name, taken.get(name)!]));
      const lost = new AbortController();
      if (this.client !== client || !this.wanted.has(request)) {
        await this.unlock(client, lock);
        continue;
      }
      this.held.set(lock, lost);
      request.grant({ checkpoints, lost: lost.signal, release: () => this.release(lock, lost) });
    }
  }

  private async release(lock: string, lost: AbortController): Promise<void> {
    if (this.held.get(lock) !== lost) return;
    this.held.delete(lock);
    lost.abort();
    if (this.client !== null) await this.unlock(this.client, lock).catch(() => this.disconnect());
    this.bell.ring();
  }

  private async unlock(client: PoolClient, lock: string): Promise<void> {
    await this.turn.run(() => client.query('SELECT pg_advisory_unlock(hashtextextended($1 || $2, 0))', [this.lockSpace, lock]));
  }
}
