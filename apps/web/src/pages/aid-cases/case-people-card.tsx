import { useOpenCasePeople, type AidCase, type CasePeople } from '../../api/aid-cases.ts';
import { longDay, longTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Facts } from '../../parts/facts.tsx';
import { Mixed } from '../../parts/mixed.tsx';
import { Card } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { PurposeButton } from '../../parts/purpose-button.tsx';

/** The people of a case and what was written in it open on demand, for the reading is recorded. */
export function CasePeopleCard({ granted }: { readonly granted: AidCase }) {
  const { t, language } = useWords();
  const { mutate, data, error, isPending } = useOpenCasePeople(granted.id);
  const written = granted.timeline.filter(({ revision }) => data?.texts[revision] != null);
  return (
    <Card title={t('aidCase.card.people')}>
      <p className="quiet">{t('aidCase.peopleWhy')}</p>
      {error !== null && <ProblemAlert error={error} focus />}
      {data === undefined ? (
        <PurposeButton label={t('aidCase.openPeople')} usual="case_handling" loading={isPending} onOpen={mutate} />
      ) : (
        <div aria-live="polite">
          <Recipient people={data} />
          {written.map(({ revision, event, at }) => (
            <section key={revision}>
              <h3>
                {t(`aidCase.event.${event}`)} · {longTime(at, language)}
              </h3>
              <p className="written">
                <Mixed text={data.texts[revision] ?? ''} />
              </p>
            </section>
          ))}
        </div>
      )}
    </Card>
  );
}

function Recipient({ people: { recipient, particulars, lawyer } }: { readonly people: CasePeople }) {
  const { t, language } = useWords();
  if (recipient === null) return <p>{t('common.erased')}</p>;
  const { name, birthDate, gender, idNumber, residence, phone } = recipient;
  const opponents = particulars?.opponents ?? [];
  const call = (number: string) => <a href={`tel:${number}`}>{number}</a>;
  return (
    <Facts
      items={[
        [t('aidCase.field.recipient'), name],
        phone === undefined ? null : [t('aidCase.field.phone'), call(phone)],
        birthDate === undefined ? null : [t('aidCase.field.birthDate'), longDay(birthDate, language)],
        gender === undefined ? null : [t('aidCase.field.gender'), t(`notice.gender.${gender}`)],
        idNumber === undefined ? null : [t('aidCase.field.idNumber'), idNumber],
        residence === undefined ? null : [t('aidCase.field.residence'), residence],
        opponents.length === 0 ? null : [t('aidCase.field.opponents'), opponents.map((one) => one.name).join('、')],
        particulars?.wishes === undefined ? null : [t('aidCase.field.wishes'), particulars.wishes],
        lawyer === null ? null : [t('aidCase.field.lawyer'), `${lawyer.name} · ${lawyer.firm} · ${lawyer.phone}`],
      ]}
    />
  );
}
