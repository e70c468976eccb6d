import { DIVISIONS } from '@xiezhi/contracts';
import { Checkbox, Form } from 'antd';
import { Link, useParams } from 'react-router';
import { useChoices, useInstitutions, useRecord, type Institution, type InstitutionProfile, type Station } from '../../api/registers.ts';
import { useMay } from '../../api/session.ts';
import { NotFoundPage } from '../../app/not-found.tsx';
import { nameIn } from '../../format/code-names.ts';
import { useWords } from '../../i18n/index.ts';
import { Facts } from '../../parts/facts.tsx';
import { flash } from '../../parts/flash.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Mixed } from '../../parts/mixed.tsx';
import { Card, Page } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { ChangesCard } from './changes-card.tsx';
import { LanguagesField, TextField } from './form-fields.tsx';
import { RegisterForm } from './register-form.tsx';
import { useValueText } from './value-text.ts';
import './registers.css';

/** 一个法律援助机构: for whom it is there, how it is found, its stations. */
export function InstitutionPage() {
  const { t, language } = useWords();
  const { code } = useParams();
  const { data, error, refetch } = useInstitutions();
  if (data === undefined) {
    return (
      <Page title={t('registers.institutions.title')}>
        {error === null ? <Loading /> : <ProblemAlert error={error} onAgain={() => void refetch()} />}
      </Page>
    );
  }
  const institution = data.find((one) => one.code === code);
  if (institution === undefined) return <NotFoundPage />;
  return (
    <Page title={language === 'zh' ? institution.name : institution.nameEn}>
      <div className="columns">
        <div>
          <InstitutionFacts institution={institution} />
          <StationsCard institution={institution.code} />
        </div>
        <div>
          <ProfileForm institution={institution} />
          <ChangesCard list="institutions" id={institution.code} />
        </div>
      </div>
    </Page>
  );
}

function InstitutionFacts({ institution: { code, division, profile } }: { readonly institution: Institution }) {
  const { t, language } = useWords();
  const may = useMay();
  const text = useValueText();
  const name = nameIn(DIVISIONS, division, language);
  return (
    <Card
      title={t('registers.institutions.find')}
      {...(may('directory.duty-rota.list') && {
        extra: <Link to={`/duty-rota?institution=${code}`}>{t('registers.institutions.duty')}</Link>,
      })}
    >
      {profile === null && <p className="warn">{t('registers.institutions.undescribedWhy')}</p>}
      <Facts
        items={[
          [t('registers.institutions.competence'), t('registers.institutions.competenceOf', { division: name })],
          ...(profile === null
            ? []
            : ([
                [t('registers.fields.address'), profile.address],
                [
                  t('registers.fields.hotline'),
                  <a key="hotline" href={`tel:${profile.hotline}`}>
                    {profile.hotline}
                  </a>,
                ],
                [t('registers.fields.openingHours'), profile.openingHours],
                [
                  t('registers.fields.accessible'),
                  t(profile.accessible ? 'registers.institutions.accessible' : 'registers.institutions.notAccessible'),
                ],
                [t('registers.fields.languages'), text('languages', profile.languages)],
              ] as const)),
        ]}
      />
    </Card>
  );
}

function StationsCard({ institution }: { readonly institution: string }) {
  const { t } = useWords();
  const { data, error, refetch } = useChoices<Station>('stations', { institution });
  return (
    <Card title={t('registers.institutions.stations')}>
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {data === undefined && error === null && <Loading rows={2} />}
      {data?.length === 0 && <p>{t('registers.institutions.noStations')}</p>}
      <ul className="plain">
        {(data ?? []).map(({ id, name, township }) => (
          <li key={id}>
            <Link to={`/stations/${id}`}>
              <Mixed text={name} />
            </Link>{' '}
            {township}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** How the institution is found, for those who keep it. */
function ProfileForm({ institution: { code, name, profile } }: { readonly institution: Institution }) {
  const { t } = useWords();
  const may = useMay();
  const [form] = Form.useForm<InstitutionProfile>();
  const { mutate, error, isPending } = useRecord<InstitutionProfile>('institutions', code);
  if (!may('directory.institution.describe')) return null;
  return (
    <RegisterForm<InstitutionProfile>
      form={form}
      initial={profile ?? { accessible: false, languages: ['zh'] }}
      error={error}
      saving={isPending}
      save={t('registers.institutions.save')}
      onSave={(values, refused) =>
        mutate(values, { onError: refused, onSuccess: () => flash(t('registers.changed', { name }), `/institutions/${code}`) })
      }
    >
      <h2>{t('registers.institutions.edit')}</h2>
      <TextField name="address" label={t('registers.fields.address')} max={300} />
      <TextField name="hotline" label={t('registers.fields.hotline')} max={40} />
      <TextField name="openingHours" label={t('registers.fields.openingHours')} max={300} />
      <LanguagesField />
      <Form.Item name="accessible" valuePropName="checked">
        <Checkbox>{t('registers.institutions.accessible')}</Checkbox>
      </Form.Item>
    </RegisterForm>
  );
}
