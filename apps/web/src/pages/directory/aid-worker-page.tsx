import { DIVISIONS } from '@xiezhi/contracts';
import { Form } from 'antd';
import { Link, useNavigate } from 'react-router';
import { useChoices, useRecord, useRow, type AidWorker, type PersonDetails, type Station } from '../../api/registers.ts';
import { useMay, useSession } from '../../api/session.ts';
import { nameIn } from '../../format/code-names.ts';
import { useWords } from '../../i18n/index.ts';
import { Facts } from '../../parts/facts.tsx';
import { flash } from '../../parts/flash.tsx';
import { NativeSelect } from '../../parts/native-select.tsx';
import { useToday } from '../../parts/now.ts';
import { Card, Page } from '../../parts/page.tsx';
import { ChangesCard } from './changes-card.tsx';
import { AID_WORKER_KINDS } from './codes.ts';
import { DivisionField, LanguagesField, PeriodFields, TextField, useRequired } from './form-fields.tsx';
import { givenOnly } from './given-only.ts';
import { Period } from './period.tsx';
import { PersonCard } from './person-card.tsx';
import { RegisterForm } from './register-form.tsx';
import { RowPage } from './row-page.tsx';
import { useValueText } from './value-text.ts';

type Values = Omit<AidWorker, 'id' | 'name'> & Partial<PersonDetails>;
type Body = Partial<Omit<Values, 'name' | 'phone'>> & { readonly details?: PersonDetails } & Partial<PersonDetails>;

/** 登记联络员、志愿者. */
export function NewAidWorkerPage() {
  const { t } = useWords();
  const { division } = useSession();
  const today = useToday();
  return (
    <Page title={t('registers.aidWorkers.new')}>
      <AidWorkerForm id={null} initial={{ division, kind: 'liaison', languages: ['zh'], activeFrom: today }} />
    </Page>
  );
}

/** 一名人员: what is known, who it is on demand, and the change of both. */
export function AidWorkerPage() {
  const { t } = useWords();
  const may = useMay();
  return (
    <RowPage<AidWorker> list="aid-workers" title={t('registers.aidWorkers.title')}>
      {({ id, name, ...worker }) => (
        <Page
          title={t('registers.aidWorkers.edit', { name: name ?? t('lawyers.erased') })}
          documentTitle={t('registers.aidWorkers.title')}
          aside={t(`registers.aidWorkers.kinds.${worker.kind}`)}
        >
          <PersonCard list="aid-workers" id={id} why={t('registers.aidWorkers.personWhy')} open={t('registers.aidWorkers.open')} />
          {may('directory.aid-worker.change') && name !== null ? (
            <AidWorkerForm key={id} id={id} initial={givenOnly(worker)} />
          ) : (
            <AidWorkerFacts worker={worker} />
          )}
          <ChangesCard list="aid-workers" id={id} />
        </Page>
      )}
    </RowPage>
  );
}

function AidWorkerFacts({ worker }: { readonly worker: Omit<AidWorker, 'id' | 'name'> }) {
  const { t, language } = useWords();
  const text = useValueText();
  const { data: station } = useRow<Station>('stations', worker.stationId ?? undefined);
  return (
    <Card title={t('registers.lawyer.facts')}>
      <Facts
        items={[
          [t('registers.fields.division'), nameIn(DIVISIONS, worker.division, language)],
          worker.township === null ? null : [t('registers.fields.township'), worker.township],
          worker.village === null ? null : [t('registers.fields.village'), worker.village],
          station === undefined
            ? null
            : [
                t('registers.aidWorkers.station'),
                <Link key="station" to={`/stations/${station.id}`}>
                  {station.name}
                </Link>,
              ],
          [t('registers.fields.languages'), text('languages', worker.languages)],
          [t('registers.period'), <Period key="period" from={worker.activeFrom} to={worker.activeTo} />],
        ]}
      />
    </Card>
  );
}

/** As the platform takes it: a new person's details beside the rest, those of a known one apart, and only when corrected. */
function bodyOf(id: string | null, { name = '', phone = '', ...worker }: Values): Body {
  const given = givenOnly(worker);
  if (id === null) return { ...given, name, phone };
  return name === '' && phone === '' ? given : { ...given, details: { name, phone } };
}

function AidWorkerForm({ id, initial }: { readonly id: string | null; readonly initial: Partial<Values> }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [form] = Form.useForm<Values>();
  const { mutate, error, isPending } = useRecord<Body>('aid-workers', id);
  const done = (): void => {
    flash(t('registers.changed', { name: t('registers.aidWorkers.person') }), '/aid-workers');
    void navigate('/aid-workers');
  };
  return (
    <RegisterForm<Values>
      form={form}
      initial={initial}
      error={error}
      saving={isPending}
      save={t('registers.aidWorkers.save')}
      fieldOf={(path) => [path.split('.').at(-1) ?? path]}
      onSave={(values, refused) => mutate(bodyOf(id, values), { onError: refused, onSuccess: done })}
    >
      <PersonFields known={id !== null} />
      <PlaceFields form={form} />
      <LanguagesField />
      <PeriodFields />
    </RegisterForm>
  );
}

function PersonFields({ known }: { readonly known: boolean }) {
  const { t } = useWords();
  const fields = (
    <div className="pair">
      <TextField name="name" label={t('lawyers.name')} max={100} {...(known && { optional: true as const })} />
      <TextField name="phone" label={t('lawyers.phone')} max={40} {...(known && { optional: true as const })} />
    </div>
  );
  if (!known) return fields;
  return (
    <fieldset className="person-fields">
      <legend>{t('registers.lawyer.personEdit')}</legend>
      <p className="quiet">{t('registers.aidWorkers.personEditHint')}</p>
      {fields}
    </fieldset>
  );
}

function PlaceFields({ form }: { readonly form: ReturnType<typeof Form.useForm<Values>>[0] }) {
  const { t } = useWords();
  const required = useRequired();
  const division = Form.useWatch('division', form);
  const { data: stations = [] } = useChoices<Station>('stations', { division: division ?? '' }, division !== undefined && division !== '');
  const kind = t('registers.fields.kind');
  return (
    <>
      <div className="pair">
        <Form.Item name="kind" label={kind} rules={[required(kind)]}>
          <NativeSelect options={AID_WORKER_KINDS.map((code) => ({ value: code, label: t(`registers.aidWorkers.kinds.${code}`) }))} />
        </Form.Item>
        <DivisionField />
      </div>
      <div className="pair">
        <TextField name="township" label={t('registers.fields.township')} max={100} optional />
        <TextField name="village" label={t('registers.fields.village')} max={100} optional />
      </div>
      <Form.Item name="stationId" label={`${t('registers.aidWorkers.station')} · ${t('common.optional')}`}>
        <NativeSelect
          none={t('registers.aidWorkers.noStation')}
          options={stations.map(({ id, name, township }) => ({ value: id, label: `${name} · ${township}` }))}
        />
      </Form.Item>
    </>
  );
}
