import type { DutyHelpCancellation, DutyHelpKind, DutyHelpMode } from '@xiezhi/contracts';
import { assertNever, Rejected, type Decider, type JsonObject, type Message, type Personal, type StreamType } from '@xiezhi/eventsourcing';
import { cite, formatBasis, startClock, type WorkingDayCalendar } from '@xiezhi/legal-policy';
import type { At, DataOf, DutyHelpCommand, DutyLawyer } from './commands.js';
import { faultsOf, type DutyHelpFacts, type HelpContact, type HelpedPerson } from './facts.js';
import {
  insistOnTime,
  openHelp,
  refuse,
  withLawyer,
  writable,
  type DutyHelpState,
  type EndedHelp,
  type HelpClock,
  type HelpDutyParty,
  type HelpParties,
  type OpenHelp,
} from './state.js';

export type { DutyHelpCommand, DutyLawyer } from './commands.js';
export type { DutyHelpState, HelpParties } from './state.js';

/** Records of help one matter holds at most. */
export const MAX_HELPS = 50;
/** Who says which duty lawyer goes: the rota of that hour, or an officer of the institution. */
export type ChosenBy = 'rota' | 'officer';

type Of<Data> = JsonObject & { readonly parties: HelpParties } & Data;

/** Events of a duty lawyer's help. Clocks are told as those of a defence request are. */
export type DutyHelpEvent =
  | Message<
      'DutyHelpRequested',
      Of<{
        readonly facts: DutyHelpFacts;
        readonly personId: string;
        readonly contactId: string;
        readonly person: Personal<HelpedPerson>;
        readonly contact: Personal<HelpContact>;
        readonly receivedAt: string;
      }>
    >
  | Message<
      'DutyLawyerNotified',
      Of<{ readonly lawyerId: string; readonly notifiedAt: string; readonly chosenBy: ChosenBy; readonly shiftId?: string }>
    >
  | Message<
      'HelpGiven',
      Of<{
        readonly helpId: string;
        readonly lawyerId: string;
        readonly personId: string;
        readonly kind: DutyHelpKind;
        readonly mode: DutyHelpMode;
        readonly givenAt: string;
        readonly recordedAt: string;
        readonly summary: Personal<string>;
      }>
    >
  | Message<'AidApplicationMade', Of<{ readonly lawyerId: string; readonly appliedAt: string }>>
  | Message<'AidApplicationPassedOn', Of<{ readonly lawyerId: string; readonly passedOnAt: string }>>
  | Message<'DutyHelpConcluded', Of<{ readonly lawyerId: string; readonly concludedAt: string; readonly helps: number }>>
  | Message<'DutyHelpCancelled', Of<{ readonly cancelledAt: string; readonly reason: DutyHelpCancellation }>>
  | Message<
      'ClockStarted',
      Of<{ readonly dutyId: string; readonly clock: HelpClock; readonly holder: HelpDutyParty; readonly owedTo: HelpDutyParty }>
    >
  | Message<
      'ClockStopped',
      Of<{
        readonly dutyId: string;
        readonly clock: HelpClock;
        readonly stoppedAt: string;
        readonly outcome: 'met' | 'lapsed';
        readonly onTime: boolean;
      }>
    >
  | Message<
      'ClockBreached',
      Of<{
        readonly dutyId: string;
        readonly clock: HelpClock;
        readonly breachedAt: string;
        readonly noticedAt: string;
        readonly late: boolean;
      }>
    >
  | Message<'PersonErased', Of<{ readonly personId: string; readonly erasedAt: string }>>;

/** The duty lawyer is told (约见值班律师): a number only where a detention centre is asked. */
const TELL_LAWYER = 'C16';
/** The duty lawyer passes an application on. */
const PASS_ON = 'C04';
const DEFENDANT: HelpDutyParty = { kind: 'defendant' };

function started(
  id: string,
  trigger: string,
  calendar: WorkingDayCalendar,
  parties: HelpParties,
  holder: HelpDutyParty,
  owedTo: HelpDutyParty,
): DutyHelpEvent {
  const { startedAt, dueAt, provisional, basis } = startClock(id, trigger, calendar);
  return { type: 'ClockStarted', data: { parties, dutyId: id, clock: { id, startedAt, dueAt, provisional, basis }, holder, owedTo } };
}

/** The stop of a duty, when it is owed. */
function stopped(state: OpenHelp, dutyId: string, stoppedAt: string, outcome: 'met' | 'lapsed'): readonly DutyHelpEvent[] {
  const duty = state.duties[dutyId];
  if (duty === undefined) return [];
  const { clock } = duty;
  const data = { parties: state.parties, dutyId, clock, stoppedAt, outcome, onTime: stoppedAt < clock.dueAt };
  return [{ type: 'ClockStopped', data }];
}

