import { DIVISIONS } from '@xiezhi/contracts';
import { Checkbox, Form } from 'antd';
import { Link, useNavigate } from 'react-router';
import { useRecord, type LawFirm } from '../../api/registers.ts';
import { useMay, useSession } from '../../api/session.ts';
import { nameIn } from '../../format/code-names.ts';
import { useWords } from '../../i18n/index.ts';
import { Facts } from '../../parts/facts.tsx';
import { flash } from '../../parts/flash.tsx';
import { Card, Page } from '../../parts/page.tsx';
import { ChangesCard } from './changes-card.tsx';
import { DivisionField, TextField } from './form-fields.tsx';
import { RegisterForm } from './register-form.tsx';
import { RowPage } from './row-page.tsx';

type Values = Omit<LawFirm, 'id'>;

/** 登记律师事务所. */
export function NewLawFirmPage() {
  const { t } = useWords();
  const { division } = useSession();
  return (
    <Page title={t('registers.lawFirms.new')}>
      <LawFirmForm id={null} initial={{ division, active: true }} />
    </Page>
  );
}

/** 一家律师事务所: as a form for those who keep it, as facts for the others. */
export function LawFirmPage() {
  const { t, language } = useWords();
  const may = useMay();
  return (
    <RowPage<LawFirm> list="law-firms" title={t('registers.lawFirms.title')}>
      {({ id, ...firm }) => (
        <Page
          title={t('registers.lawFirms.edit', { name: firm.name })}
          aside={<Link to={`/lawyers?firmId=${id}`}>{t('registers.lawFirms.allLawyers')}</Link>}
        >
          {may('directory.law-firm.change') ? (
            <LawFirmForm key={id} id={id} initial={firm} />
          ) : (
            <Card title={t('registers.lawyer.facts')}>
              <Facts
                items={[
                  [t('registers.lawFirms.name'), firm.name],
                  [t('registers.lawFirms.licence'), firm.licence],
                  [t('registers.fields.division'), nameIn(DIVISIONS, firm.division, language)],
                  [t('registers.fields.active'), t(firm.active ? 'common.yes' : 'common.no')],
                ]}
              />
            </Card>
          )}
          <ChangesCard list="law-firms" id={id} />
        </Page>
      )}
    </RowPage>
  );
}

function LawFirmForm({ id, initial }: { readonly id: string | null; readonly initial: Partial<Values> }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [form] = Form.useForm<Values>();
  const { mutate, error, isPending } = useRecord<Values>('law-firms', id);
  return (
    <RegisterForm<Values>
      form={form}
      initial={initial}
      error={error}
      saving={isPending}
      save={t('registers.lawFirms.save')}
      onSave={(values, refused) =>
        mutate(values, {
          onError: refused,
          onSuccess: () => {
            flash(t('registers.changed', { name: values.name }), '/law-firms');
            void navigate('/law-firms');
          },
        })
      }
    >
      <TextField name="name" label={t('registers.lawFirms.name')} max={200} />
      <div className="pair">
        <TextField name="licence" label={t('registers.lawFirms.licence')} max={40} />
        <DivisionField />
      </div>
      <Form.Item name="active" valuePropName="checked">
        <Checkbox>{t('registers.fields.active')}</Checkbox>
      </Form.Item>
    </RegisterForm>
  );
}
