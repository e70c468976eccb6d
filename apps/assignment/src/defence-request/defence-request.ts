import type { ClosedReason } from '@xiezhi/contracts';
import { assertNever, Rejected, type Decider, type JsonObject, type Message, type Personal, type StreamType } from '@xiezhi/eventsourcing';
import { mayTake, startClock, type CaseAgencyKind, type LawyerFacts, type WorkingDayCalendar } from '@xiezhi/legal-policy';
import { faultsOf, type Contact, type Notice, type NoticeFacts, type Papers, type Person } from './notice.js';
import {
  decidePaper,
  evolvePapers,
  paperAttached,
  type PaperAttached,
  type PaperCommand,
  type PaperFact,
  type PaperInput,
  type PaperRefused,
  type PaperRemoved,
} from './paper.js';
import {
  isFiled,
  isRunning,
  noticeWritable,
  notOpen,
  openOnly,
  papersOf,
  refuse,
  writable,
  type Assigned,
  type Clock,
  type DefenceRequestState,
  type Open,
  type Parties,
  type Running,
} from './state.js';

export type { Clock, DefenceRequestState, Parties } from './state.js';

/** A notice in clear, as it arrives with a command. */
export interface NoticeInput {
  readonly facts: NoticeFacts;
  readonly personId: string;
  readonly contactId: string;
  readonly person: Person;
  readonly contact: Contact;
  readonly papers: Papers;
}

/** Facts that every command brings: the instant it is decided at, and the working days. */
interface At {
  readonly at: string;
}
interface AtWithCalendar extends At {
  readonly calendar: WorkingDayCalendar;
}

/** Commands on a defence request (通知辩护). `data` holds looked-up facts; the stream knows the rest. */
export type DefenceRequestCommand =
  | PaperCommand
  /** 送达通知辩护公函: the case agency asks for a defender. */
  | Message<
      'SendNotice',
      AtWithCalendar & {
        readonly parties: Parties;
        readonly notice: NoticeInput;
        /** Papers that come with a transferred request. */
        readonly papers?: readonly PaperInput[];
      }
    >
  /** 补正: the sender corrects its notice. */
  | Message<'CorrectNotice', At & { readonly notice: NoticeInput }>
  /** 撤回: the sender withdraws its notice. */
  | Message<'WithdrawNotice', At & { readonly reason: string }>
  /** 已自行委托: the person engaged a lawyer (Law Art 27). */
  | Message<'RecordOwnLawyer', At>
  /** 要求补正: the institution asks for what is missing; C02 runs on. */
  | Message<'ReturnIncomplete', At & { readonly missing: string }>
  /** 移送有管辖权机构: not this institution's. */
  | Message<'TransferJurisdiction', At & { readonly to: Parties; readonly reason: string }>
  /** 指派律师: `lawyer` holds what the roster knows, `coAccusedRequest` who else of this case the lawyer already defends. */
  | Message<
      'AssignLawyer',
      At & { readonly lawyer: LawyerFacts & { readonly id: string }; readonly defendsCoAccused: boolean; readonly letterNumber: string }
    >
  /** 函告办案机关: the letter stands with `agency`. */
  | Message<'ConfirmNotified', At & { readonly agency: string }>
  /** 送达回证: the letter was served on the case agency by hand, at `servedAt` (文书格式22). */
  | Message<'RecordService', At & { readonly servedAt: string }>
  /** 时限重新计算: a calendar of working days was published. */
  | Message<'RecountClock', AtWithCalendar>
  /** 个人信息已删除: `personId`, the person or the contact, was erased. */
  | Message<'RecordPersonErased', At & { readonly personId: string; readonly erasedAt: string }>
  /** 时限已过: the timer of a clock fired. */
  | Message<'RecordBreach', AtWithCalendar & { readonly clockId: string }>;

