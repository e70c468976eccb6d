import { idOf, type Projection, type RecordedEvent } from '@xiezhi/eventsourcing';
import type { PublicClock } from '@xiezhi/contracts';
import { clockById } from '@xiezhi/legal-policy';
import { aidCase, type AidCaseEvent } from '../aid-case/aid-case.js';
import { defenceRequest, type DefenceRequestEvent } from '../defence-request/defence-request.js';
import { dutyHelp, type DutyHelpEvent } from '../duty-help/duty-help.js';
import { sensitiveMatter, type SensitiveMatterEvent } from '../sensitive-matter/sensitive-matter.js';
import type { DutyHolderKind, ObligedMatter, Standstill } from './duty.js';

/** Whether a duty is owed still, was done in time or too late, or is owed by nobody any more. */
export const OBLIGATION_STATES = ['running', 'met', 'met_late', 'lapsed'] as const;
export type ObligationState = (typeof OBLIGATION_STATES)[number];

/** One statutory duty (法定责任): who owes what to whom, since when, under which article, until when, and what became of it. Nobody is named. */
export interface ObligationRow {
  /** `<matter's id>/<duty's id>` */
  readonly id: string;
  readonly matter: ObligedMatter;
  readonly matter_id: string;
  readonly duty_id: string;
  readonly clock: string;
  readonly basis: string;
  /** What started it, as the table of clocks names it (起算事由). */
  readonly cause: string;
  /** Its end does not move to the next working day (刑事诉讼法 第105条). */
  readonly no_holiday_roll: boolean;
  readonly holder_kind: DutyHolderKind;
  readonly holder: string | null;
  readonly holder_lawyer: string | null;
  readonly owed_kind: DutyHolderKind;
  readonly owed_to: string | null;
  /** The case agency; of a granted case there is none. */
  readonly organ: string | null;
  readonly organ_kind: string | null;
  readonly institution: string;
  readonly division: string;
  /** The lawyer whose duty it is, or to whom it is owed, while it runs. */
  readonly lawyer_now: string | null;
  readonly started_at: string;
  readonly due_at: string;
  readonly provisional: boolean;
  readonly standstills: readonly Standstill[];
  /** Since when its clock stands still. */
  readonly paused_since: string | null;
  readonly warned_at: string | null;
  readonly breached_at: string | null;
  /** When the platform noticed the breach, where that was noticeably later. */
  readonly noticed_late_at: string | null;
  readonly ended_at: string | null;
  readonly state: ObligationState;
  readonly revision: number;
}

type Told = DefenceRequestEvent | DutyHelpEvent | AidCaseEvent | SensitiveMatterEvent;

/** What the beginning of any duty says, whosever it is. */
interface Begun {
  readonly parties: { readonly institution: string; readonly division: string };
  readonly clock: PublicClock;
  readonly holder: Owing;
  readonly owedTo: Owing;
}
interface Owing {
  readonly kind: DutyHolderKind;
  readonly agency?: string;
  readonly lawyerId?: string;
}

const C02 = 'C02';
const keyOf = (matterId: string, dutyId: string): string => `${matterId}/${dutyId}`;

function matterOf({ stream, data }: Pick<RecordedEvent, 'stream' | 'data'>): readonly [ObligedMatter, string] | null {
  const request = idOf(defenceRequest, stream);
  if (request !== null) return ['defence-request', request];
  const help = idOf(dutyHelp, stream);
  if (help !== null) return ['duty-help', help];
  const granted = idOf(aidCase, stream);
  if (granted !== null) return ['aid-case', granted];
  // A report upward is owed in the matter that is flagged.
  const sensitive = idOf(sensitiveMatter, stream);
  return sensitive === null ? null : [data['matterKind'] as ObligedMatter, sensitive];
}

/** The duty that an event is about. Of the first days, when C02 was the only clock, it was named by itself, and ended with the matter. */
function dutyIdOf({ type, data }: Told): string | null {
  switch (type) {
    case 'ClockStarted':
    case 'ClockJudged':
    case 'ClockStopped':
    case 'ClockPaused':
    case 'ClockResumed':
    case 'ClockWarned':
      return data.dutyId;
    case 'ClockRecounted':
    case 'ClockBreached':
      return data.dutyId ?? data.clock.id;
    case 'AssignmentNotifiedToAgency':
      return data.replacement === true ? null : (data.dutyId ?? C02);
    case 'DefenceNotificationReceived':
    case 'NotificationWithdrawn':
    case 'DefendantEngagedOwnLawyer':
    case 'JurisdictionTransferred':
      return C02;
    default:
      return null;
  }
}

/** A duty as its event says that it begins. */
function begun(item: RecordedEvent, dutyId: string, data: Begun): ObligationRow {
  const [matter, matterId] = matterOf(item)!;
  const { parties, clock, holder, owedTo } = data;
  const { institution, division } = parties;
  // A case agency has no part in what an institution owes to those above it.
  const { organ = null, organKind = null } = ('organKind' in parties ? parties : {}) as {
    readonly organ?: string;
    readonly organKind?: string;
  };
  const { trigger, noHolidayRoll } = clockById(clock.id);
  const lawyer = holder.lawyerId ?? owedTo.lawyerId ?? null;
  return {
    id: keyOf(matterId, dutyId),
    matter,
    matter_id: matterId,
    duty_id: dutyId,
    clock: clock.id,
    basis: clock.basis,
    cause: trigger,
    no_holiday_roll: noHolidayRoll,
    holder_kind: holder.kind,
    holder: holder.agency ?? null,
    holder_lawyer: holder.lawyerId ?? null,
    owed_kind: owedTo.kind,
    owed_to: owedTo.agency ?? null,
    ...{ organ, organ_kind: organKind, institution, division },
    lawyer_now: lawyer,
    started_at: clock.startedAt,
    due_at: clock.dueAt,
    provisional: clock.provisional,
    standstills: [],
    paused_since: null,
    warned_at: null,
    breached_at: null,
    noticed_late_at: null,
    ended_at: null,
    state: 'running',
    revision: item.revision,
  };
}

