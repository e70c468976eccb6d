import { Button } from 'antd';
import { useParams } from 'react-router';
import { Problem } from '../../api/problem.ts';
import { useRequest } from '../../api/requests.ts';
import type { DefenceRequest } from '../../api/types.ts';
import { NotFoundPage } from '../../app/not-found.tsx';
import { longTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { ClockChip } from '../../parts/clock-chip.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Mixed } from '../../parts/mixed.tsx';
import { useNow } from '../../parts/now.ts';
import { Card, Page } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useRequestWords } from '../../parts/request-words.ts';
import { StatusTag } from '../../parts/status-tag.tsx';
import { LawyerCard } from './lawyer-card.tsx';
import { PapersCard } from './papers-card.tsx';
import { PeopleCard } from './people-card.tsx';
import { RequestActions } from './request-actions.tsx';
import { RequestFacts } from './request-facts.tsx';
import { Timeline } from './timeline.tsx';

/** One request: whose turn it is, until when, what I can do, what happened, what it is about. */
export function RequestPage() {
  const { t } = useWords();
  const { id = '' } = useParams();
  const { data, error, refetch } = useRequest(id);
  if (error instanceof Problem && (error.status === 404 || error.status === 400)) return <NotFoundPage />;
  if (data === undefined) {
    return (
      <Page title={t('requests.title')}>
        {error === null ? <Loading /> : <ProblemAlert error={error} onAgain={() => void refetch()} />}
      </Page>
    );
  }
  return <Matter request={data} />;
}

function Matter({ request }: { readonly request: DefenceRequest }) {
  const { t, language } = useWords();
  const words = useRequestWords();
  const now = useNow();
  const title = t('requests.matter', { number: request.facts?.caseNumber ?? '' });
  return (
    <Page
      title={title}
      aside={
        <>
          <p className="state">
            <StatusTag status={request.status} /> {words.waiting(request)}
          </p>
          <ClockChip request={request} full />
        </>
      }
      actions={<RequestActions request={request} />}
    >
      {request.missing !== null && (
        <Card title={t('requests.detail.missing')}>
          <p className="written">
            <Mixed text={request.missing} />
          </p>
        </Card>
      )}
      <div className="columns">
        <div>
          <Card
            title={t('requests.detail.timeline')}
            extra={
              <Button className="no-print" size="small" onClick={() => window.print()}>
                {t('common.print')}
              </Button>
            }
          >
            <Timeline request={request} />
          </Card>
        </div>
        <div>
          <Card title={t('requests.detail.facts')}>
            <RequestFacts request={request} />
          </Card>
          <LawyerCard request={request} />
          <PapersCard request={request} />
          <PeopleCard id={request.id} />
        </div>
      </div>
      <p className="print-only">
        {t('common.printedAt', { at: longTime(new Date(now).toISOString(), language) })} · {request.id}
      </p>
    </Page>
  );
}