/** Every event says whose request it is, so that nobody who follows the log must look it up. */
type Of<Data> = JsonObject & { readonly parties: Parties } & Data;
/** A text that a person wrote: it may name people, so it is sealed with the request's person. */
type Written<Field extends string> = { readonly personId: string } & { readonly [F in Field]: Personal<string> };

/** Events of a defence request; names and transitions of domain section 10.1. */
export type DefenceRequestEvent =
  | Message<'DefenceNeedDiscovered', Of<{ readonly discoveredAt: string }>>
  | Message<
      'DefenceNotificationSent',
      Of<Notice & { readonly sentAt: string; readonly sentLate: boolean; readonly hearingTooNear: boolean }>
    >
  | Message<
      'DefenceNotificationReceived',
      Of<{ readonly receivedAt: string; readonly clock: Clock; readonly stage: string; readonly ground: string }>
    >
  | Message<'NotificationReturnedIncomplete', Of<{ readonly returnedAt: string } & Written<'missing'>>>
  | Message<'NotificationCorrected', Of<Notice & { readonly correctedAt: string }>>
  | Message<'NotificationWithdrawn', Of<{ readonly withdrawnAt: string } & Written<'reason'>>>
  | Message<'DefendantEngagedOwnLawyer', Of<{ readonly engagedAt: string }>>
  | Message<'JurisdictionTransferred', Of<{ readonly transferredAt: string; readonly to: Parties } & Written<'reason'>>>
  | Message<
      'LawyerAssigned',
      Of<{ readonly assignedAt: string; readonly lawyerId: string; readonly letterNumber: string; readonly clock: Clock }>
    >
  | Message<'AssignmentNotifiedToAgency', Of<{ readonly notifiedAt: string; readonly onTime: boolean; readonly clock: Clock }>>
  | Message<
      'ClockRecounted',
      Of<{
        readonly clock: Clock;
        readonly previousDueAt: string;
        readonly calendar: string;
        readonly recountedAt: string;
        /** Whether the clock is over as it is counted now: what was a breach by the old count may be none by the new. */
        readonly over: boolean;
      }>
    >
  | Message<'ClockBreached', Of<{ readonly clock: Clock; readonly breachedAt: string }>>
  | Message<'PaperAttached', Of<PaperAttached>>
  | Message<'PaperRemoved', Of<PaperRemoved>>
  | Message<'PaperRefused', Of<PaperRefused>>
  | Message<'PersonErased', Of<{ readonly personId: string; readonly papers: readonly string[]; readonly erasedAt: string }>>;

/** Sound notices only: every fault is named with its field, and nothing is kept of the rest. */
function insistOnSound(notice: NoticeInput, organKind: CaseAgencyKind, at: string): void {
  const errors = faultsOf(notice.facts, notice.person, organKind, at);
  if (errors.length > 0)
    throw new Rejected('defence_request.invalid', '通知内容有误,请按各项提示更正。The notice has faults; see each field.', { errors });
}

const stored = ({ facts, personId, contactId, person, contact, papers }: NoticeInput): Notice => ({
  facts,
  personId,
  contactId,
  person,
  contact,
  papers,
});

/** The clock `id` as it runs from `trigger`. */
function due(id: string, trigger: string, calendar: WorkingDayCalendar): Clock {
  const { startedAt, dueAt, provisional, basis } = startClock(id, trigger, calendar);
  return { id, startedAt, dueAt, provisional, basis };
}

/** The running clock counted again by `calendar`, where that makes a difference; a clock that has stopped stays as it was judged. */
function recountClock(state: DefenceRequestState, at: string, calendar: WorkingDayCalendar): DefenceRequestEvent[] {
  if (!isRunning(state)) return [];
  const { parties, clock } = state;
  const { dueAt, provisional } = due(clock.id, clock.startedAt, calendar);
  if (dueAt === clock.dueAt && provisional === clock.provisional) return [];
  const recounted = { ...clock, dueAt, provisional };
  const data = { parties, clock: recounted, previousDueAt: clock.dueAt, calendar: calendar.version, recountedAt: at, over: at >= dueAt };
  return [{ type: 'ClockRecounted', data }];
}

