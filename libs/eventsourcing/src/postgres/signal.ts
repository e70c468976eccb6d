/** Wakes whoever waits in this process: an append tells the feeds that there is something to read. */
export class Signal {
  #waiting = new Set<() => void>();
  #fired = 0;

  /** Counts the firings: what was fired between a look at the log and {@link wait} is not missed. */
  get fired(): number {
    return this.#fired;
  }

  fire(): void {
    this.#fired += 1;
    const waiting = this.#waiting;
    this.#waiting = new Set();
    for (const wake of waiting) wake();
  }

  /** Resolves when it was fired after `seen`, when `milliseconds` have passed or `abort` is aborted. @returns true when fired */
  wait(seen: number, milliseconds: number, abort: AbortSignal): Promise<boolean> {
    if (this.#fired !== seen || abort.aborted) return Promise.resolve(this.#fired !== seen);
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        abort.removeEventListener('abort', wake);
        this.#waiting.delete(wake);
        resolve(this.#fired !== seen);
      };
      const timer = setTimeout(wake, milliseconds);
      abort.addEventListener('abort', wake);
      this.#waiting.add(wake);
    });
  }
}
