import { AID_CAUSES, AID_FORMS, AID_MATTER_KINDS, SPOKEN_LANGUAGES, type CodeEntry } from '@xiezhi/contracts';
import { Button, Checkbox, Form, Input, type FormInstance } from 'antd';
import type { Rule } from 'antd/es/form';
import { useState, type ReactNode } from 'react';
import { useWords } from '../../i18n/index.ts';
import { CheckedForm } from '../../parts/checked-form.tsx';
import { DateTimeField, type DayAndTime } from '../../parts/date-time-field.tsx';
import { ErrorSummary, type FormFault } from '../../parts/error-summary.tsx';
import { NativeSelect } from '../../parts/native-select.tsx';
import type { GrantValues } from './grant-values.ts';

interface GrantFormProps {
  readonly form: FormInstance<GrantValues>;
  /** Faults that the platform found in what was sent. */
  readonly faults: readonly FormFault[];
  readonly sending: boolean;
  readonly onDone: (values: GrantValues) => void;
}

const INITIAL: GrantValues = {
  language: 'zh',
  interpreterNeeded: false,
  domesticViolence: false,
  lifeOrDeath: false,
  minor: false,
};

/** The decision (给予法律援助决定书, 文书格式9) as four short groups. */
export function GrantForm({ form, faults, sending, onDone }: GrantFormProps) {
  const { t } = useWords();
  const [missed, setMissed] = useState<readonly FormFault[]>([]);
  return (
    <CheckedForm<GrantValues>
      form={form}
      name="grant"
      className="notice-form"
      initialValues={INITIAL}
      requiredMark={(label, { required }) => (
        <>
          {label}
          {!required && <span className="optional"> {t('common.optional')}</span>}
        </>
      )}
      onFinish={(values) => {
        setMissed([]);
        onDone(values);
      }}
      onFinishFailed={({ errorFields }) =>
        setMissed(errorFields.map(({ name, errors }) => ({ path: name.map(String), text: errors[0] ?? t('common.fault.other') })))
      }
    >
      <ErrorSummary faults={missed.length > 0 ? missed : faults} onGo={(path) => form.focusField(path)} />
      <Decision />
      <MatterGroup form={form} />
      <Who />
      <Other />
      <div className="form-foot">
        <Button type="primary" htmlType="submit" loading={sending}>
          {t('aidCase.form.submit')}
        </Button>
      </div>
    </CheckedForm>
  );
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <fieldset className="card group">
      <legend>
        <h2>{title}</h2>
      </legend>
      {children}
    </fieldset>
  );
}

type FieldName = keyof GrantValues & keyof ReturnType<typeof useFields>['words'];

function useFields() {
  const { t, language } = useWords();
  const words = {
    applicationNumber: t('aidCase.field.applicationNumber'),
    decisionNumber: t('aidCase.field.decisionNumber'),
    kind: t('aidCase.field.kind'),
    cause: t('aidCase.field.cause'),
    causeText: t('aidCase.field.causeText'),
    form: t('aidCase.field.form'),
    grantedAt: t('aidCase.field.grantedAt'),
  };
  const options = (list: readonly CodeEntry[]) =>
    list.map(({ code, nameZh, nameEn }) => ({ value: code, label: language === 'zh' ? nameZh : nameEn }));
  const required = (field: string): Rule[] => [{ required: true, whitespace: true, message: t('notice.invalid.required', { field }) }];
  const chosen = (field: string): Rule[] => [{ required: true, message: t('notice.invalid.choose', { field }) }];
  return { t, words, options, required, chosen };
}

function LineField({ name, max, hint }: { readonly name: FieldName; readonly max: number; readonly hint?: string }) {
  const { words, required } = useFields();
  return (
    <Form.Item name={name} label={words[name]} rules={required(words[name])} {...(hint !== undefined && { extra: hint })}>
      <Input maxLength={max} autoComplete="off" />
    </Form.Item>
  );
}

function ChoiceField({ name, list }: { readonly name: FieldName; readonly list: readonly CodeEntry[] }) {
  const { words, options, chosen } = useFields();
  return (
    <Form.Item name={name} label={words[name]} rules={chosen(words[name])}>
      <NativeSelect options={options(list)} />
    </Form.Item>
  );
}

