import {
  AID_OUTCOMES,
  CHANGE_REASONS,
  CONTACT_MODES,
  FILE_ITEMS,
  MEDIATION_RESULTS,
  TERMINATION_GROUNDS,
  WORK_KINDS,
} from '@xiezhi/contracts';
import type { AidCase, CaseStatus } from '../../api/aid-cases.ts';
import { code, codes, instant, line, optional, text, tick, type CommandForm } from '../requests/commands.ts';

const OBJECTION_OUTCOMES = [
  { code: 'upheld', nameZh: '维持终止决定', nameEn: 'The termination stands' },
  { code: 'corrected', nameZh: '责令改正，继续援助', nameEn: 'To be corrected: aid goes on' },
] as const;
const MAX_RECORD = 10_000;
const permitted = (name: string): string => `assignment.aid-case.${name}`;

/** What each command on a case asks for, and who may give it. */
export const CASE_FORMS = {
  'recipient-told': { permission: permitted('tell-recipient'), fields: [instant('toldAt'), code('mode', CONTACT_MODES)] },
  engagement: { permission: permitted('engage'), fields: [instant('signedAt')] },
  'request-change': { permission: permitted('request-change'), fields: [code('reasonCode', CHANGE_REASONS), text('reason')] },
  'decline-change': { permission: permitted('decline-change'), fields: [text('reason')] },
  work: {
    permission: permitted('record-work'),
    fields: [code('kind', WORK_KINDS), instant('doneAt'), optional(text('note', MAX_RECORD))],
  },
  progress: {
    permission: permitted('report-progress'),
    fields: [instant('toldAt'), code('mode', CONTACT_MODES), optional(text('summary', MAX_RECORD))],
  },
  hearing: { permission: permitted('set-hearing'), fields: [instant('hearingAt'), line('hearingPlace')] },
  'mediation/offer': { permission: permitted('offer-mediation'), fields: [instant('offeredAt'), tick('ownWish')] },
  'mediation/agree': { permission: permitted('agree-to-mediation'), fields: [instant('agreedAt')] },
  'mediation/refuse': { permission: permitted('refuse-mediation'), fields: [instant('refusedAt')] },
  'mediation/end': {
    permission: permitted('end-mediation'),
    fields: [instant('endedAt'), code('result', MEDIATION_RESULTS), optional(text('terms', MAX_RECORD))],
  },
  conclude: { permission: permitted('conclude'), fields: [instant('concludedAt'), code('outcome', AID_OUTCOMES)], final: true },
  file: { permission: permitted('submit-file'), fields: [codes('items', FILE_ITEMS), optional(text('absence'))] },
  'return-file': { permission: permitted('return-file'), fields: [codes('items', FILE_ITEMS), text('reason')] },
  'accept-file': { permission: permitted('accept-file'), fields: [], final: true },
  terminate: { permission: permitted('terminate'), fields: [code('ground', TERMINATION_GROUNDS), text('reason')], final: true },
  'serve-termination': { permission: permitted('serve-termination'), fields: [instant('servedAt')] },
  objection: { permission: permitted('record-objection'), fields: [instant('filedAt'), text('reason')] },
  'objection-decision': {
    permission: permitted('decide-objection'),
    fields: [instant('decidedAt'), code('outcome', OBJECTION_OUTCOMES)],
    final: true,
  },
} as const satisfies Readonly<Record<string, CommandForm>>;
export type CaseCommand = keyof typeof CASE_FORMS;

/** What comes next in each state, the first first; mediation has a card of its own. */
const IN: Readonly<Record<CaseStatus, readonly CaseCommand[]>> = {
  received: ['terminate'],
  assigned: ['engagement', 'recipient-told', 'work', 'progress', 'hearing', 'request-change', 'decline-change', 'terminate'],
  engaged: ['work', 'progress', 'hearing', 'recipient-told', 'conclude', 'request-change', 'decline-change', 'terminate'],
  closing: ['file', 'work', 'progress'],
  filed: ['accept-file', 'return-file'],
  terminated: ['serve-termination', 'objection'],
  objectable: ['objection'],
  objected: ['objection-decision'],
  closed: [],
};

type May = (permission: string) => boolean;

/** What the reader may do with a case in its present state. */
export function possibleCaseCommands({ status, changeRequested, recipientToldAt }: AidCase, may: May): readonly CaseCommand[] {
  return IN[status].filter((command) => {
    if (command === 'decline-change' && !changeRequested) return false;
    if (command === 'request-change' && changeRequested) return false;
    if (command === 'recipient-told' && recipientToldAt !== null) return false;
    return may(CASE_FORMS[command].permission);
  });
}

/** What can be recorded of mediation now. */
export function possibleMediation({ status, mediation, facts }: AidCase, may: May): readonly CaseCommand[] {
  if (status !== 'engaged' || facts.kind === 'criminal_defence') return [];
  const steps: readonly CaseCommand[] =
    mediation === 'offered'
      ? ['mediation/agree', 'mediation/refuse']
      : mediation === 'agreed'
        ? ['mediation/end', 'mediation/refuse']
        : mediation === 'settled' || (mediation === 'refused' && facts.domesticViolence)
          ? []
          : ['mediation/offer'];
  return steps.filter((command) => may(CASE_FORMS[command].permission));
}
