import { useState } from 'react';
import { useReadiness } from '../../api/operations.ts';
import { SERVICES } from '../../api/oversight.ts';
import { useWords } from '../../i18n/index.ts';
import { Loading } from '../../parts/loading.tsx';
import { Card, Page } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import type { Asked } from './asked.ts';
import { MessageTroubles } from './message-troubles.tsx';
import { OperateDialog } from './operate-dialog.tsx';
import { ParkedKeys } from './parked-keys.tsx';
import { Readers } from './readers.tsx';
import './operations.css';

/** 运行状况: readiness, readers and parked messages of every service, and what an operator may decide about them. */
export function OperationsPage() {
  const { t } = useWords();
  const [asked, setAsked] = useState<Asked | null>(null);
  return (
    <Page title={t('operations.title')} aside={<p className="lead">{t('operations.lead')}</p>}>
      <ReadinessCard />
      <MessageTroubles />
      {SERVICES.map((service) => (
        <Card key={service} title={t(`oversight.services.${service}`)}>
          <Readers service={service} onAsk={(command) => setAsked({ service, command })} />
          <ParkedKeys service={service} onAsk={(command) => setAsked({ service, command })} />
        </Card>
      ))}
      {asked !== null && <OperateDialog asked={asked} onClose={() => setAsked(null)} />}
    </Page>
  );
}

function ReadinessCard() {
  const { t } = useWords();
  const { data, error, refetch } = useReadiness();
  const ready = data?.status === 'ready';
  return (
    <Card
      title={t('operations.readiness')}
      {...(data !== undefined && {
        extra: (
          <span className={ready ? 'tag tag-done' : 'tag chip-breached'}>{t(ready ? 'operations.ready' : 'operations.notReady')}</span>
        ),
      })}
    >
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {data === undefined && error === null && <Loading rows={2} />}
      {data !== undefined && (
        <details open={!ready}>
          <summary>{t('operations.checks')}</summary>
          <ul className="plain">
            {Object.entries({ ...data.checks, ...data.notes }).map(([name, state]) => (
              <li key={name}>
                {name} · <span className={state === 'failed' ? 'bad' : ''}>{t(`operations.check.${state}`)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Card>
  );
}
