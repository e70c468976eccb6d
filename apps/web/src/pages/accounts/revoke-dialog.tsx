import { Form, Modal } from 'antd';
import { useAccountCommand, type SystemKey } from '../../api/accounts.ts';
import { useWords } from '../../i18n/index.ts';
import { flash } from '../../parts/flash.tsx';
import { NativeSelect } from '../../parts/native-select.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useRequired } from '../directory/form-fields.tsx';

const REASONS = ['rotated', 'lost', 'security', 'ended'] as const;

/** 撤销公钥: asks why, and says what ends. */
export function RevokeDialog({ systemKey, onClose }: { readonly systemKey: SystemKey; readonly onClose: () => void }) {
  const { t } = useWords();
  const required = useRequired();
  const [form] = Form.useForm<{ readonly reason: string }>();
  const { mutate, error, isPending } = useAccountCommand<{ readonly reason: string }>(`system-keys/${systemKey.id}/revoke`);
  const done = (): void => {
    flash(t('accounts.keys.revokedDone'), '/system-keys');
    onClose();
  };
  return (
    <Modal
      open
      title={`${t('accounts.keys.revoke')} · ${systemKey.clientId}`}
      okText={t('accounts.keys.revoke')}
      cancelText={t('common.cancel')}
      okButtonProps={{ danger: true, loading: isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {error !== null && <ProblemAlert error={error} focus />}
      <p>{t('accounts.keys.revokeText')}</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => mutate(values, { onSuccess: done })}>
        <Form.Item name="reason" label={t('accounts.reason')} rules={[required(t('accounts.reason'))]}>
          <NativeSelect options={REASONS.map((code) => ({ value: code, label: t(`accounts.reasons.${code}`) }))} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
