import { Form } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useAskForHelp } from '../../api/duty-helps.ts';
import { Problem } from '../../api/problem.ts';
import { useSession } from '../../api/session.ts';
import { useWords } from '../../i18n/index.ts';
import type { FormFault } from '../../parts/error-summary.tsx';
import { flash } from '../../parts/flash.tsx';
import { Page } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { showFaults } from '../../parts/server-faults.ts';
import { HelpForm } from './help-form.tsx';
import { bodyOf, type HelpValues } from './help-values.ts';

/** 申请法律帮助: one short form; what it led to stands on the matter's page. */
export function NewHelpPage() {
  const { t, language } = useWords();
  const { division } = useSession();
  const navigate = useNavigate();
  const [form] = Form.useForm<HelpValues>();
  const [faults, setFaults] = useState<readonly FormFault[]>([]);
  const { mutate, error, isPending } = useAskForHelp();
  const submit = (values: HelpValues): void => {
    setFaults([]);
    mutate(bodyOf(values), {
      onSuccess: ({ id }) => {
        flash(t('dutyHelp.form.sent'), `/duty-help/${id}`);
        void navigate(`/duty-help/${id}`);
      },
      onError: (refused) => {
        if (refused instanceof Problem && refused.errors.length > 0) setFaults(showFaults(refused, form, t, language));
      },
    });
  };
  return (
    <Page title={t('dutyHelp.form.title')} aside={<p className="lead">{t('dutyHelp.form.declare')}</p>}>
      {error !== null && <ProblemAlert error={error} focus />}
      <HelpForm
        form={form}
        initial={{ division, language: 'zh', interpreterNeeded: false, wanted: [] }}
        faults={faults}
        sending={isPending}
        onDone={submit}
      />
    </Page>
  );
}
