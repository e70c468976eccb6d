import { Form, Modal } from 'antd';
import type { Shift } from '../../api/duty.ts';
import { useRecord } from '../../api/registers.ts';
import { useWords } from '../../i18n/index.ts';
import { flash } from '../../parts/flash.tsx';
import { NativeSelect } from '../../parts/native-select.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { CANCELLED_FOR } from './codes.ts';
import { useRequired } from './form-fields.tsx';

interface Values {
  readonly reason: string;
}

/** 取消班次: asks first, says what it does, and wants the reason. */
export function CancelShiftDialog({ shift, onClose }: { readonly shift: Shift; readonly onClose: () => void }) {
  const { t } = useWords();
  const required = useRequired();
  const [form] = Form.useForm<Values>();
  const { mutate, error, isPending } = useRecord<Values>('duty-rota', shift.id, '/cancel');
  const { day, starts, ends, place } = shift;
  const reason = t('registers.duty.reason');
  return (
    <Modal
      open
      title={t('registers.duty.cancelWhat', { day, starts, ends, place })}
      okText={t('registers.duty.cancel')}
      cancelText={t('registers.duty.keep')}
      okButtonProps={{ loading: isPending, danger: true }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {error !== null && <ProblemAlert error={error} focus />}
      <p>{t('registers.duty.cancelText')}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(values: Values) =>
          mutate(values, {
            onSuccess: () => {
              flash(t('registers.duty.cancelledDone'), '/duty-rota');
              onClose();
            },
          })
        }
      >
        <Form.Item name="reason" label={reason} rules={[required(reason)]}>
          <NativeSelect options={CANCELLED_FOR.map((code) => ({ value: code, label: t(`registers.duty.reasons.${code}`) }))} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
