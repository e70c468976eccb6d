import type { Logger } from 'pino';
import type { AttachmentRemoval } from './attachment-removal.js';
import type { AttachmentRows } from './attachment-rows.js';

/** Answers whether a matter uses an attachment, from what is stored for good. */
export type IsUsed = (matterId: string, attachmentId: string) => Promise<boolean>;

const EVERY_MS = 300_000;
const BATCH = 100;
/** One that cannot be settled now is asked about again after this time, so that it does not stand in the way of others. */
const AGAIN_AFTER_MS = 3_600_000;
/** Storing one chunk takes no longer; what was begun before is abandoned. */
const ABANDONED_AFTER_MS = 24 * 3_600_000;

export interface SettlingParts {
  readonly service: string;
  readonly rows: AttachmentRows;
  readonly removal: AttachmentRemoval;
  readonly isUsed: IsUsed;
  readonly logger: Logger;
  readonly now: () => number;
}

/**
 * Settles what a kill or a client that went away left open: an attachment whose time has come is kept when its matter uses it, and
 * destroyed when it does not. Every process of a service may run it; doing it twice does it once.
 */
export class AttachmentSettling {
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(private readonly parts: SettlingParts) {}

  start(): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#running = this.#turn().finally(() => this.start());
    }, EVERY_MS);
    this.#timer.unref();
  }

  /** Ends it, the batch at hand finished. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  /** Settles everything that is due now. */
  async settle(): Promise<void> {
    const { service, rows, removal, logger, now } = this.parts;
    for (;;) {
      const due = await rows.due(service, new Date(now()), BATCH);
      for (const row of due) {
        try {
          if (!row.removing && (await this.parts.isUsed(row.matterId, row.id))) await rows.settleAt(row.id, row.matterId, null);
          else await removal.removeUnchanged(row);
        } catch (error) {
          logger.warn({ err: error, attachment: row.id }, 'an attachment could not be settled');
          await rows.putOff(row.id, new Date(now() + AGAIN_AFTER_MS));
        }
      }
      if (due.length < BATCH || this.#stopped) break;
    }
    for (const objectId of await rows.abandonedObjects(new Date(now() - ABANDONED_AFTER_MS), BATCH)) await removal.removeObject(objectId);
  }

  async #turn(): Promise<void> {
    try {
      await this.settle();
    } catch (error) {
      this.parts.logger.warn({ err: error }, 'attachments could not be settled');
    }
  }
}
