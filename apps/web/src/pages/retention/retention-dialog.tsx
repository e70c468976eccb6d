import { RETENTION_EXEMPTIONS, RETENTION_HOLDS, type RetentionHold } from '@xiezhi/contracts';
import { Form, Input, Modal } from 'antd';
import { Problem } from '../../api/problem.ts';
import { useRetentionCommand, type RetainedMatter, type RetentionCommand } from '../../api/retention.ts';
import { nameIn } from '../../format/code-names.ts';
import { instantOf } from '../../format/time.ts';
import { dayAfter } from '../../format/week.ts';
import { useWords } from '../../i18n/index.ts';
import { flash } from '../../parts/flash.tsx';
import { NativeSelect } from '../../parts/native-select.tsx';
import { useToday } from '../../parts/now.ts';
import { faultText, ProblemAlert } from '../../parts/problem-alert.tsx';
import { shortId } from './short-id.ts';

/** What somebody is about to do with a matter. */
export interface Asked {
  readonly command: RetentionCommand;
  readonly matter: RetainedMatter;
  /** Which hold is lifted. */
  readonly ground?: RetentionHold;
}

interface Values {
  readonly reason?: string;
  readonly ground?: string;
  readonly reference?: string;
  /** The last day it is kept. */
  readonly until?: string;
}

const WORDS = { exempt: 'exempt', hold: 'hold', 'lift-hold': 'lift' } as const;
const MAX_REFERENCE = 32;

/** The day counts whole: kept until it is over. */
function bodyOf({ command, ground }: Asked, values: Values): object {
  if (command === 'lift-hold') return { ground };
  if (command === 'hold') return { ground: values.ground, reference: values.reference };
  return { reason: values.reason, reference: values.reference, until: instantOf(dayAfter(values.until!, 1), '00:00') };
}

/** 保存例外、暂停销毁、恢复销毁: says what it does, and asks for the reason, the document and the day. */
export function RetentionDialog({ asked, onClose }: { readonly asked: Asked; readonly onClose: () => void }) {
  const { t, language } = useWords();
  const [form] = Form.useForm<Values>();
  const { command, matter, ground } = asked;
  const { mutate, error, isPending } = useRetentionCommand(matter.id, command);
  const word = WORDS[command];
  const named = { ground: ground === undefined ? '' : nameIn(RETENTION_HOLDS, ground, language) };
  const title = `${t(`retention.${word}.action`, named)} · ${shortId(matter.id)}`;
  const submit = (values: Values): void =>
    mutate(bodyOf(asked, values), {
      onSuccess: () => {
        flash(t(`retention.${word}.done`, named), '/retention');
        onClose();
      },
      onError: (refused) => {
        if (!(refused instanceof Problem)) return;
        for (const { path, code, detail } of refused.errors)
          form.setFields([{ name: path as keyof Values, errors: [faultText(code, detail, t, language)] }]);
      },
    });
  return (
    <Modal
      open
      title={title}
      okText={t(`retention.${word}.action`, named)}
      cancelText={t('common.cancel')}
      okButtonProps={{ loading: isPending, danger: command === 'lift-hold' }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {error !== null && <ProblemAlert error={error} focus />}
      <p>{t(`retention.${word}.text`, named)}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ until: '' }}
        scrollToFirstError={{ focus: true }}
        onFinish={submit}
      >
        <RetentionFields command={command} />
      </Form>
    </Modal>
  );
}

function RetentionFields({ command }: { readonly command: RetentionCommand }) {
  const { t, language } = useWords();
  const today = useToday();
  const required = [{ required: true, whitespace: true, message: t('common.fault.required') }];
  const choices = (list: readonly { readonly code: string; readonly nameZh: string; readonly nameEn: string }[]) =>
    list.map(({ code, nameZh, nameEn }) => ({ value: code, label: language === 'zh' ? nameZh : nameEn }));
  if (command === 'lift-hold') return null;
  return (
    <>
      {command === 'exempt' ? (
        <Form.Item name="reason" label={t('retention.field.reason')} rules={required}>
          <NativeSelect options={choices(RETENTION_EXEMPTIONS)} />
        </Form.Item>
      ) : (
        <Form.Item name="ground" label={t('retention.field.ground')} rules={required}>
          <NativeSelect options={choices(RETENTION_HOLDS)} />
        </Form.Item>
      )}
      <Form.Item name="reference" label={t('retention.field.reference')} extra={t('retention.field.referenceHint')} rules={required}>
        <Input maxLength={MAX_REFERENCE} autoComplete="off" />
      </Form.Item>
      {command === 'exempt' && (
        <Form.Item name="until" label={t('retention.field.until')} extra={t('retention.field.untilHint')} rules={required}>
          <input className="control" type="date" min={today} />
        </Form.Item>
      )}
    </>
  );
}
