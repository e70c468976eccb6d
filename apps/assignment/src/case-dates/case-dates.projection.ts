import { idOf, type Projection, type RecordedEvent } from '@xiezhi/eventsourcing';
import { shanghaiDay } from '@xiezhi/legal-policy';
import { aidCase, type AidCaseEvent } from '../aid-case/aid-case.js';
import type { DutyEvent as CaseDutyEvent } from '../aid-case/events.js';
import type { DutyParty as CaseDutyParty } from '../aid-case/state.js';
import { defenceRequest, type DefenceRequestEvent } from '../defence-request/defence-request.js';
import type { DutyEvent } from '../defence-request/events.js';
import type { DutyParty } from '../defence-request/state.js';

/** One date of a case: its hearing (开庭), or the end of a time limit that runs (期限). Names nobody. */
export interface CaseDateRow {
  /** `<matter>:hearing`, or `<matter>:<duty>`. */
  readonly id: string;
  /** The request's, or the granted case's. */
  readonly request_id: string;
  /** The case agency; of a granted case there is none. */
  readonly organ: string | null;
  readonly institution: string;
  readonly kind: 'hearing' | 'duty';
  /** The clock of a time limit. */
  readonly clock: string | null;
  /** Who owes it. */
  readonly holder: DutyParty['kind'] | CaseDutyParty['kind'] | null;
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

const caseDutyOf = ({ type, data }: RecordedEvent): string | null => (type.startsWith('Clock') ? (data['dutyId'] as string) : null);

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

/** The hearing of a granted case: it goes with the matter's conclusion, and with the case. */
function ofCaseHearing(row: CaseDateRow | null, { type, data }: AidCaseEvent, none: CaseDateRow): CaseDateRow | null {
  const of = (lawyerId: string | null): CaseDateRow | null => (row === null ? null : { ...row, lawyer_id: lawyerId });
  switch (type) {
    case 'HearingSet':
      return { ...(row ?? none), lawyer_id: data.lawyerId, ...dayAt(data.hearingAt) };
    case 'PersonnelAssigned':
    case 'LawyerReplaced':
      return of(data.lawyerId);
    case 'AidTerminated':
      return of(null);
    case 'TerminationOverturned':
      return of(data.lawyerId ?? null);
    case 'MatterConcluded':
    case 'AidCaseClosed':
      return null;
    default:
      return row;
  }
}

/** Duties of a granted case end each by a fact of its own. */
function ofCaseDuty(row: CaseDateRow | null, { type, data }: CaseDutyEvent, none: CaseDateRow): CaseDateRow | null {
  switch (type) {
    case 'ClockStarted': {
      const { clock, holder } = data;
      return { ...none, clock: clock.id, holder: holder.kind, lawyer_id: holder.lawyerId ?? null, ...dueDay(clock.dueAt) };
    }
    case 'ClockRecounted':
      return row === null ? null : { ...row, ...dueDay(data.clock.dueAt) };
    case 'ClockStopped':
      return null;
    default:
      return row;
  }
}

/** Dates of the requests and granted cases that run, for the calendars of institutions and lawyers (日历、日程). */
export const caseDates: Projection<CaseDateRow, RecordedEvent> = {
  name: 'case_dates',
  version: 1,
  key: 'id',
  ofOneStream: true,
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
    const request = idOf(defenceRequest, event.stream);
    const id = request ?? idOf(aidCase, event.stream);
    if (id === null) return [];
    const duty = request === null ? caseDutyOf(event) : dutyOf(event as unknown as DefenceRequestEvent);
    return duty === null ? [`${id}:${HEARING}`] : [`${id}:${HEARING}`, `${id}:${duty}`];
  },
  evolve(row, item, key) {
    const { organ = null, institution } = item.data['parties'] as { readonly organ?: string; readonly institution: string };
    const request = idOf(defenceRequest, item.stream);
    const requestId = request ?? idOf(aidCase, item.stream)!;
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
    if (request === null)
      return hearing ? ofCaseHearing(row, item as unknown as AidCaseEvent, none) : ofCaseDuty(row, item as unknown as CaseDutyEvent, none);
    const event = item as unknown as DefenceRequestEvent;
    return hearing ? ofHearing(row, event, none) : ofDuty(row, event, none);
  },
};
