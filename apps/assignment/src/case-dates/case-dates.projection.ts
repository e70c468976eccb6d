import { idOf, type Projection, type RecordedEvent } from '@xiezhi/eventsourcing';
import { shanghaiDay } from '@xiezhi/legal-policy';
import { defenceRequest, type DefenceRequestEvent } from '../defence-request/defence-request.js';
import type { DutyEvent } from '../defence-request/events.js';
import type { DutyParty, Parties } from '../defence-request/state.js';

/** One date of a case: its hearing (开庭), or the end of a time limit that runs (期限). Names nobody. */
export interface CaseDateRow {
  /** `<request>:hearing`, or `<request>:<duty>`. */
  readonly id: string;
  readonly request_id: string;
  readonly organ: string;
  readonly institution: string;
  readonly kind: 'hearing' | 'duty';
  /** The clock of a time limit. */
  readonly clock: string | null;
  /** Who owes it. */
  readonly holder: DutyParty['kind'] | null;
  /** The lawyer whose date it is: who defends, or who owes. */
  readonly lawyer_id: string | null;
  /** `null` while no date is fixed: no hearing yet, or the clock stands still. */
  readonly at: string | null;
  /** 当日, in Asia/Shanghai: what ends at 24:00 of a day ends on it. */
  readonly day: string | null;
}

/** What every event of a clock says; those of the first days named C02 by itself. */
type ClockData = DutyEvent['data'] & { readonly dutyId?: string };

const HEARING = 'hearing';
const C02 = 'C02';

/** What closes a request, or ends its hearings: every date of it that no clock of its own removes goes with it. */
const ENDS: ReadonlySet<DefenceRequestEvent['type']> = new Set([
  'NotificationWithdrawn',
  'DefendantEngagedOwnLawyer',
  'JurisdictionTransferred',
  'RequestClosedForOther',
  'OwnLawyerEngaged',
  'StageConcluded',
  'AidTerminated',
]);

const dutyOf = ({ type, data }: DefenceRequestEvent): string | null => {
  if (type === 'DefenceNotificationReceived') return C02;
  if (type === 'AssignmentNotifiedToAgency') return data.dutyId ?? C02;
  if (ENDS.has(type)) return C02;
  return type.startsWith('Clock') ? ((data as ClockData).dutyId ?? (data as ClockData).clock.id) : null;
};

const dayAt = (at: string | undefined): Pick<CaseDateRow, 'at' | 'day'> =>
  at === undefined ? { at: null, day: null } : { at, day: shanghaiDay(at) };

/** A time limit ends with the instant before its end. */
const dueDay = (dueAt: string): Pick<CaseDateRow, 'at' | 'day'> => ({
  at: dueAt,
  day: shanghaiDay(new Date(Date.parse(dueAt) - 1).toISOString()),
});

function ofHearing(row: CaseDateRow | null, { type, data }: DefenceRequestEvent, none: CaseDateRow): CaseDateRow | null {
  if (ENDS.has(type)) return null;
  const at = (hearingAt: string | undefined): CaseDateRow => ({ ...(row ?? none), ...dayAt(hearingAt) });
  const of = (lawyerId: string | null): CaseDateRow | null => (row === null ? null : { ...row, lawyer_id: lawyerId });
  switch (type) {
    case 'DefenceNotificationSent':
    case 'NotificationCorrected':
      return at(data.facts.hearingAt);
    case 'HearingRescheduled':
      return at(data.hearingAt);
    case 'LawyerAssigned':
    case 'LawyerReplaced':
      return of(data.lawyerId);
    case 'RefusalReasonAccepted':
      return of(null);
    default:
      return row;
  }
}

function ofDuty(row: CaseDateRow | null, { type, data }: DefenceRequestEvent, none: CaseDateRow): CaseDateRow | null {
  if (ENDS.has(type)) return null;
  switch (type) {
    case 'DefenceNotificationReceived':
      return { ...none, clock: C02, holder: 'institution', ...dueDay(data.clock.dueAt) };
    case 'ClockStarted': {
      const { clock, holder } = data;
      return { ...none, clock: clock.id, holder: holder.kind, lawyer_id: holder.lawyerId ?? null, ...dueDay(clock.dueAt) };
    }
    case 'ClockPaused':
      return row === null ? null : { ...row, at: null, day: null };
    case 'ClockResumed':
    case 'ClockRecounted':
      return row === null ? null : { ...row, ...dueDay(data.clock.dueAt) };
    case 'ClockStopped':
    case 'AssignmentNotifiedToAgency':
      return null;
    default:
      return row;
  }
}

/** Dates of the requests that run, for the calendars of institutions and lawyers (日历、日程). */
export const caseDates: Projection<CaseDateRow, RecordedEvent> = {
  name: 'case_dates',
  version: 1,
  key: 'id',
  columns: {
    id: 'text',
    request_id: 'uuid',
    organ: 'text',
    institution: 'text',
    kind: 'text',
    clock: 'text',
    holder: 'text',
    lawyer_id: 'uuid',
    at: 'timestamptz',
    day: 'date',
  },
  indexes: [
    '(institution, day, at, id) WHERE day IS NOT NULL',
    '(organ, day, at, id) WHERE day IS NOT NULL',
    '(lawyer_id, day, at, id) WHERE lawyer_id IS NOT NULL AND day IS NOT NULL',
    '(request_id)',
  ],
  seenBy: { agencies: ['organ', 'institution'], lawyers: ['lawyer_id'], matter: 'request_id' },
  keysOf: (event) => {
    const id = idOf(defenceRequest, event.stream);
    if (id === null) return [];
    const duty = dutyOf(event as unknown as DefenceRequestEvent);
    return duty === null ? [`${id}:${HEARING}`] : [`${id}:${HEARING}`, `${id}:${duty}`];
  },
  evolve(row, item, key) {
    const event = item as unknown as DefenceRequestEvent;
    const { organ, institution }: Parties = event.data.parties;
    const requestId = idOf(defenceRequest, item.stream)!;
    const hearing = key.endsWith(`:${HEARING}`);
    const none: CaseDateRow = {
      id: key,
      request_id: requestId,
      organ,
      institution,
      kind: hearing ? 'hearing' : 'duty',
      clock: null,
      holder: null,
      lawyer_id: null,
      at: null,
      day: null,
    };
    return hearing ? ofHearing(row, event, none) : ofDuty(row, event, none);
  },
};
