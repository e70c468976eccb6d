/** The time of a process: one for all its services, so that what one of them dates and what another waits for never differ. */
export interface Time {
  /** Now, in milliseconds since the epoch. */
  readonly now: () => number;
  /** Milliseconds after which what waits for a time looks at the clock again: a clock may be set. */
  readonly lookEveryMs: number;
}

/** The machine's own clock. */
export const SYSTEM_TIME: Time = { now: () => Date.now(), lookEveryMs: 30_000 };
