import { Form, Modal } from 'antd';
import { useLocation } from 'react-router';
import { Problem } from '../../api/problem.ts';
import { useQualityCommand, type QualityMatterPage } from '../../api/quality.ts';
import { useWords } from '../../i18n/index.ts';
import { flash } from '../../parts/flash.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { showFaults } from '../../parts/server-faults.ts';
import { nameOfCase } from './case-names.ts';
import type { Choice, Field } from './fields.ts';
import type { Deed } from './kinds.ts';
import { useQualityWords } from './quality-words.ts';
import { bodyOf, type Values } from './values.ts';
import { WorkFields } from './work-fields.tsx';

interface WorkDialogProps {
  readonly matter: QualityMatterPage;
  readonly deed: Deed;
  readonly onClose: () => void;
}

/** The cases of a sample, by their names. */
const sampleOf = (matter: QualityMatterPage): readonly Choice[] =>
  matter.cases.map((one) => ({ code: one.id, nameZh: nameOfCase(one), nameEn: nameOfCase(one) }));

/** Asks for what a deed needs, and says what it does. A refusal is shown above the fields, which stay filled. */
export function WorkDialog({ matter, deed: { command, fields: asked, final = false }, onClose }: WorkDialogProps) {
  const { id, kind } = matter;
  const fields = asked.map((field): Field => {
    if (field.as === 'case') return { ...field, choices: sampleOf(matter) };
    if (field.as === 'scores') return { ...field, review: matter.id };
    return field.as === 'lawyer' ? { ...field, division: matter.division } : field;
  });
  const { t, language } = useWords();
  const { deed: words } = useQualityWords();
  const [form] = Form.useForm<Values>();
  const { pathname } = useLocation();
  const { mutate, error, isPending } = useQualityCommand(kind, `/${id}/${command}`);
  const label = words(kind, command, 'action');
  const submit = (values: Values): void =>
    mutate(bodyOf(fields, values), {
      onSuccess: () => {
        flash(words(kind, command, 'done'), pathname);
        onClose();
      },
      onError: (refused) => {
        if (refused instanceof Problem) showFaults(refused, form, t, language);
      },
    });
  return (
    <Modal
      open
      title={label}
      okText={label}
      cancelText={t('common.cancel')}
      okButtonProps={{ danger: final, loading: isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {error !== null && <ProblemAlert error={error} focus />}
      <p>{words(kind, command, 'text')}</p>
      <Form form={form} layout="vertical" requiredMark={false} scrollToFirstError={{ focus: true }} onFinish={submit}>
        <WorkFields fields={fields} />
      </Form>
    </Modal>
  );
}