function Decision() {
  const { t, words } = useFields();
  const whole: Rule = {
    required: true,
    validator: (_rule, value?: DayAndTime) =>
      value?.day && value.time ? Promise.resolve() : Promise.reject(new Error(t('notice.invalid.half'))),
  };
  return (
    <Group title={t('aidCase.form.decision')}>
      <div className="pair">
        <LineField name="decisionNumber" max={60} />
        <LineField name="applicationNumber" max={60} />
      </div>
      <Form.Item name="grantedAt" label={words.grantedAt} rules={[whole]}>
        <DateTimeField label={words.grantedAt} />
      </Form.Item>
    </Group>
  );
}

function MatterGroup({ form }: { readonly form: FormInstance<GrantValues> }) {
  const { t } = useFields();
  const defence = Form.useWatch('kind', form) === 'criminal_defence';
  return (
    <Group title={t('aidCase.form.matter')}>
      <div className="pair">
        <ChoiceField name="kind" list={AID_MATTER_KINDS} />
        <ChoiceField name="form" list={AID_FORMS.filter(({ code }) => (code === 'defence') === defence)} />
      </div>
      <div className="pair">
        <ChoiceField name="cause" list={AID_CAUSES.filter(({ code }) => (code === 'defence') === defence)} />
        <LineField name="causeText" max={100} hint={t('aidCase.form.causeTextHint')} />
      </div>
      <div className="pair">
        <Form.Item name="venue" label={t('aidCase.field.venue')}>
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
        <Form.Item name="caseNumber" label={t('aidCase.field.caseNumber')}>
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
      </div>
      {defence && (
        <Form.Item name="lifeOrDeath" valuePropName="checked">
          <Checkbox>{t('aidCase.field.lifeOrDeath')}</Checkbox>
        </Form.Item>
      )}
    </Group>
  );
}

function Who() {
  const { t, options, required } = useFields();
  const genders = (['female', 'male'] as const).map((value) => ({ value, label: t(`notice.gender.${value}`) }));
  const name = t('aidCase.field.recipient');
  return (
    <Group title={t('aidCase.form.who')}>
      <Form.Item name={['recipient', 'name']} label={name} rules={required(name)} extra={t('notice.hint.tibetan')}>
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <div className="pair">
        <Form.Item name={['recipient', 'idNumber']} label={t('aidCase.field.idNumber')}>
          <Input maxLength={30} autoComplete="off" />
        </Form.Item>
        <Form.Item name={['recipient', 'phone']} label={t('aidCase.field.phone')}>
          <Input maxLength={40} autoComplete="off" inputMode="tel" />
        </Form.Item>
      </div>
      <div className="pair">
        <Form.Item name={['recipient', 'birthDate']} label={t('aidCase.field.birthDate')}>
          <input className="control" type="date" />
        </Form.Item>
        <Form.Item name={['recipient', 'gender']} label={t('aidCase.field.gender')}>
          <NativeSelect options={genders} />
        </Form.Item>
      </div>
      <Form.Item name={['recipient', 'residence']} label={t('aidCase.field.residence')}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <div className="pair">
        <Form.Item name="language" label={t('aidCase.field.language')}>
          <NativeSelect chosen options={options(SPOKEN_LANGUAGES)} />
        </Form.Item>
        <Form.Item name="interpreterNeeded" valuePropName="checked" className="align-end">
          <Checkbox>{t('aidCase.field.interpreterNeeded')}</Checkbox>
        </Form.Item>
      </div>
      <Form.Item name="minor" valuePropName="checked">
        <Checkbox>{t('aidCase.field.minor')}</Checkbox>
      </Form.Item>
      <Form.Item name="domesticViolence" valuePropName="checked">
        <Checkbox>{t('aidCase.field.domesticViolence')}</Checkbox>
      </Form.Item>
    </Group>
  );
}

function Other() {
  const { t } = useFields();
  const genders = (['female', 'male'] as const).map((value) => ({ value, label: t(`notice.gender.${value}`) }));
  return (
    <Group title={t('aidCase.form.other')}>
      <Form.Item name="opponents" label={t('aidCase.field.opponents')} extra={t('aidCase.field.opponentsHint')}>
        <Input.TextArea rows={3} />
      </Form.Item>
      <Form.Item name="lawyerGender" label={t('aidCase.field.lawyerGender')}>
        <NativeSelect options={genders} />
      </Form.Item>
      <Form.Item name="wishes" label={t('aidCase.field.wishes')}>
        <Input.TextArea rows={3} maxLength={1_000} />
      </Form.Item>
    </Group>
  );
}
