import { FILE_ITEMS } from '@xiezhi/contracts';
import { assertNever, Rejected } from '@xiezhi/eventsourcing';
import type { ConcludingCommand, DataOf, PlatformCommand } from './commands.js';
import { breached, lapsed, started, stopped } from './duties.js';
import type { AidCaseEvent, ConcludingEvent } from './events.js';
import { inStatus, insistOnTime, isOpen, withLawyer, writable, type AidCaseState, type Open } from './state.js';

type Facts = readonly AidCaseEvent[];
type Cause = Extract<ConcludingEvent, { type: 'AidCaseClosed' }>['data']['cause'];

/** 办结: the lawyer has thirty days for the file (C32). */
function concludeMatter({ at, concludedAt, outcome, ...counting }: DataOf<'ConcludeMatter'>, state: AidCaseState): Facts {
  const open = withLawyer(state, 'engaged');
  insistOnTime('concludedAt', concludedAt, open.assignedAt!, at);
  const { parties, lawyerId } = open;
  return [
    { type: 'MatterConcluded', data: { parties, lawyerId, concludedAt, outcome } },
    ...lapsed(open, at),
    started('C32', concludedAt, open, counting),
  ];
}

/** A required item may be absent for a reason only. */
function submitFile({ at, items, absence, ...counting }: DataOf<'SubmitFile'>, state: AidCaseState): Facts {
  if (state.status === 'filed') return [];
  const open = writable(withLawyer(state, 'closing'));
  const missing = FILE_ITEMS.filter(({ code, required }) => required && !items.includes(code));
  if (missing.length > 0 && absence === undefined) {
    const names = missing.map(({ nameZh }) => nameZh).join('、');
    const detail = `案卷缺少:${names}。请补齐,或者说明原因。The file lacks required items; add them or say why they are absent.`;
    throw new Rejected('aid_case.file_incomplete.invalid', detail, {
      errors: missing.map(({ code, nameZh, nameEn }) => ({ path: 'items', code: `missing.${code}`, detail: `${nameZh} ${nameEn}` })),
    });
  }
  const { parties, personId, lawyerId } = open;
  const said = absence === undefined ? {} : { absence };
  return [
    { type: 'CaseFileSubmitted', data: { parties, personId, lawyerId, submittedAt: at, items: [...new Set(items)], ...said } },
    ...stopped(open, 'C32', at),
    started('C33', at, open, counting),
  ];
}

/** The check is done, and the file owed anew. */
function returnFile({ at, items, reason, ...counting }: DataOf<'ReturnFile'>, state: AidCaseState): Facts {
  const open = writable(withLawyer(state, 'filed'));
  const { parties, personId, lawyerId } = open;
  return [
    { type: 'CaseFileReturned', data: { parties, personId, lawyerId, returnedAt: at, items: [...new Set(items)], reason } },
    ...stopped(open, 'C33', at),
    started('C32', at, open, counting),
  ];
}

function closed({ parties, facts, lawyerId, concludedAt }: Open, cause: Cause, closedAt: string): AidCaseEvent {
  const { kind, cause: about, form, applicationId } = facts;
  return {
    type: 'AidCaseClosed',
    data: {
      parties,
      reason: cause === 'file_accepted' ? 'completed' : 'terminated',
      cause,
      closedAt,
      facts: { kind, cause: about, form, ...(applicationId !== undefined && { applicationId }) },
      ...(lawyerId !== undefined && { lawyerId }),
      ...(concludedAt !== undefined && { concludedAt }),
    },
  };
}

function acceptFile({ at }: DataOf<'AcceptFile'>, state: AidCaseState): Facts {
  if (state.status === 'closed' && state.reason === 'completed') return [];
  const open = withLawyer(state, 'filed');
  return [...stopped(open, 'C33', at), ...lapsed(open, at, 'C33'), closed(open, 'file_accepted', at)];
}

