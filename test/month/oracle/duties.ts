import type { Arrangement } from './days.js';
import { withHolidays } from './days.js';
import type { Fact, HolidayAnnounced, Organ } from './facts.js';
import { dueAfter, dueBefore, RULES, type DutyId, type Holder } from './rules.js';

/** `met` in time or late by `lateByMs`; `lapsed`: no longer owed; `open` at the horizon, perhaps breached long ago. */
export type Outcome = 'met' | 'lapsed' | 'open';

export interface Duty {
  readonly clock: DutyId;
  readonly holder: Holder;
  readonly startedAt: number;
  readonly dueAt: number;
  readonly endedAt: number | null;
  readonly outcome: Outcome;
  /** Its end passed while it was owed. */
  readonly breached: boolean;
  readonly lateByMs: number;
}

interface Owed {
  readonly clock: DutyId;
  readonly startedAt: () => number;
  readonly count: (arrangement: Arrangement) => number;
  readonly pauses: { from: number; to: number | null }[];
  /** Begins only when another's time has run out. */
  readonly after?: Owed;
  end?: { readonly at: number; readonly outcome: 'met' | 'lapsed' };
}

export interface Surroundings {
  readonly arrangement: Arrangement;
  readonly announced: readonly HolidayAnnounced[];
  /** Until when it is looked. */
  readonly horizon: number;
}

/** Every duty that the facts of one request made, and what became of it. */
export function dutiesOf(facts: readonly Fact[], surroundings: Surroundings): Duty[] {
  const ledger = new Ledger(surroundings);
  for (const fact of facts) take(ledger, fact);
  return ledger.duties();
}

/** Whom the request belongs to; told by its discovery and its notice. */
class Ledger {
  organ: Organ = 'court';
  mandatory = true;
  private readonly owed: Owed[] = [];

  constructor(private readonly surroundings: Surroundings) {}

  start(clock: DutyId, startedAt: number): void {
    const pauses: Owed['pauses'] = [];
    const stood = () => pauses.flatMap(({ from, to }) => (to === null ? [] : [{ from, to }]));
    this.owed.push({ clock, startedAt: () => startedAt, pauses, count: (days) => dueAfter(startedAt, RULES[clock].days, stood(), days) });
  }

  /** Counted back from a date, which is its trigger. */
  startBefore(clock: DutyId, date: number): void {
    this.owed.push({ clock, startedAt: () => date, pauses: [], count: () => dueBefore(date, -RULES[clock].days) });
  }

  /** A duty that begins when the time of another has run out. */
  startAtEndOf(first: DutyId, clock: DutyId): void {
    const before = this.last(first)!;
    // The time that ran out ended with its last day; that day is the day of the trigger.
    const startedAt = () => this.dueOf(before) - 1;
    this.owed.push({ clock, startedAt, pauses: [], after: before, count: (days) => dueAfter(startedAt(), RULES[clock].days, [], days) });
  }

  meet(clock: DutyId, at: number): void {
    const one = this.last(clock);
    if (one !== undefined) one.end = { at, outcome: 'met' };
  }

  lapse(at: number, clocks: readonly DutyId[] = Object.keys(RULES) as DutyId[]): void {
    for (const one of this.owed) if (clocks.includes(one.clock)) one.end ??= { at, outcome: 'lapsed' };
  }

  stand(clock: DutyId, from: number): void {
    this.last(clock)?.pauses.push({ from, to: null });
  }

  goOn(clock: DutyId, to: number): void {
    const pause = this.last(clock)?.pauses.at(-1);
    if (pause !== undefined) pause.to ??= to;
  }

  duties(): Duty[] {
    // A duty that would have begun after it was no longer owed never began.
    const began = (one: Owed): boolean => one.after === undefined || one.startedAt() < (one.end?.at ?? this.surroundings.horizon);
    return this.owed.filter(began).map((one) => this.judged(one));
  }

  private judged(one: Owed): Duty {
    const dueAt = this.dueOf(one);
    const until = one.end?.at ?? this.surroundings.horizon;
    // While a clock stands still its end does not come.
    const stands = one.pauses.at(-1)?.to === null;
    const lateByMs = stands ? 0 : Math.max(0, until - dueAt);
    const { clock } = one;
    return {
      clock,
      holder: RULES[clock].holder,
      startedAt: one.startedAt(),
      dueAt,
      endedAt: one.end?.at ?? null,
      outcome: one.end?.outcome ?? 'open',
      breached: lateByMs > 0,
      lateByMs,
    };
  }

