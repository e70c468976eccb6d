import { Form } from 'antd';
import { useNavigate } from 'react-router';
import { useRecord } from '../../api/registers.ts';
import { useSession } from '../../api/session.ts';
import type { Lawyer } from '../../api/types.ts';
import { useWords } from '../../i18n/index.ts';
import { flash } from '../../parts/flash.tsx';
import { Page } from '../../parts/page.tsx';
import { LawyerFields, PersonFields } from './lawyer-fields.tsx';
import { bodyOf, type LawyerChange, type LawyerValues } from './lawyer-values.ts';
import { RegisterForm } from './register-form.tsx';
import { RowPage } from './row-page.tsx';
import './registers.css';

/** 登记律师: who, of which firm, how experienced, in which languages, for which divisions. */
export function NewLawyerPage() {
  const { t } = useWords();
  const { division } = useSession();
  return (
    <Page title={t('lawyers.new')}>
      <LawyerForm id={null} initial={{ divisions: [division], languages: ['zh'], specialities: [], minorsTrained: false }} />
    </Page>
  );
}

/** 变更登记: all that is registered of a lawyer; the person only when corrected. */
export function EditLawyerPage() {
  const { t } = useWords();
  return (
    <RowPage<Lawyer> list="lawyers" title={t('registers.lawyer.edit')}>
      {({
        id,
        name,
        status: _status,
        statusReason: _reason,
        statusSince: _since,
        firm,
        firmId,
        gender,
        visitingUntil,
        visitingFrom,
        ...facts
      }) => (
        <Page title={`${t('registers.lawyer.edit')} ${name ?? ''}`} documentTitle={t('registers.lawyer.edit')}>
          <LawyerForm
            key={id}
            id={id}
            initial={{
              ...facts,
              ...(firmId === null ? { firm } : { firmId }),
              ...(gender !== null && { gender }),
              ...(visitingUntil !== null && visitingFrom !== null && { visitingUntil, visitingFrom }),
            }}
          />
        </Page>
      )}
    </RowPage>
  );
}

function LawyerForm({ id, initial }: { readonly id: string | null; readonly initial: Partial<LawyerValues> }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [form] = Form.useForm<LawyerValues>();
  const { mutate, error, isPending } = useRecord<LawyerChange>('lawyers', id);
  const done = (to: string): void => {
    flash(t(id === null ? 'lawyers.saved' : 'registers.changed', { name: t('registers.lawyer.facts') }), to);
    void navigate(to);
  };
  return (
    <RegisterForm<LawyerValues>
      form={form}
      initial={initial}
      error={error}
      saving={isPending}
      save={t(id === null ? 'lawyers.save' : 'registers.lawyer.saveChange')}
      fieldOf={(path) => [path.startsWith('details.') ? path.slice('details.'.length) : (path.split('.')[0] ?? path)]}
      onSave={(values, refused) => mutate(bodyOf(id, values), { onError: refused, onSuccess: (answer) => done(`/lawyers/${answer.id}`) })}
    >
      <PersonFields known={id !== null} />
      <LawyerFields form={form} />
    </RegisterForm>
  );
}
