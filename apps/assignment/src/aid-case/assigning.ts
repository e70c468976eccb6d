import { assertNever, Rejected } from '@xiezhi/eventsourcing';
import { mayTake, shanghaiDay } from '@xiezhi/legal-policy';
import type { Appointment, AssigningCommand, DataOf } from './commands.js';
import { started, stopped } from './duties.js';
import type { AidCaseEvent } from './events.js';
import { faultsOf } from './facts.js';
import {
  inStatus,
  insistOnFreeHalfDay,
  insistOnTime,
  isOpen,
  refuse,
  withLawyer,
  writable,
  type AidCaseState,
  type Open,
} from './state.js';

type Facts = readonly AidCaseEvent[];

/** The same grant told twice is one case; what intake decided is taken as it was decided, what is typed from paper must be sound. */
function receiveGrant(data: DataOf<'ReceiveGrant'>, state: AidCaseState): Facts {
  const { at, parties, facts, personId, recipient, particulars, source, ...counting } = data;
  if (state.status !== 'none') return source === 'intake' ? [] : refuse('exists', '该受援案件已存在。This case exists already.');
  const errors = source === 'paper' ? faultsOf(facts, at) : [];
  if (errors.length > 0)
    throw new Rejected('aid_case.invalid', '登记内容有误,请按各项提示更正。The grant has faults; see each field.', { errors });
  return [
    { type: 'AidCaseReceived', data: { parties, facts, personId, recipient, particulars, source, receivedAt: at } },
    started('C23', facts.grantedAt, { parties, ran: {} }, counting),
  ];
}

/** Every reason against at once, each with its article. @throws Rejected `aid_case.lawyer_may_not` */
function insistOnLawyer(
  { lawyer, conflictOfInterest, hearingHeld, at }: Appointment & { readonly at: string },
  { facts, parties, formerLawyers }: Open,
): void {
  if (formerLawyers.includes(lawyer.id))
    refuse('lawyer_had_before', '受援人此前已更换该律师,请另行指派。The recipient had this lawyer before; assign another.');
  const { lifeOrDeath, minor } = facts;
  const asked = { lifeOrDeath, minor, defendsCoAccused: false, conflictOfInterest, division: parties.division, onDay: shanghaiDay(at) };
  const verdict = mayTake(lawyer, asked);
  if (verdict.ok) return insistOnFreeHalfDay(hearingHeld, 'lawyerId');
  throw new Rejected('aid_case.lawyer_may_not', verdict.reasons.map(({ text }) => text).join(' '), {
    basis: verdict.reasons.map(({ basis }) => basis).join(';'),
    errors: verdict.reasons.map(({ code, text, basis }) => ({ path: 'lawyerId', code, detail: `${text}(${basis})` })),
  });
}

/** C23 stops with the assignment, and C24 starts: it has reached the lawyer's unit with this very append. */
function assign(data: DataOf<'AssignPersonnel'>, state: AidCaseState): Facts {
  const { at, lawyer, letterNumber } = data;
  if (isOpen(state) && state.lawyerId !== undefined) {
    if (state.lawyerId === lawyer.id) return [];
    return refuse(
      'already_assigned',
      `本件已由${state.letterNumber}指派律师;如需更换,请办理更换手续。A lawyer is already assigned by letter ${state.letterNumber}; use the change procedure.`,
    );
  }
  const open = inStatus(state, 'received');
  insistOnLawyer(data, open);
  const { parties } = open;
  return [
    { type: 'PersonnelAssigned', data: { parties, lawyerId: lawyer.id, assignedAt: at, letterNumber } },
    ...stopped(open, 'C23', at),
    started('C24', at, { ...open, lawyerId: lawyer.id }, data),
  ];
}

function tellRecipient({ at, toldAt, mode }: DataOf<'TellRecipient'>, state: AidCaseState): Facts {
  const open = withLawyer(state, 'assigned', 'engaged');
  if (open.recipientTold === true) return [];
  insistOnTime('toldAt', toldAt, open.assignedAt!, at);
  return [{ type: 'RecipientTold', data: { parties: open.parties, lawyerId: open.lawyerId, toldAt, mode } }];
}

function signEngagement({ at, signedAt }: DataOf<'SignEngagement'>, state: AidCaseState): Facts {
  if (state.status === 'engaged') return [];
  const open = withLawyer(state, 'assigned');
  insistOnTime('signedAt', signedAt, open.assignedAt!, at);
  const { parties, lawyerId } = open;
  return [{ type: 'EngagementSigned', data: { parties, lawyerId, signedAt } }, ...stopped(open, 'C24', signedAt)];
}

/** C30 runs until the institution has decided. */
function requestChange({ at, reasonCode, reason, ...counting }: DataOf<'RequestChange'>, state: AidCaseState): Facts {
  const open = writable(withLawyer(state, 'assigned', 'engaged'));
  if (open.changeRequested === true)
    return refuse('change_requested', '更换申请正在审查。A change was asked for; the decision is awaited.');
  const { parties, personId, lawyerId } = open;
  return [
    { type: 'LawyerChangeRequested', data: { parties, personId, lawyerId, requestedAt: at, reasonCode, reason } },
    started('C30', at, open, counting),
  ];
}

function declineChange({ at, reason }: DataOf<'DeclineChange'>, state: AidCaseState): Facts {
  const open = writable(withLawyer(state, 'assigned', 'engaged'));
  if (open.changeRequested !== true) return refuse('no_change_requested', '没有待审查的更换申请。No change was asked for.');
  const { parties, personId, lawyerId } = open;
  return [{ type: 'LawyerChangeDeclined', data: { parties, personId, lawyerId, declinedAt: at, reason } }, ...stopped(open, 'C30', at)];
}

function replaceLawyer(data: DataOf<'ReplaceLawyer'>, state: AidCaseState): Facts {
  const { at, lawyer, letterNumber, reasonCode } = data;
  const open = withLawyer(state, 'assigned', 'engaged');
  const { parties, lawyerId: previousLawyerId } = open;
  if (previousLawyerId === lawyer.id) return refuse('same_lawyer', '新的律师就是原律师。This is the lawyer the case has already.');
  insistOnLawyer(data, open);
  return [
    { type: 'LawyerReplaced', data: { parties, lawyerId: lawyer.id, replacedAt: at, previousLawyerId, letterNumber, reasonCode } },
    ...stopped(open, 'C30', at),
    // What the former lawyer owed, the new one owes anew.
    ...stopped(open, 'C24', at, 'lapsed'),
    started('C24', at, { ...open, lawyerId: lawyer.id }, data),
  ];
}

/** What a command comes to on the way from the grant to the lawyer's work. @throws Rejected */
export function decideAssigning(command: AssigningCommand, state: AidCaseState): Facts {
  switch (command.type) {
    case 'ReceiveGrant':
      return receiveGrant(command.data, state);
    case 'AssignPersonnel':
      return assign(command.data, state);
    case 'TellRecipient':
      return tellRecipient(command.data, state);
    case 'SignEngagement':
      return signEngagement(command.data, state);
    case 'RequestChange':
      return requestChange(command.data, state);
    case 'DeclineChange':
      return declineChange(command.data, state);
    case 'ReplaceLawyer':
      return replaceLawyer(command.data, state);
    default:
      return assertNever(command);
  }
}