function requestHelp(
  { at, calendar, parties, facts, personId, contactId, person, contact, lawyer }: DataOf<'RequestHelp'>,
  state: DutyHelpState,
): readonly DutyHelpEvent[] {
  if (state.status !== 'none') return refuse('exists', '该申请已存在。This request exists already.');
  const errors = faultsOf(facts, parties.organKind, at);
  if (errors.length > 0)
    throw new Rejected('duty_help.invalid', '申请内容有误,请按各项提示更正。The request has faults; see each field.', { errors });
  const requested: DutyHelpEvent[] = [
    { type: 'DutyHelpRequested', data: { parties, facts, personId, contactId, person, contact, receivedAt: at } },
  ];
  if (facts.placeKind === 'detention_centre')
    requested.push(started(TELL_LAWYER, facts.requestedAt, calendar, parties, { kind: 'custody_place', agency: parties.organ }, DEFENDANT));
  if (lawyer === null || !mayServe(lawyer)) return requested;
  const open = requested.reduce(evolve, state as DutyHelpState) as OpenHelp;
  return [...requested, ...notified(open, lawyer, 'rota', at)];
}

const mayServe = ({ status, barred = false }: DutyLawyer): boolean => status === 'active' && !barred;

const notified = ({ parties, ...state }: OpenHelp, lawyer: DutyLawyer, chosenBy: ChosenBy, at: string): readonly DutyHelpEvent[] => [
  {
    type: 'DutyLawyerNotified',
    data: {
      parties,
      lawyerId: lawyer.id,
      notifiedAt: at,
      chosenBy,
      ...(lawyer.shiftId !== undefined && { shiftId: lawyer.shiftId }),
    },
  },
  ...stopped({ parties, ...state }, TELL_LAWYER, at, 'met'),
];

function notifyLawyer({ at, lawyer }: DataOf<'NotifyDutyLawyer'>, state: DutyHelpState): readonly DutyHelpEvent[] {
  const open = openHelp(state);
  if (open.lawyerId === lawyer.id) return [];
  if (open.status === 'helped')
    return refuse('help_given', '值班律师已提供帮助,不能再更换。The duty lawyer has given help: another cannot be told any more.');
  if (open.application === 'made') return waits();
  if (!mayServe(lawyer)) {
    const detail = '该律师目前不能值班,请另选一位。This lawyer may not serve now; choose another.';
    throw new Rejected('duty_help.lawyer_may_not', detail, { errors: [{ path: 'lawyerId', code: 'duty_help.lawyer_may_not', detail }] });
  }
  return notified(open, lawyer, 'officer', at);
}

const waits = (): never =>
  refuse(
    'application_waits',
    '当事人通过值班律师提出的法律援助申请尚未转交,请先转交。The application for aid waits to be passed on; do that first.',
    formatBasis(cite('legal_aid_law', '39(2)')),
  );

function recordHelp({ at, helpId, kind, mode, givenAt, summary }: DataOf<'RecordHelp'>, state: DutyHelpState): readonly DutyHelpEvent[] {
  const { parties, personId, lawyerId, stage, requestedAt, helps } = withLawyer(writable(openHelp(state)));
  insistOnTime('givenAt', givenAt, requestedAt, at);
  if (kind === 'plea_presence' && stage === 'investigation') {
    const basis = formatBasis(cite('criminal_procedure_law', '174'));
    const detail = '认罪认罚具结书在审查起诉或者审判阶段签署。A plea paper is signed in review for prosecution or at trial, not before.';
    throw new Rejected('duty_help.plea_not_of_stage', detail, {
      basis,
      errors: [{ path: 'kind', code: 'duty_help.plea_not_of_stage', detail: `${detail}(${basis})` }],
    });
  }
  if (helps >= MAX_HELPS) refuse('too_many', `每件最多登记 ${MAX_HELPS} 次帮助。A matter holds at most ${MAX_HELPS} records of help.`);
  return [{ type: 'HelpGiven', data: { parties, helpId, lawyerId, personId, kind, mode, givenAt, recordedAt: at, summary } }];
}

function recordApplication({ at, calendar, appliedAt }: DataOf<'RecordAidApplication'>, state: DutyHelpState): readonly DutyHelpEvent[] {
  const { parties, lawyerId, requestedAt, application } = withLawyer(openHelp(state));
  if (application === 'made') return [];
  if (application === 'passed_on') return refuse('application_passed_on', '申请已转交法律援助机构。The application was passed on already.');
  insistOnTime('appliedAt', appliedAt, requestedAt, at);
  return [
    { type: 'AidApplicationMade', data: { parties, lawyerId, appliedAt } },
    started(PASS_ON, appliedAt, calendar, parties, { kind: 'duty_lawyer', lawyerId }, DEFENDANT),
  ];
}

/** The platform is the institution's desk: what is passed on has arrived with this very append. */
function passOn({ at }: At, state: DutyHelpState): readonly DutyHelpEvent[] {
  const open = withLawyer(openHelp(state));
  if (open.application === 'passed_on') return [];
  if (open.application === 'none') return refuse('no_application', '没有待转交的法律援助申请。There is no application to pass on.');
  const { parties, lawyerId } = open;
  return [{ type: 'AidApplicationPassedOn', data: { parties, lawyerId, passedOnAt: at } }, ...stopped(open, PASS_ON, at, 'met')];
}

