import { DIVISIONS, SPOKEN_LANGUAGES } from '@xiezhi/contracts';
import { Button, Checkbox, Form, Input } from 'antd';
import { useState } from 'react';
import { nameIn } from '../../format/code-names.ts';
import { useWords } from '../../i18n/index.ts';
import { DivisionSelect } from '../../parts/division-select.tsx';

/** What a field asks for when it is empty; with its name, for the summary stands away from it. */
export function useRequired(): (label: string) => { readonly required: true; readonly message: string } {
  const { t } = useWords();
  return (label) => ({ required: true, message: `${label}：${t('common.fault.required')}` });
}

interface TextFieldProps {
  readonly name: string;
  readonly label: string;
  readonly max: number;
  readonly optional?: true;
  readonly hint?: string;
}

/** One line of text. */
export function TextField({ name, label, max, optional, hint }: TextFieldProps) {
  const { t } = useWords();
  const required = useRequired();
  return (
    <Form.Item
      name={name}
      label={optional === true ? `${label} · ${t('common.optional')}` : label}
      {...(optional === undefined && { rules: [{ ...required(label), whitespace: true }] })}
      {...(hint !== undefined && { extra: hint })}
    >
      <Input maxLength={max} autoComplete="off" />
    </Form.Item>
  );
}

/** From which day a row holds, and the first day it no longer does. */
export function PeriodFields() {
  const { t } = useWords();
  const required = useRequired();
  const from = t('registers.fields.activeFrom');
  return (
    <div className="pair">
      <Form.Item name="activeFrom" label={from} rules={[required(from)]}>
        <input className="control" type="date" />
      </Form.Item>
      <Form.Item name="activeTo" label={`${t('registers.fields.activeTo')} · ${t('common.optional')}`} extra={t('registers.endsHint')}>
        <input className="control" type="date" />
      </Form.Item>
    </div>
  );
}

/** Languages that somebody speaks. */
export function LanguagesField() {
  const { t, language } = useWords();
  const label = t('registers.fields.languages');
  // A rule without `required`: the library would mark the group with an attribute that groups do not have.
  return (
    <Form.Item name="languages" label={label} rules={[{ type: 'array', min: 1, message: `${label}：${t('common.fault.required')}` }]}>
      <Checkbox.Group
        options={SPOKEN_LANGUAGES.map(({ code, nameZh, nameEn }) => ({ value: code, label: language === 'zh' ? nameZh : nameEn }))}
      />
    </Form.Item>
  );
}

/** The division that a row is of. */
export function DivisionField() {
  const { t } = useWords();
  const required = useRequired();
  const label = t('registers.fields.division');
  return (
    <Form.Item name="division" label={label} rules={[required(label)]}>
      <DivisionSelect />
    </Form.Item>
  );
}

interface DivisionsFieldProps {
  readonly id?: string;
  readonly value?: readonly string[];
  readonly onChange?: (value: readonly string[]) => void;
  readonly 'aria-invalid'?: boolean;
  readonly 'aria-describedby'?: string;
}

/** Several divisions: those chosen, each with a way out, and one more to add. */
export function DivisionsField({ id, value = [], onChange, ...rest }: DivisionsFieldProps) {
  const { t, language } = useWords();
  const [next, setNext] = useState('');
  const add = (): void => {
    if (next !== '' && !value.includes(next)) onChange?.([...value, next]);
    setNext('');
  };
  return (
    <>
      {value.length > 0 && (
        <ul className="chosen">
          {value.map((code) => {
            const name = nameIn(DIVISIONS, code, language);
            return (
              <li key={code}>
                <Button
                  size="small"
                  aria-label={t('registers.lawyer.dropDivision', { name })}
                  onClick={() => onChange?.(value.filter((one) => one !== code))}
                >
                  {name} ✕
                </Button>
              </li>
            );
          })}
        </ul>
      )}
      <span className="adding-one">
        <DivisionSelect {...rest} {...(id !== undefined && { id })} value={next} onChange={setNext} />
        <Button onClick={add} disabled={next === ''}>
          {t('registers.lawyer.addDivision')}
        </Button>
      </span>
    </>
  );
}
