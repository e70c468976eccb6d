import type { FormInstance } from 'antd';
import type { TFunction } from 'i18next';
import type { Problem } from '../api/problem.ts';
import type { Language } from '../i18n/languages.ts';
import type { FormFault } from './error-summary.tsx';
import { faultText } from './problem-alert.tsx';

/**
 * What the platform found wrong, field by field: shown in the summary and at each field. `fieldOf` gives the form's field for a path of the
 * request, where they are not the same.
 */
export function showFaults<Values>(
  problem: Problem,
  form: FormInstance<Values>,
  t: TFunction,
  language: Language,
  fieldOf: (path: string) => string[] = (path) => path.split('.'),
): readonly FormFault[] {
  const faults = problem.errors.map(({ path, code, detail }) => ({ path: fieldOf(path), text: faultText(code, detail, t, language) }));
  markFields(form, faults);
  return faults;
}

/** Puts each fault at its field; only fields that stand on the page take it. */
export function markFields<Values>(form: FormInstance<Values>, faults: readonly FormFault[]): void {
  form.setFields(faults.map(({ path, text }) => ({ name: path, errors: [text] })) as unknown as Parameters<typeof form.setFields>[0]);
}
