import { Form, Modal } from 'antd';
import { useNavigate } from 'react-router';
import { useOpenGroup } from '../../api/group-matters.ts';
import { Problem } from '../../api/problem.ts';
import { useWords } from '../../i18n/index.ts';
import { flash } from '../../parts/flash.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { showFaults } from '../../parts/server-faults.ts';
import { NewGroupFields } from './group-form.tsx';

/** 设立群体性案件: opens one that has no matters yet, and goes to its page. */
export function OpenDialog({ onClose }: { readonly onClose: () => void }) {
  const { t, language } = useWords();
  const [form] = Form.useForm<{ readonly title: string; readonly reason: string }>();
  const navigate = useNavigate();
  const { mutate, error, isPending } = useOpenGroup();
  return (
    <Modal
      open
      title={t('groups.open.action')}
      okText={t('groups.open.action')}
      cancelText={t('common.cancel')}
      okButtonProps={{ loading: isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {error !== null && <ProblemAlert error={error} focus />}
      <p>{t('groups.open.text')}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        scrollToFirstError={{ focus: true }}
        onFinish={(values) =>
          mutate(values, {
            onSuccess: ({ id }) => {
              flash(t('groups.open.done'), `/group-matters/${id}`);
              void navigate(`/group-matters/${id}`);
            },
            onError: (refused) => {
              if (refused instanceof Problem) showFaults(refused, form, t, language);
            },
          })
        }
      >
        <NewGroupFields />
      </Form>
    </Modal>
  );
}
