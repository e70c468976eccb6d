/** Resolves after `ms` milliseconds, or at once when there are none or the signal is aborted; it never rejects. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (ms <= 0 || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
  });
}

/** Runs tasks one after the other, in the order they were given; a task that fails does not stop the next. */
export class Serial {
  private last: Promise<unknown> = Promise.resolve();

  run<T>(task: () => Promise<T>): Promise<T> {
    const next = this.last.then(task);
    this.last = next.catch(() => undefined);
    return next;
  }
}

/** Runs so many tasks at a time, in the order they were given; a task that fails makes room like any other. */
export class Lanes {
  private free: number;
  private readonly waiting: (() => void)[] = [];

  constructor(count: number) {
    this.free = count;
  }

  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await task();
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) this.free += 1;
      else next();
    }
  }
}

/** A flag that one waiter sleeps on: {@link ring} before {@link wait} is not lost. */
export class Bell {
  private rung = false;
  private wake: (() => void) | null = null;

  ring(): void {
    this.rung = true;
    this.wake?.();
  }

  /** Resolves when rung, after `ms` milliseconds, or when the signal is aborted. */
  async wait(ms: number, signal: AbortSignal): Promise<void> {
    if (!this.rung && !signal.aborted) {
      const ended = new AbortController();
      this.wake = () => ended.abort();
      const onAbort = (): void => ended.abort();
      signal.addEventListener('abort', onAbort, { once: true });
      await pause(ms, ended.signal);
      signal.removeEventListener('abort', onAbort);
      this.wake = null;
    }
    this.rung = false;
  }
}
