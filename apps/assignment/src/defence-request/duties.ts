import { pause, resume, startClock, type Pause, type WorkingDayCalendar } from '@xiezhi/legal-policy';
import type { DutyEvent } from './events.js';
import {
  dutiesOf,
  type Clock,
  type DefenceRequestState,
  type Duties,
  type Duty,
  type DutyParty,
  type Open,
  type Parties,
} from './state.js';

/** What counting needs: the working days, and how long before an end a warning is due (0: none). */
export interface Counting {
  readonly calendar: WorkingDayCalendar;
  readonly warningHours?: number;
}

/** Clocks that a defence request starts (domain section 8). */
export type DutyClock = 'C01' | 'C02' | 'C06' | 'C10' | 'C12.own' | 'C12.renotify' | 'C14' | 'C18' | 'C24' | 'C30' | 'C31' | 'C32' | 'C33';

/** Why C02 stands still: nobody can be assigned for a person or an offence that is not known (section 10.1). Adopted here, not confirmed law. */
export const NOTICE_UNUSABLE = 'notice_unusable';

const HOUR_MS = 3_600_000;

/** Who owes what to whom. */
function partiesOf(
  clock: DutyClock,
  { organ, organKind, institution }: Parties,
  lawyerId: string | undefined,
): Pick<Duty, 'holder' | 'owedTo'> {
  const court: DutyParty = { kind: organKind, agency: organ };
  const aid: DutyParty = { kind: 'institution', agency: institution };
  const lawyer: DutyParty = { kind: 'lawyer', ...(lawyerId !== undefined && { lawyerId }) };
  switch (clock) {
    case 'C01':
    case 'C06':
    case 'C10':
    case 'C12.renotify':
      return { holder: court, owedTo: aid };
    case 'C02':
      return { holder: aid, owedTo: court };
    case 'C12.own':
      return { holder: { kind: 'defendant' }, owedTo: court };
    case 'C14':
      return { holder: lawyer, owedTo: court };
    case 'C18':
      return { holder: court, owedTo: lawyer };
    case 'C24':
      return { holder: { ...lawyer, kind: 'unit' }, owedTo: { kind: 'recipient' } };
    case 'C30':
    case 'C31':
      return { holder: aid, owedTo: { kind: 'recipient' } };
    case 'C32':
      return { holder: lawyer, owedTo: aid };
    case 'C33':
      return { holder: aid, owedTo: { ...lawyer, kind: 'unit' } };
  }
}

/** The clock `id` as it runs from `trigger`; a pause that lasts leaves its end as it was. */
export function count(id: string, trigger: string, calendar: WorkingDayCalendar, pauses: readonly Pause[] = [], lastDueAt = ''): Clock {
  let clock = startClock(id, trigger, calendar, { adoptedPauses: [NOTICE_UNUSABLE] }) as ReturnType<typeof pause>;
  for (const { from, until, reason } of pauses) {
    clock = pause(clock, from, reason, calendar);
    if (until !== null) clock = resume(clock, until, calendar);
  }
  const { startedAt, dueAt, provisional, basis } = clock;
  return { id, startedAt, dueAt: dueAt ?? lastDueAt, provisional, basis };
}

/** When the holder is warned that a clock is about to end; nothing when no warning is wanted or it would come before the start. */
export function warnAt({ startedAt, dueAt }: Clock, { warningHours = 0 }: Pick<Counting, 'warningHours'>): string | undefined {
  if (warningHours <= 0) return undefined;
  const at = new Date(Date.parse(dueAt) - warningHours * HOUR_MS).toISOString();
  return at > startedAt ? at : undefined;
}

const isPausedNow = ({ pauses }: Duty): boolean => pauses.at(-1)?.until === null;

interface Beginning {
  readonly parties: Parties;
  readonly ran: Open['ran'];
  readonly lawyerId?: string | undefined;
}

/** Tells the runnings of a clock apart. */
const dutyIdOf = (id: DutyClock, ran: Open['ran']): string => {
  const times = (ran[id] ?? 0) + 1;
  return times === 1 ? id : `${id}-${times}`;
};

