import type { Logger } from 'pino';
import type { Erasures } from './erasures.js';

/** Milliseconds between the end of one round and the next. */
const ROUND_EVERY_MS = 5_000;

/** Takes up unfinished erasures again and again; at the start it destroys keys that a restored backup brought back. */
export class ErasureRounds {
  #timer: ReturnType<typeof setTimeout> | null = null;
  #running: Promise<void> = Promise.resolve();
  #checked = false;
  #stopped = false;

  constructor(
    private readonly erasures: Erasures,
    private readonly logger: Logger,
  ) {}

  start(): void {
    this.#running = this.#round();
  }

  /** Finishes the round at hand. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#running;
  }

  async #round(): Promise<void> {
    try {
      if (!this.#checked) {
        const found = await this.erasures.destroyAgain();
        if (found > 0) this.logger.warn({ found }, 'keys of erased persons were there again, and are destroyed again');
        this.#checked = true;
      }
      await this.erasures.resume();
    } catch (err) {
      // What is left is taken up by the next round; the database that is away is told by readiness.
      this.logger.warn({ err }, 'erasures are not finished yet');
    }
    if (this.#stopped) return;
    this.#timer = setTimeout(() => this.start(), ROUND_EVERY_MS);
    this.#timer.unref();
  }
}
