import { assertNever, Rejected } from '@xiezhi/eventsourcing';
import type { DefendingCommand } from './commands.js';
import { declineChange, insistOnRefusable, replaceLawyer, requestChange } from './assigning.js';
import { decideOnConcluding, type ConcludingCommand } from './concluding.js';
import { count, judged, lapsed, started, stopped } from './duties.js';
import type { DefenceRequestEvent } from './events.js';
import {
  inStatus,
  insistOnTime,
  isMandatory,
  isOpen,
  notOpen,
  refuse,
  withLawyer,
  writable,
  type DefenceRequestState,
  type Open,
  type WithLawyer,
} from './state.js';

type Of<Type extends DefendingCommand['type']> = Extract<DefendingCommand, { type: Type }>['data'];

function signEngagement({ at, signedAt }: Of<'SignEngagement'>, state: DefenceRequestState): readonly DefenceRequestEvent[] {
  if (isOpen(state) && (state.status === 'engaged' || state.status === 'defending')) return [];
  const open = withLawyer(state, 'confirmed');
  insistOnTime('signedAt', signedAt, open.clock.startedAt, at);
  const { parties, lawyerId } = open;
  return [{ type: 'EngagementSigned', data: { parties, lawyerId, signedAt } }, ...stopped(open, 'C24', signedAt)];
}

function filePapers({ at, filedAt }: Of<'FileDefencePapers'>, state: DefenceRequestState): readonly DefenceRequestEvent[] {
  const open = withLawyer(state, 'confirmed', 'engaged', 'defending');
  if (open.papersFiled === true) return [];
  insistOnTime('filedAt', filedAt, open.clock.startedAt, at);
  const { parties, lawyerId } = open;
  return [{ type: 'DefencePapersFiled', data: { parties, lawyerId, filedAt } }, ...stopped(open, 'C14', filedAt)];
}

/** The refusal, and the police's duty to tell it, done at once when they are the ones who tell (Police Art 47(2)). */
function refusal(
  state: WithLawyer,
  refusedAt: string,
  reason: string,
  { at, byOrgan, ...counting }: Omit<Of<'RefuseLawyer'>, 'refusedAt' | 'reason'>,
): readonly DefenceRequestEvent[] {
  insistOnRefusable(state);
  const { parties, personId, lawyerId, ran } = state;
  const told = (): readonly DefenceRequestEvent[] => {
    if (parties.organKind !== 'police') return [];
    const beginning = { parties, ran, lawyerId };
    return byOrgan ? [judged('C06', refusedAt, at, beginning, counting)] : [started('C06', refusedAt, beginning, counting)];
  };
  return [{ type: 'AssignedLawyerRefused', data: { parties, personId, lawyerId, refusedAt, reason } }, ...told()];
}

/** The person is asked for agreement; who does not agree has refused (司发通〔2013〕18号 第14条). */
function firstMeeting(
  { at, heldAt, consent, minute, ...counting }: Of<'RecordFirstMeeting'>,
  state: DefenceRequestState,
): readonly DefenceRequestEvent[] {
  const open = writable(withLawyer(state, 'engaged'));
  insistOnTime('heldAt', heldAt, open.clock.startedAt, at);
  const { parties, personId, lawyerId } = open;
  const held: DefenceRequestEvent = {
    type: 'FirstMeetingHeld',
    data: { parties, personId, lawyerId, heldAt, consent, ...(minute !== undefined && { minute }) },
  };
  if (consent === 'agreed') return [held];
  const reason = minute ?? '当事人在首次会见时不同意该律师辩护。';
  return [held, ...refusal(open, heldAt, reason, { at, byOrgan: false, ...counting })];
}

function refuseLawyer(
  { at, refusedAt, reason, byOrgan, ...counting }: Of<'RefuseLawyer'>,
  state: DefenceRequestState,
): readonly DefenceRequestEvent[] {
  const open = writable(withLawyer(state, 'confirmed', 'engaged', 'defending'));
  insistOnTime('refusedAt', refusedAt, open.clock.startedAt, at);
  return refusal(open, refusedAt, reason, { at, byOrgan, ...counting });
}

/** The lawyer's part ends; in a mandatory case the person has five days to engage another (Interp. Art 50(2)). */
function acceptRefusal({ at, ...counting }: Of<'AcceptRefusal'>, state: DefenceRequestState): readonly DefenceRequestEvent[] {
  if (state.status === 'awaiting_own_lawyer') return [];
  const open = withLawyer(state, 'refused');
  const { parties, lawyerId, ran } = open;
  return [
    { type: 'RefusalReasonAccepted', data: { parties, lawyerId, acceptedAt: at } },
    ...stopped(open, 'C06', at),
    ...lapsed(open, at, 'C06'),
    // Who need not have a defender may go without one: no time runs for another, and nobody owes a new notice (Interp. Art 50(1)).
    ...(isMandatory(open.facts) ? [started('C12.own', at, { parties, ran }, counting)] : []),
  ];
}

function rejectRefusal({ at, reason }: Of<'RejectRefusal'>, state: DefenceRequestState): readonly DefenceRequestEvent[] {
  const open = writable(withLawyer(state, 'refused'));
  if (!isMandatory(open.facts)) {
    return refuse(
      'refusal_free',
      '不属于应当提供法律援助的情形,当事人拒绝的应当准许。Outside of the mandatory cases a refusal is to be allowed.',
      '刑诉解释 第50条',
    );
  }
  const { parties, personId, lawyerId } = open;
  return [{ type: 'RefusalReasonRejected', data: { parties, personId, lawyerId, rejectedAt: at, reason } }, ...stopped(open, 'C06', at)];
}

