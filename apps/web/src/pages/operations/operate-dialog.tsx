import { Form, Input, Modal } from 'antd';
import { useOperate, type OperatorCommand } from '../../api/operations.ts';
import { useWords } from '../../i18n/index.ts';
import { flash } from '../../parts/flash.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import type { Asked } from './asked.ts';

const MAX_REASON = 500;

const wordsOf = (command: OperatorCommand) => {
  if (command.path === 'parked/retry') return { title: 'retryTitle', text: 'retryText', ok: 'retry', skips: false } as const;
  if (command.path === 'parked/skip') return { title: 'skipTitle', text: 'skipText', ok: 'skip', skips: true } as const;
  return command.body.decision === 'retry'
    ? ({ title: 'resumeTitle', text: 'resumeText', ok: 'resume', skips: false } as const)
    : ({ title: 'leaveTitle', text: 'leaveText', ok: 'leaveOut', skips: true } as const);
};

const withReason = (command: OperatorCommand, reason: string): OperatorCommand => {
  if (command.path === 'parked/skip') return { ...command, body: { ...command.body, reason } };
  if (command.path === 'readers/resume' && command.body.decision === 'skip') return { ...command, body: { ...command.body, reason } };
  return command;
};

/** Asks before an operator's decision is carried out, says what it does, and takes the reason of what cannot be undone. */
export function OperateDialog({ asked: { service, command }, onClose }: { readonly asked: Asked; readonly onClose: () => void }) {
  const { t } = useWords();
  const [form] = Form.useForm<{ readonly reason?: string }>();
  const { mutate, error, isPending } = useOperate(service);
  const { title, text, ok, skips } = wordsOf(command);
  const submit = ({ reason = '' }: { readonly reason?: string }): void =>
    mutate(withReason(command, reason), {
      onSuccess: () => {
        flash(t('operations.done'), '/operations');
        onClose();
      },
    });
  return (
    <Modal
      open
      title={t(`operations.${title}`)}
      okText={t(`operations.${ok}`)}
      cancelText={t('common.cancel')}
      okButtonProps={{ danger: skips, loading: isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {error !== null && <ProblemAlert error={error} focus />}
      <p>{t(`operations.${text}`)}</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={submit}>
        {skips && (
          <Form.Item
            name="reason"
            label={t('operations.why')}
            extra={t('operations.whyHint')}
            rules={[{ required: true, whitespace: true, message: t('common.fault.required') }]}
          >
            <Input.TextArea rows={2} maxLength={MAX_REASON} />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}
