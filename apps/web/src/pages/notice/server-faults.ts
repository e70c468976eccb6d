import type { FormInstance } from 'antd';
import type { TFunction } from 'i18next';
import type { Problem } from '../../api/problem.ts';
import type { Language } from '../../i18n/languages.ts';
import type { FormFault } from '../../parts/error-summary.tsx';
import { faultText } from '../../parts/problem-alert.tsx';
import type { NoticeValues } from './notice-values.ts';

/** What the platform found wrong, field by field: shown in the summary and at each field. */
export function showFaults(problem: Problem, form: FormInstance<NoticeValues>, t: TFunction, language: Language): readonly FormFault[] {
  const faults = problem.errors.map(({ path, code, detail }) => ({ path: path.split('.'), text: faultText(code, detail, t, language) }));
  form.setFields(faults.map(({ path, text }) => ({ name: path as ['ground'], errors: [text] })));
  return faults;
}
