import { Form } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useRecordGrant } from '../../api/aid-cases.ts';
import { Problem } from '../../api/problem.ts';
import { useWords } from '../../i18n/index.ts';
import type { FormFault } from '../../parts/error-summary.tsx';
import { flash } from '../../parts/flash.tsx';
import { Page } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { showFaults } from '../../parts/server-faults.ts';
import { GrantForm } from './grant-form.tsx';
import { bodyOf, type GrantValues } from './grant-values.ts';

/** 登记给予法律援助决定: a decision made on paper becomes a case that waits for its lawyer. */
export function NewAidCasePage() {
  const { t, language } = useWords();
  const navigate = useNavigate();
  const [form] = Form.useForm<GrantValues>();
  const [faults, setFaults] = useState<readonly FormFault[]>([]);
  const { mutate, error, isPending } = useRecordGrant();
  const submit = (values: GrantValues): void => {
    setFaults([]);
    mutate(bodyOf(values), {
      onSuccess: ({ id }) => {
        flash(t('aidCase.form.done'), `/aid-cases/${id}`);
        void navigate(`/aid-cases/${id}`);
      },
      onError: (refused) => {
        if (refused instanceof Problem && refused.errors.length > 0) setFaults(showFaults(refused, form, t, language));
      },
    });
  };
  return (
    <Page title={t('aidCase.form.title')} aside={<p className="lead">{t('aidCase.form.declare')}</p>}>
      {error !== null && <ProblemAlert error={error} focus />}
      <GrantForm form={form} faults={faults} sending={isPending} onDone={submit} />
    </Page>
  );
}
