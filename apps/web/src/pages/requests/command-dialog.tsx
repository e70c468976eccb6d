import { Form, Modal } from 'antd';
import { useLocation } from 'react-router';
import { Problem } from '../../api/problem.ts';
import { useCommand, useRequest } from '../../api/requests.ts';
import type { DefenceRequest } from '../../api/types.ts';
import { useWords } from '../../i18n/index.ts';
import { flash } from '../../parts/flash.tsx';
import { faultText, ProblemAlert } from '../../parts/problem-alert.tsx';
import { useRequestWords } from '../../parts/request-words.ts';
import { bodyOf, CommandFields, type CommandValues, type DialogCommand } from './command-fields.tsx';

const TEXT = {
  return: 'returnText',
  transfer: 'transferText',
  withdraw: 'withdrawText',
  'own-lawyer': 'ownLawyerText',
  service: 'serviceText',
} as const;
const DONE = { return: 'return', transfer: 'transfer', withdraw: 'withdraw', 'own-lawyer': 'ownLawyer', service: 'service' } as const;

interface CommandDialogProps {
  readonly request: DefenceRequest;
  readonly command: DialogCommand;
  readonly label: string;
  readonly onClose: () => void;
}

/** Asks for what a command needs, and says what it will do in law. A refusal is shown above the fields, which stay filled. */
export function CommandDialog({ request, command, label, onClose }: CommandDialogProps) {
  const { t, language } = useWords();
  const { nameOf } = useRequestWords();
  const [form] = Form.useForm<CommandValues>();
  const { pathname } = useLocation();
  const { refetch } = useRequest(request.id);
  const { mutate, error, isPending, reset } = useCommand(request.id, request.revision, command);
  const submit = (values: CommandValues): void =>
    mutate(bodyOf(command, values), {
      onSuccess: () => {
        flash(t(`requests.done.${DONE[command]}`, { institution: nameOf(values.to ?? '') }), pathname);
        onClose();
      },
      onError: (refused) => {
        if (!(refused instanceof Problem)) return;
        for (const { path, code, detail } of refused.errors)
          form.setFields([{ name: path as keyof CommandValues, errors: [faultText(code, detail, t, language)] }]);
      },
    });
  const readAgain = (): void => void refetch().then(reset);
  return (
    <Modal
      open
      title={label}
      okText={label}
      cancelText={t('common.cancel')}
      okButtonProps={{ danger: command === 'withdraw' || command === 'own-lawyer', loading: isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {error !== null && (
        <ProblemAlert error={error} focus {...(error instanceof Problem && error.status === 412 && { onAgain: readAgain })} />
      )}
      <p>{t(`requests.dialog.${TEXT[command]}`)}</p>
      <Form form={form} layout="vertical" onFinish={submit} scrollToFirstError={{ focus: true }} requiredMark={false}>
        <CommandFields command={command} request={request} />
      </Form>
    </Modal>
  );
}