/** The clock stopped, or the breach is known: a timer that fires late finds nothing to say. */
function recordBreach(
  { at, calendar, clockId }: Extract<DefenceRequestCommand, { type: 'RecordBreach' }>['data'],
  state: DefenceRequestState,
): readonly DefenceRequestEvent[] {
  if (!isRunning(state) || state.breached || clockId !== state.clock.id || at < state.clock.dueAt) return [];
  // A calendar that gives more time may have been published a moment ago.
  const recounted = recountClock(state, at, calendar);
  const { parties, clock } = recounted.reduce(evolve, state as DefenceRequestState) as Running;
  if (at < clock.dueAt) return recounted;
  return [...recounted, { type: 'ClockBreached', data: { parties, clock, breachedAt: clock.dueAt } }];
}

function sendNotice({
  at,
  calendar,
  parties,
  notice,
  papers = [],
}: Extract<DefenceRequestCommand, { type: 'SendNotice' }>['data']): DefenceRequestEvent[] {
  insistOnSound(notice, parties.organKind, at);
  const { facts } = notice;
  const toNotify = due('C01', facts.discoveredAt, calendar);
  const hearing = facts.hearingAt !== undefined && facts.procedure === 'ordinary' ? due('C10', facts.hearingAt, calendar) : undefined;
  const clock = due('C02', at, calendar);
  return [
    { type: 'DefenceNeedDiscovered', data: { parties, discoveredAt: facts.discoveredAt } },
    {
      type: 'DefenceNotificationSent',
      // Lateness never blocks a notice: it is accepted, and recorded as the sender's (Law Art 36; Interp. 49).
      data: {
        parties,
        ...stored(notice),
        sentAt: at,
        sentLate: at >= toNotify.dueAt,
        hearingTooNear: hearing !== undefined && at >= hearing.dueAt,
      },
    },
    // Electronic service: the notice is in the institution's worklist with this very append, and C02 starts.
    { type: 'DefenceNotificationReceived', data: { parties, receivedAt: at, clock, stage: facts.stage, ground: facts.ground } },
    ...papers.map((paper) => withParties(parties, paperAttached(paper, notice.personId, at))),
  ];
}

const withParties = (parties: Parties, { type, data }: PaperFact): DefenceRequestEvent =>
  ({ type, data: { parties, ...data } }) as DefenceRequestEvent;

/** Papers may come as long as the matter is not closed; a lawyer who is assigned needs them too. */
function onPapers(command: PaperCommand, state: DefenceRequestState): readonly DefenceRequestEvent[] {
  if (!isFiled(state)) return notOpen();
  const { parties, personId, papers, status } = writable(state);
  const removable = status === 'received' || status === 'returned';
  return decidePaper(command, { organ: parties.organ, personId, papers, removable }).map((fact) => withParties(parties, fact));
}

function assignLawyer(
  { at, lawyer, defendsCoAccused, letterNumber }: Extract<DefenceRequestCommand, { type: 'AssignLawyer' }>['data'],
  state: DefenceRequestState,
): DefenceRequestEvent[] {
  if (state.status === 'assigned' || state.status === 'confirmed') {
    if (state.lawyerId === lawyer.id) return [];
    return refuse('already_assigned', '本件已指派律师;如需更换,请办理更换手续。A lawyer is already assigned; use the change procedure.');
  }
  const { parties, clock, facts } = openOnly(state);
  const verdict = mayTake(lawyer, { lifeOrDeath: facts.lifeOrDeath, minor: facts.minor, defendsCoAccused, division: parties.division });
  if (!verdict.ok) {
    throw new Rejected('defence_request.lawyer_may_not', verdict.reasons.map((reason) => reason.text).join(' '), {
      basis: verdict.reasons.map((reason) => reason.basis).join(';'),
      errors: verdict.reasons.map((reason) => ({ path: 'lawyerId', code: reason.code, detail: `${reason.text}(${reason.basis})` })),
    });
  }
  return [{ type: 'LawyerAssigned', data: { parties, assignedAt: at, lawyerId: lawyer.id, letterNumber, clock } }];
}

