import { assertNever, Rejected } from '@xiezhi/eventsourcing';
import type { CaseAgencyKind, FullCoverage } from '@xiezhi/legal-policy';
import type { NoticeInput, NotifyingCommand } from './commands.js';
import { count, type DutyClock, judged, lapsed, NOTICE_UNUSABLE, paused, resumed, started, stopped, warnAt } from './duties.js';
import type { DefenceRequestEvent, DutyEvent } from './events.js';
import { faultsOf, type Notice, type NoticeFacts } from './notice.js';
import { paperAttached } from './paper.js';
import { withParties } from './papers.js';
import {
  insistOnTime,
  isMandatory,
  isOpen,
  noticeWritable,
  openOnly,
  refuse,
  writable,
  type DefenceRequestState,
  type Open,
} from './state.js';

type Of<Type extends NotifyingCommand['type']> = Extract<NotifyingCommand, { type: Type }>['data'];
/** Commands that a request may get before a lawyer is found; who assigns is another file's. */
export type BeforeALawyer = Exclude<NotifyingCommand, { type: 'AssignLawyer' | 'ConfirmNotified' | 'RecordService' }>;

/** Sound notices only: every fault is named with its field, and nothing is kept of the rest. */
function insistOnSound(notice: NoticeInput, organKind: CaseAgencyKind, at: string, coverage?: FullCoverage, before?: NoticeFacts): void {
  const errors = faultsOf(notice.facts, notice.person, organKind, at, coverage, before);
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

function recordDiscovery({
  at,
  parties,
  discoveredAt,
  caseNumber,
  stage,
  ground,
  ...counting
}: Of<'RecordDiscovery'>): DefenceRequestEvent[] {
  insistOnTime('discoveredAt', discoveredAt, '', at);
  return [
    { type: 'DefenceNeedDiscovered', data: { parties, discoveredAt, caseNumber, stage, ground } },
    started('C01', discoveredAt, { parties, ran: {} }, counting),
  ];
}

/** The notice arrives: C01 and C10 are judged, lateness never blocks it (Law Art 36; Interp. 49), and C02 starts. */
function sendNotice(data: Of<'SendNotice'>, state: DefenceRequestState): DefenceRequestEvent[] {
  const { at, parties, notice, papers = [], transferred = false, coverage, ...counting } = data;
  // What was accepted before is not lost on its way, though its hearing may be over by now.
  if (!transferred) insistOnSound(notice, parties.organKind, at, coverage);
  const { facts } = notice;
  const detected = state.status === 'detected' ? state : null;
  const beginning = { parties, ran: detected?.ran ?? {} };
  const judge = (id: DutyClock, trigger: string): DutyEvent[] => (transferred ? [] : [judged(id, trigger, at, beginning, counting)]);
  const toNotify = detected === null ? judge('C01', facts.discoveredAt) : stopped(detected, 'C01', at);
  const hearing = facts.hearingAt !== undefined && facts.procedure === 'ordinary' ? judge('C10', facts.hearingAt) : [];
  const late = (of: readonly DefenceRequestEvent[]): boolean => of.some(({ data }) => 'onTime' in data && data.onTime === false);
  const clock = count('C02', at, counting.calendar);
  const warning = warnAt(clock, counting);
  return [
    ...(detected === null ? [{ type: 'DefenceNeedDiscovered', data: { parties, discoveredAt: facts.discoveredAt } } as const] : []),
    {
      type: 'DefenceNotificationSent',
      data: { parties, ...stored(notice), sentAt: at, sentLate: late(toNotify), hearingTooNear: late(hearing) },
    },
    ...toNotify,
    ...hearing,
    // Electronic service: the notice is in the institution's worklist with this very append, and C02 starts.
    {
      type: 'DefenceNotificationReceived',
      data: {
        parties,
        receivedAt: at,
        clock,
        stage: facts.stage,
        ground: facts.ground,
        ...(warning !== undefined && { warnAt: warning }),
      },
    },
    ...papers.map((paper) => withParties(parties, paperAttached(paper, notice.personId, at))),
  ];
}

function correctNotice({ at, notice, calendar, coverage }: Of<'CorrectNotice'>, state: Open): DefenceRequestEvent[] {
  const { parties, facts } = noticeWritable(state);
  insistOnSound(notice, parties.organKind, at, coverage, facts);
  return [{ type: 'NotificationCorrected', data: { parties, ...stored(notice), correctedAt: at } }, ...resumed(state, 'C02', at, calendar)];
}

/** In a mandatory case the clock stops only where nobody could be assigned: the person or the offence is not known. */
function returnIncomplete({ at, missing, reasons = [], calendar }: Of<'ReturnIncomplete'>, state: Open): DefenceRequestEvent[] {
  const { status, parties, personId, facts } = writable(state);
  if (status === 'returned') return refuse('already_returned', '已要求补正,请等待补正。Already returned; wait for the correction.');
  const unusable = reasons.includes('person_unknown') || reasons.includes('offence_unknown');
  return [
    {
      type: 'NotificationReturnedIncomplete',
      data: { parties, personId, returnedAt: at, missing, ...(reasons.length > 0 && { reasons }) },
    },
    ...(unusable || !isMandatory(facts) ? paused(state, 'C02', at, NOTICE_UNUSABLE, calendar) : []),
  ];
}

function transfer({ at, to, reason }: Of<'TransferJurisdiction'>, state: Open): DefenceRequestEvent[] {
  const { parties, personId } = noticeWritable(state);
  if (to.institution === parties.institution) return refuse('same_institution', '受移送机构就是本机构。It is this institution’s already.');
  return [{ type: 'JurisdictionTransferred', data: { parties, personId, transferredAt: at, to, reason } }, ...lapsed(state, at)];
}

/** The person engaged a lawyer before one was found: nothing is owed any more (Law Art 27). */
function ownLawyer(at: string, state: DefenceRequestState): readonly DefenceRequestEvent[] {
  if (state.status === 'closed' && state.reason === 'not_needed') return [];
  const { parties } = state.status === 'detected' ? state : openOnly(state);
  return [{ type: 'DefendantEngagedOwnLawyer', data: { parties, engagedAt: at } }, ...lapsed({ ...state, parties } as Open, at)];
}

/** Said once: the same again changes nothing. */
function link({ at, to, relation }: Of<'LinkRequest'>, state: DefenceRequestState): readonly DefenceRequestEvent[] {
  if (!isOpen(state) && state.status !== 'closed') return refuse('not_found', '没有这件通知辩护。No such request.');
  if (state.links.includes(`${relation}:${to}`)) return [];
  return [{ type: 'RequestLinked', data: { parties: state.parties, to, relation, linkedAt: at } }];
}

function closeForOther({ at, to, reason }: Of<'CloseForOther'>, state: DefenceRequestState): readonly DefenceRequestEvent[] {
  if (state.status === 'closed' && state.reason === reason && state.links.includes(`${CLOSED_FOR[reason]}:${to}`)) return [];
  const { parties } = openOnly(state);
  return [
    { type: 'RequestLinked', data: { parties, to, relation: CLOSED_FOR[reason], linkedAt: at } },
    { type: 'RequestClosedForOther', data: { parties, to, reason, closedAt: at } },
    ...lapsed(state as Open, at),
  ];
}

const CLOSED_FOR = { duplicate: 'duplicate', superseded: 'superseded_by' } as const;

/** What a command comes to while the institution has yet to find a lawyer. @throws Rejected */
export function decideBeforeALawyer(command: BeforeALawyer, state: DefenceRequestState): readonly DefenceRequestEvent[] {
  switch (command.type) {
    case 'RecordDiscovery':
      return state.status === 'none' ? recordDiscovery(command.data) : refuse('exists', '该通知已存在。This notice exists already.');
    case 'SendNotice':
      if (state.status === 'none' || state.status === 'detected') return sendNotice(command.data, state);
      return refuse('exists', '该通知已存在。This notice exists already.');
    case 'CorrectNotice':
      return correctNotice(command.data, openOnly(state));
    case 'WithdrawNotice': {
      if (state.status === 'closed' && state.reason === 'withdrawn') return [];
      const { parties, personId } = writable(openOnly(state));
      const { at, reason } = command.data;
      return [{ type: 'NotificationWithdrawn', data: { parties, personId, withdrawnAt: at, reason } }, ...lapsed(state as Open, at)];
    }
    case 'RecordOwnLawyer':
      return ownLawyer(command.data.at, state);
    case 'ReturnIncomplete':
      return returnIncomplete(command.data, openOnly(state));
    case 'TransferJurisdiction':
      return transfer(command.data, openOnly(state));
    case 'LinkRequest':
      return link(command.data, state);
    case 'CloseForOther':
      return closeForOther(command.data, state);
    default:
      return assertNever(command);
  }
}
