import type { Time } from '@xiezhi/service';

/** A time that is set, and goes on from there as the machine's does: what waits for a moment waits no longer than it takes. */
export class SimulatedTime implements Time {
  /** Timers notice a jump within this time. */
  readonly lookEveryMs = 10;
  #set = 0;
  #since = 0;

  constructor(start: number) {
    this.jumpTo(start);
  }

  readonly now = (): number => Math.floor(this.#set + performance.now() - this.#since);

  /** Jumps ahead; time never goes back, also where it went on while one looked away. */
  jumpTo(at: number): void {
    this.#set = Math.max(at, this.now());
    this.#since = performance.now();
  }
}
