import { CUSTODY_KINDS, DUTY_HELP_KINDS, DUTY_HELP_PLACES, PROCEDURE_STAGES, SPOKEN_LANGUAGES, type CodeEntry } from '@xiezhi/contracts';
import { Button, Checkbox, Form, Input, type FormInstance } from 'antd';
import { useId, useState, type ReactNode } from 'react';
import { useAgencies } from '../../api/directory.ts';
import { useHelpChoices } from '../../api/duty-helps.ts';
import { useWords } from '../../i18n/index.ts';
import { CheckedForm } from '../../parts/checked-form.tsx';
import { DateTimeField } from '../../parts/date-time-field.tsx';
import { DivisionSelect } from '../../parts/division-select.tsx';
import { ErrorSummary, type FormFault } from '../../parts/error-summary.tsx';
import { NativeSelect } from '../../parts/native-select.tsx';
import { useRules } from '../notice/rules.ts';
import type { HelpValues } from './help-values.ts';

interface HelpFormProps {
  readonly form: FormInstance<HelpValues>;
  readonly initial: HelpValues;
  /** Faults that the platform found in what was sent. */
  readonly faults: readonly FormFault[];
  readonly sending: boolean;
  readonly onDone: (values: HelpValues) => void;
}

/** The application for legal help (法律帮助申请表, 文书格式23) as three short groups. */
export function HelpForm({ form, initial, faults, sending, onDone }: HelpFormProps) {
  const { t } = useWords();
  const [missed, setMissed] = useState<readonly FormFault[]>([]);
  return (
    <CheckedForm<HelpValues>
      form={form}
      name="duty-help"
      className="notice-form"
      initialValues={initial}
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
      <Who />
      <What form={form} />
      <ContactGroup />
      <div className="form-foot">
        <Button type="primary" htmlType="submit" loading={sending}>
          {t('dutyHelp.form.submit')}
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

function useOptions() {
  const { language } = useWords();
  return (list: readonly CodeEntry[]) =>
    list.map(({ code, nameZh, nameEn }) => ({ value: code, label: language === 'zh' ? nameZh : nameEn }));
}

function Who() {
  const { t } = useWords();
  const { label, asking } = useRules();
  const options = useOptions();
  return (
    <Group title={t('dutyHelp.form.who')}>
      <Form.Item name={['person', 'name']} label={label('name')} rules={[asking('name', 'required')]} extra={t('notice.hint.tibetan')}>
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <div className="pair">
        <Form.Item name={['person', 'birthDate']} label={label('birthDate')}>
          <input className="control" type="date" />
        </Form.Item>
        <Form.Item name={['person', 'gender']} label={label('gender')}>
          <NativeSelect
            options={[
              { value: 'female', label: t('notice.gender.female') },
              { value: 'male', label: t('notice.gender.male') },
            ]}
          />
        </Form.Item>
      </div>
      <div className="pair">
        <Form.Item name="language" label={label('language')} rules={[asking('language', 'choose')]}>
          <NativeSelect chosen options={options(SPOKEN_LANGUAGES)} />
        </Form.Item>
        <Form.Item name="interpreterNeeded" valuePropName="checked" className="align-end">
          <Checkbox>{label('interpreterNeeded')}</Checkbox>
        </Form.Item>
      </div>
      <div className="pair">
        <Form.Item name="custody" label={label('custody')} rules={[asking('custody', 'choose')]}>
          <NativeSelect options={options(CUSTODY_KINDS)} />
        </Form.Item>
        <Form.Item name={['person', 'custodyPlace']} label={label('custodyPlace')}>
          <Input maxLength={200} autoComplete="off" />
        </Form.Item>
      </div>
    </Group>
  );
}

/** Divisions that have an institution, and what it is called. */
function useInstitutions(): ReadonlyMap<string, string> {
  const { language } = useWords();
  const { data: agencies = [] } = useAgencies();
  return new Map(
    agencies
      .filter(({ kind, active }) => kind === 'institution' && active)
      .map((agency) => [agency.division, language === 'zh' ? agency.name : agency.nameEn]),
  );
}

function What({ form }: { readonly form: FormInstance<HelpValues> }) {
  const { t } = useWords();
  const { label, asking, dateTime } = useRules();
  const options = useOptions();
  const list = useId();
  const division = Form.useWatch('division', form) ?? '';
  const placeKind = Form.useWatch('placeKind', form);
  const { data: choices } = useHelpChoices(division);
  const institutions = useInstitutions();
  const places = choices?.places.filter((one) => placeKind === undefined || one.placeKind === placeKind) ?? [];
  return (
    <Group title={t('dutyHelp.form.what')}>
      <Form.Item name="division" label={label('division')} rules={[asking('division', 'choose')]}>
        <DivisionSelect codes={new Set(institutions.keys())} labelOf={(code) => institutions.get(code)} />
      </Form.Item>
      <div className="pair">
        <Form.Item
          name="placeKind"
          label={t('dutyHelp.form.placeKind')}
          rules={[{ required: true, message: t('notice.invalid.choose', { field: t('dutyHelp.form.placeKind') }) }]}
        >
          <NativeSelect options={options(DUTY_HELP_PLACES)} />
        </Form.Item>
        <Form.Item
          name="place"
          label={t('dutyHelp.form.place')}
          rules={[{ required: true, whitespace: true, message: t('notice.invalid.required', { field: t('dutyHelp.form.place') }) }]}
          extra={t('dutyHelp.form.placeHint')}
        >
          <Input maxLength={200} autoComplete="off" list={list} />
        </Form.Item>
      </div>
      <datalist id={list}>
        {places.map(({ place }) => (
          <option key={place} value={place}>
            {place}
          </option>
        ))}
      </datalist>
      <div className="pair">
        <Form.Item name="stage" label={label('stage')} rules={[asking('stage', 'choose')]}>
          <NativeSelect options={options(PROCEDURE_STAGES.filter(({ code }) => choices?.stages.includes(code) ?? false))} />
        </Form.Item>
        <Form.Item name="offence" label={label('offence')} rules={[asking('offence', 'required')]}>
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
      </div>
      <div className="pair">
        <Form.Item name="caseNumber" label={label('caseNumber')} extra={t('dutyHelp.form.caseNumberHint')}>
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="requestedAt"
          label={t('dutyHelp.form.requestedAt')}
          rules={[dateTime('future')]}
          extra={t('dutyHelp.form.requestedAtHint')}
        >
          <DateTimeField label={t('dutyHelp.form.requestedAt')} />
        </Form.Item>
      </div>
      <Form.Item name="wanted" label={t('dutyHelp.form.wanted')}>
        <Checkbox.Group options={options(DUTY_HELP_KINDS)} />
      </Form.Item>
    </Group>
  );
}

function ContactGroup() {
  const { t } = useWords();
  const { label, asking } = useRules();
  return (
    <Group title={t('dutyHelp.form.contact')}>
      <div className="pair">
        <Form.Item name={['contact', 'name']} label={label('contactName')} rules={[asking('contactName', 'required')]}>
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
        <Form.Item name={['contact', 'phone']} label={label('phone')} rules={[asking('phone', 'required')]}>
          <Input maxLength={40} autoComplete="off" inputMode="tel" />
        </Form.Item>
      </div>
    </Group>
  );
}
