import { createHash, randomUUID } from 'node:crypto';
import { Client, type ClientConfig } from 'pg';
import { identifier } from './schema.js';
import { Signal } from './signal.js';

const MIN_NOTIFY_INTERVAL_MS = 5;
const MAX_RECONNECT_PAUSE_MS = 5_000;

/**
 * Wakes the feeds of other processes after a commit, over one connection of its own: never in the appending transaction, where NOTIFY
 * would make commits wait for each other. A wake-up that is lost costs a feed at most its longest poll.
 */
export class Wakeups {
  readonly #channel: string;
  readonly #self = randomUUID();
  #client: Client | null = null;
  #ready = false;
  #timer: NodeJS.Timeout | null = null;
  #failures = 0;
  #closed = false;

  /**
   * @param committed fired by the store of this process; fired by us when another process has committed
   * @param table what both sides call the table: its channel
   */
  constructor(
    private readonly connection: ClientConfig,
    table: string,
    private readonly committed: Signal,
  ) {
    this.#channel = `committed_${createHash('sha256').update(table).digest('hex').slice(0, 32)}`;
    void this.#connect();
  }

  /** Tells the other processes, at most once in 5 ms. */
  notify(): void {
    if (this.#timer !== null || this.#closed) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      if (!this.#ready) return;
      this.#client?.query('select pg_notify($1, $2)', [this.#channel, this.#self]).catch(() => undefined);
    }, MIN_NOTIFY_INTERVAL_MS);
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#client?.end().catch(() => undefined);
  }

  async #connect(): Promise<void> {
    if (this.#closed) return;
    const client = new Client(this.connection);
    this.#client = client;
    client.on('error', () => undefined);
    client.on('notification', ({ payload }) => {
      if (payload !== this.#self) this.committed.fire();
    });
    client.once('end', () => this.#again());
    try {
      await client.connect();
      await client.query('set synchronous_commit = off');
      await client.query(`listen ${identifier(this.#channel)}`);
      [this.#ready, this.#failures] = [true, 0];
    } catch {
      await client.end().catch(() => undefined);
    }
  }

  #again(): void {
    this.#ready = false;
    this.#failures += 1;
    if (this.#closed) return;
    setTimeout(() => void this.#connect(), Math.min(MAX_RECONNECT_PAUSE_MS, 50 * 2 ** Math.min(this.#failures, 7))).unref();
  }
}
