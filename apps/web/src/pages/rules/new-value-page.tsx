import { MAX_QUALITY_FIGURE } from '@xiezhi/contracts';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Problem } from '../../api/problem.ts';
import { useEnterValue, type ValueBody } from '../../api/reference-values.ts';
import { useSession } from '../../api/session.ts';
import { fenOf } from '../../format/money.ts';
import { useWords } from '../../i18n/index.ts';
import { CheckedForm } from '../../parts/checked-form.tsx';
import { DivisionSelect } from '../../parts/division-select.tsx';
import { ErrorSummary, type FormFault } from '../../parts/error-summary.tsx';
import { flash } from '../../parts/flash.tsx';
import { NativeSelect } from '../../parts/native-select.tsx';
import { Page } from '../../parts/page.tsx';
import { faultText, ProblemAlert } from '../../parts/problem-alert.tsx';
import { KINDS, useValueWords, VALUE_KINDS, type ValueKind } from './value-words.ts';

interface Values extends Omit<ValueBody, 'value' | 'kind'> {
  readonly kind: ValueKind;
  /** As it is typed. */
  readonly value: string;
}

const NUMBER = /^\d{1,9}(?:\.\d{1,4})?$/;
const SWITCH = /^[01]$/;
const WHOLE = /^[1-9]\d{0,3}$/;
/** A hundred years; a year. */
const HIGHEST = { months: 1_200, whole: MAX_QUALITY_FIGURE };

/** How the words of the field are called, by what a kind counts in. */
const FIELD = {
  fen: { label: 'amount', hint: 'amountHint', wrong: 'notAmount' },
  number: { label: 'number', hint: 'numberHint', wrong: 'notNumber' },
  months: { label: 'monthsLabel', hint: 'monthsHint', wrong: 'notMonths' },
  whole: { label: 'number', hint: 'wholeHint', wrong: 'notWhole' },
  switch: { label: 'number', hint: 'switchHint', wrong: 'notSwitch' },
} as const;

/** What was typed as the platform counts it; `null` when it is no value of its kind. */
function valueOf(kind: ValueKind, typed: string): number | null {
  if (VALUE_KINDS[kind] === 'fen') return fenOf(typed);
  const counts = VALUE_KINDS[kind];
  if (counts === 'switch') return SWITCH.test(typed.trim()) ? Number(typed) : null;
  if (counts === 'months' || counts === 'whole') return WHOLE.test(typed.trim()) && Number(typed) <= HIGHEST[counts] ? Number(typed) : null;
  return NUMBER.test(typed.trim()) ? Number(typed) : null;
}

/** 录入数值: a standard with its document; it holds once another person has approved it. */
export function NewValuePage() {
  const { t, language } = useWords();
  const { division } = useSession();
  const navigate = useNavigate();
  const [form] = Form.useForm<Values>();
  const [faults, setFaults] = useState<readonly FormFault[]>([]);
  const { mutate, error, isPending } = useEnterValue();
  const refused = (problem: unknown): void => {
    if (!(problem instanceof Problem)) return;
    const found = problem.errors.map(({ path, code, detail }) => ({ path: [path], text: faultText(code, detail, t, language) }));
    for (const { path, text } of found) form.setFields([{ name: path as never, errors: [text] }]);
    setFaults(found);
  };
  const submit = ({ value, ...given }: Values): void => {
    const counted = valueOf(given.kind, value);
    if (counted === null) return;
    mutate(
      { ...given, value: counted },
      {
        onSuccess: () => {
          flash(t('rules.values.entered'), '/reference-values');
          void navigate('/reference-values?view=waiting');
        },
        onError: refused,
      },
    );
  };
  return (
    <Page title={t('rules.values.enter')}>
      {error !== null && faults.length === 0 && <ProblemAlert error={error} focus />}
      <ErrorSummary faults={faults} onGo={(path) => form.getFieldInstance(path as never)?.focus?.()} />
      <CheckedForm<Values>
        form={form}
        className="notice-form card"
        initialValues={{ kind: KINDS[0], division }}
        scrollToFirstError={{ focus: true }}
        onFinish={submit}
      >
        <ValueFields />
        <Button type="primary" htmlType="submit" loading={isPending}>
          {t('rules.values.enter')}
        </Button>
      </CheckedForm>
    </Page>
  );
}

function ValueFields() {
  const { t } = useWords();
  const { kindName } = useValueWords([]);
  const kind = Form.useWatch<ValueKind | undefined>('kind') ?? KINDS[0]!;
  const field = FIELD[VALUE_KINDS[kind]];
  const required = { required: true, message: t('common.fault.required') };
  return (
    <>
      <Form.Item name="kind" label={t('rules.values.kind')}>
        <NativeSelect chosen options={KINDS.map((value) => ({ value, label: kindName(value) }))} />
      </Form.Item>
      <Form.Item
        name="value"
        label={t(`rules.values.${field.label}`)}
        extra={t(`rules.values.${field.hint}`)}
        dependencies={['kind']}
        rules={[
          required,
          {
            validator: (_rule, typed: string | undefined) =>
              typed === undefined || typed === '' || valueOf(kind, typed) !== null
                ? Promise.resolve()
                : Promise.reject(new Error(t(`rules.values.${field.wrong}`))),
          },
        ]}
      >
        <Input inputMode="decimal" maxLength={20} autoComplete="off" />
      </Form.Item>
      <div className="pair">
        <Form.Item name="division" label={t('rules.values.division')} rules={[required]}>
          <DivisionSelect />
        </Form.Item>
        <Form.Item name="validFrom" label={t('rules.values.validFrom')} rules={[required]}>
          <Input type="date" />
        </Form.Item>
      </div>
      <Form.Item
        name="source"
        label={t('rules.values.source')}
        extra={t('rules.values.sourceHint')}
        rules={[{ ...required, whitespace: true }]}
      >
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="sourceOn" label={t('rules.values.sourceOn')} rules={[required]}>
        <Input type="date" />
      </Form.Item>
    </>
  );
}
