import { at, dayOf, isWorkday, type Arrangement, type Day } from '../oracle/days.js';
import type { HolidayAnnounced } from '../oracle/facts.js';
import type { Chance } from './chance.js';

const HOUR_MS = 3_600_000;
const HALF_HOUR_MS = HOUR_MS / 2;
/** Lhasa works by Beijing time, and later in the day. */
const OFFICE_HOURS = [9.5, 10, 10.5, 11, 11.5, 12, 12.5, 15.5, 16, 16.5, 17, 17.5, 18, 18.5];

/** While the platform does not run at all; nobody can do anything on it. */
export interface Outage {
  readonly from: number;
  readonly to: number;
}

export interface Surroundings {
  readonly arrangement: Arrangement;
  readonly announced: readonly HolidayAnnounced[];
  readonly outages: readonly Outage[];
}

/** When people do things: every half hour at most, in the hours of their office, and never while the platform is down. */
export class Agenda {
  constructor(
    private readonly surroundings: Surroundings,
    private readonly chance: Chance,
  ) {}

  /** Within the office's hours, `from` to `to` hours after an instant, or as soon after that as the office is open. */
  office(after: number, from: number, to: number): number {
    const wanted = after + (from + this.chance.next() * (to - from)) * HOUR_MS;
    for (let of = dayOf(wanted); ; of += 1) {
      if (!this.#works(of)) continue;
      const free = OFFICE_HOURS.map((hour) => at(of, Math.floor(hour), (hour % 1) * 60)).filter(
        (slot) => slot > after && slot >= wanted && !this.#down(slot),
      );
      if (free.length > 0) return free[0]!;
    }
  }

  /** By day or by night. */
  anyHour(after: number, from: number, to: number): number {
    const wanted = after + (from + this.chance.next() * (to - from)) * HOUR_MS;
    let slot = Math.ceil(wanted / HALF_HOUR_MS) * HALF_HOUR_MS;
    // Half an hour before and after midnight nothing is done: which day it was would hang on a second of the machine's.
    while (slot <= after || this.#down(slot) || this.#nearMidnight(slot)) slot += HALF_HOUR_MS;
    return slot;
  }

  #works(of: Day): boolean {
    const { arrangement, announced } = this.surroundings;
    return isWorkday(of, arrangement) && !announced.some(({ days }) => days.includes(of));
  }

  #down(slot: number): boolean {
    return this.surroundings.outages.some(({ from, to }) => slot >= from && slot <= to);
  }

  #nearMidnight(slot: number): boolean {
    return slot === at(dayOf(slot), 0) || slot === at(dayOf(slot), 23, 30);
  }
}
