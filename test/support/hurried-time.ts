import type { Time } from '@xiezhi/service';

const MINUTE_MS = 60_000;
const LHASA_MS = 8 * 60 * MINUTE_MS;

/** The day and the minute of a deed, as a person types them. */
export interface TypedMinute {
  readonly day: string;
  readonly time: string;
}

/** What one writes of a deed goes by the minute, and lies between what came before and now: the platform's clock is set on, nobody waits. */
export class HurriedTime implements Time {
  readonly lookEveryMs = 500;
  #aheadMs = 0;

  readonly now = (): number => Date.now() + this.#aheadMs;

  /** A minute that began after all that was before this call. */
  aMinuteLater(): TypedMinute {
    this.#aheadMs += MINUTE_MS + 1_000;
    const civil = new Date(this.now() + LHASA_MS).toISOString();
    return { day: civil.slice(0, 10), time: civil.slice(11, 16) };
  }
}
