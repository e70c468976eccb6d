import { randomOf } from '../../fault/seeded.js';

/** What one of several happens with, and how often. */
export type Odds<T> = readonly (readonly [value: T, weight: number])[];

/** Chance that comes out the same for the same seed. */
export class Chance {
  readonly #next: () => number;

  constructor(seed: number) {
    this.#next = randomOf(seed);
  }

  /** True in `share` of all cases. */
  happens(share: number): boolean {
    return this.#next() < share;
  }

  /** A whole number from `least` to `most`. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.#next() * (most - least + 1));
  }

  one<T>(of: readonly T[]): T {
    return of[this.whole(0, of.length - 1)]!;
  }

  weighted<T>(odds: Odds<T>): T {
    let left = this.#next() * odds.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [value, weight] of odds) {
      left -= weight;
      if (left < 0) return value;
    }
    return odds.at(-1)![0];
  }

  /** Milliseconds between two numbers of hours, most of them near the first. */
  hours(least: number, most: number): number {
    return Math.round((least + (most - least) * this.#next() ** 2) * 3_600_000);
  }
}
