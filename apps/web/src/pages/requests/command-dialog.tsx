import { Form, Modal } from 'antd';
import { useLocation } from 'react-router';
import { Problem } from '../../api/problem.ts';
import { useCommand, useRequest } from '../../api/requests.ts';
import type { DefenceRequest } from '../../api/types.ts';
import { useWords } from '../../i18n/index.ts';
import { flash } from '../../parts/flash.tsx';
import { faultText, ProblemAlert } from '../../parts/problem-alert.tsx';
import { useRequestWords } from '../../parts/request-words.ts';
import { CommandFields } from './command-fields.tsx';
import { bodyOf, COMMAND_FORMS, type CommandValues, type DialogCommand } from './commands.ts';

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
        flash(t(`course.done.${command}`, { institution: nameOf(typeof values.to === 'string' ? values.to : '') }), pathname);
        onClose();
      },
      onError: (refused) => {
        if (!(refused instanceof Problem)) return;
        const texts = Map.groupBy(refused.errors, ({ path }) => path);
        for (const [path, errors] of texts)
          form.setFields([
            { name: path as keyof CommandValues, errors: errors.map(({ code, detail }) => faultText(code, detail, t, language)) },
          ]);
      },
    });
  const readAgain = (): void => void refetch().then(reset);
  return (
    <Modal
      open
      title={label}
      okText={label}
      cancelText={t('common.cancel')}
      okButtonProps={{ danger: COMMAND_FORMS[command].final === true, loading: isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {error !== null && (
        <ProblemAlert error={error} focus {...(error instanceof Problem && error.status === 412 && { onAgain: readAgain })} />
      )}
      <p>{t(`course.text.${command}`)}</p>
      <Form form={form} layout="vertical" onFinish={submit} scrollToFirstError={{ focus: true }} requiredMark={false}>
        <CommandFields command={command} request={request} />
      </Form>
    </Modal>
  );
}
