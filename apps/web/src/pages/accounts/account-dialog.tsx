import { Form, Modal } from 'antd';
import { useAccountCommand, type Account, type Invitation } from '../../api/accounts.ts';
import { Problem } from '../../api/problem.ts';
import { dayOf, endOfDay } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { flash } from '../../parts/flash.tsx';
import { NativeSelect } from '../../parts/native-select.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { showFaults } from '../../parts/server-faults.ts';
import { useRequired } from '../directory/form-fields.tsx';
import { LawyerField } from './lawyer-field.tsx';
import { useManaging } from './managing.ts';

export type AccountAct = 'invite' | 'renew' | 'role' | 'deactivate' | 'revive';

const REASONS = {
  invite: ['password_forgotten', 'code_lost', 'security'],
  deactivate: ['left', 'moved', 'misuse', 'security', 'other'],
  revive: ['returned', 'mistake', 'dormant', 'other'],
} as const;

interface Values {
  readonly reason?: string;
  readonly until?: string;
  readonly role?: string;
  readonly lawyerId?: string;
}

/** What is sent. */
function bodyOf(act: AccountAct, { reason, until = '', role, lawyerId }: Values): object {
  if (act === 'renew') return { expiresAt: until === '' ? null : endOfDay(until) };
  return act === 'role' ? { role, ...(role === 'lawyer' && { lawyerId }) } : { reason };
}

interface AccountDialogProps {
  readonly account: Account;
  readonly act: AccountAct;
  readonly onClose: () => void;
  readonly onInvited: (invitation: Invitation) => void;
}

/** Asks for what a change of an account needs, and says what it does. */
export function AccountDialog({ account, act, onClose, onInvited }: AccountDialogProps) {
  const { t, language } = useWords();
  const required = useRequired();
  const [form] = Form.useForm<Values>();
  const role = Form.useWatch('role', form);
  const { rolesOf } = useManaging();
  const { mutate, error, isPending } = useAccountCommand<object, Invitation>(`accounts/${account.id}/${act}`);
  const label = t(`accounts.act.${act}`);
  const submit = (values: Values): void =>
    mutate(bodyOf(act, values), {
      onSuccess: (answer) => {
        if (act === 'invite') onInvited(answer);
        else flash(t(`accounts.acted.${act}`), '/accounts');
        onClose();
      },
      onError: (problem) => {
        if (problem instanceof Problem) showFaults(problem, form, t, language);
      },
    });
  return (
    <Modal
      open
      title={`${label} · ${account.displayName ?? t('common.erased')}`}
      okText={label}
      cancelText={t('common.cancel')}
      okButtonProps={{ danger: act === 'deactivate', loading: isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {error !== null && <ProblemAlert error={error} focus />}
      <p>{t(`accounts.actText.${act}`)}</p>
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{
          role: account.role,
          ...(account.lawyerId !== null && { lawyerId: account.lawyerId }),
          ...(account.expiresAt !== null && { until: dayOf(new Date(Date.parse(account.expiresAt) - 1).toISOString()) }),
        }}
        onFinish={submit}
        scrollToFirstError={{ focus: true }}
      >
        {(act === 'invite' || act === 'deactivate' || act === 'revive') && (
          <Form.Item name="reason" label={t('accounts.reason')} rules={[required(t('accounts.reason'))]}>
            <NativeSelect options={REASONS[act].map((code) => ({ value: code, label: t(`accounts.reasons.${code}`) }))} />
          </Form.Item>
        )}
        {act === 'renew' && (
          <Form.Item name="until" label={`${t('accounts.invite.expires')} · ${t('common.optional')}`}>
            <input className="control" type="date" />
          </Form.Item>
        )}
        {act === 'role' && (
          <Form.Item name="role" label={t('accounts.list.role')} rules={[required(t('accounts.list.role'))]}>
            <NativeSelect options={rolesOf(account.agency)} />
          </Form.Item>
        )}
        {act === 'role' && role === 'lawyer' && <LawyerField agency={account.agency} present={account.lawyerId} />}
      </Form>
    </Modal>
  );
}
