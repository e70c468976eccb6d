import { Form } from 'antd';
import { useLawyerChoices, type LawyerChoice } from '../../api/accounts.ts';
import { useWords } from '../../i18n/index.ts';
import { NativeSelect } from '../../parts/native-select.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useRequired } from '../directory/form-fields.tsx';

interface LawyerFieldProps {
  readonly agency: string;
  /** The lawyer that the account is of already. */
  readonly present: string | null;
}

/** Which lawyer of the roster (律师名册) a lawyer's account is of. */
export function LawyerField({ agency, present }: LawyerFieldProps) {
  const { t } = useWords();
  const required = useRequired();
  const { data, error, refetch } = useLawyerChoices(agency, true);
  const label = t('accounts.invite.lawyer');
  const labelOf = ({ lawyerId, name, taken, status }: LawyerChoice): string => {
    const shown = name ?? lawyerId;
    if (taken && lawyerId !== present) return t('accounts.invite.lawyerTaken', { name: shown });
    return status === 'suspended' ? t('accounts.invite.lawyerSuspended', { name: shown }) : shown;
  };
  if (error !== null) return <ProblemAlert error={error} onAgain={() => void refetch()} />;
  if (data?.length === 0) return <p className="bar bar-warning">{t('accounts.invite.noLawyers')}</p>;
  return (
    <Form.Item name="lawyerId" label={label} extra={t('accounts.invite.lawyerHint')} rules={[required(label)]}>
      <NativeSelect options={(data ?? []).map((choice) => ({ value: choice.lawyerId, label: labelOf(choice) }))} />
    </Form.Item>
  );
}
