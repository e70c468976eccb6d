import { Button, Form, Input, InputNumber, type FormInstance } from 'antd';
import { CALENDAR_YEARS } from '../../api/calendars.ts';
import { useWords } from '../../i18n/index.ts';
import { CheckedForm } from '../../parts/checked-form.tsx';
import { DivisionSelect } from '../../parts/division-select.tsx';
import { ErrorSummary, type FormFault } from '../../parts/error-summary.tsx';
import { NativeSelect } from '../../parts/native-select.tsx';
import { expanded, MAX_DAYS, type DayRange } from './day-ranges.ts';

export interface CalendarValues {
  readonly scope: 'national' | 'regional';
  readonly division: string;
  readonly year: number;
  readonly basis: string;
  readonly issuedOn: string;
  readonly rows: DayRange[];
}

interface CalendarFormProps {
  readonly form: FormInstance<CalendarValues>;
  readonly initial: CalendarValues;
  readonly faults: readonly FormFault[];
  readonly checking: boolean;
  readonly onCheck: (values: CalendarValues) => void;
}

/** A calendar as it is entered: the document, and its days row by row. */
export function CalendarForm({ form, initial, faults, checking, onCheck }: CalendarFormProps) {
  const { t } = useWords();
  const required = [{ required: true, whitespace: true, message: t('common.fault.required') }];
  const chosen = [{ required: true, message: t('common.fault.required') }];
  const scope = Form.useWatch('scope', form) ?? initial.scope;
  return (
    <>
      <ErrorSummary
        faults={faults}
        onGo={(path) => form.getFieldInstance(path.map((part) => (/^\d+$/.test(part) ? Number(part) : part)) as never)?.focus?.()}
      />
      <CheckedForm<CalendarValues>
        form={form}
        className="card issue"
        initialValues={initial}
        scrollToFirstError={{ focus: true }}
        onFinish={onCheck}
      >
        <Form.Item name="scope" label={t('rules.publish.scope')} extra={t('rules.publish.scopeHint')}>
          <NativeSelect
            chosen
            options={(['national', 'regional'] as const).map((value) => ({ value, label: t(`rules.calendar.scopes.${value}`) }))}
          />
        </Form.Item>
        <div className="pair">
          <Form.Item name="year" label={t('rules.calendar.year')} rules={chosen}>
            <InputNumber min={CALENDAR_YEARS.first} max={CALENDAR_YEARS.last} precision={0} />
          </Form.Item>
          <Form.Item name="division" label={t('rules.calendar.division')} rules={chosen}>
            <DivisionSelect {...(scope === 'national' && { codes: REGION_ALONE })} />
          </Form.Item>
        </div>
        <Form.Item name="basis" label={t('rules.publish.basis')} extra={t('rules.publish.basisHint')} rules={required}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="issuedOn" label={t('rules.calendar.issuedOn')} rules={chosen}>
          <Input type="date" />
        </Form.Item>
        <DayRows />
        <Button type="primary" htmlType="submit" loading={checking}>
          {t('rules.publish.check')}
        </Button>
      </CheckedForm>
    </>
  );
}

const REGION_ALONE: ReadonlySet<string> = new Set(['540000']);

function DayRows() {
  const { t } = useWords();
  const required = { required: true, message: t('common.fault.required') };
  const few = {
    validator: (_rule: unknown, rows: DayRange[] | undefined) =>
      expanded((rows ?? []).filter(({ from, to }) => from !== '' && to !== '')).days.length > MAX_DAYS
        ? Promise.reject(new Error(t('rules.publish.tooMany', { count: MAX_DAYS })))
        : Promise.resolve(),
  };
  return (
    <fieldset className="day-rows">
      <legend>{t('rules.publish.days')}</legend>
      <p className="quiet">{t('rules.publish.daysHint')}</p>
      <Form.List name="rows" rules={[few]}>
        {(fields, { add, remove }, { errors }) => (
          <>
            {fields.map(({ key, name }, place) => (
              <div key={key} className="day-row" role="group" aria-label={t('rules.publish.row', { number: place + 1 })}>
                <Form.Item name={[name, 'from']} label={t('rules.publish.from')} rules={[required]}>
                  <Input type="date" />
                </Form.Item>
                <Form.Item
                  name={[name, 'to']}
                  label={t('rules.publish.to')}
                  dependencies={[['rows', name, 'from']]}
                  rules={[
                    required,
                    ({ getFieldValue }) => ({
                      validator: (_rule, to: string | undefined) =>
                        to === undefined || to === '' || to >= (getFieldValue(['rows', name, 'from']) as string)
                          ? Promise.resolve()
                          : Promise.reject(new Error(t('rules.publish.order'))),
                    }),
                  ]}
                >
                  <Input type="date" />
                </Form.Item>
                <Form.Item name={[name, 'rest']} label={t('rules.publish.rest')}>
                  <NativeSelect
                    chosen
                    options={[
                      { value: 'rest', label: t('rules.publish.restDay') },
                      { value: 'work', label: t('rules.publish.workDay') },
                    ]}
                  />
                </Form.Item>
                <Form.Item
                  className="day-name"
                  name={[name, 'name']}
                  label={t('rules.publish.name')}
                  rules={[{ ...required, whitespace: true }]}
                >
                  <Input maxLength={40} />
                </Form.Item>
                <Button aria-label={t('rules.publish.remove', { number: place + 1 })} onClick={() => remove(name)}>
                  ✕
                </Button>
              </div>
            ))}
            <Form.ErrorList errors={errors} />
            <p>
              <Button onClick={() => add({ from: '', to: '', rest: 'rest', name: '' })}>{t('rules.publish.add')}</Button>
            </p>
          </>
        )}
      </Form.List>
    </fieldset>
  );
}
