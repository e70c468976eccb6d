import { Form } from 'antd';
import { useWords } from '../../i18n/index.ts';
import { DateTimeField, type DayAndTime } from '../../parts/date-time-field.tsx';

/** 送达时间: the field `servedAt`, a day and a time, of one request or of several at once. */
export function ServedAtField() {
  const { t } = useWords();
  return (
    <Form.Item
      name="servedAt"
      label={t('requests.dialog.servedTime')}
      rules={[
        {
          validator: (_rule, value?: DayAndTime) =>
            value?.day && value.time ? Promise.resolve() : Promise.reject(new Error(t('notice.invalid.half'))),
        },
      ]}
    >
      <DateTimeField label={t('requests.dialog.servedTime')} />
    </Form.Item>
  );
}
