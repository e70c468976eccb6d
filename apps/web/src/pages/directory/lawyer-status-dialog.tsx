import { Form, Modal } from 'antd';
import { useRecord } from '../../api/registers.ts';
import type { Lawyer } from '../../api/types.ts';
import { useWords } from '../../i18n/index.ts';
import { flash } from '../../parts/flash.tsx';
import { NativeSelect } from '../../parts/native-select.tsx';
import { useToday } from '../../parts/now.ts';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { LAWYER_STATUSES, STATUS_REASONS } from './codes.ts';

interface Values {
  readonly status: Lawyer['status'];
  readonly reason?: string;
  readonly since?: string;
}

/** 停止执业、恢复执业: whether a lawyer may be assigned, and why no longer. */
export function LawyerStatusDialog({ lawyer, onClose }: { readonly lawyer: Lawyer; readonly onClose: () => void }) {
  const { t } = useWords();
  const today = useToday();
  const [form] = Form.useForm<Values>();
  const status = Form.useWatch('status', form);
  const { mutate, error, isPending } = useRecord<Values>('lawyers', lawyer.id, '/status');
  const done = (): void => {
    flash(t('lawyers.changed'), `/lawyers/${lawyer.id}`);
    onClose();
  };
  const submit = ({ status: chosen, reason = '', since = '' }: Values): void =>
    mutate(
      { status: chosen, ...(chosen !== 'active' && reason !== '' && { reason }), ...(since !== '' && { since }) },
      { onSuccess: done },
    );
  return (
    <Modal
      open
      title={`${t('lawyers.change')} ${lawyer.name ?? ''}`}
      okText={t('lawyers.change')}
      cancelText={t('common.cancel')}
      okButtonProps={{ loading: isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {error !== null && <ProblemAlert error={error} focus />}
      <p>{t('lawyers.changeText')}</p>
      <Form form={form} layout="vertical" initialValues={{ status: lawyer.status, since: today }} requiredMark={false} onFinish={submit}>
        <Form.Item name="status" label={t('lawyers.status')}>
          <NativeSelect chosen options={LAWYER_STATUSES.map((code) => ({ value: code, label: t(`lawyers.statuses.${code}`) }))} />
        </Form.Item>
        {status !== undefined && status !== 'active' && (
          <Form.Item name="reason" label={t('lawyers.reason')}>
            <NativeSelect options={STATUS_REASONS.map((code) => ({ value: code, label: t(`lawyers.reasons.${code}`) }))} />
          </Form.Item>
        )}
        <Form.Item name="since" label={t('registers.fields.statusSince')}>
          <input className="control" type="date" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
