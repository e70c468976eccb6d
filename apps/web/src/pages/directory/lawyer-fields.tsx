import { Checkbox, Form, InputNumber, type FormInstance } from 'antd';
import { useChoices, type LawFirm } from '../../api/registers.ts';
import { useWords } from '../../i18n/index.ts';
import { NativeSelect } from '../../parts/native-select.tsx';
import { GENDERS, SPECIALITIES } from './codes.ts';
import { DivisionsField, LanguagesField, TextField, useRequired } from './form-fields.tsx';
import type { LawyerValues } from './lawyer-values.ts';

const MAX_YEARS = 80;

/** Who the lawyer is. Of a known one nothing is shown here: it stays as it is unless it is corrected. */
export function PersonFields({ known }: { readonly known: boolean }) {
  const { t } = useWords();
  const optional = known ? { optional: true as const } : {};
  const fields = (
    <>
      <div className="pair">
        <TextField name="name" label={t('lawyers.name')} max={100} {...optional} />
        <TextField name="phone" label={t('lawyers.phone')} max={40} {...optional} />
      </div>
      <TextField name="licenceNumber" label={t('lawyers.licence')} max={40} optional />
    </>
  );
  if (!known) return fields;
  return (
    <fieldset className="person-fields">
      <legend>{t('registers.lawyer.personEdit')}</legend>
      <p className="quiet">{t('registers.lawyer.personEditHint')}</p>
      {fields}
    </fieldset>
  );
}

/** What is registered of a lawyer but who it is. */
export function LawyerFields({ form }: { readonly form: FormInstance<LawyerValues> }) {
  const { t } = useWords();
  const required = useRequired();
  const divisions = t('lawyers.divisions');
  const years = (name: 'practiceYears' | 'criminalDefenceYears') => (
    <Form.Item name={name} label={t(`lawyers.${name}`)} rules={[required(t(`lawyers.${name}`))]}>
      <InputNumber min={0} max={MAX_YEARS} precision={0} />
    </Form.Item>
  );
  return (
    <>
      <FirmFields form={form} />
      <div className="pair">
        {years('practiceYears')}
        {years('criminalDefenceYears')}
      </div>
      <Form.Item name="minorsTrained" valuePropName="checked">
        <Checkbox>{t('lawyers.minorsTrained')}</Checkbox>
      </Form.Item>
      <Form.Item name="specialities" label={`${t('registers.fields.specialities')} · ${t('common.optional')}`}>
        <Checkbox.Group options={SPECIALITIES.map((code) => ({ value: code, label: t(`registers.specialities.${code}`) }))} />
      </Form.Item>
      <LanguagesField />
      <Form.Item name="gender" label={`${t('registers.fields.gender')} · ${t('common.optional')}`}>
        <NativeSelect
          none={t('common.notGiven')}
          options={GENDERS.map((code) => ({ value: code, label: t(`registers.genders.${code}`) }))}
        />
      </Form.Item>
      <Form.Item
        name="divisions"
        label={divisions}
        extra={t('registers.lawyer.divisionsHint')}
        rules={[{ type: 'array', min: 1, message: `${divisions}：${t('common.fault.required')}` }]}
      >
        <DivisionsField />
      </Form.Item>
      <VisitFields />
    </>
  );
}

/** Until when a lawyer from elsewhere serves here, and who sends; both or none. */
function VisitFields() {
  const { t } = useWords();
  return (
    <fieldset className="person-fields">
      <legend>{t('registers.lawyer.visit')}</legend>
      <p className="quiet">{t('registers.lawyer.visitHint')}</p>
      <div className="pair">
        <Form.Item name="visitingUntil" label={`${t('registers.fields.visitingUntil')} · ${t('common.optional')}`}>
          <input className="control" type="date" />
        </Form.Item>
        <TextField name="visitingFrom" label={t('registers.fields.visitingFrom')} max={40} optional />
      </div>
    </fieldset>
  );
}

/** The firm: one that is registered, or a name. */
function FirmFields({ form }: { readonly form: FormInstance<LawyerValues> }) {
  const { t } = useWords();
  const { data: firms = [] } = useChoices<LawFirm>('law-firms', {});
  const registered = Form.useWatch('firmId', form) ?? '';
  return (
    <div className="pair">
      <Form.Item name="firmId" label={t('registers.lawyer.firmRegistered')} extra={t('registers.lawyer.firmHint')}>
        <NativeSelect
          none={t('registers.lawyer.firmNone')}
          options={firms.filter(({ active }) => active).map(({ id, name, licence }) => ({ value: id, label: `${name} · ${licence}` }))}
        />
      </Form.Item>
      {registered === '' && <TextField name="firm" label={t('registers.lawyer.firmNamed')} max={200} />}
    </div>
  );
}
