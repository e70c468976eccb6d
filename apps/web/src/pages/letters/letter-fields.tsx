import { Button, Form, Input } from 'antd';
import {
  letterPage,
  matterOf,
  useLetterCommand,
  useLetterForms,
  type Letter,
  type LetterField,
  type OpenedLetter,
} from '../../api/letters.ts';
import { Problem } from '../../api/problem.ts';
import { dayAndTime, instantOf } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { DateTimeField, type DayAndTime } from '../../parts/date-time-field.tsx';
import { flash } from '../../parts/flash.tsx';
import { NativeSelect } from '../../parts/native-select.tsx';
import { Card } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { showFaults } from '../../parts/server-faults.ts';

type Values = Readonly<Record<string, string | DayAndTime | undefined>>;

interface LetterFieldsProps {
  readonly letter: Letter;
  readonly opened: OpenedLetter;
  readonly onDone: () => void;
}

const isDayAndTime = (value: Values[string]): value is DayAndTime => typeof value === 'object';
const textOf = (value: Values[string]): string => {
  if (!isDayAndTime(value)) return value ?? '';
  return value.day && value.time ? instantOf(value.day, value.time) : '';
};

/** What a draft says, field by field (拟稿内容). */
export function LetterFields({ letter, opened, onDone }: LetterFieldsProps) {
  const { id, form: number } = letter;
  const matter = matterOf(letter);
  const { t, language } = useWords();
  const [form] = Form.useForm<Values>();
  const { data } = useLetterForms(matter, true);
  const { mutate, error, isPending } = useLetterCommand(matter, `/${id}/revise`);
  const fields = data?.items.find((one) => one.form === number)?.fields ?? [];
  const initial = Object.fromEntries(
    fields.map((field) => {
      const value = opened.values[field.id] ?? '';
      return [field.id, field.kind === 'time' && value !== '' ? dayAndTime(value) : value];
    }),
  );
  const submit = (values: Values): void =>
    mutate(
      { fields: Object.fromEntries(Object.entries(values).map(([field, value]) => [field, textOf(value)])) },
      {
        onSuccess: () => {
          flash(t('letters.done.revise'), letterPage(matter, id));
          onDone();
        },
        onError: (refused) => {
          if (refused instanceof Problem) showFaults(refused, form, t, language, (path) => [path.replace(/^fields\./, '')]);
        },
      },
    );
  if (fields.length === 0) return null;
  return (
    <Card title={t('letters.fields')}>
      {error !== null && <ProblemAlert error={error} focus />}
      {opened.missing.length > 0 && <p>{t('letters.missing')}</p>}
      <Form form={form} layout="vertical" requiredMark={false} initialValues={initial} onFinish={submit} className="letter-fields">
        {fields.map((field) => (
          <Field key={field.id} field={field} missing={opened.missing.includes(field.id)} />
        ))}
        <Button htmlType="submit" loading={isPending}>
          {t('letters.save')}
        </Button>
      </Form>
    </Card>
  );
}

function Field({ field, missing }: { readonly field: LetterField; readonly missing: boolean }) {
  const { t, language } = useWords();
  const label = language === 'zh' ? field.labelZh : field.labelEn;
  return (
    <Form.Item name={field.id} label={label} {...(missing && { extra: t('letters.needed') })}>
      {controlOf(field, label)}
    </Form.Item>
  );
}

function controlOf({ kind, choices = [] }: LetterField, label: string) {
  if (kind === 'lines') return <Input.TextArea autoSize={{ minRows: 2 }} />;
  if (kind === 'day') return <input className="control" type="date" />;
  if (kind === 'time') return <DateTimeField label={label} />;
  if (kind === 'choice') return <NativeSelect options={choices.map((value) => ({ value, label: value }))} />;
  return <Input {...(kind === 'count' && { inputMode: 'numeric' as const })} />;
}
