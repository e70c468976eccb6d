import type { PublicClock } from '@xiezhi/contracts';
import type { WorkingDayCalendar } from './calendar.js';
import { pause, resume, startClock } from './clock.js';
import type { Pause } from './counting.js';

/** What counting needs: the working days, and how long before an end a warning is due (0: none). */
export interface Counting {
  readonly calendar: WorkingDayCalendar;
  readonly warningHours?: number;
}

/** A statutory duty (法定责任) that is owed now. */
export interface OwedDuty<Party> {
  readonly dutyId: string;
  readonly clock: PublicClock;
  readonly holder: Party;
  readonly owedTo: Party;
  readonly breached: boolean;
  readonly warned: boolean;
  /** The last one has no end while the clock stands still. */
  readonly pauses: readonly Pause[];
}

/** Duties owed now by their `dutyId`. */
export type OwedDuties<Party> = Readonly<Record<string, OwedDuty<Party>>>;
/** How often each clock ran in a matter, by its id. */
export type Ran = Readonly<Record<string, number>>;

/** What the statutory clocks of a matter do. `dutyId` tells the runnings of one clock apart: `C02`, `C02-2`, … */
export type DutyFact<Parties, Party> =
  | Fact<'ClockStarted', Parties, Owing<Party> & { readonly warnAt?: string }>
  /** One that was over with the fact that started it. */
  | Fact<'ClockJudged', Parties, Owing<Party> & { readonly doneAt: string; readonly onTime: boolean }>
  | Fact<'ClockStopped', Parties, Named & { readonly stoppedAt: string; readonly outcome: 'met' | 'lapsed'; readonly onTime: boolean }>
  | Fact<'ClockPaused', Parties, Named & { readonly pausedAt: string; readonly reason: string }>
  | Fact<'ClockResumed', Parties, Named & { readonly resumedAt: string }>
  | Fact<'ClockWarned', Parties, Named & { readonly warnedAt: string }>
  | Fact<
      'ClockRecounted',
      Parties,
      Told & {
        readonly previousDueAt: string;
        readonly calendar: string;
        readonly recountedAt: string;
        readonly over: boolean;
        readonly warnAt?: string;
      }
    >
  | Fact<'ClockBreached', Parties, Told & { readonly breachedAt: string; readonly noticedAt?: string; readonly late?: boolean }>;

interface Fact<Type extends string, Parties, Data> {
  readonly type: Type;
  readonly data: { readonly parties: Parties } & Data;
}
interface Named {
  readonly dutyId: string;
  readonly clock: PublicClock;
}
/** Of the first days, when a matter had one clock only: it was named by itself. */
interface Told {
  readonly dutyId?: string;
  readonly clock: PublicClock;
}
interface Owing<Party> extends Named {
  readonly holder: Party;
  readonly owedTo: Party;
}

/** A matter in which duties begin. */
export interface Beginning<Parties> {
  readonly parties: Parties;
  readonly ran: Ran;
  readonly lawyerId?: string | undefined;
}
/** A matter in which duties are owed. */
export interface Owed<Parties, Party> {
  readonly parties: Parties;
  readonly duties: OwedDuties<Party>;
}

/** Who owes what to whom in matters of one kind. */
export interface DutyLaw<Id extends string, Parties, Party> {
  readonly partiesOf: (clock: Id, parties: Parties, lawyerId: string | undefined) => { readonly holder: Party; readonly owedTo: Party };
  /** Reasons to stand still that are adopted here, without being confirmed law. */
  readonly adoptedPauses?: readonly string[];
}

const HOUR_MS = 3_600_000;
/** A timer that fires so long after the end says that it is late. */
const LATE_AFTER_MS = 60_000;

/** When the holder is warned that a clock is about to end; nothing when no warning is wanted or it would come before the start. */
export function warnAt({ startedAt, dueAt }: PublicClock, { warningHours = 0 }: Pick<Counting, 'warningHours'>): string | undefined {
  if (warningHours <= 0) return undefined;
  const at = new Date(Date.parse(dueAt) - warningHours * HOUR_MS).toISOString();
  return at > startedAt ? at : undefined;
}

const isPausedNow = ({ pauses }: Pick<OwedDuty<unknown>, 'pauses'>): boolean => pauses.at(-1)?.until === null;
const closePause = (pauses: readonly Pause[], until: string): readonly Pause[] => [...pauses.slice(0, -1), { ...pauses.at(-1)!, until }];
const warning = (clock: PublicClock, counting: Pick<Counting, 'warningHours'>): { readonly warnAt?: string } => {
  const at = warnAt(clock, counting);
  return at === undefined ? {} : { warnAt: at };
};

