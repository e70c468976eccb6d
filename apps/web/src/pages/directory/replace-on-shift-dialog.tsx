import { Form, Modal } from 'antd';
import { Problem } from '../../api/problem.ts';
import type { Shift } from '../../api/duty.ts';
import { useInstitutions, useRecord } from '../../api/registers.ts';
import { useWords } from '../../i18n/index.ts';
import { flash } from '../../parts/flash.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { showFaults } from '../../parts/server-faults.ts';
import { useRequired } from './form-fields.tsx';
import { LawyerSelect } from './lawyer-select.tsx';

interface Values {
  readonly lawyerId: string;
}

/** 改派: another lawyer sits the shift; the old entry stays on the rota, marked. */
export function ReplaceOnShiftDialog({ shift, onClose }: { readonly shift: Shift; readonly onClose: () => void }) {
  const { t, language } = useWords();
  const required = useRequired();
  const [form] = Form.useForm<Values>();
  const { data: institutions = [] } = useInstitutions();
  const { mutate, error, isPending } = useRecord<Values>('duty-rota', shift.id, '/replace');
  const { day, starts, ends, place, institution } = shift;
  const lawyer = t('registers.duty.replaceBy');
  return (
    <Modal
      open
      title={t('registers.duty.replaceWhat', { day, starts, ends, place })}
      okText={t('registers.duty.replace')}
      cancelText={t('common.cancel')}
      okButtonProps={{ loading: isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {error !== null && <ProblemAlert error={error} focus />}
      <p>{t('registers.duty.replaceText')}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(values: Values) =>
          mutate(values, {
            onSuccess: () => {
              flash(t('registers.duty.replaced'), '/duty-rota');
              onClose();
            },
            onError: (refused) => {
              if (refused instanceof Problem) showFaults(refused, form, t, language);
            },
          })
        }
      >
        <Form.Item name="lawyerId" label={lawyer} rules={[required(lawyer)]}>
          <LawyerSelect division={institutions.find(({ code }) => code === institution)?.division} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
