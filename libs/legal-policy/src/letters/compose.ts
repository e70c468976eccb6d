import { HOUR_MS, isDay, shanghaiDay, type Day, type Instant } from '../shanghai-time.js';
import type { FieldKind, LetterTemplate, TemplateBlock, TemplateCell } from './template.js';

/** The fields' values, by id: a text, or `null` when the person it was about is erased; left out when nobody has given it. */
export type LetterValues = Readonly<Record<string, string | null>>;

/** A piece of text: as the form has it, a field's value, a line to be filled in by hand, or what is gone by law. */
export interface TextRun {
  readonly text: string;
  readonly kind: 'form' | 'value' | 'blank' | 'erased';
}

export interface ComposedCell {
  readonly runs: readonly TextRun[];
  readonly label: boolean;
  readonly span: number;
  readonly height: number;
}

export type ComposedBlock =
  | { readonly kind: 'salutation' | 'paragraph' | 'signature' | 'note'; readonly runs: readonly TextRun[] }
  | { readonly kind: 'table'; readonly rows: readonly (readonly ComposedCell[])[] };

/** A letter as it reads, whatever it is written into: the same for Word, for the printer and for the screen. */
export interface ComposedLetter {
  readonly title: string;
  /** 编号; `null` while it has none. */
  readonly number: string | null;
  /** What stands over it when it is no letter in force: a draft, or a letter that was voided. */
  readonly standing: 'draft' | 'issued' | 'void';
  readonly blocks: readonly ComposedBlock[];
  /** 落款: the issuer, with its seal, and the day. */
  readonly closing: { readonly issuer: string; readonly day: string } | null;
  readonly tibetan: {
    readonly title: string;
    readonly blocks: readonly ComposedBlock[];
    readonly reviewedBy: string;
    readonly reviewedOn: string;
  } | null;
}

export interface LetterFrame {
  readonly number: string | null;
  readonly standing: ComposedLetter['standing'];
  /** Name of the agency that issues it. */
  readonly issuer: string;
  /** The day it was issued; `null`: not yet. */
  readonly day: Day | null;
}

const BLANK = '＿＿＿＿＿＿';
const ERASED = '（信息已依法删除）';
const PLACEHOLDER = /\{([A-Za-z]+)\}/gu;
const LOOKS_LIKE_INSTANT = /^\d{4}-\d{2}-\d{2}T/;

/** `2026年2月11日` */
export const chineseDay = (day: Day): string => {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${Number(year)}年${Number(month)}月${Number(date)}日`;
};

/** A title as it is set: for whose use the form is stands on a line of its own. */
export const titleLines = (title: string): readonly string[] => title.split(/(?=（)/u);

const HOUR_PLACES = [11, 13] as const;
const MINUTE_PLACES = [14, 16] as const;

/** `2026年2月11日9时00分`, in the region's time. */
function chineseTime(instant: Instant): string {
  const local = new Date(Date.parse(instant) + 8 * HOUR_MS).toISOString();
  return `${chineseDay(shanghaiDay(instant))}${Number(local.slice(...HOUR_PLACES))}时${local.slice(...MINUTE_PLACES)}分`;
}

/** A value in the words of a letter. What does not look like its kind is kept as it was written. */
function worded(value: string, kind: FieldKind): string {
  if (kind === 'day' && isDay(value)) return chineseDay(value);
  if (kind === 'time' && LOOKS_LIKE_INSTANT.test(value)) return chineseTime(value);
  return value;
}

const isGiven = (value: string | null | undefined): boolean => value !== undefined && value !== '';

function runsOf(text: string, template: LetterTemplate, values: LetterValues): readonly TextRun[] {
  const runs: TextRun[] = [];
  let from = 0;
  for (const { index, 0: match, 1: id = '' } of text.matchAll(PLACEHOLDER)) {
    if (index > from) runs.push({ text: text.slice(from, index), kind: 'form' });
    const value = values[id];
    if (value === null) runs.push({ text: ERASED, kind: 'erased' });
    else if (!isGiven(value)) runs.push({ text: BLANK, kind: 'blank' });
    else runs.push({ text: worded(value!, template.fields.find((field) => field.id === id)?.kind ?? 'text'), kind: 'value' });
    from = index + match.length;
  }
  if (from < text.length) runs.push({ text: text.slice(from), kind: 'form' });
  return runs;
}

/** In a table a missing value is an empty cell: there is nothing to draw a line in. */
const cellOf = ({ label, text = '', span, height = 1 }: TemplateCell, template: LetterTemplate, values: LetterValues): ComposedCell => ({
  runs: label === undefined ? runsOf(text, template, values).filter(({ kind }) => kind !== 'blank') : [{ text: label, kind: 'form' }],
  label: label !== undefined,
  span,
  height,
});

function blocksOf(body: readonly TemplateBlock[], template: LetterTemplate, values: LetterValues): readonly ComposedBlock[] {
  return body
    .filter((block) => !('when' in block) || block.when === undefined || isGiven(values[block.when]))
    .map((block) =>
      block.kind === 'table'
        ? { kind: 'table', rows: block.rows.map((cells) => cells.map((cell) => cellOf(cell, template, values))) }
        : { kind: block.kind, runs: runsOf(block.text, template, values) },
    );
}

/** The letter that a template and the fields' values make (制作文书). */
export function composeLetter(
  template: LetterTemplate,
  values: LetterValues,
  { number, standing, issuer, day }: LetterFrame,
): ComposedLetter {
  const { bo } = template;
  return {
    title: template.titleZh,
    number,
    standing,
    blocks: blocksOf(template.body, template, values),
    closing: template.sealed ? { issuer, day: day === null ? '　　年　　月　　日' : chineseDay(day) } : null,
    tibetan:
      bo === undefined
        ? null
        : { title: bo.title, blocks: blocksOf(bo.body, template, values), reviewedBy: bo.reviewedBy, reviewedOn: bo.reviewedOn },
  };
}

/** Ids of the fields without which the letter is not issued, and that have no value. */
export const missingFields = (template: LetterTemplate, values: LetterValues): readonly string[] =>
  template.fields.filter(({ id, required }) => required && !isGiven(values[id])).map(({ id }) => id);
