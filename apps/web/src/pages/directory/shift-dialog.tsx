import { Form, Modal } from 'antd';
import { Problem } from '../../api/problem.ts';
import type { Shift } from '../../api/duty.ts';
import { useInstitutions, useRecord } from '../../api/registers.ts';
import { useWords } from '../../i18n/index.ts';
import { flash } from '../../parts/flash.tsx';
import { NativeSelect } from '../../parts/native-select.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { showFaults } from '../../parts/server-faults.ts';
import { CANCELLED_FOR } from './codes.ts';
import { useRequired } from './form-fields.tsx';
import { LawyerSelect } from './lawyer-select.tsx';

/** What may be done with a shift of the rota: what leaves it alone, and what is said once it is done. */
const DEEDS = {
  cancel: { leave: 'registers.duty.keep', done: 'registers.duty.cancelledDone' },
  replace: { leave: 'common.cancel', done: 'registers.duty.replaced' },
} as const;

export interface ShiftDeed {
  readonly deed: keyof typeof DEEDS;
  readonly shift: Shift;
}

type Values = Readonly<Record<string, string>>;

/** 取消班次、改派: asks first and says what it does; a cancelled or replaced shift stays on the rota, marked. */
export function ShiftDialog({ deed, shift, onClose }: ShiftDeed & { readonly onClose: () => void }) {
  const { t, language } = useWords();
  const [form] = Form.useForm<Values>();
  const { mutate, error, isPending } = useRecord<Values>('duty-rota', shift.id, `/${deed}`);
  const { day, starts, ends, place } = shift;
  const { leave, done } = DEEDS[deed];
  return (
    <Modal
      open
      title={t(`registers.duty.${deed}What`, { day, starts, ends, place })}
      okText={t(`registers.duty.${deed}`)}
      cancelText={t(leave)}
      okButtonProps={{ loading: isPending, danger: deed === 'cancel' }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {error !== null && <ProblemAlert error={error} focus />}
      <p>{t(`registers.duty.${deed}Text`)}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(values: Values) =>
          mutate(values, {
            onSuccess: () => {
              flash(t(done), '/duty-rota');
              onClose();
            },
            onError: (refused) => {
              if (refused instanceof Problem) showFaults(refused, form, t, language);
            },
          })
        }
      >
        {deed === 'cancel' ? <ReasonField /> : <LawyerField institution={shift.institution} />}
      </Form>
    </Modal>
  );
}

function ReasonField() {
  const { t } = useWords();
  const required = useRequired();
  const reason = t('registers.duty.reason');
  return (
    <Form.Item name="reason" label={reason} rules={[required(reason)]}>
      <NativeSelect options={CANCELLED_FOR.map((code) => ({ value: code, label: t(`registers.duty.reasons.${code}`) }))} />
    </Form.Item>
  );
}

function LawyerField({ institution }: Pick<Shift, 'institution'>) {
  const { t } = useWords();
  const required = useRequired();
  const { data: institutions = [] } = useInstitutions();
  const lawyer = t('registers.duty.replaceBy');
  return (
    <Form.Item name="lawyerId" label={lawyer} rules={[required(lawyer)]}>
      <LawyerSelect division={institutions.find(({ code }) => code === institution)?.division} />
    </Form.Item>
  );
}
