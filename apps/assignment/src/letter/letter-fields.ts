import { Rejected, type FieldError } from '@xiezhi/eventsourcing';
import { isDay, millisOf, type FieldOwner, type FieldSource, type LetterField, type LetterTemplate } from '@xiezhi/legal-policy';
import type { FieldTexts, LetterFields, LetterPersons } from './letter.js';

/** What is known of a matter when a letter is drafted, by where it comes from. */
export type SourceValues = Partial<Readonly<Record<FieldSource, string>>>;

const MAX_COUNT_DIGITS = 6;

function isInstantText(value: string): boolean {
  try {
    return !Number.isNaN(millisOf(value));
  } catch {
    return false;
  }
}

/** Whether a value is one of its field; an empty one takes the value away. */
function fits({ kind, choices }: LetterField, value: string): boolean {
  if (value === '') return true;
  if (kind === 'lines') return true;
  if (/[\n\t]/u.test(value)) return false;
  if (kind === 'day') return isDay(value);
  if (kind === 'time') return isInstantText(value);
  if (kind === 'count') return new RegExp(`^\\d{1,${MAX_COUNT_DIGITS}}$`, 'u').test(value);
  return kind !== 'choice' || choices!.includes(value);
}

/**
 * Insists that the values are such of the form's fields.
 * @throws Rejected `letter.fields.invalid`, each with its field
 */
export function insistOnFields({ fields }: LetterTemplate, given: Readonly<Record<string, string>>): void {
  const errors = Object.entries(given).flatMap(([id, value]): readonly FieldError[] => {
    const field = fields.find((one) => one.id === id);
    const path = `fields.${id}`;
    if (field === undefined) return [{ path, code: 'field.unknown', detail: '该文书没有此项。This form has no such field.' }];
    if (fits(field, value)) return [];
    return [
      {
        path,
        code: `letter.not_a_${field.kind}`,
        detail: `“${field.labelZh}”填写不符合要求。“${field.labelEn}” is not what it should be.`,
      },
    ];
  });
  if (errors.length > 0)
    throw new Rejected('letter.fields.invalid', '文书内容有误,请按各项提示更正。The letter has faults; see each field.', { errors });
}

/** The errors that name the fields a letter lacks. */
export const missingErrors = ({ fields }: LetterTemplate, missing: readonly string[]): readonly FieldError[] =>
  fields
    .filter(({ id }) => missing.includes(id))
    .map(({ id, labelZh, labelEn }) => ({
      path: `fields.${id}`,
      code: 'field.required',
      detail: `请填写“${labelZh}”。Give “${labelEn}”.`,
    }));

/** The values a form draws from the matter, by field. */
export function drawnFields({ fields }: LetterTemplate, sources: SourceValues): FieldTexts {
  const drawn = fields.flatMap(({ id, from }) => {
    const value = from === undefined ? undefined : sources[from];
    return value === undefined || value === '' ? [] : [[id, value] as const];
  });
  return Object.fromEntries(drawn);
}

/** The values in groups by whose they are; what would be nobody's goes with the person the matter is about. */
export function groupedFields({ fields }: LetterTemplate, values: FieldTexts, persons: LetterPersons): LetterFields {
  const keeperOf = (owner: FieldOwner): FieldOwner => {
    if (owner === 'contact' && persons.contactId === undefined) return 'person';
    return owner === 'lawyer' && persons.lawyerPersonId === undefined ? 'person' : owner;
  };
  const group = (owner: FieldOwner): FieldTexts =>
    Object.fromEntries(
      Object.entries(values).filter(([id, value]) => value !== '' && keeperOf(fields.find((one) => one.id === id)!.owner) === owner),
    );
  return {
    personFields: group('person'),
    ...(persons.contactId !== undefined && { contactFields: group('contact') }),
    ...(persons.lawyerPersonId !== undefined && { lawyerFields: group('lawyer') }),
  };
}