/** The clock `id` starts with `trigger`. */
export function started(id: DutyClock, trigger: string, { parties, ran, lawyerId }: Beginning, counting: Counting): DutyEvent {
  const clock = count(id, trigger, counting.calendar);
  const warning = warnAt(clock, counting);
  return {
    type: 'ClockStarted',
    data: {
      parties,
      dutyId: dutyIdOf(id, ran),
      clock,
      ...partiesOf(id, parties, lawyerId),
      ...(warning !== undefined && { warnAt: warning }),
    },
  };
}

/** The running duty of a clock. */
export const dutyOf = (state: DefenceRequestState, id: DutyClock): Duty | undefined =>
  Object.values(dutiesOf(state)).find(({ clock }) => clock.id === id);

function end(parties: Parties, duty: Duty, stoppedAt: string, outcome: 'met' | 'lapsed'): DutyEvent {
  const { dutyId, clock } = duty;
  return {
    type: 'ClockStopped',
    data: { parties, dutyId, clock, stoppedAt, outcome, onTime: isPausedNow(duty) || stoppedAt < clock.dueAt },
  };
}

/** The duty of clock `id` was done at `stoppedAt`, or is owed no more; nothing when it does not run. */
export function stopped(
  state: DefenceRequestState & { readonly parties: Parties },
  id: DutyClock,
  stoppedAt: string,
  outcome: 'met' | 'lapsed' = 'met',
): readonly DutyEvent[] {
  const duty = dutyOf(state, id);
  return duty === undefined ? [] : [end(state.parties, duty, stoppedAt, outcome)];
}

/** All that is owed lapses, but for the clocks of `but`. */
export const lapsed = (
  state: DefenceRequestState & { readonly parties: Parties },
  at: string,
  ...but: readonly DutyClock[]
): readonly DutyEvent[] =>
  Object.values(dutiesOf(state))
    .filter(({ clock }) => !(but as readonly string[]).includes(clock.id))
    .map((duty) => end(state.parties, duty, at, 'lapsed'));

/** A clock that starts and is done with the same command: what is told late is recorded, and never refused. */
export function judged(
  id: DutyClock,
  trigger: string,
  doneAt: string,
  { parties, ran, lawyerId }: Beginning,
  { calendar }: Counting,
): DutyEvent {
  const clock = count(id, trigger, calendar);
  const data = { parties, dutyId: dutyIdOf(id, ran), clock, ...partiesOf(id, parties, lawyerId), doneAt, onTime: doneAt < clock.dueAt };
  return { type: 'ClockJudged', data };
}

/** C02 stands still from `at`. */
export function paused(state: Open, id: DutyClock, at: string, reason: string, calendar: WorkingDayCalendar): readonly DutyEvent[] {
  const duty = dutyOf(state, id);
  if (duty === undefined || isPausedNow(duty) || at >= duty.clock.dueAt) return [];
  const clock = count(id, duty.clock.startedAt, calendar, [...duty.pauses, { reason, from: at, until: null }], duty.clock.dueAt);
  return [{ type: 'ClockPaused', data: { parties: state.parties, dutyId: duty.dutyId, clock, pausedAt: at, reason } }];
}

/** C02 runs on from `at` with what remained. */
export function resumed(state: Open, id: DutyClock, at: string, calendar: WorkingDayCalendar): readonly DutyEvent[] {
  const duty = dutyOf(state, id);
  if (duty === undefined || !isPausedNow(duty)) return [];
  const clock = count(id, duty.clock.startedAt, calendar, closePause(duty.pauses, at));
  return [{ type: 'ClockResumed', data: { parties: state.parties, dutyId: duty.dutyId, clock, resumedAt: at } }];
}

const closePause = (pauses: readonly Pause[], until: string): readonly Pause[] => [...pauses.slice(0, -1), { ...pauses.at(-1)!, until }];