/** 送达回证: by hand, within the time the request has been there. */
function recordService(
  { at, servedAt }: Extract<DefenceRequestCommand, { type: 'RecordService' }>['data'],
  state: DefenceRequestState,
): readonly DefenceRequestEvent[] {
  if (state.status === 'confirmed') return [];
  if (state.status !== 'assigned') return refuse('not_assigned', '尚未指派律师。No lawyer is assigned yet.');
  const { parties, clock } = state;
  if (servedAt > at || servedAt < clock.startedAt) {
    const detail =
      '送达时间应在收到通知之后、现在之前,请核对送达回证。The time of service must lie between the notice and now; check the receipt.';
    throw new Rejected('defence_request.service.invalid', detail, { errors: [{ path: 'servedAt', code: 'out_of_range', detail }] });
  }
  return [{ type: 'AssignmentNotifiedToAgency', data: { parties, notifiedAt: servedAt, onTime: servedAt < clock.dueAt, clock } }];
}

/** The papers' names are the person's too. */
function erasePerson(
  { personId, erasedAt }: Extract<DefenceRequestCommand, { type: 'RecordPersonErased' }>['data'],
  state: DefenceRequestState,
): readonly DefenceRequestEvent[] {
  if (state.status === 'none') return refuse('not_found', '没有这件通知辩护。No such request.');
  return [{ type: 'PersonErased', data: { parties: state.parties, personId, papers: Object.keys(papersOf(state)), erasedAt } }];
}

function decide(command: DefenceRequestCommand, state: DefenceRequestState): readonly DefenceRequestEvent[] {
  switch (command.type) {
    case 'SendNotice':
      return state.status === 'none' ? sendNotice(command.data) : refuse('exists', '该通知已存在。This notice exists already.');
    case 'CorrectNotice': {
      const { parties } = noticeWritable(openOnly(state));
      insistOnSound(command.data.notice, parties.organKind, command.data.at);
      return [{ type: 'NotificationCorrected', data: { parties, ...stored(command.data.notice), correctedAt: command.data.at } }];
    }
    case 'WithdrawNotice': {
      if (state.status === 'closed' && state.reason === 'withdrawn') return [];
      const { parties, personId } = writable(openOnly(state));
      return [{ type: 'NotificationWithdrawn', data: { parties, personId, withdrawnAt: command.data.at, reason: command.data.reason } }];
    }
    case 'RecordOwnLawyer':
      if (state.status === 'closed' && state.reason === 'not_needed') return [];
      return [{ type: 'DefendantEngagedOwnLawyer', data: { parties: openOnly(state).parties, engagedAt: command.data.at } }];
    case 'ReturnIncomplete': {
      const { status, parties, personId } = writable(openOnly(state));
      if (status === 'returned') return refuse('already_returned', '已要求补正,请等待补正。Already returned; wait for the correction.');
      const data = { parties, personId, returnedAt: command.data.at, missing: command.data.missing };
      return [{ type: 'NotificationReturnedIncomplete', data }];
    }
    case 'TransferJurisdiction': {
      const { parties, personId } = noticeWritable(openOnly(state));
      const { at, to, reason } = command.data;
      if (to.institution === parties.institution)
        return refuse('same_institution', '受移送机构就是本机构。It is this institution’s already.');
      return [{ type: 'JurisdictionTransferred', data: { parties, personId, transferredAt: at, to, reason } }];
    }
    case 'AssignLawyer':
      return assignLawyer(command.data, state);
    case 'ConfirmNotified': {
      if (state.status === 'confirmed') return [];
      // Others are told too; C02 asks for the case agency (Law Art 36).
      if (state.status !== 'none' && command.data.agency !== state.parties.organ) return [];
      if (state.status !== 'assigned') return refuse('not_assigned', '尚未指派律师。No lawyer is assigned yet.');
      const { parties, clock } = state;
      return [
        {
          type: 'AssignmentNotifiedToAgency',
          data: { parties, notifiedAt: command.data.at, onTime: command.data.at < clock.dueAt, clock },
        },
      ];
    }
    case 'RecordService':
      return recordService(command.data, state);
    case 'AttachPaper':
    case 'RemovePaper':
    case 'RefusePaper':
      return onPapers(command, state);
    case 'RecountClock':
      return recountClock(state, command.data.at, command.data.calendar);
    case 'RecordBreach':
      return recordBreach(command.data, state);
    case 'RecordPersonErased':
      return erasePerson(command.data, state);
    default:
      return assertNever(command);
  }
}

