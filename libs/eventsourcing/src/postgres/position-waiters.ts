import type { Checkpoint } from '../message.js';

/** Callers that may wait at once; one more is told at once that it was not reached. */
const MAX_WAITERS = 10_000;
/** Milliseconds between looks at the checkpoint when another process does the work. */
const LOOK_EVERY_MS = 20;
/** Milliseconds between looks at who does the work, while it is this process. */
const LOOK_HERE_MS = 200;

interface Waiter {
  readonly position: Checkpoint;
  readonly settle: (reached: boolean) => void;
}

/** Callers that wait for a subscription to reach a place: woken in the process that does the work, by looking elsewhere. */
export class PositionWaiters {
  private readonly waiting = new Set<Waiter>();
  private looking = false;

  constructor(private readonly look: () => Promise<Checkpoint | null>) {}

  /** Wakes everyone whose place is reached. */
  reached(position: Checkpoint | null): void {
    if (position === null) return;
    for (const waiter of this.waiting) if (waiter.position <= position) waiter.settle(true);
  }

  async wait(position: Checkpoint, timeoutMs: number, current: Checkpoint | null, isHere: () => boolean): Promise<boolean> {
    if (current !== null && current >= position) return true;
    if (this.waiting.size >= MAX_WAITERS) return false;
    return await new Promise((resolve) => {
      const settle = (reached: boolean): void => {
        clearTimeout(timer);
        this.waiting.delete(waiter);
        resolve(reached);
      };
      const timer = setTimeout(() => settle(false), timeoutMs);
      const waiter: Waiter = { position, settle };
      this.waiting.add(waiter);
      if (!this.looking) void this.lookOn(isHere);
    });
  }

  private async lookOn(isHere: () => boolean): Promise<void> {
    this.looking = true;
    while (this.waiting.size > 0) {
      const here = isHere();
      if (!here) this.reached(await this.look().catch(() => null));
      if (this.waiting.size > 0) await new Promise((resolve) => setTimeout(resolve, here ? LOOK_HERE_MS : LOOK_EVERY_MS));
    }
    this.looking = false;
  }
}
