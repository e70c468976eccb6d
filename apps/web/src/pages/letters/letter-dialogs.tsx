import { Form, Input, Modal } from 'antd';
import type { ReactNode } from 'react';
import { letterPage, useLetterCommand } from '../../api/letters.ts';
import type { Matter } from '../../api/matters.ts';
import { Problem } from '../../api/problem.ts';
import { instantOf } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import type { DayAndTime } from '../../parts/date-time-field.tsx';
import { flash } from '../../parts/flash.tsx';
import { NativeSelect } from '../../parts/native-select.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { showFaults } from '../../parts/server-faults.ts';
import { InstantField } from '../requests/command-fields.tsx';

const MANNERS = ['in_person', 'post', 'electronic', 'left', 'public'] as const;
const MAX_NAME = 100;
const MAX_PLACE = 200;
const MAX_REASON = 2_000;

interface DialogProps {
  readonly matter: Matter;
  readonly id: string;
  readonly onClose: () => void;
}

interface Values {
  readonly servedAt?: DayAndTime;
  readonly manner?: string;
  readonly servedBy?: string;
  readonly receivedBy?: string;
  readonly address?: string;
  readonly reason?: string;
}

interface AskedProps extends DialogProps {
  readonly command: 'serve' | 'void';
  readonly bodyOf: (values: Values) => object;
  readonly children: ReactNode;
}

/** Asks for what a command on a letter needs, and says what it does. A refusal is shown above the fields, which stay filled. */
function Asked({ matter, id, onClose, command, bodyOf, children }: AskedProps) {
  const { t, language } = useWords();
  const [form] = Form.useForm<Values>();
  const { mutate, error, isPending } = useLetterCommand(matter, `/${id}/${command}`);
  const submit = (values: Values): void =>
    mutate(bodyOf(values), {
      onSuccess: () => {
        flash(t(`letters.done.${command}`), letterPage(matter, id));
        onClose();
      },
      onError: (refused) => {
        if (refused instanceof Problem) showFaults(refused, form, t, language);
      },
    });
  return (
    <Modal
      open
      title={t(`letters.${command}`)}
      okText={t(`letters.${command}`)}
      cancelText={t('common.cancel')}
      okButtonProps={{ danger: command === 'void', loading: isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {error !== null && <ProblemAlert error={error} focus />}
      <p>{t(`letters.ask.${command}`)}</p>
      <Form form={form} layout="vertical" requiredMark={false} scrollToFirstError={{ focus: true }} onFinish={submit}>
        {children}
      </Form>
    </Modal>
  );
}

const given = (value: string | undefined): string | undefined => (value === undefined || value === '' ? undefined : value);

/** 送达: when, how and by whom, as the receipt says. */
export function ServeDialog(props: DialogProps) {
  const { t } = useWords();
  const bodyOf = ({ servedAt, manner, servedBy, receivedBy, address }: Values): object => ({
    servedAt: instantOf(servedAt?.day ?? '', servedAt?.time ?? ''),
    manner,
    servedBy,
    receivedBy: given(receivedBy),
    address: given(address),
  });
  const required = [{ required: true, message: t('letters.needed') }];
  return (
    <Asked {...props} command="serve" bodyOf={bodyOf}>
      <InstantField name="servedAt" />
      <Form.Item name="manner" label={t('letters.manner')} rules={required}>
        <NativeSelect options={MANNERS.map((value) => ({ value, label: t(`letters.manners.${value}`) }))} />
      </Form.Item>
      <Form.Item name="servedBy" label={t('letters.servedBy')} rules={required}>
        <Input maxLength={MAX_NAME} />
      </Form.Item>
      <Form.Item name="receivedBy" label={t('letters.receivedBy')}>
        <Input maxLength={MAX_NAME} />
      </Form.Item>
      <Form.Item name="address" label={t('letters.address')}>
        <Input maxLength={MAX_PLACE} />
      </Form.Item>
    </Asked>
  );
}

/** 作废: why. */
export function VoidDialog(props: DialogProps) {
  const { t } = useWords();
  return (
    <Asked {...props} command="void" bodyOf={({ reason }) => ({ reason })}>
      <Form.Item name="reason" label={t('letters.reason')} rules={[{ required: true, message: t('letters.needed') }]}>
        <Input.TextArea rows={3} maxLength={MAX_REASON} />
      </Form.Item>
    </Asked>
  );
}