  /** A holiday that is announced moves the ends that are still to come; what has ended or run out stays as it was. */
  private dueOf(one: Owed): number {
    let arrangement = this.surroundings.arrangement;
    let due: number | null = null;
    for (const { at, days } of this.surroundings.announced) {
      if (at > one.startedAt()) {
        due = one.count(arrangement);
        if (due < at || (one.end?.at ?? Infinity) < at) return due;
      }
      arrangement = withHolidays(arrangement, days);
    }
    return one.count(arrangement);
  }

  private last(clock: DutyId): Owed | undefined {
    return this.owed.findLast((one) => one.clock === clock && one.end === undefined);
  }
}

function take(ledger: Ledger, fact: Fact): void {
  switch (fact.is) {
    case 'need discovered':
      ledger.organ = fact.organ;
      return ledger.start('C01', fact.at);
    case 'notice delivered':
      return delivered(ledger, fact);
    case 'returned':
      if (!ledger.mandatory || fact.personOrOffenceUnknown) ledger.stand('C02', fact.at);
      return;
    case 'corrected':
      return ledger.goOn('C02', fact.at);
    case 'agency told':
      ledger.meet('C02', fact.at);
      ledger.start('C24', fact.at);
      if (ledger.organ === 'court') ledger.start('C14', fact.at);
      return;
    case 'engagement signed':
      return ledger.meet('C24', fact.at);
    case 'papers filed':
      return ledger.meet('C14', fact.at);
    case 'lawyer refused':
      if (ledger.organ !== 'police') return;
      ledger.start('C06', fact.at);
      if (fact.toldAt !== undefined) ledger.meet('C06', fact.toldAt);
      return;
    case 'reason rejected':
      return ledger.meet('C06', fact.at);
    case 'adjourned for the new defender':
      return ledger.start('C13', fact.at);
    case 'reason accepted':
      ledger.meet('C06', fact.at);
      ledger.lapse(fact.at, ['C24', 'C14', 'C30']);
      if (!ledger.mandatory) return;
      ledger.start('C12.own', fact.at);
      return ledger.startAtEndOf('C12.own', 'C12.renotify');
    case 'own lawyer engaged':
      return ownLawyer(ledger, fact);
    case 'reassignment requested':
      ledger.lapse(fact.at, ['C12.own']);
      ledger.meet('C12.renotify', fact.at);
      // 10.1: the request is notified anew, and received as it is delivered.
      return ledger.start('C02', fact.at);
    case 'change requested':
      return ledger.start('C30', fact.at);
    case 'change declined':
      return ledger.meet('C30', fact.at);
    case 'lawyer replaced':
      ledger.meet('C30', fact.at);
      return ledger.lapse(fact.at, ['C24', 'C14']);
    case 'stage concluded':
      ledger.lapse(fact.at, ['C24', 'C14', 'C30']);
      ledger.start('C18', fact.closedAt);
      return ledger.start('C32', fact.closedAt);
    case 'document sent':
      return ledger.meet('C18', fact.at);
    case 'file submitted':
      ledger.meet('C32', fact.at);
      return ledger.start('C33', fact.at);
    case 'file returned':
      // The institution has checked. The law is silent on a file that is handed in anew: it is owed as the first was, from its return.
      ledger.meet('C33', fact.at);
      return ledger.start('C32', fact.at);
    case 'file accepted':
      ledger.meet('C33', fact.at);
      return ledger.lapse(fact.at);
    case 'terminated':
      ledger.lapse(fact.at);
      return ledger.start('C31', fact.at);
    case 'termination served':
      ledger.meet('C31', fact.at);
      return ledger.lapse(fact.at);
    case 'ended':
      return ledger.lapse(fact.at);
    default:
      return;
  }
}

function delivered(ledger: Ledger, notice: Extract<Fact, { is: 'notice delivered' }>): void {
  ledger.organ = notice.organ;
  ledger.mandatory = notice.mandatory;
  ledger.meet('C01', notice.at);
  ledger.start('C02', notice.at);
  if (notice.transferred === true || notice.organ !== 'court' || notice.hearing === undefined || notice.hearing.shortened) return;
  ledger.startBefore('C10', notice.hearing.at);
  ledger.meet('C10', notice.at);
}

function ownLawyer(ledger: Ledger, fact: Extract<Fact, { is: 'own lawyer engaged' }>): void {
  if (ledger.organ === 'police') {
    ledger.start('C06', fact.at);
    ledger.meet('C06', fact.toldAt);
  }
  ledger.meet('C12.own', fact.at);
  ledger.lapse(fact.toldAt);
}
