import { randomInt } from 'node:crypto';

const SEEDS = 2 ** 31;

/** The seed of this run: `SEED`, else a new one. */
export const seedOf = (): number => Number(process.env['SEED'] ?? randomInt(SEEDS));

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** `count` numbers from `least` up to `most`, the same for the same seed. */
export function instants(seed: number, count: number, least: number, most: number): readonly number[] {
  const next = randomOf(seed);
  return Array.from({ length: count }, () => least + Math.round(next() * (most - least)));
}
