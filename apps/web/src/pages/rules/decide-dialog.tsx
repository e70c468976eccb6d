import { DIVISIONS } from '@xiezhi/contracts';
import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useDecideValue, type ReferenceValue } from '../../api/reference-values.ts';
import { nameIn } from '../../format/code-names.ts';
import { longDay } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Facts } from '../../parts/facts.tsx';
import { flash } from '../../parts/flash.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useValueWords } from './value-words.ts';

/** 复核: the second person compares what was entered with the document, and approves it or says why not. */
export function DecideDialog({ value, onClose }: { readonly value: ReferenceValue; readonly onClose: () => void }) {
  const { t, language } = useWords();
  const [form] = Form.useForm<{ readonly reason: string }>();
  const [refusing, setRefusing] = useState(false);
  const { kindName, written, by } = useValueWords([value]);
  const { mutate, error, isPending } = useDecideValue(value.id);
  const done = (text: string): void => {
    flash(text, '/reference-values');
    onClose();
  };
  const approve = (): void =>
    mutate({ decision: 'approved' }, { onSuccess: () => done(t('rules.values.approved', { day: longDay(value.validFrom, language) })) });
  const refuse = ({ reason }: { readonly reason: string }): void =>
    mutate({ decision: 'rejected', reason }, { onSuccess: () => done(t('rules.values.rejected')) });
  return (
    <Modal
      open
      title={t('rules.values.decideTitle', { kind: kindName(value.kind) })}
      onCancel={onClose}
      footer={
        refusing ? (
          <>
            <Button onClick={() => setRefusing(false)}>{t('common.back')}</Button>
            <Button danger type="primary" loading={isPending} onClick={() => form.submit()}>
              {t('rules.values.reject')}
            </Button>
          </>
        ) : (
          <>
            <Button onClick={() => setRefusing(true)}>{t('rules.values.reject')}</Button>
            <Button type="primary" loading={isPending} onClick={approve}>
              {t('rules.values.approve')}
            </Button>
          </>
        )
      }
    >
      {error !== null && <ProblemAlert error={error} focus />}
      <p>{t('rules.values.decideText')}</p>
      <Facts
        items={[
          [t('rules.values.value'), written(value)],
          [t('rules.values.division'), nameIn(DIVISIONS, value.division, language)],
          [t('rules.values.validFrom'), longDay(value.validFrom, language)],
          [t('rules.values.source'), value.source],
          [t('rules.values.sourceOn'), longDay(value.sourceOn, language)],
          [t('rules.values.enteredBy'), by(value.enteredBy, value.enteredAt)],
        ]}
      />
      {refusing && (
        <Form form={form} layout="vertical" requiredMark={false} onFinish={refuse}>
          <Form.Item
            name="reason"
            label={t('rules.values.reason')}
            extra={t('rules.values.reasonHint')}
            rules={[{ required: true, whitespace: true, message: t('common.fault.required') }]}
          >
            <Input.TextArea rows={3} maxLength={500} autoFocus />
          </Form.Item>
        </Form>
      )}
    </Modal>
  );
}
