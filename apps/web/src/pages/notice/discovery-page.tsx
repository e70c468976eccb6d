import { PROCEDURE_STAGES } from '@xiezhi/contracts';
import { Form, Input } from 'antd';
import type { Rule } from 'antd/es/form/index.js';
import { useNavigate } from 'react-router';
import { useAgencies } from '../../api/directory.ts';
import { useNoticeChoices, useRecordDiscovery } from '../../api/requests.ts';
import { useSession } from '../../api/session.ts';
import { nameIn } from '../../format/code-names.ts';
import { instantOf } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { DateTimeField, type DayAndTime } from '../../parts/date-time-field.tsx';
import { DivisionSelect } from '../../parts/division-select.tsx';
import { flash } from '../../parts/flash.tsx';
import { NativeSelect } from '../../parts/native-select.tsx';
import { Page } from '../../parts/page.tsx';
import { RegisterForm } from '../directory/register-form.tsx';
import { useRules } from './rules.ts';

interface DiscoveryValues {
  readonly caseNumber?: string;
  readonly stage?: string;
  readonly ground?: string;
  readonly division?: string;
  readonly discoveredAt?: DayAndTime;
}

/** 登记应当通知辩护的情形: found before the notice can be written; the time to notify runs from the discovery (法律援助法 第36条). */
export function DiscoveryPage() {
  const { t } = useWords();
  const { division } = useSession();
  const navigate = useNavigate();
  const [form] = Form.useForm<DiscoveryValues>();
  const { mutate, error, isPending } = useRecordDiscovery();
  return (
    <Page title={t('notice.discovery.title')} aside={<p className="lead">{t('notice.discovery.lead')}</p>}>
      <RegisterForm<DiscoveryValues>
        form={form}
        initial={{ division }}
        error={error}
        saving={isPending}
        save={t('notice.discovery.save')}
        onSave={({ discoveredAt: { day = '', time = '' } = {}, ...values }, refused) =>
          mutate(
            { ...values, discoveredAt: instantOf(day, time) },
            {
              onError: refused,
              onSuccess: ({ id }) => {
                flash(t('notice.discovery.saved'), `/requests/${id}`);
                void navigate(`/requests/${id}`);
              },
            },
          )
        }
      >
        <Fields />
      </RegisterForm>
    </Page>
  );
}

function Fields() {
  const { t, language } = useWords();
  const { label, asking, dateTime } = useRules();
  const { data: agencies = [] } = useAgencies();
  const division = Form.useWatch<string | undefined>('division');
  const stage = Form.useWatch<string | undefined>('stage');
  const { data } = useNoticeChoices(division);
  // A rule without `required`: the library would take the pair for a text.
  const given: Rule = {
    validator: (_rule, { day = '', time = '' }: DayAndTime = {}) =>
      day === '' && time === '' ? Promise.reject(new Error(t('notice.invalid.choose', { field: label('discovered') }))) : Promise.resolve(),
  };
  const institutions = new Map(
    agencies
      .filter(({ kind, active }) => kind === 'institution' && active)
      .map((agency) => [agency.division, language === 'zh' ? agency.name : agency.nameEn]),
  );
  const grounds = (data?.grounds ?? []).filter(({ stages }) => stage === undefined || stages.some((one) => one === stage));
  return (
    <>
      <Form.Item
        name="caseNumber"
        label={label('caseNumber')}
        rules={[asking('caseNumber', 'required')]}
        extra={t('notice.hint.caseNumber')}
      >
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item name="stage" label={label('stage')} rules={[asking('stage', 'choose')]}>
        <NativeSelect options={(data?.stages ?? []).map((code) => ({ value: code, label: nameIn(PROCEDURE_STAGES, code, language) }))} />
      </Form.Item>
      <Form.Item name="ground" label={label('ground')} rules={[asking('ground', 'choose')]}>
        <NativeSelect options={grounds.map(({ code }) => ({ value: code, label: t(`notice.ground.${code}`) }))} />
      </Form.Item>
      <Form.Item name="division" label={label('division')} rules={[asking('division', 'choose')]}>
        <DivisionSelect codes={new Set(institutions.keys())} labelOf={(code) => institutions.get(code)} />
      </Form.Item>
      <Form.Item name="discoveredAt" label={label('discovered')} rules={[given, dateTime('future')]} extra={t('notice.discovery.when')}>
        <DateTimeField label={label('discovered')} />
      </Form.Item>
    </>
  );
}
