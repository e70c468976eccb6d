import { DIVISIONS } from '@xiezhi/contracts';
import { Form } from 'antd';
import { Link, useNavigate } from 'react-router';
import { useAgencyName } from '../../api/directory.ts';
import { useInstitutions, useRecord, type Station } from '../../api/registers.ts';
import { useMay, useSession } from '../../api/session.ts';
import { nameIn } from '../../format/code-names.ts';
import { useWords } from '../../i18n/index.ts';
import { Facts } from '../../parts/facts.tsx';
import { flash } from '../../parts/flash.tsx';
import { NativeSelect } from '../../parts/native-select.tsx';
import { useToday } from '../../parts/now.ts';
import { Card, Page } from '../../parts/page.tsx';
import { ChangesCard } from './changes-card.tsx';
import { DivisionField, PeriodFields, TextField, useRequired } from './form-fields.tsx';
import { givenOnly } from './given-only.ts';
import { Period } from './period.tsx';
import { RegisterForm } from './register-form.tsx';
import { RowPage } from './row-page.tsx';

type Values = Omit<Station, 'id'>;

/** 设立工作站. */
export function NewStationPage() {
  const { t } = useWords();
  const { division } = useSession();
  const today = useToday();
  return (
    <Page title={t('registers.stations.new')}>
      <StationForm id={null} initial={{ division, activeFrom: today }} />
    </Page>
  );
}

/** 一个工作站: as a form for those who keep it, as facts for the others. */
export function StationPage() {
  const { t } = useWords();
  const may = useMay();
  return (
    <RowPage<Station> list="stations" title={t('registers.stations.title')}>
      {({ id, ...station }) => (
        <Page
          title={t('registers.stations.edit', { name: station.name })}
          {...(may('directory.aid-worker.list') && {
            aside: <Link to={`/aid-workers?stationId=${id}`}>{t('registers.stations.people')}</Link>,
          })}
        >
          {may('directory.station.change') ? (
            <StationForm key={id} id={id} initial={givenOnly(station)} />
          ) : (
            <StationFacts station={station} />
          )}
          <ChangesCard list="stations" id={id} />
        </Page>
      )}
    </RowPage>
  );
}

function StationFacts({ station }: { readonly station: Values }) {
  const { t, language } = useWords();
  const agencyName = useAgencyName();
  return (
    <Card title={t('registers.lawyer.facts')}>
      <Facts
        items={[
          [t('registers.stations.name'), station.name],
          [t('registers.fields.division'), nameIn(DIVISIONS, station.division, language)],
          [t('registers.fields.township'), station.township],
          [t('registers.fields.address'), station.address],
          station.host === null ? null : [t('registers.stations.host'), station.host],
          [t('registers.fields.institution'), agencyName(station.institution)],
          [t('registers.period'), <Period key="period" from={station.activeFrom} to={station.activeTo} />],
        ]}
      />
    </Card>
  );
}

function StationForm({ id, initial }: { readonly id: string | null; readonly initial: Partial<Values> }) {
  const { t, language } = useWords();
  const required = useRequired();
  const navigate = useNavigate();
  const [form] = Form.useForm<Values>();
  const { data: institutions = [] } = useInstitutions();
  const { mutate, error, isPending } = useRecord<Partial<Values>>('stations', id);
  const institution = t('registers.fields.institution');
  return (
    <RegisterForm<Values>
      form={form}
      initial={initial}
      error={error}
      saving={isPending}
      save={t('registers.stations.save')}
      onSave={(values, refused) =>
        mutate(givenOnly(values), {
          onError: refused,
          onSuccess: () => {
            flash(t('registers.changed', { name: values.name }), '/stations');
            void navigate('/stations');
          },
        })
      }
    >
      <TextField name="name" label={t('registers.stations.name')} max={200} />
      <Form.Item name="institution" label={institution} rules={[required(institution)]}>
        <NativeSelect options={institutions.map(({ code, name, nameEn }) => ({ value: code, label: language === 'zh' ? name : nameEn }))} />
      </Form.Item>
      <div className="pair">
        <DivisionField />
        <TextField name="township" label={t('registers.fields.township')} max={100} />
      </div>
      <TextField name="address" label={t('registers.fields.address')} max={300} />
      <TextField name="host" label={t('registers.stations.host')} max={200} optional hint={t('registers.stations.hostHint')} />
      <PeriodFields />
    </RegisterForm>
  );
}
