import { ERASURE_GROUNDS, SERVICES_HOLDING_PERSONS } from '@xiezhi/contracts';
import { useAccountNames } from '../../api/account-names.ts';
import { useAgencyName } from '../../api/directory.ts';
import type { Certificate } from '../../api/oversight.ts';
import { nameIn } from '../../format/code-names.ts';
import { longTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Facts } from '../../parts/facts.tsx';
import { Card } from '../../parts/page.tsx';

/** An erasure: its steps with their times, who was told, and when what it cannot reach lapses. */
export function CertificateView({ certificate }: { readonly certificate: Certificate }) {
  const { t, language } = useWords();
  const agencyName = useAgencyName();
  const nameOf = useAccountNames([certificate.orderedBy.account]);
  const { personId, ground, basis, decision, orderedAt, orderedBy, lapses, matters, complete } = certificate;
  const at = (instant: string | undefined): string =>
    instant === undefined ? t('oversight.erasures.notYet') : longTime(instant, language);
  return (
    <>
      <div className="columns">
        <Card title={t('oversight.erasures.progress')}>
          <div aria-live="polite">
            <Steps certificate={certificate} />
          </div>
        </Card>
        <Card title={t('oversight.erasures.certificate')}>
          <Facts
            items={[
              [t('oversight.erasures.decision'), decision],
              [t('oversight.erasures.ground'), nameIn(ERASURE_GROUNDS, ground, language)],
              [t('oversight.erasures.basis'), basis],
              [t('oversight.erasures.person'), personId],
              [
                t('oversight.erasures.ordered'),
                `${at(orderedAt)} · ${t('oversight.erasures.by', { agency: agencyName(orderedBy.agency), name: nameOf(orderedBy.account) ?? orderedBy.account.slice(0, 8) })}`,
              ],
            ]}
          />
          <p className="quiet">{t(complete ? 'oversight.erasures.certificateText' : 'oversight.erasures.notFinal')}</p>
        </Card>
      </div>
      <Card title={t('oversight.erasures.matters', { count: matters.length })}>
        {matters.length === 0 ? (
          <p>{t('oversight.erasures.noMatters')}</p>
        ) : (
          <ul className="rows">
            {matters.map(({ requestId, erasedAt, told }) => (
              <li key={requestId}>
                <span className="row-text">
                  {t('oversight.erasures.matter', { id: requestId })} · {at(erasedAt)}
                  {told.map(({ agency, at: toldAt }) => (
                    <span key={agency} className="quiet">
                      {t('oversight.erasures.told', { agency: agencyName(agency), at: at(toldAt) })}
                    </span>
                  ))}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Card>
      <Card title={t('oversight.erasures.lapses')}>
        <Facts
          items={(['writeAheadLog', 'inboundTopics', 'backups'] as const).map(
            (name) => [t(`oversight.erasures.${name}`), at(lapses?.[name])] as const,
          )}
        />
      </Card>
    </>
  );
}

function Steps({ certificate: { orderedAt, keyDestroyedAt, services, complete } }: { readonly certificate: Certificate }) {
  const { t, language } = useWords();
  const followed = (service: string): string | null => services.find((one) => one.service === service)?.followedAt ?? null;
  const steps: readonly (readonly [text: string, at: string | null, done: boolean])[] = [
    [t('oversight.erasures.steps.ordered'), orderedAt, true],
    [t('oversight.erasures.steps.key'), keyDestroyedAt, keyDestroyedAt !== null],
    ...SERVICES_HOLDING_PERSONS.map(
      (service) =>
        [
          t('oversight.erasures.steps.service', { service: t(`oversight.services.${service}`) }),
          followed(service),
          followed(service) !== null,
        ] as const,
    ),
    [t('oversight.erasures.steps.complete'), null, complete],
  ];
  return (
    <ol className="steps">
      {steps.map(([text, at, done]) => (
        <li key={text} className={done ? 'done' : 'waiting'}>
          <span className="dot" aria-hidden>
            {done ? '✓' : '◌'}
          </span>
          <span>
            {text}
            {done ? (
              at !== null && <span className="quiet">{longTime(at, language)}</span>
            ) : (
              <span className="quiet">{t('oversight.erasures.pending')}</span>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}
