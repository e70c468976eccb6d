import { Form, Input, Modal } from 'antd';
import { useLocation } from 'react-router';
import { useWithdrawEarly, type EarlyNotice } from '../../api/early-notices.ts';
import { useWords } from '../../i18n/index.ts';
import { flash } from '../../parts/flash.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';

const MAX_TEXT = 2_000;

/** Asks why a notice that waits is taken back; it cannot be undone. */
export function WithdrawDialog({ notice, onClose }: { readonly notice: EarlyNotice; readonly onClose: () => void }) {
  const { t } = useWords();
  const { pathname } = useLocation();
  const [form] = Form.useForm<{ readonly reason: string }>();
  const { mutate, error, isPending } = useWithdrawEarly(notice.id);
  const submit = (values: { readonly reason: string }): void =>
    mutate(values, {
      onSuccess: () => {
        flash(t('early.withdrawn'), pathname);
        onClose();
      },
    });
  return (
    <Modal
      open
      title={t('early.withdraw')}
      okText={t('early.withdraw')}
      cancelText={t('common.cancel')}
      okButtonProps={{ danger: true, loading: isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {error !== null && <ProblemAlert error={error} focus />}
      <p>{t('early.withdrawText', { number: notice.caseNumber ?? '' })}</p>
      <Form form={form} layout="vertical" requiredMark={false} scrollToFirstError={{ focus: true }} onFinish={submit}>
        <Form.Item
          name="reason"
          label={t('early.reason')}
          rules={[{ required: true, whitespace: true, message: t('common.fault.required') }]}
        >
          <Input.TextArea rows={3} maxLength={MAX_TEXT} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
