import { DUTY_HELP_CANCELLATIONS, DUTY_HELP_KINDS, DUTY_HELP_MODES, type CodeEntry } from '@xiezhi/contracts';
import { Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useLocation } from 'react-router';
import { useAgencyName } from '../../api/directory.ts';
import { useDutyLawyers, useHelp, useHelpCommand, type DutyHelp, type HelpCommand } from '../../api/duty-helps.ts';
import { Problem } from '../../api/problem.ts';
import { dayAndTime, instantOf } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { DateTimeField, type DayAndTime } from '../../parts/date-time-field.tsx';
import { flash } from '../../parts/flash.tsx';
import { Loading } from '../../parts/loading.tsx';
import { NativeSelect } from '../../parts/native-select.tsx';
import { faultText, ProblemAlert } from '../../parts/problem-alert.tsx';

export type HelpAction = 'notify' | 'change' | 'help' | 'apply' | 'pass' | 'conclude' | 'cancel';

const COMMAND: Readonly<Record<HelpAction, HelpCommand>> = {
  notify: 'notify-lawyer',
  change: 'notify-lawyer',
  help: 'record-help',
  apply: 'record-application',
  pass: 'pass-on-application',
  conclude: 'conclude',
  cancel: 'cancel',
};
const MAX_TEXT = 2_000;

interface Values {
  readonly lawyerId?: string;
  readonly kind?: string;
  readonly mode?: string;
  readonly givenAt?: DayAndTime;
  readonly appliedAt?: DayAndTime;
  readonly summary?: string;
  readonly reason?: string;
}

const instant = ({ day = '', time = '' }: DayAndTime = {}): string => instantOf(day, time);

function bodyOf(action: HelpAction, { lawyerId, kind, mode, givenAt, appliedAt, summary, reason }: Values): object {
  switch (action) {
    case 'notify':
    case 'change':
      return { lawyerId };
    case 'help':
      return { kind, mode, givenAt: instant(givenAt), summary };
    case 'apply':
      return { appliedAt: instant(appliedAt) };
    case 'cancel':
      return { reason };
    case 'pass':
    case 'conclude':
      return {};
  }
}

interface HelpDialogProps {
  readonly help: DutyHelp;
  readonly action: HelpAction;
  readonly onClose: () => void;
}

/** Asks for what a command needs, and says what it will do in law. A refusal is shown above the fields, which stay filled. */
export function HelpDialog({ help, action, onClose }: HelpDialogProps) {
  const { t, language } = useWords();
  const nameOf = useAgencyName();
  const { pathname } = useLocation();
  const [form] = Form.useForm<Values>();
  const [now] = useState(() => dayAndTime(new Date().toISOString()));
  const { refetch } = useHelp(help.id);
  const { mutate, error, isPending, reset } = useHelpCommand(help.id, help.revision, COMMAND[action]);
  const word = action === 'change' ? 'notify' : action;
  const submit = (values: Values): void =>
    mutate(bodyOf(action, values), {
      onSuccess: () => {
        flash(t(`dutyHelp.done.${word}`), pathname);
        onClose();
      },
      onError: (refused) => {
        if (!(refused instanceof Problem)) return;
        for (const { path, code, detail } of refused.errors)
          form.setFields([{ name: path as keyof Values, errors: [faultText(code, detail, t, language)] }]);
      },
    });
  const readAgain = (): void => void refetch().then(reset);
  return (
    <Modal
      open
      title={t(`dutyHelp.action.${action}`)}
      okText={t(`dutyHelp.action.${action}`)}
      cancelText={t('common.cancel')}
      okButtonProps={{ danger: action === 'cancel', loading: isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {error !== null && (
        <ProblemAlert error={error} focus {...(error instanceof Problem && error.status === 412 && { onAgain: readAgain })} />
      )}
      <p>{t(`dutyHelp.dialog.${word}`, { institution: nameOf(help.institution) })}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ givenAt: now, appliedAt: now }}
        scrollToFirstError={{ focus: true }}
        onFinish={submit}
      >
        <HelpFields action={action} id={help.id} />
      </Form>
    </Modal>
  );
}

function HelpFields({ action, id }: { readonly action: HelpAction; readonly id: string }) {
  const { t, language } = useWords();
  const required = [{ required: true, whitespace: true, message: t('common.fault.required') }];
  const choices = (list: readonly CodeEntry[]) =>
    list.map(({ code, nameZh, nameEn }) => ({ value: code, label: language === 'zh' ? nameZh : nameEn }));
  const whole = {
    validator: (_rule: unknown, value?: DayAndTime) =>
      value?.day && value.time ? Promise.resolve() : Promise.reject(new Error(t('notice.invalid.half'))),
  };
  switch (action) {
    case 'notify':
    case 'change':
      return <LawyerField id={id} />;
    case 'help':
      return (
        <>
          <Form.Item name="kind" label={t('dutyHelp.dialog.kind')} rules={required}>
            <NativeSelect options={choices(DUTY_HELP_KINDS)} />
          </Form.Item>
          <Form.Item name="mode" label={t('dutyHelp.dialog.mode')} rules={required}>
            <NativeSelect options={choices(DUTY_HELP_MODES)} />
          </Form.Item>
          <Form.Item name="givenAt" label={t('dutyHelp.dialog.givenAt')} rules={[whole]}>
            <DateTimeField label={t('dutyHelp.dialog.givenAt')} />
          </Form.Item>
          <Form.Item name="summary" label={t('dutyHelp.dialog.summary')} rules={required}>
            <Input.TextArea rows={5} maxLength={MAX_TEXT} />
          </Form.Item>
        </>
      );
    case 'apply':
      return (
        <Form.Item name="appliedAt" label={t('dutyHelp.dialog.appliedAt')} rules={[whole]}>
          <DateTimeField label={t('dutyHelp.dialog.appliedAt')} />
        </Form.Item>
      );
    case 'cancel':
      return (
        <Form.Item name="reason" label={t('dutyHelp.dialog.reason')} rules={required}>
          <NativeSelect options={choices(DUTY_HELP_CANCELLATIONS)} />
        </Form.Item>
      );
    case 'pass':
    case 'conclude':
      return null;
  }
}

function LawyerField({ id }: { readonly id: string }) {
  const { t } = useWords();
  const { data, error, refetch } = useDutyLawyers(id);
  if (error !== null) return <ProblemAlert error={error} onAgain={() => void refetch()} />;
  if (data === undefined) return <Loading rows={2} />;
  const options = data.map(({ lawyerId, name, firm, onDuty }) => {
    const named = { name: name ?? t('common.erased'), firm };
    return {
      value: lawyerId,
      label: onDuty === null ? t('dutyHelp.dialog.offDuty', named) : t('dutyHelp.dialog.onDuty', { ...named, place: onDuty.place }),
    };
  });
  return (
    <Form.Item name="lawyerId" label={t('dutyHelp.dialog.lawyer')} rules={[{ required: true, message: t('common.fault.required') }]}>
      <NativeSelect options={options} />
    </Form.Item>
  );
}
