import { Button } from 'antd';
import { useParams, useSearchParams } from 'react-router';
import type { DefenceRequest } from '../../api/types.ts';
import { longTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { ClockChip } from '../../parts/clock-chip.tsx';
import { Mixed } from '../../parts/mixed.tsx';
import { AsOf, usePresent } from '../../parts/now.ts';
import { Card, Page } from '../../parts/page.tsx';
import { useRequestWords } from '../../parts/request-words.ts';
import { StatusTag } from '../../parts/status-tag.tsx';
import { AsOfBar, asOfDay, AsOfField, endOf } from './as-of.tsx';
import { DutyCard } from './duty-card.tsx';
import { GroupCard } from '../group-matters/group-card.tsx';
import { SensitiveCard } from '../sensitive/sensitive-card.tsx';
import { LettersCard } from '../letters/letters-card.tsx';
import { LawyerCard } from './lawyer-card.tsx';
import { PapersCard } from './papers-card.tsx';
import { PeopleCard } from './people-card.tsx';
import { RelatedCard } from './related-card.tsx';
import { RequestActions } from './request-actions.tsx';
import { RequestFacts } from './request-facts.tsx';
import { Timeline } from './timeline.tsx';
import { WithRequest } from './with-request.tsx';
import './matter.css';

/** One request: whose turn it is, until when, what I can do, what happened, what it is about; now, or as it was at the end of a day. */
export function RequestPage() {
  const { t } = useWords();
  const { id = '' } = useParams();
  const [search] = useSearchParams();
  const day = asOfDay(search);
  const at = day === null ? null : endOf(day);
  const present = usePresent();
  return (
    <AsOf value={at === null ? null : Math.min(Date.parse(at), present)}>
      <WithRequest id={id} at={at} title={t('requests.title')} otherwise={day !== null && <AsOfBar day={day} />}>
        {(request) => <Matter request={request} day={day} />}
      </WithRequest>
    </AsOf>
  );
}

function Matter({ request, day }: { readonly request: DefenceRequest; readonly day: string | null }) {
  const { t, language } = useWords();
  const words = useRequestWords();
  const present = usePresent();
  const title = t('requests.matter', { number: request.caseNumber ?? '' });
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
      {...(day === null && { actions: <RequestActions request={request} /> })}
    >
      {day !== null && <AsOfBar day={day} />}
      {request.missing !== null && (
        <Card title={t('requests.detail.missing')}>
          <p className="written">
            <Mixed text={request.missing} />
          </p>
        </Card>
      )}
      <div className="columns matter">
        <div>
          <DutyCard request={request} at={day === null ? null : endOf(day)} />
          <Card
            title={t('requests.detail.timeline')}
            extra={
              <span className="card-tools">
                <AsOfField day={day} first={request.timeline[0]?.at} />
                <Button className="no-print" size="small" onClick={() => window.print()}>
                  {t('common.print')}
                </Button>
              </span>
            }
          >
            <Timeline request={request} now={day === null} />
          </Card>
        </div>
        <div>
          {request.facts !== null && (
            <Card title={t('requests.detail.facts')}>
              <RequestFacts request={request} />
            </Card>
          )}
          {day === null && (
            <>
              <SensitiveCard id={request.id} kind="defence-request" />
              <GroupCard matter={{ id: request.id, kind: 'defence-request', name: request.caseNumber ?? request.id }} />
              <RelatedCard request={request} />
              <LawyerCard request={request} />
              <LettersCard matter={{ kind: 'defence-request', id: request.id }} />
              <PapersCard request={request} />
              <PeopleCard id={request.id} />
            </>
          )}
        </div>
      </div>
      <p className="print-only">
        {t('common.printedAt', { at: longTime(new Date(present).toISOString(), language) })} · {request.facts?.caseNumber} · {request.id}
      </p>
    </Page>
  );
}
