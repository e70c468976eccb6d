import { Checkbox, Form, Input, InputNumber } from 'antd';
import { useAgencies } from '../../api/directory.ts';
import { useWords } from '../../i18n/index.ts';
import { DateTimeField, type DayAndTime } from '../../parts/date-time-field.tsx';
import { NativeSelect } from '../../parts/native-select.tsx';
import { LawyerSelect } from '../directory/lawyer-select.tsx';
import type { Choice, Field } from './fields.ts';
import { RequestField } from './request-field.tsx';
import { ScoresField } from './scores-field.tsx';
import { useQualityWords } from './quality-words.ts';

const MAX_TEXT = 5_000;
const MAX_LINE = 100;

/** The fields of a form of quality work. */
export function WorkFields({ fields }: { readonly fields: readonly Field[] }) {
  return fields.map((field) => <WorkField key={field.name} field={field} />);
}

function WorkField({ field }: { readonly field: Field }) {
  const { t } = useWords();
  const { word } = useQualityWords();
  const form = Form.useFormInstance();
  const watched = Form.useWatch(field.when === undefined ? [] : field.when[0].split('.'), form) as unknown;
  if (field.when !== undefined && !field.when[1].includes(String(watched))) return null;
  const { name, as, optional = false, hint } = field;
  const label = word('field', name);
  return (
    <Form.Item
      name={name.split('.')}
      label={optional ? `${label} · ${t('common.optional')}` : label}
      {...(hint !== undefined && { extra: word('hint', hint) })}
      rules={[
        {
          validator: (_rule, value: unknown) =>
            check(as, optional, value, `${label}：${t('common.fault.required')}`, `${label}：${t('notice.invalid.half')}`),
        },
      ]}
    >
      <Control field={field} label={label} />
    </Form.Item>
  );
}

/** Whether a field is filled in as it must be. */
function check(as: Field['as'], optional: boolean, value: unknown, missing: string, half: string): Promise<void> {
  const { day = '', time = '' } = (as === 'moment' ? (value ?? {}) : {}) as DayAndTime;
  if (as === 'moment' && (day === '') !== (time === '')) return Promise.reject(new Error(half));
  const none =
    as === 'moment'
      ? day === ''
      : as === 'several'
        ? !Array.isArray(value) || value.length === 0
        : value === undefined || value === null || String(value).trim() === '';
  return none && !optional ? Promise.reject(new Error(missing)) : Promise.resolve();
}

interface ControlProps {
  readonly field: Field;
  readonly label: string;
  readonly id?: string;
  readonly value?: never;
  readonly onChange?: (value: unknown) => void;
}

function Control({ field, label, ...given }: ControlProps) {
  const { language } = useWords();
  const optionsOf = (choices: readonly Choice[] = []) =>
    choices.map(({ code, nameZh, nameEn }) => ({ value: code, label: language === 'zh' ? nameZh : nameEn }));
  switch (field.as) {
    case 'choice':
    case 'case':
      return <NativeSelect {...given} options={optionsOf(field.choices)} />;
    case 'several':
      return <Checkbox.Group {...given} className="quality-choices" options={optionsOf(field.choices)} />;
    case 'text':
      return <Input.TextArea {...given} rows={4} maxLength={MAX_TEXT} />;
    case 'line':
      return <Input {...given} maxLength={MAX_LINE} autoComplete="off" />;
    case 'moment':
      return <DateTimeField {...given} label={label} />;
    case 'day':
      return <input {...given} className="control" type="date" onChange={({ target }) => given.onChange?.(target.value)} />;
    case 'number':
      return <InputNumber {...given} min={0} max={field.most ?? 100} />;
    case 'request':
      return <RequestField {...given} label={label} />;
    case 'institution':
      return <InstitutionField {...given} />;
    case 'lawyer':
      return <LawyerSelect {...given} division={field.division} />;
    case 'scores':
      return <ScoresField {...given} label={label} review={field.review!} />;
  }
}

function InstitutionField(control: Omit<ControlProps, 'field' | 'label'>) {
  const { language } = useWords();
  const { data = [] } = useAgencies();
  const options = data
    .filter(({ kind, active }) => kind === 'institution' && active)
    .map(({ code, name, nameEn }) => ({ value: code, label: language === 'zh' ? name : nameEn }));
  return <NativeSelect {...control} options={options} />;
}
