import { day } from '../oracle/days.js';
import { at, type Arrangement } from '../oracle/days.js';
import type { HolidayAnnounced } from '../oracle/facts.js';
import type { Step, Written } from './act.js';
import { Agenda, type Outage } from './agenda.js';
import { AUTUMN_2026 } from './autumn.js';
import { Chance } from './chance.js';
import { Course, type Panel } from './course.js';
import { LHASA, Notices } from './notices.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** One request of the script; `transferred`: a transfer of the request with this number brings it. */
export interface Scripted {
  readonly number: number;
  readonly written: Written;
  readonly transferred: number | null;
  readonly steps: readonly Step[];
}

export interface Script {
  readonly from: number;
  readonly until: number;
  readonly arrangement: Arrangement;
  readonly announced: readonly HolidayAnnounced[];
  readonly outages: readonly Outage[];
  readonly requests: readonly Scripted[];
  readonly lawyers: number;
}

export interface Plan {
  readonly seed: number;
  /** First and last day on which needs are found. */
  readonly arrivals: readonly [string, string];
  readonly requests: number;
  /** Day at whose noon it ends. */
  readonly until: string;
  /** When a holiday of the prefecture is announced, and which days it gives. */
  readonly holiday: { readonly announcedAt: readonly [string, number]; readonly days: readonly string[] };
  readonly outages: readonly (readonly [readonly [string, number], readonly [string, number]])[];
  readonly lawyers: number;
}

/** What happens in the prefecture, drawn by chance from the plan's seed: who finds a need when, and everything that follows. */
export function writeScript(plan: Plan): Script {
  const chance = new Chance(plan.seed);
  const announced = [{ at: at(day(plan.holiday.announcedAt[0]), plan.holiday.announcedAt[1]), days: plan.holiday.days.map(day) }];
  const outages = plan.outages.map(([from, to]) => ({ from: at(day(from[0]), from[1]), to: at(day(to[0]), to[1]) }));
  const agenda = new Agenda({ arrangement: AUTUMN_2026, announced, outages }, chance);
  const [from, lastDay] = [at(day(plan.arrivals[0]), 1), day(plan.arrivals[1])];
  const until = at(day(plan.until), 12);
  const notices = new Notices(chance, agenda);
  const parts = { chance, agenda, panel: lawyersInTurn(plan.lawyers), until };
  const requests: Scripted[] = [];
  while (requests.length < plan.requests) {
    const discoveredAt = agenda.anyHour(from, 0, ((at(lastDay, 22) - from) / HOUR_MS) | 0);
    const written = notices.write(discoveredAt);
    const course = new Course(written, parts, discoveredAt);
    const number = requests.length;
    const transferTo = chance.is(0.03) ? chance.of(LHASA.filter((division) => division !== written.division)) : null;
    const noticed = course.notice();
    const found = noticed && course.finding(transferTo);
    if (found) course.defence();
    // A notice cannot be written, or written anew, of a hearing that is over.
    if (course.steps.some(({ at: when, act }) => 'written' in act && when >= (written.hearingAt ?? Infinity))) continue;
    requests.push({ number, written, transferred: null, steps: course.steps });
    const sent = course.steps.at(-1);
    if (sent?.act.do !== 'transfer') continue;
    const moved = { ...written, institution: sent.act.to };
    const next = new Course(moved, parts, sent.at);
    next.arrived();
    if (next.finding(null)) next.defence();
    requests.push({ number: number + 1, written: moved, transferred: number, steps: next.steps });
  }
  return { from: from - DAY_MS, until, arrangement: AUTUMN_2026, announced, outages, requests, lawyers: plan.lawyers };
}

const HALF_DAY_MS = 12 * HOUR_MS;
const SHANGHAI_MS = 8 * HOUR_MS;

/** Lawyers one after the other: none gets a co-accused of the case, or a person, twice, and none two hearings in one half-day. */
function lawyersInTurn(count: number): Panel {
  let turn = 0;
  const ofCase = new Map<string, Set<number>>();
  const hearings = new Set<string>();
  const slotOf = (lawyer: number, hearingAt: number): string => `${lawyer} ${Math.floor((hearingAt + SHANGHAI_MS) / HALF_DAY_MS)}`;
  return {
    nextLawyer({ caseNumber }, before, hearingAt) {
      const taken = ofCase.get(caseNumber) ?? new Set();
      ofCase.set(caseNumber, taken);
      const elsewhere = (lawyer: number): boolean => hearingAt !== undefined && hearings.has(slotOf(lawyer, hearingAt));
      do turn = (turn + 1) % count;
      while (taken.has(turn) || before.includes(turn) || elsewhere(turn));
      taken.add(turn);
      if (hearingAt !== undefined) hearings.add(slotOf(turn, hearingAt));
      return turn;
    },
    hold(lawyer, hearingAt) {
      if (hearings.has(slotOf(lawyer, hearingAt))) return false;
      hearings.add(slotOf(lawyer, hearingAt));
      return true;
    },
  };
}
