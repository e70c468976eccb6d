import { SPOKEN_LANGUAGES } from '@xiezhi/contracts';
import { Button, Checkbox, Form, Input, InputNumber } from 'antd';
import { useNavigate } from 'react-router';
import { useRegisterLawyer } from '../../api/directory.ts';
import { Problem } from '../../api/problem.ts';
import { useSession } from '../../api/session.ts';
import { useWords } from '../../i18n/index.ts';
import { DivisionSelect } from '../../parts/division-select.tsx';
import { flash } from '../../parts/flash.tsx';
import { Page } from '../../parts/page.tsx';
import { faultText, ProblemAlert } from '../../parts/problem-alert.tsx';

const MAX_YEARS = 80;

interface Values {
  readonly name: string;
  readonly phone: string;
  readonly licenceNumber?: string;
  readonly firm: string;
  readonly practiceYears: number;
  readonly criminalDefenceYears: number;
  readonly minorsTrained: boolean;
  readonly languages: string[];
  readonly division: string;
}

/** 登记律师: who, of which firm, how experienced, in which languages, for which division. */
export function NewLawyerPage() {
  const { t, language } = useWords();
  const { division } = useSession();
  const navigate = useNavigate();
  const [form] = Form.useForm<Values>();
  const { mutate, error, isPending } = useRegisterLawyer();
  const refused = (problem: unknown): void => {
    if (!(problem instanceof Problem)) return;
    const faults = problem.errors.map(({ path, code, detail }) => ({
      name: path.startsWith('divisions') ? 'division' : path.split('.')[0],
      errors: [faultText(code, detail, t, language)],
    }));
    form.setFields(faults as Parameters<typeof form.setFields>[0]);
  };
  const done = (): void => {
    flash(t('lawyers.saved'), '/lawyers');
    void navigate('/lawyers');
  };
  const submit = ({ division: served, licenceNumber, ...given }: Values): void =>
    mutate(
      { ...given, divisions: [served], ...(licenceNumber !== undefined && licenceNumber !== '' && { licenceNumber }) },
      { onSuccess: done, onError: refused },
    );
  return (
    <Page title={t('lawyers.new')}>
      {error !== null && <ProblemAlert error={error} focus />}
      <Form<Values>
        form={form}
        className="notice-form card"
        layout="vertical"
        initialValues={{ division, languages: ['zh'], minorsTrained: false }}
        validateTrigger="onBlur"
        requiredMark={false}
        scrollToFirstError={{ focus: true }}
        onFinish={submit}
      >
        <LawyerFields />
        <Button type="primary" htmlType="submit" loading={isPending}>
          {t('lawyers.save')}
        </Button>
      </Form>
    </Page>
  );
}

function LawyerFields() {
  const { t, language } = useWords();
  const required = { required: true, message: t('common.fault.required') };
  const text = (name: 'name' | 'phone' | 'firm', most: number) => (
    <Form.Item name={name} label={t(`lawyers.${name}`)} rules={[{ ...required, whitespace: true }]}>
      <Input maxLength={most} autoComplete="off" />
    </Form.Item>
  );
  const years = (name: 'practiceYears' | 'criminalDefenceYears') => (
    <Form.Item name={name} label={t(`lawyers.${name}`)} rules={[required]}>
      <InputNumber min={0} max={MAX_YEARS} precision={0} />
    </Form.Item>
  );
  return (
    <>
      <div className="pair">
        {text('name', 100)}
        {text('phone', 40)}
      </div>
      {text('firm', 200)}
      <Form.Item name="licenceNumber" label={`${t('lawyers.licence')} · ${t('common.optional')}`}>
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
      <div className="pair">
        {years('practiceYears')}
        {years('criminalDefenceYears')}
      </div>
      <Form.Item name="minorsTrained" valuePropName="checked">
        <Checkbox>{t('lawyers.minorsTrained')}</Checkbox>
      </Form.Item>
      {/* A rule without `required`: the library would mark the group with an attribute that groups do not have. */}
      <Form.Item name="languages" label={t('lawyers.languages')} rules={[{ type: 'array', min: 1, message: t('common.fault.required') }]}>
        <Checkbox.Group
          options={SPOKEN_LANGUAGES.map(({ code, nameZh, nameEn }) => ({ value: code, label: language === 'zh' ? nameZh : nameEn }))}
        />
      </Form.Item>
      <Form.Item name="division" label={t('lawyers.divisions')} rules={[required]}>
        <DivisionSelect />
      </Form.Item>
    </>
  );
}
