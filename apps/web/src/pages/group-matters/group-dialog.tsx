import { GROUP_CLOSINGS } from '@xiezhi/contracts';
import { Form, Modal } from 'antd';
import { useLocation } from 'react-router';
import { useGroupCommand, type GroupMatter } from '../../api/group-matters.ts';
import { Problem } from '../../api/problem.ts';
import { useWords } from '../../i18n/index.ts';
import { ColleagueSelect } from '../../parts/colleagues.tsx';
import { flash } from '../../parts/flash.tsx';
import { NativeSelect } from '../../parts/native-select.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { showFaults } from '../../parts/server-faults.ts';
import { optionsOf } from './codes.ts';

interface GroupDialogProps {
  readonly group: GroupMatter;
  readonly deed: 'officer' | 'close';
  readonly onClose: () => void;
}

/** Names another officer, or closes the group for a reason. */
export function GroupDialog({ group, deed, onClose }: GroupDialogProps) {
  const { t, language } = useWords();
  const [form] = Form.useForm<{ readonly officer?: string; readonly reason?: string }>();
  const { pathname } = useLocation();
  const { mutate, error, isPending } = useGroupCommand(group.id, deed);
  const words = deed === 'officer' ? 'appoint' : 'close';
  const needed = { required: true, message: t('groups.needed') };
  return (
    <Modal
      open
      title={t(`groups.${words}.action`)}
      okText={t(`groups.${words}.action`)}
      cancelText={t('common.cancel')}
      okButtonProps={{ danger: deed === 'close', loading: isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {error !== null && <ProblemAlert error={error} focus />}
      <p>{t(`groups.${words}.text`)}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        scrollToFirstError={{ focus: true }}
        initialValues={{ officer: group.officer }}
        onFinish={({ officer, reason }) =>
          mutate(deed === 'officer' ? { officer } : { reason }, {
            onSuccess: () => {
              flash(t(`groups.${words}.done`), pathname);
              onClose();
            },
            onError: (refused) => {
              if (refused instanceof Problem) showFaults(refused, form, t, language);
            },
          })
        }
      >
        {deed === 'officer' ? (
          <Form.Item name="officer" label={t('groups.appoint.officer')} rules={[needed]}>
            <ColleagueSelect />
          </Form.Item>
        ) : (
          <Form.Item name="reason" label={t('groups.close.reason')} rules={[needed]}>
            <NativeSelect options={optionsOf(GROUP_CLOSINGS, language)} />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}
