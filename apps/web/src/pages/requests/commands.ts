import {
  CHANGE_REASONS,
  CUSTODY_KINDS,
  FILE_ITEMS,
  RETURN_REASONS,
  STAGE_OUTCOMES,
  TERMINATION_GROUNDS,
  WORK_KINDS,
  type CodeEntry,
} from '@xiezhi/contracts';
import type { RequestCommand } from '../../api/requests.ts';
import { instantOf } from '../../format/time.ts';
import type { DayAndTime } from '../../parts/date-time-field.tsx';

/** Commands that are pages of their own; a dialog asks for the others. */
export type PageCommand = 'notice' | 'assign' | 'correct' | 'replace';
export type DialogCommand = Exclude<RequestCommand, PageCommand>;

/** What the first meeting came to (是否同意辩护). */
export const CONSENTS = [
  { code: 'agreed', nameZh: '同意该律师辩护', nameEn: 'Agrees to be defended by this lawyer' },
  { code: 'refused', nameZh: '不同意该律师辩护', nameEn: 'Does not agree' },
] as const satisfies readonly CodeEntry[];

/** Names of the fields of all commands, as the platform takes them. */
export type FieldName =
  | 'missing'
  | 'reasons'
  | 'reason'
  | 'to'
  | 'servedAt'
  | 'signedAt'
  | 'filedAt'
  | 'heldAt'
  | 'consent'
  | 'minute'
  | 'refusedAt'
  | 'engagedAt'
  | 'reasonCode'
  | 'hearingAt'
  | 'hearingPlace'
  | 'forNewDefender'
  | 'shortened'
  | 'custody'
  | 'movedAt'
  | 'place'
  | 'kind'
  | 'doneAt'
  | 'note'
  | 'concludedAt'
  | 'outcome'
  | 'sentAt'
  | 'items'
  | 'absence'
  | 'ground'
  | 'toldAt'
  | 'mode'
  | 'summary'
  | 'offeredAt'
  | 'ownWish'
  | 'agreedAt'
  | 'endedAt'
  | 'result'
  | 'terms'
  | 'decidedAt';

/** A field of a command: a day and a time, a text or a line, one code, several, a tick, or an institution. */
export interface CommandField {
  readonly name: FieldName;
  readonly kind: 'instant' | 'text' | 'line' | 'code' | 'codes' | 'tick' | 'institution';
  readonly optional?: true;
  readonly codes?: readonly CodeEntry[];
  readonly max?: number;
}

export interface CommandForm {
  readonly permission: string;
  readonly fields: readonly CommandField[];
  /** It cannot be undone: its button says so. */
  readonly final?: true;
}

const MAX_TEXT = 2_000;
const MAX_RECORD = 10_000;
const MAX_LINE = 200;

export const instant = (name: FieldName): CommandField => ({ name, kind: 'instant' });
export const text = (name: FieldName, max = MAX_TEXT): CommandField => ({ name, kind: 'text', max });
export const code = (name: FieldName, codes: readonly CodeEntry[]): CommandField => ({ name, kind: 'code', codes });
export const codes = (name: FieldName, of: readonly CodeEntry[]): CommandField => ({ name, kind: 'codes', codes: of });
export const line = (name: FieldName): CommandField => ({ name, kind: 'line', max: MAX_LINE, optional: true });
export const tick = (name: FieldName): CommandField => ({ name, kind: 'tick', optional: true });
export const optional = (field: CommandField): CommandField => ({ ...field, optional: true });

const permitted = (name: string): string => `assignment.defence-request.${name}`;

