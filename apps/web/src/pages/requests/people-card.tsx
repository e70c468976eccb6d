import { useOpenPeople } from '../../api/requests.ts';
import type { People } from '../../api/types.ts';
import { longDay } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Facts } from '../../parts/facts.tsx';
import { Mixed } from '../../parts/mixed.tsx';
import { Card } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { PurposeButton } from '../../parts/purpose-button.tsx';

/** The people of a request open on demand, for the reading is recorded; they say so before they show. */
export function PeopleCard({ id }: { readonly id: string }) {
  const { t } = useWords();
  const { mutate, data, error, isPending } = useOpenPeople(id);
  return (
    <Card title={t('requests.detail.people')}>
      <p className="quiet">{t('requests.detail.peopleWhy')}</p>
      {error !== null && <ProblemAlert error={error} focus />}
      {data === undefined ? (
        <PurposeButton label={t('requests.detail.openPeople')} usual="case_handling" loading={isPending} onOpen={mutate} />
      ) : (
        <div aria-live="polite">
          <PeopleFacts people={data} />
        </div>
      )}
    </Card>
  );
}

/** A person, the officer in charge and the papers, in full. */
export function PeopleFacts({ people: { ids, person, contact, papers } }: { readonly people: People }) {
  const { t, language } = useWords();
  const erased = t('common.erased');
  return (
    <>
      {person === null ? (
        <p>{erased}</p>
      ) : (
        <Facts
          items={[
            [t('notice.field.name'), person.name],
            person.birthDate === undefined ? null : [t('notice.field.birthDate'), longDay(person.birthDate, language)],
            person.gender === undefined ? null : [t('notice.field.gender'), t(`notice.gender.${person.gender}`)],
            person.idNumber === undefined ? null : [t('notice.field.idNumber'), person.idNumber],
            person.residence === undefined ? null : [t('notice.field.residence'), person.residence],
            person.custodyPlace === undefined ? null : [t('notice.field.custodyPlace'), person.custodyPlace],
            ids.person === null ? null : [t('oversight.erasures.person'), ids.person],
          ]}
        />
      )}
      {contact !== null && (
        <Facts
          items={[
            [t('notice.field.contactName'), contact.name],
            [
              t('notice.field.phone'),
              <a key="phone" href={`tel:${contact.phone}`}>
                {contact.phone}
              </a>,
            ],
          ]}
        />
      )}
      {papers !== null && (
        <>
          {papers.reason !== undefined && <Facts items={[[t('requests.detail.reasonText'), papers.reason]]} />}
          <h3>{t('requests.detail.papers')}</h3>
          {papers.list.length === 0 ? (
            <p>{t('requests.detail.noPapers')}</p>
          ) : (
            <ul className="plain">
              {papers.list.map(({ kind, title }, index) => (
                <li key={`${index} ${title}`}>
                  {t(`notice.paper.${kind}`)} · <Mixed text={title} />
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </>
  );
}
