import { Button, type FormInstance } from 'antd';
import { useState, type ReactNode } from 'react';
import { Problem } from '../../api/problem.ts';
import { useWords } from '../../i18n/index.ts';
import { CheckedForm } from '../../parts/checked-form.tsx';
import { ErrorSummary, type FormFault } from '../../parts/error-summary.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { showFaults } from '../../parts/server-faults.ts';

interface RegisterFormProps<Values> {
  readonly form: FormInstance<Values>;
  readonly initial: Partial<Values>;
  readonly error: unknown;
  readonly saving: boolean;
  /** What the button does: a verb and its object. */
  readonly save: string;
  /** Sends the values; `refused` shows what the platform found wrong. */
  readonly onSave: (values: Values, refused: (problem: unknown) => void) => void;
  /** The form's field for a path of the request, where they are not the same. */
  readonly fieldOf?: (path: string) => string[];
  readonly onChange?: (values: Values) => void;
  /** Beside the button: where what was typed is kept. */
  readonly foot?: ReactNode;
  readonly children: ReactNode;
}

/** A row of a register as a form: faults above it and at their fields. */
export function RegisterForm<Values extends object>(props: RegisterFormProps<Values>) {
  const { form, initial, error, saving, save, onSave, onChange, fieldOf = (path) => [path.split('.')[0] ?? path], foot, children } = props;
  const { t, language } = useWords();
  const [faults, setFaults] = useState<readonly FormFault[]>([]);
  const refused = (problem: unknown): void => {
    if (problem instanceof Problem) setFaults(showFaults(problem, form, t, language, fieldOf));
  };
  const told = error instanceof Problem && error.errors.length > 0;
  return (
    <CheckedForm<Values>
      form={form}
      className="notice-form card"
      initialValues={initial}
      onValuesChange={(_changed, values) => onChange?.(values as Values)}
      onFinish={(values) => {
        setFaults([]);
        onSave(values, refused);
      }}
      onFinishFailed={({ errorFields }) =>
        setFaults(errorFields.map(({ name, errors }) => ({ path: name.map(String), text: errors[0] ?? t('common.fault.other') })))
      }
    >
      {error !== null && !told && <ProblemAlert error={error} focus />}
      <ErrorSummary faults={faults} onGo={(path) => form.focusField(path as unknown as Parameters<typeof form.focusField>[0])} />
      {children}
      <div className="form-foot">
        <Button type="primary" htmlType="submit" loading={saving}>
          {save}
        </Button>
        {foot}
      </div>
    </CheckedForm>
  );
}