/** The duty that an event begins, or `null`. */
function beginningOf(item: RecordedEvent, dutyId: string): ObligationRow | null {
  const { type, data } = item as unknown as Told;
  switch (type) {
    case 'ClockStarted':
      return begun(item, dutyId, data);
    case 'ClockJudged':
      return ended(begun(item, dutyId, data), data.doneAt, data.onTime ? 'met' : 'met_late');
    case 'DefenceNotificationReceived': {
      const { parties, clock } = data;
      const { organ, organKind, institution } = parties;
      const holder = { kind: 'institution', agency: institution } as const;
      return begun(item, dutyId, { parties, clock, holder, owedTo: { kind: organKind, agency: organ } });
    }
    default:
      return null;
  }
}

function ended(row: ObligationRow, at: string, state: Exclude<ObligationState, 'running'>): ObligationRow {
  return { ...row, ...ranOn(row, at), state, ended_at: at, lawyer_now: null };
}

const ranOn = ({ standstills }: ObligationRow, until: string): Pick<ObligationRow, 'standstills' | 'paused_since'> => ({
  standstills: standstills.map((one) => (one.until === null ? { ...one, until } : one)),
  paused_since: null,
});

/** What an event makes of a duty that runs. */
function after(row: ObligationRow, { type, data }: Told): ObligationRow {
  switch (type) {
    case 'ClockStopped':
      return ended(row, data.stoppedAt, data.outcome === 'lapsed' ? 'lapsed' : data.onTime ? 'met' : 'met_late');
    case 'AssignmentNotifiedToAgency':
      return ended(row, data.notifiedAt, data.onTime ? 'met' : 'met_late');
    case 'NotificationWithdrawn':
      return ended(row, data.withdrawnAt, 'lapsed');
    case 'DefendantEngagedOwnLawyer':
      return ended(row, data.engagedAt, 'lapsed');
    case 'JurisdictionTransferred':
      return ended(row, data.transferredAt, 'lapsed');
    case 'ClockPaused': {
      const standstill = { from: data.pausedAt, until: null, reason: data.reason };
      return { ...row, paused_since: data.pausedAt, standstills: [...row.standstills, standstill] };
    }
    case 'ClockResumed':
      return { ...row, ...ranOn(row, data.resumedAt), due_at: data.clock.dueAt, provisional: data.clock.provisional };
    case 'ClockWarned':
      return { ...row, warned_at: data.warnedAt };
    case 'ClockRecounted': {
      const { clock, over } = data;
      const counted = { ...row, due_at: clock.dueAt, provisional: clock.provisional };
      // What was over by the old count is not by the new.
      return over ? counted : { ...counted, breached_at: null, noticed_late_at: null, warned_at: null };
    }
    case 'ClockBreached': {
      const { breachedAt, late, noticedAt } = data;
      return { ...row, breached_at: breachedAt, noticed_late_at: late === true ? (noticedAt ?? null) : null };
    }
    default:
      return row;
  }
}

/** Every statutory duty of the matters, from the first fact to its end (责任台账). */
export const obligations: Projection<ObligationRow> = {
  name: 'obligations',
  version: 1,
  key: 'id',
  ofOneStream: true,
  columns: {
    id: 'text',
    matter: 'text',
    matter_id: 'uuid',
    duty_id: 'text',
    clock: 'text',
    basis: 'text',
    cause: 'text',
    no_holiday_roll: 'boolean',
    holder_kind: 'text',
    holder: 'text',
    holder_lawyer: 'uuid',
    owed_kind: 'text',
    owed_to: 'text',
    organ: 'text',
    organ_kind: 'text',
    institution: 'text',
    division: 'text',
    lawyer_now: 'uuid',
    started_at: 'timestamptz',
    due_at: 'timestamptz',
    provisional: 'boolean',
    standstills: 'jsonb',
    paused_since: 'timestamptz',
    warned_at: 'timestamptz',
    breached_at: 'timestamptz',
    noticed_late_at: 'timestamptz',
    ended_at: 'timestamptz',
    state: 'text',
    revision: 'integer',
  },
  indexes: [
    '(holder, state, due_at, id)',
    '(owed_to, state, due_at, id)',
    '(institution, state, due_at, id)',
    '(organ, state, due_at, id)',
    '(lawyer_now, due_at, id) WHERE lawyer_now IS NOT NULL',
    `(holder, ended_at) WHERE state IN ('met', 'met_late')`,
  ],
  seenBy: { agencies: ['organ', 'institution'], lawyers: ['lawyer_now'], matter: 'matter_id' },
  keysOf: (item) => {
    const matter = matterOf(item);
    const dutyId = matter === null ? null : dutyIdOf(item as unknown as Told);
    return dutyId === null ? [] : [keyOf(matter![1], dutyId)];
  },
  evolve(row, item) {
    const event = item as unknown as Told;
    // An event given twice changes nothing the second time.
    if (row !== null && item.revision <= row.revision) return row;
    const beginning = beginningOf(item, dutyIdOf(event)!);
    if (row === null || beginning !== null) return beginning;
    return row.state === 'running' ? { ...after(row, event), revision: item.revision } : row;
  },
};