/** Law Art 48: the lawyer's part ends at once; whom it concerns is told within three days (C31). */
function terminateAid({ at, ground, reason, ...counting }: DataOf<'TerminateAid'>, state: AidCaseState): Facts {
  const open = writable(inStatus(state, 'received', 'assigned', 'engaged'));
  const { parties, personId, lawyerId, ran } = open;
  const whose = lawyerId === undefined ? {} : { lawyerId };
  return [
    { type: 'AidTerminated', data: { parties, personId, terminatedAt: at, ground, reason, ...whose } },
    ...lapsed(open, at),
    started('C31', at, { parties, ran }, counting),
  ];
}

/** From the service on the recipient may object (C27). */
function serveTermination({ at, servedAt, ...counting }: DataOf<'ServeTermination'>, state: AidCaseState): Facts {
  if (state.status === 'objectable') return [];
  const open = inStatus(state, 'terminated');
  insistOnTime('servedAt', servedAt, open.terminatedAt!, at);
  const { parties, ran } = open;
  return [
    { type: 'TerminationServed', data: { parties, servedAt } },
    ...stopped(open, 'C31', servedAt),
    started('C27', servedAt, { parties, ran }, counting),
  ];
}

/** An objection before the service is one too: who knows of the decision may object to it. */
function recordObjection({ at, filedAt, reason, ...counting }: DataOf<'RecordObjection'>, state: AidCaseState): Facts {
  const open = writable(inStatus(state, 'terminated', 'objectable'));
  insistOnTime('filedAt', filedAt, open.terminatedAt!, at);
  const { parties, personId, ran } = open;
  return [
    { type: 'ObjectionFiled', data: { parties, personId, filedAt, reason } },
    ...stopped(open, 'C27', filedAt),
    started('C28', filedAt, { parties, ran }, counting),
  ];
}

/** The justice department has five days (Law Art 49). What is ordered to be corrected goes on where it stood. */
function decideObjection({ at, decidedAt, outcome, ...counting }: DataOf<'DecideObjection'>, state: AidCaseState): Facts {
  const open = inStatus(state, 'objected');
  insistOnTime('decidedAt', decidedAt, open.objectedAt!, at);
  const met = [...stopped(open, 'C28', decidedAt), ...lapsed(open, at, 'C28')];
  if (outcome === 'upheld') return [...met, closed(open, 'objection_rejected', at)];
  const { parties, before = 'received', lawyerBefore, ran } = open;
  const whose = lawyerBefore === undefined ? {} : { lawyerId: lawyerBefore };
  const owed = before === 'received' ? (['C23'] as const) : before === 'assigned' ? (['C24'] as const) : [];
  return [
    ...met,
    { type: 'TerminationOverturned', data: { parties, decidedAt, resumed: before, ...whose } },
    ...owed.map((id) => started(id, decidedAt, { parties, ran, ...whose }, counting)),
  ];
}

/** The timer of a clock fired. That nobody objected in time is no breach: the termination is final. */
export function clockOver(
  { at, dutyId, ...counting }: Extract<PlatformCommand, { type: 'RecordBreach' }>['data'],
  state: AidCaseState,
): Facts {
  if (!isOpen(state)) return [];
  const told = breached(state, dutyId, at, counting);
  const over = told.some(({ type, data }) => type === 'ClockBreached' && data.clock.id === 'C27');
  return over ? [...lapsed(state, at), closed(state, 'no_objection', at)] : told;
}

/** What a command comes to that leads to the end. @throws Rejected */
export function decideConcluding(command: ConcludingCommand, state: AidCaseState): Facts {
  switch (command.type) {
    case 'ConcludeMatter':
      return concludeMatter(command.data, state);
    case 'SubmitFile':
      return submitFile(command.data, state);
    case 'ReturnFile':
      return returnFile(command.data, state);
    case 'AcceptFile':
      return acceptFile(command.data, state);
    case 'TerminateAid':
      return terminateAid(command.data, state);
    case 'ServeTermination':
      return serveTermination(command.data, state);
    case 'RecordObjection':
      return recordObjection(command.data, state);
    case 'DecideObjection':
      return decideObjection(command.data, state);
    default:
      return assertNever(command);
  }
}