/** What each command asks for, and who may give it. */
export const COMMAND_FORMS: Readonly<Record<DialogCommand, CommandForm>> = {
  remind: { permission: permitted('remind'), fields: [] },
  return: { permission: permitted('return'), fields: [optional(codes('reasons', RETURN_REASONS)), text('missing')] },
  transfer: { permission: permitted('transfer'), fields: [{ name: 'to', kind: 'institution' }, text('reason')], final: true },
  withdraw: { permission: permitted('withdraw'), fields: [text('reason')], final: true },
  'own-lawyer': { permission: permitted('own-lawyer'), fields: [], final: true },
  service: { permission: permitted('service'), fields: [instant('servedAt')] },
  engagement: { permission: permitted('engage'), fields: [instant('signedAt')] },
  'papers-filed': { permission: permitted('file-papers'), fields: [instant('filedAt')] },
  'first-meeting': {
    permission: permitted('first-meeting'),
    fields: [instant('heldAt'), code('consent', CONSENTS), optional(text('minute', MAX_RECORD))],
  },
  refusal: { permission: permitted('refuse-lawyer'), fields: [instant('refusedAt'), text('reason')] },
  'refusal/accept': { permission: permitted('accept-refusal'), fields: [], final: true },
  'refusal/reject': { permission: permitted('reject-refusal'), fields: [text('reason')] },
  'own-engagement': { permission: permitted('own-engagement'), fields: [instant('engagedAt')], final: true },
  reassignment: { permission: permitted('reassignment'), fields: [] },
  change: { permission: permitted('request-change'), fields: [code('reasonCode', CHANGE_REASONS), text('reason')] },
  'change/decline': { permission: permitted('decline-change'), fields: [text('reason')] },
  hearing: {
    permission: permitted('move-hearing'),
    fields: [instant('hearingAt'), line('hearingPlace'), tick('forNewDefender'), tick('shortened')],
  },
  custody: { permission: permitted('move-custody'), fields: [code('custody', CUSTODY_KINDS), instant('movedAt'), line('place')] },
  work: {
    permission: permitted('record-work'),
    fields: [code('kind', WORK_KINDS), instant('doneAt'), optional(text('note', MAX_RECORD))],
  },
  conclude: { permission: permitted('conclude'), fields: [instant('concludedAt'), code('outcome', STAGE_OUTCOMES)], final: true },
  'document-sent': { permission: permitted('document-sent'), fields: [instant('sentAt')] },
  file: { permission: permitted('submit-file'), fields: [codes('items', FILE_ITEMS), optional(text('absence'))] },
  'file/return': { permission: permitted('return-file'), fields: [codes('items', FILE_ITEMS), text('reason')] },
  'file/accept': { permission: permitted('accept-file'), fields: [], final: true },
  terminate: { permission: permitted('terminate'), fields: [code('ground', TERMINATION_GROUNDS), text('reason')], final: true },
  'termination-served': { permission: permitted('serve-termination'), fields: [instant('servedAt')], final: true },
};

/** Who may give a command that is a page. */
export const PAGE_PERMISSION: Readonly<Record<PageCommand, string>> = {
  notice: permitted('send'),
  assign: permitted('assign'),
  correct: permitted('correct'),
  replace: permitted('replace-lawyer'),
};

/** What the fields of the dialogs hold. */
export type CommandValues = { readonly [Name in FieldName]?: string | boolean | readonly string[] | DayAndTime };

/** The command's body out of its fields: what was left empty is left out. */
export const bodyOf = (command: DialogCommand, values: CommandValues): object => bodyOfFields(COMMAND_FORMS[command].fields, values);

/** A body out of the fields of a form: what was left empty is left out. */
export function bodyOfFields(fields: readonly CommandField[], values: CommandValues): object {
  const given = fields.flatMap(({ name, kind }): readonly (readonly [string, unknown])[] => {
    const value = values[name];
    if (kind === 'instant') {
      const { day = '', time = '' } = (value ?? {}) as DayAndTime;
      return [[name, instantOf(day, time)]];
    }
    const empty = value === undefined || value === '' || value === false || (Array.isArray(value) && value.length === 0);
    return empty ? [] : [[name, value]];
  });
  return Object.fromEntries(given);
}
