import { Form, Modal } from 'antd';
import { useLawyerStatus, type LawyerStatusBody } from '../../api/directory.ts';
import type { Lawyer } from '../../api/types.ts';
import { useWords } from '../../i18n/index.ts';
import { flash } from '../../parts/flash.tsx';
import { NativeSelect } from '../../parts/native-select.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';

const STATUSES = ['active', 'suspended', 'inactive'] as const;
const REASONS = ['on_leave', 'discipline', 'licence_not_renewed', 'moved_away', 'retired', 'left_practice', 'other'] as const;

/** 停止执业、恢复执业: whether a lawyer may be assigned, and why no longer. */
export function LawyerStatusDialog({ lawyer, onClose }: { readonly lawyer: Lawyer; readonly onClose: () => void }) {
  const { t } = useWords();
  const [form] = Form.useForm<LawyerStatusBody>();
  const status = Form.useWatch('status', form);
  const { mutate, error, isPending } = useLawyerStatus(lawyer.id);
  const done = (): void => {
    flash(t('lawyers.changed'), '/lawyers');
    onClose();
  };
  const submit = ({ status: chosen, reason }: LawyerStatusBody): void =>
    mutate({ status: chosen, ...(chosen !== 'active' && reason !== undefined && reason !== '' && { reason }) }, { onSuccess: done });
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
      <Form form={form} layout="vertical" initialValues={{ status: lawyer.status }} requiredMark={false} onFinish={submit}>
        <Form.Item name="status" label={t('lawyers.status')}>
          <NativeSelect chosen options={STATUSES.map((code) => ({ value: code, label: t(`lawyers.statuses.${code}`) }))} />
        </Form.Item>
        {status !== undefined && status !== 'active' && (
          <Form.Item name="reason" label={t('lawyers.reason')}>
            <NativeSelect options={REASONS.map((code) => ({ value: code, label: t(`lawyers.reasons.${code}`) }))} />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}
