import { compare, type Comparison } from './compare/compare.js';
import { Replay } from './replay/replay.js';
import { writeScript, type Plan } from './script/script.js';

const SHOWN = 30;

export interface Lived extends Comparison {
  readonly requests: number;
  readonly acts: number;
  readonly surprises: readonly string[];
  readonly unlikeRebuilt: readonly string[];
  /** What was lived through and how it came out, for a person. */
  readonly report: string;
}

/** Writes the script of a plan, lives through it on the platform, and holds what was recorded against the law. */
export async function liveThrough(plan: Plan): Promise<Lived> {
  const began = performance.now();
  const script = writeScript(plan);
  const replayed = await Replay.of(script);
  const comparison = compare(script, replayed);
  const requests = script.requests.length;
  const { acts, surprises, unlikeRebuilt } = replayed;
  const seconds = Math.round((performance.now() - began) / 1_000);
  const { counts, duties, toldLate, differences } = comparison;
  const report = [
    `${requests} requests, ${acts} acts, ${script.outages.length} outages, ${replayed.events.length} events, in ${seconds} s`,
    ...Object.entries(counts)
      .toSorted(([one], [other]) => one.localeCompare(other))
      .map(
        ([clock, of]) =>
          `  ${clock.padEnd(13)} ${Object.entries(of)
            .toSorted()
            .map(([outcome, n]) => `${outcome} ${n}`)
            .join(', ')}`,
      ),
    ...surprises.slice(0, SHOWN),
    ...differences.slice(0, SHOWN),
    `${duties} duties, ${toldLate} ends told late after an outage, ${surprises.length} surprises, ${differences.length} differences`,
  ].join('\n');
  return { ...comparison, requests, acts, surprises, unlikeRebuilt, report };
}
