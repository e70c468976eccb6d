import { Form, Input, Modal } from 'antd';
import { useAcceptances, useAccountCommand } from '../../api/accounts.ts';
import { useAgencyName } from '../../api/directory.ts';
import { Problem } from '../../api/problem.ts';
import { instantOf, longTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { DateTimeField, type DayAndTime } from '../../parts/date-time-field.tsx';
import { flash } from '../../parts/flash.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Mixed } from '../../parts/mixed.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { showFaults } from '../../parts/server-faults.ts';
import { useRequired } from '../directory/form-fields.tsx';
import { RegisterTable } from '../directory/register-page.tsx';

/** What an agency accepted: every version, who signed, and when. */
export function HistoryDialog({ agency, onClose }: { readonly agency: string; readonly onClose: () => void }) {
  const { t, language } = useWords();
  const title = t('accounts.terms.historyOf', { agency: useAgencyName()(agency) });
  const { data, error, refetch } = useAcceptances(agency);
  return (
    <Modal open title={title} footer={null} onCancel={onClose}>
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {data === undefined && error === null && <Loading rows={3} />}
      {data?.length === 0 && <p>{t('accounts.terms.none')}</p>}
      {data !== undefined && data.length > 0 && (
        <RegisterTable
          rows={data}
          caption={title}
          keyOf={({ version }) => version}
          columns={[
            { title: t('accounts.terms.version'), cell: ({ version }) => version },
            { title: t('accounts.terms.signatory'), cell: ({ signatory }) => <Mixed text={signatory ?? t('common.erased')} /> },
            { title: t('accounts.terms.at'), cell: ({ acceptedAt }) => longTime(acceptedAt, language) },
          ]}
        />
      )}
    </Modal>
  );
}

interface Values {
  readonly signatory: string;
  readonly at: DayAndTime;
}

interface AcceptDialogProps {
  readonly agency: string;
  /** The version that sign-ins ask for. */
  readonly version: string;
  readonly onClose: () => void;
}

/** 登记签署: who signed for the agency, and when. */
export function AcceptDialog({ agency, version, onClose }: AcceptDialogProps) {
  const { t, language } = useWords();
  const required = useRequired();
  const [form] = Form.useForm<Values>();
  const name = useAgencyName()(agency);
  const { mutate, error, isPending } = useAccountCommand<object>(`agencies/${agency}/data-use-terms`);
  const signatory = t('accounts.terms.signatory');
  const at = t('accounts.terms.at');
  const complete = async (_rule: unknown, { day = '', time = '' }: DayAndTime = {}): Promise<void> => {
    if (day === '' || time === '') throw new Error(required(at).message);
  };
  const submit = (values: Values): void =>
    mutate(
      { version, signatory: values.signatory, acceptedAt: instantOf(values.at.day ?? '', values.at.time ?? '') },
      {
        onSuccess: () => {
          flash(t('accounts.terms.recorded', { agency: name }), '/data-use-terms');
          onClose();
        },
        onError: (problem) => {
          if (problem instanceof Problem) showFaults(problem, form, t, language, (path) => [path === 'acceptedAt' ? 'at' : path]);
        },
      },
    );
  return (
    <Modal
      open
      title={t('accounts.terms.recordOf', { agency: name })}
      okText={t('accounts.terms.record')}
      cancelText={t('common.cancel')}
      okButtonProps={{ loading: isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {error !== null && <ProblemAlert error={error} focus />}
      <p>{t('accounts.terms.recordText')}</p>
      <p>
        {t('accounts.terms.version')} {version}
      </p>
      <Form<Values> form={form} layout="vertical" requiredMark={false} onFinish={submit}>
        <Form.Item name="signatory" label={signatory} rules={[{ ...required(signatory), whitespace: true }]}>
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
        <Form.Item name="at" label={at} rules={[{ validator: complete }]}>
          <DateTimeField label={at} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
