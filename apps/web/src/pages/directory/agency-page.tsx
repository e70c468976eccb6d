import { AGENCY_KINDS, DIVISIONS } from '@xiezhi/contracts';
import { Button, Checkbox, Form, Input } from 'antd';
import { useNavigate, useParams } from 'react-router';
import { useAgencies, useRecordAgency, type AgencyBody } from '../../api/directory.ts';
import { Problem } from '../../api/problem.ts';
import { useMay } from '../../api/session.ts';
import type { Agency } from '../../api/types.ts';
import { NotFoundPage } from '../../app/not-found.tsx';
import { nameIn } from '../../format/code-names.ts';
import { useWords } from '../../i18n/index.ts';
import { CheckedForm } from '../../parts/checked-form.tsx';
import { DivisionSelect } from '../../parts/division-select.tsx';
import { Facts } from '../../parts/facts.tsx';
import { flash } from '../../parts/flash.tsx';
import { Loading } from '../../parts/loading.tsx';
import { NativeSelect } from '../../parts/native-select.tsx';
import { Card, Page } from '../../parts/page.tsx';
import { faultText, ProblemAlert } from '../../parts/problem-alert.tsx';
import { isAgencyKind } from './agency-kinds.ts';
import { ChangesCard } from './changes-card.tsx';
import './registers.css';

/** 登记单位、变更单位: one agency as a form; its code stays for good. */
export function AgencyPage() {
  const { t } = useWords();
  const may = useMay();
  const { code } = useParams();
  const { data, error, refetch } = useAgencies();
  if (code === 'new') return <AgencyForm title={t('agencies.new')} agency={null} />;
  const title = t('agencies.edit');
  if (data === undefined) {
    return <Page title={title}>{error === null ? <Loading /> : <ProblemAlert error={error} onAgain={() => void refetch()} />}</Page>;
  }
  const agency = data.find((one) => one.code === code);
  if (agency === undefined) return <NotFoundPage />;
  return may('directory.agency.record') ? (
    <AgencyForm title={`${title} ${agency.name}`} agency={agency} />
  ) : (
    <AgencyFacts agency={agency} />
  );
}

/** An agency as those see it who do not keep it. */
function AgencyFacts({ agency: { code, name, nameEn, noticeName, kind, division, active } }: { readonly agency: Agency }) {
  const { t, language } = useWords();
  return (
    <Page title={language === 'zh' ? name : nameEn}>
      <Card title={t('registers.lawyer.facts')}>
        <Facts
          items={[
            [t('agencies.name'), name],
            [t('agencies.nameEn'), nameEn],
            noticeName === null ? null : [t('agencies.noticeName'), noticeName],
            [t('agencies.kind'), isAgencyKind(kind) ? t(`agencies.kinds.${kind}`) : kind],
            [t('agencies.division'), nameIn(DIVISIONS, division, language)],
            [t('agencies.code'), code],
            [t('agencies.active'), t(active ? 'common.yes' : 'common.no')],
          ]}
        />
      </Card>
      <ChangesCard list="agencies" id={code} />
    </Page>
  );
}

function AgencyForm({ title, agency }: { readonly title: string; readonly agency: Agency | null }) {
  const { t, language } = useWords();
  const navigate = useNavigate();
  const [form] = Form.useForm<AgencyBody>();
  const { mutate, error, isPending } = useRecordAgency();
  const submit = ({ noticeName, ...given }: AgencyBody): void =>
    mutate(
      { ...given, ...(agency !== null && { code: agency.code }), ...(noticeName !== undefined && noticeName !== '' && { noticeName }) },
      {
        onSuccess: () => {
          flash(t('agencies.saved', { name: given.name }), '/agencies');
          void navigate('/agencies');
        },
        onError: (refused) => {
          if (!(refused instanceof Problem)) return;
          const faults = refused.errors.map(({ path, code, detail }) => ({ name: path, errors: [faultText(code, detail, t, language)] }));
          form.setFields(faults as Parameters<typeof form.setFields>[0]);
        },
      },
    );
  return (
    <Page title={title}>
      {error !== null && <ProblemAlert error={error} focus />}
      <CheckedForm<AgencyBody>
        form={form}
        className="notice-form card"
        initialValues={agency === null ? { active: true } : { ...agency, noticeName: agency.noticeName ?? '' }}
        scrollToFirstError={{ focus: true }}
        onFinish={submit}
      >
        <AgencyFields forNew={agency === null} />
        <Button type="primary" htmlType="submit" loading={isPending}>
          {t('agencies.save')}
        </Button>
      </CheckedForm>
      {agency !== null && <ChangesCard list="agencies" id={agency.code} />}
    </Page>
  );
}

/** An agency's code is part of its topic's name. */
const CODE = /^[a-z0-9][a-z0-9-]{0,99}$/;

function AgencyFields({ forNew }: { readonly forNew: boolean }) {
  const { t } = useWords();
  const required = [{ required: true, whitespace: true, message: t('common.fault.required') }];
  return (
    <>
      {forNew && (
        <Form.Item
          name="code"
          label={t('agencies.code')}
          rules={[...required, { pattern: CODE, message: t('agencies.codeHint') }]}
          extra={t('agencies.codeHint')}
        >
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
      )}
      <Form.Item name="name" label={t('agencies.name')} rules={required}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="nameEn" label={t('agencies.nameEn')} rules={required}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="noticeName" label={`${t('agencies.noticeName')} · ${t('common.optional')}`}>
        <Input maxLength={200} />
      </Form.Item>
      <div className="pair">
        <Form.Item name="kind" label={t('agencies.kind')} rules={required}>
          <NativeSelect options={AGENCY_KINDS.map((code) => ({ value: code, label: t(`agencies.kinds.${code}`) }))} />
        </Form.Item>
        <Form.Item name="division" label={t('agencies.division')} rules={required}>
          <DivisionSelect />
        </Form.Item>
      </div>
      <Form.Item name="active" valuePropName="checked">
        <Checkbox>{t('agencies.active')}</Checkbox>
      </Form.Item>
    </>
  );
}
