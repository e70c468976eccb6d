import { FILE_ITEMS } from '@xiezhi/contracts';
import { assertNever, Rejected } from '@xiezhi/eventsourcing';
import type { DefendingCommand } from './commands.js';
import { dutyOf, lapsed, started, stopped } from './duties.js';
import type { DefenceRequestEvent } from './events.js';
import {
  inStatus,
  insistOnTime,
  isMandatory,
  isOpen,
  notOpen,
  withLawyer,
  writable,
  type DefenceRequestState,
  type WithLawyer,
} from './state.js';

export type ConcludingCommand = Extract<
  DefendingCommand,
  { type: 'ConcludeStage' | 'RecordDocumentSent' | 'SubmitFile' | 'ReturnFile' | 'AcceptFile' | 'TerminateAid' | 'ServeTermination' }
>;
type Of<Type extends ConcludingCommand['type']> = Extract<ConcludingCommand, { type: Type }>['data'];

/** 本阶段办结: the lawyer has thirty days for the file (C32), the case agency five for a copy of its document (C18). */
function concludeStage(
  { at, concludedAt, outcome, ...counting }: Of<'ConcludeStage'>,
  state: DefenceRequestState,
): readonly DefenceRequestEvent[] {
  const open = withLawyer(state, 'confirmed', 'engaged', 'defending');
  insistOnTime('concludedAt', concludedAt, open.clock.startedAt, at);
  const { parties, lawyerId, ran } = open;
  const beginning = { parties, ran, lawyerId };
  return [
    { type: 'StageConcluded', data: { parties, lawyerId, concludedAt, outcome } },
    ...lapsed(open, at),
    started('C18', concludedAt, beginning, counting),
    started('C32', concludedAt, beginning, counting),
  ];
}

function documentSent({ at, sentAt }: Of<'RecordDocumentSent'>, state: DefenceRequestState): readonly DefenceRequestEvent[] {
  const open = inStatus(state, 'closing', 'filed');
  if (dutyOf(open, 'C18') === undefined) return [];
  insistOnTime('sentAt', sentAt, open.concludedAt!, at);
  return [{ type: 'StageDocumentSent', data: { parties: open.parties, sentAt } }, ...stopped(open, 'C18', sentAt)];
}

/** A required item may be absent for a reason only. */
function submitFile({ at, items, absence, ...counting }: Of<'SubmitFile'>, state: DefenceRequestState): readonly DefenceRequestEvent[] {
  if (state.status === 'filed') return [];
  const open = writable(withLawyer(state, 'closing')) as WithLawyer;
  const missing = FILE_ITEMS.filter(({ code, required }) => required && !items.includes(code));
  if (missing.length > 0 && absence === undefined) {
    const names = missing.map(({ nameZh }) => nameZh).join('、');
    const detail = `案卷缺少:${names}。请补齐,或者说明原因。The file lacks required items; add them or say why they are absent.`;
    throw new Rejected('defence_request.file_incomplete.invalid', detail, {
      errors: missing.map(({ code, nameZh, nameEn }) => ({ path: 'items', code: `missing.${code}`, detail: `${nameZh} ${nameEn}` })),
    });
  }
  const { parties, personId, lawyerId, ran } = open;
  return [
    {
      type: 'CaseFileSubmitted',
      data: { parties, personId, lawyerId, submittedAt: at, items: [...new Set(items)], ...(absence !== undefined && { absence }) },
    },
    ...stopped(open, 'C32', at),
    started('C33', at, { parties, ran, lawyerId }, counting),
  ];
}

/** The check is done, and the file owed anew. */
function returnFile({ at, items, reason, ...counting }: Of<'ReturnFile'>, state: DefenceRequestState): readonly DefenceRequestEvent[] {
  const open = writable(withLawyer(state, 'filed')) as WithLawyer;
  const { parties, personId, lawyerId, ran } = open;
  return [
    { type: 'CaseFileReturned', data: { parties, personId, lawyerId, returnedAt: at, items: [...new Set(items)], reason } },
    ...stopped(open, 'C33', at),
    started('C32', at, { parties, ran, lawyerId }, counting),
  ];
}

/** 案卷审查合格: the request is closed, and a subsidy may be worked out. */
function acceptFile({ at }: Of<'AcceptFile'>, state: DefenceRequestState): readonly DefenceRequestEvent[] {
  if (state.status === 'closed' && state.reason === 'completed') return [];
  const open = withLawyer(state, 'filed');
  const { parties, lawyerId, facts, concludedAt } = open;
  const { stage, ground } = facts;
  return [
    { type: 'CaseFileAccepted', data: { parties, lawyerId, acceptedAt: at, stage, ground, concludedAt: concludedAt! } },
    ...stopped(open, 'C33', at),
    ...lapsed(open, at, 'C33'),
  ];
}

/** Law Art 48. Hardship is not asked in a mandatory case, so a change of it ends nothing there. */
function terminateAid({ at, ground, reason, ...counting }: Of<'TerminateAid'>, state: DefenceRequestState): readonly DefenceRequestEvent[] {
  if (!isOpen(state) || state.status === 'terminated') return notOpen();
  const { parties, personId, facts, lawyerId, ran } = writable(state);
  if (ground === 'economic_change' && isMandatory(facts)) {
    const detail = '应当通知辩护的案件不审查经济状况,不能以此终止。In a mandatory case means are not examined; this is no ground.';
    throw new Rejected('defence_request.termination_ground.invalid', detail, {
      basis: '法律援助法 第25条、第48条',
      errors: [{ path: 'ground', code: 'means_not_asked', detail }],
    });
  }
  return [
    { type: 'AidTerminated', data: { parties, personId, terminatedAt: at, ground, reason, ...(lawyerId !== undefined && { lawyerId }) } },
    ...lapsed(state, at),
    started('C31', at, { parties, ran }, counting),
  ];
}

function serveTermination({ at, servedAt }: Of<'ServeTermination'>, state: DefenceRequestState): readonly DefenceRequestEvent[] {
  if (state.status === 'closed' && state.reason === 'terminated') return [];
  const open = inStatus(state, 'terminated');
  insistOnTime('servedAt', servedAt, open.terminatedAt!, at);
  const { parties, notifiedAt } = open;
  const told = notifiedAt === undefined ? {} : { lawyerTold: true };
  return [{ type: 'TerminationServed', data: { parties, servedAt, ...told } }, ...stopped(open, 'C31', servedAt)];
}

/** What a command comes to that leads to the end. @throws Rejected */
export function decideOnConcluding(command: ConcludingCommand, state: DefenceRequestState): readonly DefenceRequestEvent[] {
  switch (command.type) {
    case 'ConcludeStage':
      return concludeStage(command.data, state);
    case 'RecordDocumentSent':
      return documentSent(command.data, state);
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
    default:
      return assertNever(command);
  }
}
