import { DUTY_HELP_KINDS } from '@xiezhi/contracts';
import { useOpenHelpPeople, type DutyHelp } from '../../api/duty-helps.ts';
import { nameIn } from '../../format/code-names.ts';
import { longTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Facts } from '../../parts/facts.tsx';
import { Mixed } from '../../parts/mixed.tsx';
import { Card } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { PurposeButton } from '../../parts/purpose-button.tsx';
import { PeopleFacts } from '../requests/people-card.tsx';

/** The people of a help, and what was advised, open on demand, for the reading is recorded. */
export function HelpPeopleCard({ help: { id, helps } }: { readonly help: DutyHelp }) {
  const { t, language } = useWords();
  const { mutate, data, error, isPending } = useOpenHelpPeople(id);
  const advised = helps.filter(({ helpId }) => data?.summaries[helpId] != null);
  return (
    <Card title={t('dutyHelp.card.people')}>
      <p className="quiet">{t('dutyHelp.peopleWhy')}</p>
      {error !== null && <ProblemAlert error={error} focus />}
      {data === undefined ? (
        <PurposeButton label={t('requests.detail.openPeople')} usual="case_handling" loading={isPending} onOpen={mutate} />
      ) : (
        <div aria-live="polite">
          <PeopleFacts people={{ ...data, papers: null }} />
          {data.lawyer !== null && (
            <Facts
              items={[
                [t('dutyHelp.dialog.lawyer'), `${data.lawyer.name} · ${data.lawyer.firm}`],
                [
                  t('notice.field.phone'),
                  <a key="phone" href={`tel:${data.lawyer.phone}`}>
                    {data.lawyer.phone}
                  </a>,
                ],
              ]}
            />
          )}
          {advised.map(({ helpId, kind, givenAt }) => (
            <section key={helpId}>
              <h3>
                {nameIn(DUTY_HELP_KINDS, kind, language)} · {longTime(givenAt, language)}
              </h3>
              <p className="written">
                <Mixed text={data.summaries[helpId] ?? ''} />
              </p>
            </section>
          ))}
        </div>
      )}
    </Card>
  );
}