/** How often each clock ran, after a fact. */
export const ranAfter = (ran: Ran | undefined, id: string): Ran => ({ ...ran, [id]: (ran?.[id] ?? 0) + 1 });

/** The duties after a fact about one of them. */
export function evolveDuties<Parties, Party>(duties: OwedDuties<Party>, { type, data }: DutyFact<Parties, Party>): OwedDuties<Party> {
  if (type === 'ClockStarted') {
    const { dutyId, clock, holder, owedTo } = data;
    return { ...duties, [dutyId]: { dutyId, clock, holder, owedTo, breached: false, warned: false, pauses: [] } };
  }
  if (type === 'ClockJudged') return duties;
  const dutyId = data.dutyId ?? data.clock.id;
  const duty = duties[dutyId];
  if (duty === undefined) return duties;
  const changed = (change: Partial<OwedDuty<Party>>): OwedDuties<Party> => ({ ...duties, [dutyId]: { ...duty, ...change } });
  switch (type) {
    case 'ClockStopped': {
      const { [dutyId]: _stopped, ...others } = duties;
      return others;
    }
    case 'ClockPaused':
      return changed({ clock: data.clock, pauses: [...duty.pauses, { reason: data.reason, from: data.pausedAt, until: null }] });
    case 'ClockResumed':
      return changed({ clock: data.clock, pauses: closePause(duty.pauses, data.resumedAt) });
    case 'ClockWarned':
      return changed({ warned: true });
    case 'ClockRecounted':
      return changed({ clock: data.clock, breached: duty.breached && data.over, warned: duty.warned && data.over });
    case 'ClockBreached':
      return changed({ breached: true });
  }
}

/** The facts of statutory duties in matters of one kind: begun, done, lapsed, standing still, counted again, warned of, breached. */
export class DutyRules<Id extends string, Parties, Party> {
  constructor(private readonly law: DutyLaw<Id, Parties, Party>) {}

  /** The clock `id` as it runs from `trigger`; a pause that lasts leaves its end as it was. */
  count(id: string, trigger: string, calendar: WorkingDayCalendar, pauses: readonly Pause[] = [], lastDueAt = ''): PublicClock {
    let clock = startClock(id, trigger, calendar, { adoptedPauses: this.law.adoptedPauses ?? [] }) as ReturnType<typeof pause>;
    for (const { from, until, reason } of pauses) {
      clock = pause(clock, from, reason, calendar);
      if (until !== null) clock = resume(clock, until, calendar);
    }
    const { startedAt, dueAt, provisional, basis } = clock;
    return { id, startedAt, dueAt: dueAt ?? lastDueAt, provisional, basis };
  }

  /** The clock `id` starts with `trigger`. */
  started(id: Id, trigger: string, { parties, ran, lawyerId }: Beginning<Parties>, counting: Counting): DutyFact<Parties, Party> {
    const clock = this.count(id, trigger, counting.calendar);
    const owing = { dutyId: dutyIdOf(id, ran), clock, ...this.law.partiesOf(id, parties, lawyerId) };
    return { type: 'ClockStarted', data: { parties, ...owing, ...warning(clock, counting) } };
  }

  /** A clock that starts and is done with the same command: what is told late is recorded, and never refused. */
  judged(
    id: Id,
    trigger: string,
    doneAt: string,
    { parties, ran, lawyerId }: Beginning<Parties>,
    { calendar }: Counting,
  ): DutyFact<Parties, Party> {
    const clock = this.count(id, trigger, calendar);
    const owing = { dutyId: dutyIdOf(id, ran), clock, ...this.law.partiesOf(id, parties, lawyerId) };
    return { type: 'ClockJudged', data: { parties, ...owing, doneAt, onTime: doneAt < clock.dueAt } };
  }

  /** The running duty of a clock. */
  dutyOf({ duties }: Pick<Owed<Parties, Party>, 'duties'>, id: Id): OwedDuty<Party> | undefined {
    return Object.values(duties).find(({ clock }) => clock.id === id);
  }

  /** The duty of clock `id` was done at `stoppedAt`, or is owed no more; nothing when it does not run. */
  stopped(matter: Owed<Parties, Party>, id: Id, stoppedAt: string, outcome: 'met' | 'lapsed' = 'met'): readonly DutyFact<Parties, Party>[] {
    const duty = this.dutyOf(matter, id);
    return duty === undefined ? [] : [end(matter.parties, duty, stoppedAt, outcome)];
  }

  /** All that is owed lapses, but for the clocks of `but`. */
  lapsed({ parties, duties }: Owed<Parties, Party>, at: string, ...but: readonly Id[]): readonly DutyFact<Parties, Party>[] {
    return Object.values(duties)
      .filter(({ clock }) => !(but as readonly string[]).includes(clock.id))
      .map((duty) => end(parties, duty, at, 'lapsed'));
  }

