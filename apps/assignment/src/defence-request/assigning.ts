import { Rejected } from '@xiezhi/eventsourcing';
import { mayTake, shanghaiDay } from '@xiezhi/legal-policy';
import type { Appointment, AtCounting, DefendingCommand, NotifyingCommand } from './commands.js';
import { started, stopped, type Counting } from './duties.js';
import type { DefenceRequestEvent } from './events.js';
import { inStatus, isMandatory, isOpen, openOnly, replaceable, refuse, writable, type DefenceRequestState, type Open } from './state.js';

type Assign = Extract<NotifyingCommand, { type: 'AssignLawyer' }>['data'];
type Service = Extract<NotifyingCommand, { type: 'RecordService' }>['data'];
type Replace = Extract<DefendingCommand, { type: 'ReplaceLawyer' }>['data'];

/**
 * Every reason against at once, each with its article; a hearing in the same half-day alone.
 * @throws Rejected `defence_request.lawyer_may_not`, `defence_request.lawyer_at_hearing`
 */
function insistOnLawyer(appointment: Appointment & { readonly at: string }, { facts, parties, formerLawyers = [] }: Open): void {
  const { lawyer, defendsCoAccused, conflictOfInterest = false, hearingHeld } = appointment;
  if (formerLawyers.includes(lawyer.id))
    refuse('lawyer_had_before', '当事人此前已更换该律师,请另行指派。The person had this lawyer before; assign another.');
  const { lifeOrDeath, minor } = facts;
  const verdict = mayTake(lawyer, {
    lifeOrDeath,
    minor,
    defendsCoAccused,
    conflictOfInterest: conflictOfInterest && !defendsCoAccused,
    division: parties.division,
    onDay: shanghaiDay(appointment.at),
  });
  if (verdict.ok) {
    if (hearingHeld === undefined) return;
    throw new Rejected('defence_request.lawyer_at_hearing', hearingHeld, {
      errors: [{ path: 'lawyerId', code: 'lawyer.hearing_at_that_time', detail: hearingHeld }],
    });
  }
  throw new Rejected('defence_request.lawyer_may_not', verdict.reasons.map((reason) => reason.text).join(' '), {
    basis: verdict.reasons.map((reason) => reason.basis).join(';'),
    errors: verdict.reasons.map((reason) => ({ path: 'lawyerId', code: reason.code, detail: `${reason.text}(${reason.basis})` })),
  });
}

/** 指派律师. The loser of a race is told by which letter another lawyer is assigned. @throws Rejected */
export function assignLawyer(data: Assign, state: DefenceRequestState): readonly DefenceRequestEvent[] {
  if (isOpen(state) && state.lawyerId !== undefined) {
    if (state.lawyerId === data.lawyer.id) return [];
    const { letterNumber = '' } = state;
    return refuse(
      'already_assigned',
      `本件已由${letterNumber}指派律师;如需更换,请办理更换手续。A lawyer is already assigned by letter ${letterNumber}; use the change procedure.`,
    );
  }
  const open = openOnly(state);
  insistOnLawyer(data, open);
  const { parties, clock } = open;
  const { at, lawyer, letterNumber } = data;
  return [{ type: 'LawyerAssigned', data: { parties, assignedAt: at, lawyerId: lawyer.id, letterNumber, clock } }];
}

/** 更换律师: the new one is told to the case agency again, C02 is not judged twice. @throws Rejected */
export function replaceLawyer(data: Replace, state: DefenceRequestState): readonly DefenceRequestEvent[] {
  const open = replaceable(state);
  const { parties, lawyerId: previousLawyerId } = open;
  const { at, lawyer, letterNumber, reasonCode } = data;
  if (previousLawyerId === lawyer.id) return refuse('same_lawyer', '新的律师就是原律师。This is the lawyer the request has already.');
  insistOnLawyer(data, open);
  return [
    {
      type: 'LawyerReplaced',
      data: {
        parties,
        replacedAt: at,
        lawyerId: lawyer.id,
        previousLawyerId: previousLawyerId!,
        letterNumber,
        clock: open.clock,
        reasonCode,
      },
    },
    ...stopped(open, 'C30', at),
    // What the former lawyer owed, the new one will owe anew.
    ...(['C24', 'C14'] as const).flatMap((clock) => stopped(open, clock, at, 'lapsed')),
  ];
}