/** Every running clock counted again, where that makes a difference; one that has stopped stays as it was judged, one that stands still is counted when it runs on. */
export function recounted(state: DefenceRequestState, at: string, { calendar, warningHours = 0 }: Counting): readonly DutyEvent[] {
  if (!('parties' in state)) return [];
  const { parties } = state;
  return Object.values(dutiesOf(state)).flatMap((duty): DutyEvent[] => {
    if (isPausedNow(duty)) return [];
    const { dutyId, clock, pauses } = duty;
    const now = count(clock.id, clock.startedAt, calendar, pauses);
    if (now.dueAt === clock.dueAt && now.provisional === clock.provisional) return [];
    const warning = warnAt(now, { warningHours });
    return [
      {
        type: 'ClockRecounted',
        data: {
          parties,
          dutyId,
          clock: { ...clock, dueAt: now.dueAt, provisional: now.provisional },
          previousDueAt: clock.dueAt,
          calendar: calendar.version,
          recountedAt: at,
          over: at >= now.dueAt,
          ...(warning !== undefined && { warnAt: warning }),
        },
      },
    ];
  });
}

/** A timer that fires so long after the end says that it is late. */
const LATE_AFTER_MS = 60_000;

/** The clock stopped, or the breach is known: a timer that fires late finds nothing to say. A calendar that gives more time may have come a moment ago. */
export function breached(state: DefenceRequestState, dutyId: string, at: string, counting: Counting): readonly DutyEvent[] {
  const duty = dutiesOf(state)[dutyId];
  if (duty === undefined || !('parties' in state) || duty.breached || isPausedNow(duty) || at < duty.clock.dueAt) return [];
  const again = recounted({ ...state, duties: { [dutyId]: duty } } as DefenceRequestState, at, counting);
  const now = again.reduce(evolveDuties, { [dutyId]: duty } as Duties)[dutyId]!;
  if (at < now.clock.dueAt) return again;
  const breachedAt = now.clock.dueAt;
  const late = Date.parse(at) - Date.parse(breachedAt) > LATE_AFTER_MS;
  return [
    ...again,
    { type: 'ClockBreached', data: { parties: state.parties, dutyId, clock: now.clock, breachedAt, noticedAt: at, late } },
    ...followUp(state, now, counting),
  ];
}

/**
 * When the defendant's five days are over, the court has three to notify anew (Interp. Art 50). They run out with their last day, which is
 * thus the day of the trigger: the day after it is the first of the three.
 */
function followUp(state: DefenceRequestState, { clock }: Duty, counting: Counting): readonly DutyEvent[] {
  if (clock.id !== 'C12.own' || !('ran' in state)) return [];
  const withTheLastDay = new Date(Date.parse(clock.dueAt) - 1).toISOString();
  return [started('C12.renotify', withTheLastDay, state, counting)];
}

/** The holder is warned once, while there is time. */
export function warned(state: DefenceRequestState, dutyId: string, at: string): readonly DutyEvent[] {
  const duty = dutiesOf(state)[dutyId];
  if (duty === undefined || !('parties' in state) || duty.warned || duty.breached || isPausedNow(duty) || at >= duty.clock.dueAt) return [];
  return [{ type: 'ClockWarned', data: { parties: state.parties, dutyId, clock: duty.clock, warnedAt: at } }];
}

/** The duties after a fact about one of them. */
export function evolveDuties(duties: Duties, { type, data }: DutyEvent): Duties {
  if (type === 'ClockStarted') {
    const { dutyId, clock, holder, owedTo } = data;
    return { ...duties, [dutyId]: { dutyId, clock, holder, owedTo, breached: false, warned: false, pauses: [] } };
  }
  if (type === 'ClockJudged') return duties;
  // Of the first days, when C02 was the only clock: it was named by itself.
  const dutyId = data.dutyId ?? data.clock.id;
  const duty = duties[dutyId];
  if (duty === undefined) return duties;
  const changed = (change: Partial<Duty>): Duties => ({ ...duties, [dutyId]: { ...duty, ...change } });
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

/** How often each clock ran, after a fact. */
export const ranAfter = (ran: Open['ran'] | undefined, id: string): Open['ran'] => ({ ...ran, [id]: (ran?.[id] ?? 0) + 1 });
