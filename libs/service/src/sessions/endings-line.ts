import { Client } from 'pg';
import type { Logger } from 'pino';
import type { Ending } from './ending.js';

/** Channel on which endings are told, within the transaction that ends. */
export const ENDINGS_CHANNEL = 'xiezhi_session_endings';

const HEARTBEAT_MS = 1_000;
/** A connection that has answered nothing for this long may have died without a word. */
const TRUSTED_FOR_MS = 3_000;
const CONNECT_TIMEOUT_MS = 5_000;
const MAX_RECONNECT_PAUSE_MS = 2_000;

/**
 * Hears over a connection of its own what ends in other processes. What a process remembers of sessions and tokens may be used only while
 * this {@link listens}: an ending is then missed for no longer than the connection takes to be found dead.
 */
export class EndingsLine {
  #client: Client | null = null;
  #heardAt = 0;
  #closed = false;
  #failures = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly parts: {
      readonly connectionString: string;
      readonly logger: Logger;
      readonly onEnding: (ending: Ending) => void;
      /** Endings may have been missed: nothing that is remembered holds. */
      readonly onGap: () => void;
    },
  ) {}

  /** True while no ending of more than three seconds ago can have been missed. */
  get listens(): boolean {
    return performance.now() - this.#heardAt < TRUSTED_FOR_MS && this.#heardAt > 0;
  }

  async start(): Promise<void> {
    await this.#connect();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#heardAt = 0;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#client?.end().catch(() => undefined);
  }

  async #connect(): Promise<void> {
    if (this.#closed) return;
    const { connectionString, logger, onEnding, onGap } = this.parts;
    const client = new Client({
      connectionString,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      application_name: 'xiezhi session endings',
    });
    this.#client = client;
    client.on('error', (error) => logger.warn({ err: error }, 'the connection that tells of ended sessions was lost'));
    client.once('end', () => this.#again());
    client.on('notification', ({ payload }) => {
      const ending = endingOf(payload);
      if (ending === null) onGap();
      else onEnding(ending);
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${ENDINGS_CHANNEL}`);
      onGap();
      [this.#heardAt, this.#failures] = [performance.now(), 0];
      this.#beat(client);
    } catch {
      await client.end().catch(() => undefined);
    }
  }

  #beat(client: Client): void {
    this.#timer = setTimeout(() => {
      const asked = performance.now();
      client.query('SELECT 1').then(
        () => {
          if (this.#client !== client || this.#closed) return;
          // An answer that was a long time coming leaves a gap before it.
          if (asked - this.#heardAt > TRUSTED_FOR_MS) this.parts.onGap();
          this.#heardAt = asked;
          this.#beat(client);
        },
        () => client.end().catch(() => undefined),
      );
    }, HEARTBEAT_MS).unref();
  }

  #again(): void {
    this.#heardAt = 0;
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (this.#closed) return;
    this.#failures += 1;
    const pause = Math.min(MAX_RECONNECT_PAUSE_MS, 50 * 2 ** Math.min(this.#failures, 6));
    setTimeout(() => void this.#connect(), pause).unref();
  }
}

function endingOf(payload: string | undefined): Ending | null {
  try {
    const told = JSON.parse(payload ?? '') as Partial<Record<'account' | 'agency' | 'digest', unknown>>;
    if (typeof told.agency === 'string') return { agency: told.agency };
    if (typeof told.account !== 'string') return null;
    return { account: told.account, ...(typeof told.digest === 'string' && { digest: told.digest }) };
  } catch {
    return null;
  }
}
