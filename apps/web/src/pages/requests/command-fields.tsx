import { FILE_ITEMS } from '@xiezhi/contracts';
import { Checkbox, Form, Input } from 'antd';
import type { Rule } from 'antd/es/form';
import { useAgencies } from '../../api/directory.ts';
import type { DefenceRequest } from '../../api/types.ts';
import { nameIn } from '../../format/code-names.ts';
import { useWords } from '../../i18n/index.ts';
import { DateTimeField, type DayAndTime } from '../../parts/date-time-field.tsx';
import { NativeSelect } from '../../parts/native-select.tsx';
import { COMMAND_FORMS, type CommandField, type DialogCommand, type FieldName } from './commands.ts';

/** The fields that a command asks for. */
export function CommandFields({ command, request }: { readonly command: DialogCommand; readonly request: DefenceRequest }) {
  return <FormFields fields={COMMAND_FORMS[command].fields} but={request.institution} />;
}

/** Fields as a form shows them; `but`: the institution that a matter does not go to. */
export function FormFields({ fields, but }: { readonly fields: readonly CommandField[]; readonly but: string }) {
  return fields.map((field) => <Field key={field.name} field={field} but={but} />);
}

/** A day and a time, both or none. */
export function InstantField({ name }: { readonly name: FieldName }) {
  const { t } = useWords();
  const label = t(`course.field.${name}`);
  const rule: Rule = {
    validator: (_rule, value?: DayAndTime) =>
      value?.day && value.time ? Promise.resolve() : Promise.reject(new Error(t('notice.invalid.half'))),
  };
  return (
    <Form.Item name={name} label={label} rules={[rule]}>
      <DateTimeField label={label} />
    </Form.Item>
  );
}

function Field({ field, but }: { readonly field: CommandField; readonly but: string }) {
  const { t, language } = useWords();
  const { name, kind, optional, codes = [], max } = field;
  const label = optional === true && kind !== 'tick' ? `${t(`course.field.${name}`)} · ${t('common.optional')}` : t(`course.field.${name}`);
  const required: Rule[] = optional === true ? [] : [{ required: true, whitespace: true, message: t('common.fault.required') }];
  const options = codes.map(({ code }) => ({ value: code, label: nameIn(codes, code, language) }));
  switch (kind) {
    case 'instant':
      return <InstantField name={name} />;
    case 'text':
      return (
        <Form.Item name={name} label={label} rules={required}>
          <Input.TextArea rows={4} {...(max !== undefined && { maxLength: max })} />
        </Form.Item>
      );
    case 'line':
      return (
        <Form.Item name={name} label={label} rules={required}>
          <Input {...(max !== undefined && { maxLength: max })} autoComplete="off" />
        </Form.Item>
      );
    case 'code':
      return (
        <Form.Item name={name} label={label} rules={required}>
          <NativeSelect options={options} />
        </Form.Item>
      );
    case 'codes': {
      const marked = options.map(({ value, label: named }) => ({
        value,
        label: REQUIRED.has(value) ? `${named} ${t('course.needed')}` : named,
      }));
      // A rule without `required`: the library would mark the group with an attribute that groups do not have.
      const some: Rule[] = optional === true ? [] : [{ type: 'array', min: 1, message: t('common.fault.required') }];
      return (
        <Form.Item name={name} label={label} rules={some}>
          <Checkbox.Group className="codes" options={marked} />
        </Form.Item>
      );
    }
    case 'tick':
      return (
        <Form.Item name={name} valuePropName="checked">
          <Checkbox>{label}</Checkbox>
        </Form.Item>
      );
    case 'institution':
      return (
        <Form.Item name={name} label={label} rules={required}>
          <Institutions but={but} />
        </Form.Item>
      );
  }
}

/** What a closing file cannot lack without a reason. */
const REQUIRED: ReadonlySet<string> = new Set(FILE_ITEMS.filter(({ required }) => required).map(({ code }) => code));

interface InstitutionsProps {
  readonly but: string;
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (value: string) => void;
}

function Institutions({ but, ...control }: InstitutionsProps) {
  const { language } = useWords();
  const { data = [] } = useAgencies();
  const options = data
    .filter(({ kind, active, code }) => kind === 'institution' && active && code !== but)
    .map(({ code, name, nameEn }) => ({ value: code, label: language === 'zh' ? name : nameEn }));
  return <NativeSelect {...control} options={options} />;
}
