import type { Rule } from 'antd/es/form/index.js';
import { useWords } from '../../i18n/index.ts';
import type { zh } from '../../i18n/zh/index.ts';
import { instantOf } from '../../format/time.ts';
import type { DayAndTime } from '../../parts/date-time-field.tsx';

type Field = keyof typeof zh.notice.field;

/** Rules of form that a field shows on leaving it; what the law asks is the platform's to say. */
export function useRules() {
  const { t } = useWords();
  const label = (field: Field): string => t(`notice.field.${field}`);
  const asking = (field: Field, how: 'required' | 'choose'): Rule => ({
    required: true,
    whitespace: how === 'required',
    message: t(`notice.invalid.${how}`, { field: label(field) }),
  });
  /** Both parts or none; and where the instant must lie, unless it is `kept` as it stood. */
  const dateTime = (side: 'past' | 'future', kept: DayAndTime = {}): Rule => ({
    validator: (_rule, { day = '', time = '' }: DayAndTime = {}) => {
      if (day === '' && time === '') return Promise.resolve();
      if (day === '' || time === '') return Promise.reject(new Error(t('notice.invalid.half')));
      if (day === kept.day && time === kept.time) return Promise.resolve();
      const at = Date.parse(instantOf(day, time));
      const wrong = side === 'past' ? at <= Date.now() : at > Date.now();
      return wrong ? Promise.reject(new Error(t(`notice.invalid.${side}`))) : Promise.resolve();
    },
  });
  return { label, asking, dateTime };
}
