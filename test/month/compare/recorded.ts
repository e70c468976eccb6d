import type { Logged } from '../replay/store.js';

/** A duty as the platform recorded it. */
export interface Recorded {
  readonly clock: string;
  readonly holder: string;
  readonly startedAt: number;
  dueAt: number;
  endedAt: number | null;
  outcome: 'met' | 'lapsed' | 'open';
  breached: boolean;
  /** The end that was told as having passed, and whether noticeably later than it did; a duty judged as it is done needs no telling. */
  told: { readonly of: number; readonly late: boolean } | 'judged' | null;
}

interface Clock {
  readonly id: string;
  readonly startedAt: string;
  readonly dueAt: string;
}
interface Said {
  readonly dutyId?: string;
  readonly clock: Clock;
  readonly holder: { readonly kind: string };
  readonly stoppedAt: string;
  readonly doneAt: string;
  readonly notifiedAt: string;
  readonly outcome: 'met' | 'lapsed';
  readonly onTime: boolean;
  readonly over: boolean;
  readonly late?: boolean;
  readonly breachedAt: string;
  readonly replacement?: boolean;
  readonly preparationUntil?: string;
  readonly toldAt: string;
}

/** The oracle's name of a holder. */
const HOLDERS: Readonly<Record<string, string>> = {
  court: 'agency',
  procuratorate: 'agency',
  police: 'agency',
  institution: 'institution',
  lawyer: 'lawyer',
  unit: 'firm',
  defendant: 'person',
};

const FIRST = 'C02';

/** The duties that the events of one request tell of. */
export function recordedDuties(events: readonly Logged[]): Recorded[] {
  const duties = new Map<string, Recorded>();
  const preparations: Recorded[] = [];
  for (const { type, data } of events) {
    const said = data as unknown as Said;
    const id = said.dutyId ?? FIRST;
    const duty = duties.get(id);
    switch (type) {
      case 'DefenceNotificationReceived':
        duties.set(FIRST, begun(said.clock, 'institution'));
        break;
      case 'ClockStarted':
        duties.set(id, begun(said.clock, HOLDERS[said.holder.kind] ?? said.holder.kind));
        break;
      case 'ClockJudged':
        duties.set(id, begun(said.clock, HOLDERS[said.holder.kind] ?? said.holder.kind));
        end(duties.get(id), said.doneAt, 'met', said.onTime);
        duties.get(id)!.told = 'judged';
        break;
      case 'AssignmentNotifiedToAgency':
        if (said.replacement !== true) end(duty, said.notifiedAt, 'met', said.onTime);
        break;
      case 'ClockStopped':
        end(duty, said.stoppedAt, said.outcome, said.onTime);
        break;
      case 'ClockRecounted':
      case 'ClockResumed':
        duty!.dueAt = Date.parse(said.clock.dueAt);
        if (type === 'ClockRecounted' && !said.over) duty!.breached = false;
        break;
      case 'ClockBreached':
        duty!.breached = true;
        duty!.told = { of: Date.parse(said.breachedAt), late: said.late === true };
        break;
      case 'HearingRescheduled':
        if (said.preparationUntil !== undefined) {
          preparations.push({ ...begun({ id: 'C13', startedAt: said.toldAt, dueAt: said.preparationUntil }, 'lawyer') });
        }
        break;
      default:
    }
  }
  return [...duties.values(), ...preparations];
}

const begun = ({ id, startedAt, dueAt }: Clock, holder: string): Recorded => ({
  clock: id,
  holder,
  startedAt: Date.parse(startedAt),
  dueAt: Date.parse(dueAt),
  endedAt: null,
  outcome: 'open',
  breached: false,
  told: null,
});

function end(duty: Recorded | undefined, at: string, outcome: 'met' | 'lapsed', onTime: boolean): void {
  if (duty === undefined || duty.endedAt !== null) throw new Error(`a duty ended twice, or never began: ${at}`);
  duty.endedAt = Date.parse(at);
  duty.outcome = outcome;
  // What was done in time and told after the end was no breach.
  duty.breached = !onTime;
}
