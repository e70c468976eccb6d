import type { MatterKind } from '@xiezhi/contracts';
import { ASSIGNMENT } from './forms/assignment.js';
import { DECISIONS } from './forms/decisions.js';
import { DUTY_LAWYER } from './forms/duty-lawyer.js';
import { HANDLING } from './forms/handling.js';
import type { LetterForm, LetterTemplate } from './template.js';

/** Every version of every form (文书格式), by form and version. */
export const LETTER_TEMPLATES: readonly LetterTemplate[] = [...DECISIONS, ...ASSIGNMENT, ...HANDLING, ...DUTY_LAWYER].sort(
  (one, other) => one.form - other.form || one.version - other.version,
);

/** The version of a form that letters of a kind of matter are made from on `day`; undefined before the form's first, and where it has none. */
export const currentTemplate = (form: LetterForm, day: string, of: MatterKind): LetterTemplate | undefined =>
  LETTER_TEMPLATES.findLast(
    (template) => template.form === form && template.validFrom <= day && (template.of === undefined || template.of === of),
  );

/**
 * The very version that a letter was made from.
 * @throws RangeError when there is none: versions are never removed
 */
export function letterTemplate(form: number, version: number): LetterTemplate {
  const template = LETTER_TEMPLATES.find((one) => one.form === form && one.version === version);
  if (template === undefined) throw new RangeError(`no version ${version} of form ${form}`);
  return template;
}