/** The case agency knows: C02 stops, and the lawyer's own clocks start. */
function notified(state: Open, notifiedAt: string, counting: Counting): readonly DefenceRequestEvent[] {
  const { parties, clock, onTime: before, lawyerId, ran } = state;
  const [c02] = stopped(state, 'C02', notifiedAt);
  const replacement = c02 === undefined;
  const onTime = replacement ? (before ?? true) : c02.data['onTime'] === true;
  const beginning = { parties, ran, lawyerId };
  return [
    {
      type: 'AssignmentNotifiedToAgency',
      data: { parties, notifiedAt, onTime, clock, ...(replacement ? { replacement } : { dutyId: c02.data['dutyId'] as string }) },
    },
    started('C24', notifiedAt, beginning, counting),
    ...(parties.organKind === 'court' ? [started('C14', notifiedAt, beginning, counting)] : []),
  ];
}

const past: readonly DefenceRequestState['status'][] = ['confirmed', 'engaged', 'defending', 'refused', 'closing', 'filed'];

/** 函告办案机关, by electronic delivery. Others are told too; C02 asks for the case agency (Law Art 36). @throws Rejected */
export function confirmNotified(
  { agency, at, ...counting }: AtCounting & { readonly agency: string },
  state: DefenceRequestState,
): readonly DefenceRequestEvent[] {
  if (past.includes(state.status)) return [];
  if (state.status !== 'none' && agency !== state.parties.organ) return [];
  if (state.status !== 'assigned') return refuse('not_assigned', '尚未指派律师。No lawyer is assigned yet.');
  return notified(state as Open, at, counting);
}

/** 送达回证: by hand, within the time the request has been there. @throws Rejected */
export function recordService({ at, servedAt, ...counting }: Service, state: DefenceRequestState): readonly DefenceRequestEvent[] {
  if (past.includes(state.status)) return [];
  if (state.status !== 'assigned') return refuse('not_assigned', '尚未指派律师。No lawyer is assigned yet.');
  const open = state as Open;
  if (servedAt > at || servedAt < open.clock.startedAt) {
    const detail =
      '送达时间应在收到通知之后、现在之前,请核对送达回证。The time of service must lie between the notice and now; check the receipt.';
    throw new Rejected('defence_request.service.invalid', detail, { errors: [{ path: 'servedAt', code: 'out_of_range', detail }] });
  }
  return notified(open, servedAt, counting);
}

/** 更换申请: C30 runs until the institution has decided. @throws Rejected */
export function requestChange(
  { at, reasonCode, reason, ...counting }: Extract<DefendingCommand, { type: 'RequestChange' }>['data'],
  state: DefenceRequestState,
): readonly DefenceRequestEvent[] {
  const open = writable(inStatus(state, 'confirmed', 'engaged', 'defending'));
  const { parties, personId, ran } = open;
  const lawyerId = open.lawyerId!;
  if (open.changeRequested === true)
    return refuse('change_requested', '更换申请正在审查。A change was asked for; the decision is awaited.');
  return [
    { type: 'LawyerChangeRequested', data: { parties, personId, lawyerId, requestedAt: at, reasonCode, reason } },
    started('C30', at, { parties, ran, lawyerId }, counting),
  ];
}

/** 不予更换 @throws Rejected */
export function declineChange(
  { at, reason }: Extract<DefendingCommand, { type: 'DeclineChange' }>['data'],
  state: DefenceRequestState,
): readonly DefenceRequestEvent[] {
  const open = writable(inStatus(state, 'confirmed', 'engaged', 'defending'));
  if (open.changeRequested !== true) return refuse('no_change_requested', '没有待审查的更换申请。No change was asked for.');
  const { parties, personId } = open;
  return [
    { type: 'LawyerChangeDeclined', data: { parties, personId, lawyerId: open.lawyerId!, declinedAt: at, reason } },
    ...stopped(open, 'C30', at),
  ];
}

/** At most two changes of defender in a trial stage; in a mandatory case none after the person's second lawyer (Interp. Art 311). */
export const MAX_CHANGES = 2;

/** Whether the person may still refuse a lawyer. @throws Rejected */
export function insistOnRefusable({ facts, changes, refusalRejected }: Open): void {
  const basis = '刑诉解释 第50条、第311条';
  if (isMandatory(facts) && (changes > 0 || refusalRejected === true)) {
    refuse(
      'refusal_not_allowed',
      '属于应当提供法律援助的情形,当事人重新获得律师后再次拒绝的,不予准许。In a mandatory case a lawyer cannot be refused a second time.',
      basis,
    );
  }
  if (changes >= MAX_CHANGES)
    refuse('too_many_changes', '同一审理阶段更换律师一般不超过两次。A lawyer is changed at most twice in one stage.', basis);
}
