import { dutiesOf, type Duty } from '../oracle/duties.js';
import type { Replayed } from '../replay/replay.js';
import type { Logged } from '../replay/store.js';
import { factsOf } from '../script/facts-of.js';
import type { Script } from '../script/script.js';
import { recordedDuties, type Recorded } from './recorded.js';

/** An act is dated by the clock that ran on while it was done; what it starts and ends is the same day's. */
const WITHIN_MS = 10 * 60_000;

export interface Comparison {
  /** How many duties came out how, by their clock. */
  readonly counts: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly duties: number;
  /** Ends that came while the platform was down, and were told when it was up again. */
  readonly toldLate: number;
  readonly differences: readonly string[];
}

/** Holds every duty of the script, as the law has it, against what the platform recorded. */
export function compare(script: Script, { streams, events }: Pick<Replayed, 'streams' | 'events'>): Comparison {
  const byStream = Map.groupBy(events, ({ stream }) => stream);
  const counts: Record<string, Record<string, number>> = {};
  const differences: string[] = [];
  let [duties, toldLate] = [0, 0];
  for (const [request, stream] of streams) {
    const ours = dutiesOf(factsOf(request.steps), { ...script, horizon: script.until });
    const theirs = recordedDuties(byStream.get(stream) ?? ([] as readonly Logged[]));
    toldLate += theirs.filter(({ told: said }) => said !== null && said !== 'judged' && said.late).length;
    for (const duty of ours) {
      duties += 1;
      const outcome = `${duty.outcome}${duty.breached ? ' late' : ''}`;
      const of = (counts[duty.clock] ??= {});
      of[outcome] = (of[outcome] ?? 0) + 1;
    }
    const course = request.steps.map(({ at, act }) => `${act.do} ${shown(at)}`).join(', ');
    differences.push(...differing(ours, theirs, script).map((what) => `request ${request.number}: ${what} [${course}]`));
  }
  return { counts, duties, toldLate, differences };
}

function differing(ours: readonly Duty[], theirs: readonly Recorded[], { outages }: Script): string[] {
  const left = [...theirs];
  const found: string[] = [];
  for (const duty of ours) {
    const at = left.findIndex(({ clock, startedAt }) => clock === duty.clock && near(startedAt, duty.startedAt));
    if (at === -1) found.push(`${told(duty)} is not recorded`);
    else {
      const [recorded] = left.splice(at, 1);
      if (!same(duty, recorded!)) found.push(`${told(duty)} is recorded as ${told(recorded!)}`);
      else if (!breachTold(duty, recorded!, outages)) found.push(`${told(duty)}: its breach was told as ${JSON.stringify(recorded!.told)}`);
    }
  }
  return [...found, ...left.map((one) => `${told(one)} is recorded and not owed`)];
}

const near = (one: number | null, other: number | null): boolean =>
  one === null || other === null ? one === other : Math.abs(one - other) <= WITHIN_MS;

function same(ours: Duty, theirs: Recorded): boolean {
  if (ours.holder !== theirs.holder || ours.dueAt !== theirs.dueAt) return false;
  // The time to prepare is told with the hearing; nobody records that it is over.
  if (ours.clock === 'C13') return true;
  return ours.outcome === theirs.outcome && ours.breached === theirs.breached && near(ours.endedAt, theirs.endedAt);
}

/** The end that passed is told; as late where the platform was down when it came, and only there. */
function breachTold({ dueAt, breached, clock }: Duty, { told: said }: Recorded, outages: Script['outages']): boolean {
  if (said === 'judged' || clock === 'C13') return true;
  if (!breached) return true;
  const down = outages.some(({ from, to }) => dueAt > from && dueAt <= to);
  return said !== null && said.of === dueAt && said.late === down;
}

const shown = (at: number | null): string =>
  at === null ? '–' : new Date(at + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ');

const told = ({ clock, holder, startedAt, dueAt, endedAt, outcome, breached }: Recorded | Duty): string =>
  `${clock} of ${holder} from ${shown(startedAt)} due ${shown(dueAt)} ${outcome} ${shown(endedAt)}${breached ? ' late' : ''}`;