function conclude({ at }: At, state: DutyHelpState): readonly DutyHelpEvent[] {
  if (state.status === 'concluded') return [];
  const { parties, lawyerId, helps, application } = withLawyer(openHelp(state));
  if (helps === 0) return refuse('no_help', '尚未登记法律帮助,请先登记。No help is recorded yet; record it first.');
  if (application === 'made') return waits();
  return [{ type: 'DutyHelpConcluded', data: { parties, lawyerId, concludedAt: at, helps } }];
}

function cancel({ at, reason }: DataOf<'CancelHelp'>, state: DutyHelpState): readonly DutyHelpEvent[] {
  if (state.status === 'cancelled') return [];
  const open = openHelp(state);
  if (open.application === 'made') return waits();
  if (open.status === 'helped') return refuse('help_given', '已提供法律帮助,请办结本件。Help was given: conclude the matter instead.');
  const lapsed = Object.keys(open.duties).flatMap((dutyId) => stopped(open, dutyId, at, 'lapsed'));
  return [...lapsed, { type: 'DutyHelpCancelled', data: { parties: open.parties, cancelledAt: at, reason } }];
}

/** The clock stopped, or the breach is known: a timer that fires late finds nothing to say. */
function recordBreach({ at, dutyId, late }: DataOf<'RecordBreach'>, state: DutyHelpState): readonly DutyHelpEvent[] {
  const duty = 'duties' in state ? state.duties[dutyId] : undefined;
  if (!('duties' in state) || duty === undefined || duty.breached || at < duty.clock.dueAt) return [];
  const { clock } = duty;
  return [{ type: 'ClockBreached', data: { parties: state.parties, dutyId, clock, breachedAt: clock.dueAt, noticedAt: at, late } }];
}

function decide(command: DutyHelpCommand, state: DutyHelpState): readonly DutyHelpEvent[] {
  switch (command.type) {
    case 'RequestHelp':
      return requestHelp(command.data, state);
    case 'NotifyDutyLawyer':
      return notifyLawyer(command.data, state);
    case 'RecordHelp':
      return recordHelp(command.data, state);
    case 'RecordAidApplication':
      return recordApplication(command.data, state);
    case 'PassOnAidApplication':
      return passOn(command.data, state);
    case 'ConcludeHelp':
      return conclude(command.data, state);
    case 'CancelHelp':
      return cancel(command.data, state);
    case 'RecordBreach':
      return recordBreach(command.data, state);
    case 'RecordPersonErased': {
      if (state.status === 'none') return refuse('not_found', '没有这件法律帮助。No such help.');
      const { personId, erasedAt } = command.data;
      return [{ type: 'PersonErased', data: { parties: state.parties, personId, erasedAt } }];
    }
    default:
      return assertNever(command);
  }
}

function ended(state: DutyHelpState, status: EndedHelp['status'], endedAt: string): EndedHelp {
  const { parties, personId, contactId, lawyerId, erased } = state as OpenHelp;
  return { status, parties, endedAt, personId, contactId, ...(lawyerId !== undefined && { lawyerId }), erased };
}

function evolve(state: DutyHelpState, { type, data }: DutyHelpEvent): DutyHelpState {
  const open = state as OpenHelp;
  switch (type) {
    case 'DutyHelpRequested': {
      const { parties, facts, personId, contactId } = data;
      const { stage, placeKind, requestedAt } = facts;
      const fresh = { duties: {}, helps: 0, application: 'none', erased: [] } as const;
      return { status: 'requested', parties, stage, placeKind, requestedAt, personId, contactId, ...fresh };
    }
    case 'DutyLawyerNotified':
      return { ...open, status: 'notified', lawyerId: data.lawyerId };
    case 'HelpGiven':
      return { ...open, status: 'helped', helps: open.helps + 1 };
    case 'AidApplicationMade':
      return { ...open, application: 'made' };
    case 'AidApplicationPassedOn':
      return { ...open, application: 'passed_on' };
    case 'DutyHelpConcluded':
      return ended(state, 'concluded', data.concludedAt);
    case 'DutyHelpCancelled':
      return ended(state, 'cancelled', data.cancelledAt);
    case 'ClockStarted':
      return { ...open, duties: { ...open.duties, [data.dutyId]: { clock: data.clock, breached: false } } };
    case 'ClockStopped': {
      const { [data.dutyId]: _stopped, ...duties } = open.duties ?? {};
      return { ...open, duties };
    }
    case 'ClockBreached':
      return { ...open, duties: { ...open.duties, [data.dutyId]: { clock: data.clock, breached: true } } };
    case 'PersonErased':
      return state.status === 'none' ? state : { ...state, erased: [...(state.erased ?? []), data.personId] };
    default:
      return assertNever(type);
  }
}

const decider: Decider<DutyHelpState, DutyHelpCommand, DutyHelpEvent> = { initial: { status: 'none' }, decide, evolve };

/** The help of a duty lawyer (值班律师法律帮助) to one person, from the asking to the sheet's end. */
export const dutyHelp: StreamType<DutyHelpState, DutyHelpCommand, DutyHelpEvent> = {
  name: 'duty-help',
  decider,
  personal: {
    DutyHelpRequested: { person: 'personId', contact: 'contactId' },
    HelpGiven: { summary: 'personId' },
  },
};
