import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ValidateBy, type ValidationOptions } from 'class-validator';
import { isDivisionCode } from './principal.js';

/** What is wrong with a value: a stable code and what to do. */
export interface Wrong {
  readonly code: string;
  readonly detail: string;
}

const wrong = (code: string, detail: string): Wrong => ({ code, detail });

/** Controls (with U+0000 and DEL) but tab and line feed; and the marks that make text read in another order than it is stored. */
const CONTROLS = /(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u;
/** With the `u` flag only a surrogate without its other half is one. */
export const LONE_SURROGATE = /\p{Surrogate}/u;
const LINE_CONTROLS = /[\t\n\u2028\u2029]/u;

export interface TextRule {
  /** Most characters (Unicode code points). */
  readonly max: number;
  /** Fewest characters; 1 when not given. */
  readonly min?: number;
  /** Line feeds and tabs are allowed. */
  readonly lines?: boolean;
}

/** Which character it is, and the how many-eth of the text. */
function placed(text: string, { 0: character, index }: RegExpExecArray): string {
  const number = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
  return `U+${number} (character ${[...text.slice(0, index)].length + 1})`;
}

/**
 * What is wrong with a text, `null` when nothing. Nothing is ever changed: not trimmed, not normalised. Unicode normalisation would
 * replace characters that names are written with (compatibility ideographs, Tibetan vowel signs); who compares texts normalises there.
 */
export function wrongWithText(value: unknown, { max, min = 1, lines = false }: TextRule): Wrong | null {
  if (typeof value !== 'string') return wrong('text.not_text', 'must be text');
  // A code point is one or two units: a text of more than twice the units is too long without counting.
  if (value.length > max * 2) return wrong('text.too_long', `must have at most ${max} characters`);
  if (LONE_SURROGATE.test(value)) return wrong('text.broken', 'holds half a character; type it again');
  const found = CONTROLS.exec(value) ?? (lines ? null : LINE_CONTROLS.exec(value));
  if (found !== null)
    return wrong(
      'text.control_character',
      `holds ${placed(value, found)}, which cannot be seen; write ${lines ? 'it' : 'one line'} without that`,
    );
  const characters = [...value].length;
  if (characters > max) return wrong('text.too_long', `must have at most ${max} characters`);
  if (characters < min) return wrong('text.too_short', `must have at least ${min} characters`);
  if (min > 0 && value.trim() === '') return wrong('text.blank', 'must not be blank');
  return null;
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** True for an RFC 3339 instant with its offset, of a day that exists. */
export function isInstant(value: unknown): value is string {
  if (typeof value !== 'string') return false;
  const day = INSTANT.exec(value)?.[1];
  return day !== undefined && isLocalDate(day);
}

/** True for a calendar day `YYYY-MM-DD` that exists. */
export function isLocalDate(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

const fromTest =
  (test: (value: unknown) => boolean, code: string, detail: string) =>
  (value: unknown): Wrong | null =>
    test(value) ? null : wrong(code, detail);

/**
 * A property rule that says itself what is wrong: the message is `code: detail`, which {@link parseWrong} takes apart again.
 * class-validator knows one message a rule and no code.
 */
function rule(name: string, find: (value: unknown) => Wrong | null, options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name,
      validator: {
        validate: (value) => find(value) === null,
        defaultMessage: (args) => {
          const value: unknown = args?.value;
          // With `each` the value is the whole list: the first bad item speaks.
          const bad: unknown = options?.each === true && Array.isArray(value) ? value.find((item) => find(item) !== null) : value;
          const said = find(bad);
          return said === null ? `${name}: is not valid` : `${said.code}: ${said.detail}`;
        },
      },
    },
    options,
  );
}

export function parseWrong(message: string): Wrong | null {
  const [, code, detail] = /^([a-z_]+\.[a-z_]+): (.+)$/.exec(message) ?? [];
  return code === undefined || detail === undefined ? null : { code, detail };
}

/** Text as people write it, kept byte for byte; see {@link wrongWithText}. */
export const Text = (text: TextRule, options?: ValidationOptions): PropertyDecorator =>
  applyDecorators(
    rule('text', (value) => wrongWithText(value, text), options),
    ApiProperty({ type: String, minLength: text.min ?? 1, maxLength: text.max, ...(options?.each === true && { isArray: true }) }),
  ) as PropertyDecorator;

/** A six-digit division code (行政区划代码). */
export const IsDivisionCode = (options?: ValidationOptions): PropertyDecorator =>
  rule('division', fromTest(isDivisionCode, 'division.not_a_code', 'must be a six-digit division code, such as 540102'), options);

/** An instant with its offset, RFC 3339: `2026-03-02T09:30:00+08:00`. */
export const IsInstant = (options?: ValidationOptions): PropertyDecorator =>
  rule('instant', fromTest(isInstant, 'instant.not_an_instant', 'must be an instant such as 2026-03-02T09:30:00+08:00'), options);

const DOCUMENT_NUMBER = /^[\p{Script=Han}]{1,12}〔\d{4}〕第?\d{1,6}号$/u;
const isDocumentNumber = (value: unknown): boolean => typeof value === 'string' && DOCUMENT_NUMBER.test(value);

/** Number of a document (文号), such as 藏司个保〔2026〕1号: nothing else, so that no name gets into what is kept. */
export const IsDocumentNumber = (options?: ValidationOptions): PropertyDecorator =>
  applyDecorators(
    rule(
      'document',
      fromTest(
        isDocumentNumber,
        'document.not_a_number',
        '请只填文号,如 藏司个保〔2026〕1号。Give the number of the document and nothing else.',
      ),
      options,
    ),
    ApiProperty({ type: String, maxLength: 32 }),
  ) as PropertyDecorator;

/** A calendar day: `2026-03-02`. */
export const IsLocalDate = (options?: ValidationOptions): PropertyDecorator =>
  rule('date', fromTest(isLocalDate, 'date.not_a_date', 'must be a day that exists, such as 2026-03-02'), options);
