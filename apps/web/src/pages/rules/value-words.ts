import type { ReferenceValue } from '../../api/reference-values.ts';
import { useAccountNames } from '../../api/account-names.ts';
import { yuan } from '../../format/money.ts';
import { longTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';

/** Kinds of values in the order of the list, and what each counts in. */
export const VALUE_KINDS = {
  dibao_urban_monthly: 'fen',
  dibao_rural_yearly: 'fen',
  hardship_multiplier: 'number',
  subsidy_criminal_case: 'fen',
  subsidy_civil_case: 'fen',
  subsidy_non_litigation_case: 'fen',
  subsidy_duty_day: 'fen',
  subsidy_consultation_day: 'fen',
  subsidy_document: 'fen',
  retention_completed: 'months',
  retention_terminated: 'months',
  retention_own_lawyer: 'months',
  retention_withdrawn: 'months',
  retention_not_needed: 'months',
  retention_duplicate: 'months',
  retention_superseded: 'months',
  retention_help_concluded: 'months',
  retention_help_cancelled: 'months',
  retention_unmatched: 'months',
  complaint_accept_days: 'whole',
  complaint_conclude_days: 'whole',
  complaint_answer_days: 'whole',
  return_visit_every: 'whole',
  return_visit_form_days: 'whole',
  peer_review_bound: 'whole',
  accountability_statement_days: 'whole',
  accountability_review_days: 'whole',
  full_coverage_trial: 'switch',
  full_coverage_prosecution_review: 'switch',
} as const;

/** Kinds of which values were entered once, and are still listed. */
const FORMER_KINDS = { retention_notified: 'months' } as const;
const ALL_KINDS = { ...VALUE_KINDS, ...FORMER_KINDS };

export type ValueKind = keyof typeof VALUE_KINDS;
export const KINDS = Object.keys(VALUE_KINDS) as readonly ValueKind[];
const isKind = (kind: string): kind is keyof typeof ALL_KINDS => Object.hasOwn(ALL_KINDS, kind);

/** How values are written, and who entered and decided them. */
export function useValueWords(values: readonly ReferenceValue[]) {
  const { t, language } = useWords();
  const nameOf = useAccountNames(values.flatMap(({ enteredBy, decidedBy }) => [enteredBy, ...(decidedBy === null ? [] : [decidedBy])]));
  return {
    kindName: (kind: string): string => (isKind(kind) ? t(`rules.values.kinds.${kind}`) : kind),
    written: ({ unit, value, kind }: Pick<ReferenceValue, 'unit' | 'value' | 'kind'>): string => {
      if (unit === 'fen') return yuan(value);
      if (isKind(kind) && ALL_KINDS[kind] === 'months') return t('rules.values.months', { count: value });
      if (isKind(kind) && ALL_KINDS[kind] === 'switch') return t(value === 1 ? 'rules.values.on' : 'rules.values.off');
      return kind === 'hardship_multiplier' ? t('rules.values.times', { count: value }) : String(value);
    },
    by: (account: string, at: string): string =>
      t('rules.values.by', {
        name: nameOf(account) ?? t('rules.values.someone', { id: account.slice(0, 8) }),
        at: longTime(at, language),
      }),
  };
}