function closed(state: DefenceRequestState, reason: ClosedReason, closedAt: string): DefenceRequestState {
  const { parties, personId, contactId, erased } = state as Open;
  return {
    status: 'closed',
    parties,
    reason,
    closedAt,
    personId,
    contactId,
    papers: papersOf(state),
    ...(erased !== undefined && { erased }),
  };
}

function evolve(state: DefenceRequestState, { type, data }: DefenceRequestEvent): DefenceRequestState {
  switch (type) {
    case 'DefenceNeedDiscovered':
      return { status: 'detected', parties: data.parties };
    case 'DefenceNotificationSent':
      return { status: 'notified', parties: data.parties, facts: data.facts, personId: data.personId, contactId: data.contactId };
    case 'DefenceNotificationReceived':
      return { ...(state as Open), status: 'received', clock: data.clock, breached: false, papers: {} };
    case 'NotificationReturnedIncomplete':
      return { ...(state as Open), status: 'returned' };
    case 'NotificationCorrected':
      return { ...(state as Open), status: 'received', facts: data.facts };
    case 'NotificationWithdrawn':
      return closed(state, 'withdrawn', data.withdrawnAt);
    case 'DefendantEngagedOwnLawyer':
      return closed(state, 'not_needed', data.engagedAt);
    case 'JurisdictionTransferred':
      return closed(state, 'transferred', data.transferredAt);
    case 'LawyerAssigned':
      return { ...(state as Open), status: 'assigned', lawyerId: data.lawyerId, letterNumber: data.letterNumber };
    case 'AssignmentNotifiedToAgency':
      return { ...(state as Assigned), status: 'confirmed', notifiedAt: data.notifiedAt };
    case 'ClockRecounted': {
      const running = state as Running;
      return { ...running, clock: data.clock, breached: running.breached && data.over };
    }
    case 'ClockBreached':
      return { ...(state as Assigned), breached: true };
    case 'PaperAttached':
    case 'PaperRemoved':
    case 'PaperRefused':
      return { ...(state as Assigned), papers: evolvePapers(papersOf(state), { type, data } as PaperFact) };
    case 'PersonErased':
      return 'personId' in state ? { ...state, erased: [...(state.erased ?? []), data.personId] } : state;
    default:
      return assertNever(type);
  }
}

const decider: Decider<DefenceRequestState, DefenceRequestCommand, DefenceRequestEvent> = { initial: { status: 'none' }, decide, evolve };

const NOTICE_PERSONAL = { person: 'personId', papers: 'personId', contact: 'contactId' };

/** A defence request (通知辩护) from its notice to the lawyer's name at the case agency. */
export const defenceRequest: StreamType<DefenceRequestState, DefenceRequestCommand, DefenceRequestEvent> = {
  name: 'defence-request',
  decider,
  personal: {
    DefenceNotificationSent: NOTICE_PERSONAL,
    NotificationCorrected: NOTICE_PERSONAL,
    NotificationReturnedIncomplete: { missing: 'personId' },
    NotificationWithdrawn: { reason: 'personId' },
    JurisdictionTransferred: { reason: 'personId' },
    PaperAttached: { fileName: 'personId' },
    PaperRemoved: { reason: 'personId' },
  },
};
