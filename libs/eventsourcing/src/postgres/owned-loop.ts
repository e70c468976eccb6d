import { DEFAULT_RETRY, describeError, pauseBefore, type SubscriptionFailure } from '../subscription.js';
import { pause } from '../timing.js';
import type { OwnedCheckpoint } from './checkpoints.js';
import type { Ownership } from './ownership.js';

/** Work that only the owner of a lock does: waits for the lock, works until stopped or lost, and begins again. */
export class OwnedLoop {
  owning = false;
  failure: SubscriptionFailure | undefined;
  private stopping = new AbortController();
  private running: Promise<void> | null = null;

  constructor(
    private readonly ownership: Ownership,
    readonly lock: string,
    private readonly checkpoints: readonly string[],
    /** Works until the signal is aborted; may return earlier, then ownership is sought anew. */
    private readonly work: (checkpoints: ReadonlyMap<string, OwnedCheckpoint>, signal: AbortSignal) => Promise<void>,
  ) {}

  get owner(): string | null {
    return this.owning ? this.ownership.owner : null;
  }

  start(): void {
    if (this.running !== null) return;
    this.stopping = new AbortController();
    this.running = this.run(this.stopping.signal);
  }

  /** Finishes what is at hand and gives the lock back. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    this.running = null;
  }

  private async run(stop: AbortSignal): Promise<void> {
    for (let attempt = 2; !stop.aborted; attempt += 1) {
      const owned = await this.ownership.acquire(this.lock, this.checkpoints, stop);
      if (owned === null) return;
      this.owning = true;
      try {
        await this.work(owned.checkpoints, AbortSignal.any([stop, owned.lost]));
        this.failure = undefined;
        attempt = 1;
      } catch (error) {
        this.failure = { error: describeError(error), attempts: attempt - 1 };
      } finally {
        this.owning = false;
        await owned.release();
      }
      await pause(pauseBefore(Math.max(attempt, 2), DEFAULT_RETRY), stop);
    }
  }
}
