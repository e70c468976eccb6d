import { PETITION_STATES, SENSITIVE_REASONS } from '@xiezhi/contracts';
import { Button } from 'antd';
import { useState } from 'react';
import { useAccountNames } from '../../api/account-names.ts';
import { useOpenSensitive, useSensitive, type Petition, type SensitiveKind, type SensitiveMatter } from '../../api/sensitive.ts';
import { useMay } from '../../api/session.ts';
import { nameIn } from '../../format/code-names.ts';
import { longDay, longTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Facts } from '../../parts/facts.tsx';
import { Mixed } from '../../parts/mixed.tsx';
import { Card } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { PurposeButton } from '../../parts/purpose-button.tsx';
import { SensitiveDialog, type SensitiveDeed } from './sensitive-dialog.tsx';
import './sensitive.css';

interface Asked {
  readonly deed: SensitiveDeed;
  readonly petition?: Petition;
}

/** 敏感与信访: the flag of a matter, its report upward and its petitions, for those of the institution who may know of it. */
export function SensitiveCard({ id, kind }: { readonly id: string; readonly kind: SensitiveKind }) {
  const { t } = useWords();
  const may = useMay();
  const mine = may('assignment.sensitive-matter.list');
  const { data, error, refetch } = useSensitive(id, mine);
  const [asked, setAsked] = useState<Asked | null>(null);
  if (!mine) return null;
  const flagged = data?.flagged === true;
  const deeds: readonly SensitiveDeed[] = [
    ...(flagged ? (['report'] as const) : (['flag'] as const)),
    ...(flagged && may('assignment.sensitive-matter.lift') ? (['lift'] as const) : []),
    ...(flagged && may('assignment.sensitive-matter.circle') ? (['circle'] as const) : []),
    'link',
  ];
  return (
    <Card title={t('sensitive.title')}>
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {data === null && <p className="quiet">{t('sensitive.none')}</p>}
      {data !== null && data !== undefined && (
        <>
          {flagged && <Flag matter={data} />}
          <Petitions petitions={data.petitions} onAsk={setAsked} />
          <Written id={id} />
        </>
      )}
      {data !== undefined && (
        <p className="sensitive-deeds no-print">
          {deeds.map((deed) => (
            <Button key={deed} size="small" onClick={() => setAsked({ deed })}>
              {t(`sensitive.${deed}.action`)}
            </Button>
          ))}
        </p>
      )}
      {asked !== null && <SensitiveDialog id={id} kind={kind} officers={data?.officers ?? []} {...asked} onClose={() => setAsked(null)} />}
    </Card>
  );
}

/** Why the matter is kept to few, who they are, and how the report stands. */
function Flag({ matter }: { readonly matter: SensitiveMatter }) {
  const { t, language } = useWords();
  const nameOf = useAccountNames(matter.officers);
  const { reason, flaggedAt, dueAt, reportedAt, breachedAt, officers } = matter;
  const report =
    reportedAt === null
      ? dueAt === null
        ? null
        : t('sensitive.dueBy', { at: longTime(dueAt, language) })
      : longTime(reportedAt, language);
  return (
    <>
      <p className="sensitive-flag">{t('sensitive.kept')}</p>
      <Facts
        items={[
          reason === null ? null : [t('sensitive.reason'), nameIn(SENSITIVE_REASONS, reason, language)],
          flaggedAt === null ? null : [t('sensitive.flaggedAt'), longTime(flaggedAt, language)],
          [t('sensitive.knows'), [t('sensitive.head'), ...officers.map((account) => nameOf(account) ?? t('sensitive.officer'))].join('、')],
          report === null ? null : [t('sensitive.reported'), breachedAt === null ? report : `${report} · ${t('sensitive.late')}`],
        ]}
      />
    </>
  );
}

function Petitions({ petitions, onAsk }: { readonly petitions: readonly Petition[]; readonly onAsk: (asked: Asked) => void }) {
  const { t, language } = useWords();
  if (petitions.length === 0) return null;
  return (
    <>
      <h3>{t('sensitive.petitions')}</h3>
      <ul className="rows">
        {petitions.map((petition) => (
          <li key={petition.petitionId}>
            <span className="row-text">
              <Mixed text={petition.number} />
              <span className="quiet">
                <Mixed text={petition.agency} /> · {longDay(petition.receivedOn, language)} ·{' '}
                {nameIn(PETITION_STATES, petition.state, language)}
              </span>
              <span className="sensitive-deeds no-print">
                {(['update', 'unlink'] as const).map((deed) => (
                  <Button key={deed} size="small" onClick={() => onAsk({ deed, petition })}>
                    {t(`sensitive.${deed}.action`)}
                  </Button>
                ))}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What was written at each step opens on demand, for the reading is recorded. */
function Written({ id }: { readonly id: string }) {
  const { t, language } = useWords();
  const { mutate, data, error, isPending } = useOpenSensitive(id);
  return (
    <>
      {error !== null && <ProblemAlert error={error} focus />}
      {data === undefined ? (
        <PurposeButton label={t('sensitive.open')} usual="case_handling" loading={isPending} onOpen={mutate} />
      ) : (
        <ul className="rows" aria-live="polite">
          {data.map(({ event, at, text }) => (
            <li key={`${event} ${at}`}>
              <span className="row-text">
                {t(`sensitive.event.${event}`)}
                <span className="quiet">{longTime(at, language)}</span>
                <span className="written">{text === null ? t('common.erased') : <Mixed text={text} />}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