  /** The clock stands still from `at`. */
  paused(
    matter: Owed<Parties, Party>,
    id: Id,
    at: string,
    reason: string,
    calendar: WorkingDayCalendar,
  ): readonly DutyFact<Parties, Party>[] {
    const duty = this.dutyOf(matter, id);
    if (duty === undefined || isPausedNow(duty) || at >= duty.clock.dueAt) return [];
    const clock = this.count(id, duty.clock.startedAt, calendar, [...duty.pauses, { reason, from: at, until: null }], duty.clock.dueAt);
    return [{ type: 'ClockPaused', data: { parties: matter.parties, dutyId: duty.dutyId, clock, pausedAt: at, reason } }];
  }

  /** It runs on from `at` with what remained. */
  resumed(matter: Owed<Parties, Party>, id: Id, at: string, calendar: WorkingDayCalendar): readonly DutyFact<Parties, Party>[] {
    const duty = this.dutyOf(matter, id);
    if (duty === undefined || !isPausedNow(duty)) return [];
    const clock = this.count(id, duty.clock.startedAt, calendar, closePause(duty.pauses, at));
    return [{ type: 'ClockResumed', data: { parties: matter.parties, dutyId: duty.dutyId, clock, resumedAt: at } }];
  }

  /** Every running clock counted again, where that makes a difference; one that stands still is counted when it runs on. */
  recounted({ parties, duties }: Owed<Parties, Party>, at: string, counting: Counting): readonly DutyFact<Parties, Party>[] {
    const { calendar } = counting;
    return Object.values(duties).flatMap((duty): DutyFact<Parties, Party>[] => {
      if (isPausedNow(duty)) return [];
      const { dutyId, clock, pauses } = duty;
      const { dueAt, provisional } = this.count(clock.id, clock.startedAt, calendar, pauses);
      if (dueAt === clock.dueAt && provisional === clock.provisional) return [];
      const now = { ...clock, dueAt, provisional };
      const counted = { previousDueAt: clock.dueAt, calendar: calendar.version, recountedAt: at, over: at >= dueAt };
      return [{ type: 'ClockRecounted', data: { parties, dutyId, clock: now, ...counted, ...warning(now, counting) } }];
    });
  }

  /**
   * The end of a clock has come; nothing when it stopped, or the breach is known: a timer that fires late finds nothing to say. A calendar
   * that gives more time may have come a moment ago. `followUp`: what begins with this breach.
   */
  breached(
    matter: Owed<Parties, Party>,
    dutyId: string,
    at: string,
    counting: Counting,
    followUp: (duty: OwedDuty<Party>) => readonly DutyFact<Parties, Party>[] = () => [],
  ): readonly DutyFact<Parties, Party>[] {
    const { parties } = matter;
    const duty = matter.duties[dutyId];
    if (duty === undefined || duty.breached || isPausedNow(duty) || at < duty.clock.dueAt) return [];
    const again = this.recounted({ parties, duties: { [dutyId]: duty } }, at, counting);
    const now = again.reduce<OwedDuties<Party>>(evolveDuties, { [dutyId]: duty })[dutyId]!;
    const breachedAt = now.clock.dueAt;
    if (at < breachedAt) return again;
    const late = Date.parse(at) - Date.parse(breachedAt) > LATE_AFTER_MS;
    const told = { dutyId, clock: now.clock, breachedAt, noticedAt: at, late };
    return [...again, { type: 'ClockBreached', data: { parties, ...told } }, ...followUp(now)];
  }

  /** The holder is warned once, while there is time. */
  warned({ parties, duties }: Owed<Parties, Party>, dutyId: string, at: string): readonly DutyFact<Parties, Party>[] {
    const duty = duties[dutyId];
    if (duty === undefined || duty.warned || duty.breached || isPausedNow(duty) || at >= duty.clock.dueAt) return [];
    return [{ type: 'ClockWarned', data: { parties, dutyId, clock: duty.clock, warnedAt: at } }];
  }
}

function dutyIdOf(id: string, ran: Ran): string {
  const times = (ran[id] ?? 0) + 1;
  return times === 1 ? id : `${id}-${times}`;
}

function end<Parties, Party>(
  parties: Parties,
  duty: OwedDuty<Party>,
  stoppedAt: string,
  outcome: 'met' | 'lapsed',
): DutyFact<Parties, Party> {
  const { dutyId, clock } = duty;
  const onTime = isPausedNow(duty) || stoppedAt < clock.dueAt;
  return { type: 'ClockStopped', data: { parties, dutyId, clock, stoppedAt, outcome, onTime } };
}
