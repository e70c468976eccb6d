import {
  DutyRules,
  evolveDuties as evolveOwed,
  ranAfter,
  warnAt,
  type Counting,
  type DutyFact,
  type WorkingDayCalendar,
} from '@xiezhi/legal-policy';
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

export { ranAfter, warnAt, type Counting };

/** Clocks that a defence request starts (domain section 8). */
export type DutyClock = 'C01' | 'C02' | 'C06' | 'C10' | 'C12.own' | 'C12.renotify' | 'C14' | 'C18' | 'C24' | 'C30' | 'C31' | 'C32' | 'C33';

/** Why C02 stands still: nobody can be assigned for a person or an offence that is not known (section 10.1). Adopted here, not confirmed law. */
export const NOTICE_UNUSABLE = 'notice_unusable';

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

const rules = new DutyRules<DutyClock, Parties, DutyParty>({ partiesOf, adoptedPauses: [NOTICE_UNUSABLE] });

const told = (facts: readonly DutyFact<Parties, DutyParty>[]): readonly DutyEvent[] => facts as unknown as readonly DutyEvent[];
const one = (fact: DutyFact<Parties, DutyParty>): DutyEvent => fact as unknown as DutyEvent;
/** A state in which something may be owed. */
const owed = (state: DefenceRequestState & { readonly parties: Parties }) => ({ parties: state.parties, duties: dutiesOf(state) });

type Begun = Parameters<typeof rules.started>[2];

/** The clock `id` as it runs from `trigger`. */
export const count = (id: string, trigger: string, calendar: WorkingDayCalendar): Clock => rules.count(id, trigger, calendar) as Clock;

/** The clock `id` starts with `trigger`. */
export const started = (id: DutyClock, trigger: string, matter: Begun, counting: Counting): DutyEvent =>
  one(rules.started(id, trigger, matter, counting));

/** A clock that starts and is done with the same command: what is told late is recorded, and never refused. */
export const judged = (id: DutyClock, trigger: string, doneAt: string, matter: Begun, counting: Counting): DutyEvent =>
  one(rules.judged(id, trigger, doneAt, matter, counting));

/** The running duty of a clock. */
export const dutyOf = (state: DefenceRequestState, id: DutyClock): Duty | undefined =>
  rules.dutyOf({ duties: dutiesOf(state) }, id) as Duty | undefined;

/** The duty of clock `id` was done at `stoppedAt`, or is owed no more; nothing when it does not run. */
export const stopped = (
  state: DefenceRequestState & { readonly parties: Parties },
  id: DutyClock,
  stoppedAt: string,
  outcome: 'met' | 'lapsed' = 'met',
): readonly DutyEvent[] => told(rules.stopped(owed(state), id, stoppedAt, outcome));

/** All that is owed lapses, but for the clocks of `but`. */
export const lapsed = (
  state: DefenceRequestState & { readonly parties: Parties },
  at: string,
  ...but: readonly DutyClock[]
): readonly DutyEvent[] => told(rules.lapsed(owed(state), at, ...but));

/** C02 stands still from `at`. */
export const paused = (state: Open, id: DutyClock, at: string, reason: string, calendar: WorkingDayCalendar): readonly DutyEvent[] =>
  told(rules.paused(state, id, at, reason, calendar));

/** C02 runs on from `at` with what remained. */
export const resumed = (state: Open, id: DutyClock, at: string, calendar: WorkingDayCalendar): readonly DutyEvent[] =>
  told(rules.resumed(state, id, at, calendar));

/** Every running clock counted again, where that makes a difference. */
export const recounted = (state: DefenceRequestState, at: string, counting: Counting): readonly DutyEvent[] =>
  'parties' in state ? told(rules.recounted(owed(state), at, counting)) : [];

/**
 * The timer of a clock fired. When the defendant's five days are over, the court has three to notify anew (Interp. Art 50). They run out
 * with their last day, which is thus the day of the trigger: the day after it is the first of the three.
 */
export function breached(state: DefenceRequestState, dutyId: string, at: string, counting: Counting): readonly DutyEvent[] {
  if (!('parties' in state)) return [];
  const followUp = ({ clock }: { readonly clock: { readonly id: string; readonly dueAt: string } }) => {
    if (clock.id !== 'C12.own' || !('ran' in state)) return [];
    const withTheLastDay = new Date(Date.parse(clock.dueAt) - 1).toISOString();
    return [rules.started('C12.renotify', withTheLastDay, state, counting)];
  };
  return told(rules.breached(owed(state), dutyId, at, counting, followUp));
}

/** The holder is warned once, while there is time. */
export const warned = (state: DefenceRequestState, dutyId: string, at: string): readonly DutyEvent[] =>
  'parties' in state ? told(rules.warned(owed(state), dutyId, at)) : [];

/** The duties after a fact about one of them. */
export const evolveDuties = (duties: Duties, event: DutyEvent): Duties =>
  evolveOwed(duties, event as unknown as DutyFact<Parties, DutyParty>) as Duties;