/** The police owe the news of it, as of a refusal, and tell it with this (Police Art 47(2)). */
function ownEngagement(
  { at, engagedAt, ...counting }: Of<'RecordOwnEngagement'>,
  state: DefenceRequestState,
): readonly DefenceRequestEvent[] {
  if (state.status === 'closed' && state.reason === 'own_lawyer') return [];
  const open = inStatus(state, 'awaiting_own_lawyer');
  insistOnTime('engagedAt', engagedAt, open.clock.startedAt, at);
  const { parties, ran } = open;
  const told = parties.organKind === 'police' ? [judged('C06', engagedAt, at, { parties, ran }, counting)] : [];
  const met = stopped(open, 'C12.own', engagedAt);
  return [{ type: 'OwnLawyerEngaged', data: { parties, engagedAt } }, ...told, ...met, ...lapsed(open, at, 'C12.own')];
}

/** 另行通知: the institution has three days again. */
function reassignment({ at, ...counting }: Of<'RequestReassignment'>, state: DefenceRequestState): readonly DefenceRequestEvent[] {
  const open = inStatus(state, 'awaiting_own_lawyer');
  const { parties, ran, changes } = open;
  return [
    { type: 'ReassignmentRequested', data: { parties, requestedAt: at, changes: changes + 1 } },
    ...stopped(open, 'C12.renotify', at),
    ...lapsed(open, at, 'C12.renotify'),
    started('C02', at, { parties, ran }, counting),
  ];
}

/** The case agency must tell of a new hearing; time for a new defender is recorded where it is short (Interp. Art 313). */
function moveHearing(
  { at, hearingAt, hearingPlace, forNewDefender = false, shortened = false, calendar }: Of<'MoveHearing'>,
  state: DefenceRequestState,
): readonly DefenceRequestEvent[] {
  if (!isOpen(state) || state.status === 'closing' || state.status === 'filed' || state.status === 'terminated') return notOpen();
  if (hearingAt <= at) {
    const detail = '新的开庭时间应晚于现在,请核对。The new hearing must lie in the future; check it.';
    throw new Rejected('defence_request.hearing.invalid', detail, { errors: [{ path: 'hearingAt', code: 'out_of_range', detail }] });
  }
  const { parties, hearingAt: previous } = state;
  if (previous === hearingAt) return [];
  const until = forNewDefender ? count('C13', at, calendar).dueAt : undefined;
  return [
    {
      type: 'HearingRescheduled',
      data: {
        parties,
        hearingAt,
        toldAt: at,
        ...(hearingPlace !== undefined && { hearingPlace }),
        ...(previous !== undefined && { previousHearingAt: previous }),
        ...(until !== undefined && { preparationUntil: until, preparationShort: hearingAt < until && !shortened }),
      },
    },
  ];
}

function moveCustody({ at, custody, movedAt, place }: Of<'MoveCustody'>, state: DefenceRequestState): readonly DefenceRequestEvent[] {
  if (!isOpen(state)) return notOpen();
  const { parties, personId } = place === undefined ? state : writable(state);
  insistOnTime('movedAt', movedAt, '', at);
  return [{ type: 'CustodyMoved', data: { parties, personId, custody, movedAt, ...(place !== undefined && { place }) } }];
}

function recordWork({ at, kind, doneAt, note }: Of<'RecordWork'>, state: DefenceRequestState): readonly DefenceRequestEvent[] {
  const lawyers = withLawyer(state, 'confirmed', 'engaged', 'defending', 'closing');
  const { parties, personId, lawyerId, clock } = note === undefined ? lawyers : (writable(lawyers as Open) as WithLawyer);
  insistOnTime('doneAt', doneAt, clock.startedAt, at);
  return [
    { type: 'WorkRecorded', data: { parties, personId, lawyerId, kind, doneAt, recordedAt: at, ...(note !== undefined && { note }) } },
  ];
}

/** What a command of the defence comes to. @throws Rejected */
export function decideDefending(command: DefendingCommand, state: DefenceRequestState): readonly DefenceRequestEvent[] {
  switch (command.type) {
    case 'SignEngagement':
      return signEngagement(command.data, state);
    case 'FileDefencePapers':
      return filePapers(command.data, state);
    case 'RecordFirstMeeting':
      return firstMeeting(command.data, state);
    case 'RefuseLawyer':
      return refuseLawyer(command.data, state);
    case 'AcceptRefusal':
      return acceptRefusal(command.data, state);
    case 'RejectRefusal':
      return rejectRefusal(command.data, state);
    case 'RecordOwnEngagement':
      return ownEngagement(command.data, state);
    case 'RequestReassignment':
      return reassignment(command.data, state);
    case 'RequestChange':
      return requestChange(command.data, state);
    case 'DeclineChange':
      return declineChange(command.data, state);
    case 'ReplaceLawyer':
      return replaceLawyer(command.data, state);
    case 'MoveHearing':
      return moveHearing(command.data, state);
    case 'MoveCustody':
      return moveCustody(command.data, state);
    case 'RecordWork':
      return recordWork(command.data, state);
    case 'ConcludeStage':
    case 'RecordDocumentSent':
    case 'SubmitFile':
    case 'ReturnFile':
    case 'AcceptFile':
    case 'TerminateAid':
    case 'ServeTermination':
      return decideOnConcluding(command as ConcludingCommand, state);
    default:
      return assertNever(command);
  }
}
