import { Button, Form, Modal } from 'antd';
import { useState } from 'react';
import { useLocation } from 'react-router';
import { useAidCase, useCaseCommand, type AidCase } from '../../api/aid-cases.ts';
import { Problem } from '../../api/problem.ts';
import { useWords } from '../../i18n/index.ts';
import { flash } from '../../parts/flash.tsx';
import { faultText, ProblemAlert } from '../../parts/problem-alert.tsx';
import { FormFields } from '../requests/command-fields.tsx';
import { bodyOfFields, type CommandForm, type CommandValues } from '../requests/commands.ts';
import { CASE_FORMS, type CaseCommand } from './case-commands.ts';

interface CaseDialogProps {
  readonly granted: AidCase;
  readonly command: CaseCommand;
  readonly onClose: () => void;
}

/** Asks for what a command needs, and says what it will do in law. A refusal is shown above the fields, which stay filled. */
function CaseDialog({ granted, command, onClose }: CaseDialogProps) {
  const { t, language } = useWords();
  const { pathname } = useLocation();
  const [form] = Form.useForm<CommandValues>();
  const { refetch } = useAidCase(granted.id);
  const { mutate, error, isPending, reset } = useCaseCommand(granted.id, granted.revision, command);
  const { fields, final }: CommandForm = CASE_FORMS[command];
  const submit = (values: CommandValues): void => {
    const body = bodyOfFields(fields, values);
    mutate(command === 'mediation/offer' ? { ownWish: false, ...body } : body, {
      onSuccess: () => {
        flash(t('aidCase.done'), pathname);
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
  };
  const readAgain = (): void => void refetch().then(reset);
  const label = t(`aidCase.action.${command}`);
  const violence = command === 'mediation/offer' && granted.facts.domesticViolence;
  return (
    <Modal
      open
      title={label}
      okText={label}
      cancelText={t('common.cancel')}
      okButtonProps={{ danger: final === true, loading: isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {error !== null && (
        <ProblemAlert error={error} focus {...(error instanceof Problem && error.status === 412 && { onAgain: readAgain })} />
      )}
      <p>{t(`aidCase.text.${command}`)}</p>
      {violence && <p className="quiet warn">▲ {t('aidCase.mediation.violence')}</p>}
      <Form form={form} layout="vertical" onFinish={submit} scrollToFirstError={{ focus: true }} requiredMark={false}>
        <FormFields fields={fields} but={granted.institution} />
      </Form>
    </Modal>
  );
}

interface CaseButtonsProps {
  readonly granted: AidCase;
  readonly commands: readonly CaseCommand[];
  /** The first is what comes next. */
  readonly leading?: boolean;
}

/** Buttons for commands, each with its dialog. */
export function CaseButtons({ granted, commands, leading = false }: CaseButtonsProps) {
  const { t } = useWords();
  const [asked, setAsked] = useState<CaseCommand | null>(null);
  return (
    <>
      {commands.map((command, place) => (
        <Button
          key={command}
          type={leading && place === 0 && command !== 'terminate' ? 'primary' : 'default'}
          danger={command === 'terminate'}
          onClick={() => setAsked(command)}
        >
          {t(`aidCase.action.${command}`)}
        </Button>
      ))}
      {asked !== null && <CaseDialog granted={granted} command={asked} onClose={() => setAsked(null)} />}
    </>
  );
}
