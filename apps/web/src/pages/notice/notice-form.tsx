import { Button, type FormInstance } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { useWords } from '../../i18n/index.ts';
import { CheckedForm } from '../../parts/checked-form.tsx';
import { ErrorSummary, type FormFault } from '../../parts/error-summary.tsx';
import { markFields } from '../../parts/server-faults.ts';
import { CaseGroup } from './case-group.tsx';
import { GroundGroup } from './ground-group.tsx';
import { HearingGroup } from './hearing-group.tsx';
import type { NoticeValues } from './notice-values.ts';
import { WhoGroup } from './who-group.tsx';

interface NoticeFormProps {
  readonly form: FormInstance<NoticeValues>;
  readonly initial: NoticeValues;
  /** Faults that the platform found in what was sent. */
  readonly faults: readonly FormFault[];
  /** A new notice says which institution shall act; a correction stays where it is. */
  readonly forNew: boolean;
  readonly onChange?: (values: NoticeValues) => void;
  readonly onDone: (values: NoticeValues) => void;
  /** Beside the button: where the draft is. */
  readonly children?: ReactNode;
}

/** The notice as four short groups, one below the other. */
export function NoticeForm({ form, initial, faults, forNew, onChange, onDone, children }: NoticeFormProps) {
  const { t } = useWords();
  const [missed, setMissed] = useState<readonly FormFault[]>(faults);
  // They were found while the check of the notice stood here instead, when no field could take them.
  useEffect(() => markFields(form, faults), [form, faults]);
  return (
    <CheckedForm<NoticeValues>
      form={form}
      name="notice"
      className="notice-form"
      initialValues={initial}
      requiredMark={(label, { required }) => (
        <>
          {label}
          {!required && <span className="optional"> {t('common.optional')}</span>}
        </>
      )}
      onValuesChange={(_changed, values: NoticeValues) => onChange?.(values)}
      onFinish={(values) => {
        setMissed([]);
        onDone(values);
      }}
      onFinishFailed={({ errorFields }) =>
        setMissed(errorFields.map(({ name, errors }) => ({ path: name.map(String), text: errors[0] ?? t('common.fault.other') })))
      }
    >
      <ErrorSummary faults={missed} onGo={(path) => form.focusField(path)} />
      <WhoGroup form={form} />
      <CaseGroup forNew={forNew} />
      <GroundGroup />
      <HearingGroup {...(!forNew && initial.hearingAt !== undefined && { kept: initial.hearingAt })} />
      <div className="form-foot">
        <Button type="primary" htmlType="submit">
          {t('notice.check')}
        </Button>
        {children}
      </div>
    </CheckedForm>
  );
}
