import type { Logger } from 'pino';
import type { NoticeDrafts } from './notice-drafts.rows.js';

/** Nothing that has expired is shown meanwhile: it is only still there. */
const LOOK_EVERY_MS = 3_600_000;

/** Deletes drafts that were not saved for too long. Any number of processes may do so at once. */
export class DraftExpiry {
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(
    private readonly drafts: NoticeDrafts,
    private readonly logger: Logger,
  ) {}

  start(): void {
    this.#run();
    this.#timer = setInterval(() => this.#run(), LOOK_EVERY_MS);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }

  #run(): void {
    this.#running = this.#running.then(async () => {
      try {
        const deleted = await this.drafts.deleteExpired();
        if (deleted > 0) this.logger.info({ deleted }, 'expired drafts deleted');
      } catch (error) {
        this.logger.warn({ err: error }, 'expired drafts were not deleted; the next look does it');
      }
    });
  }
}
