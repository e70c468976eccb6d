import { Link } from 'react-router';
import { useChanges } from '../../app/live.ts';
import { useMyCases, type MyCase } from '../../api/case-dates.ts';
import { shortTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Empty } from '../../parts/empty.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Mixed } from '../../parts/mixed.tsx';
import { useNow } from '../../parts/now.ts';
import { Page } from '../../parts/page.tsx';
import { More, TotalRows } from '../../parts/pages-of-list.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useRequestWords } from '../../parts/request-words.ts';
import { CaseStatusTag } from '../aid-cases/case-status.tsx';
import { StatusTag } from '../../parts/status-tag.tsx';

/** 我的案件: what a lawyer defends now, the next date first. A case leaves the list when it ends, or the lawyer's part in it. */
export function MyCasesPage() {
  const { t } = useWords();
  const { data, error, refetch, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useMyCases();
  useChanges(() => void refetch());
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const total = data?.pages[0]?.total;
  return (
    <Page title={t('course.mine.title')}>
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {isPending && error === null && <Loading rows={6} />}
      {data !== undefined && items.length === 0 && (
        <Empty title={t('course.mine.none')}>
          <p>{t('course.mine.noneHow')}</p>
        </Empty>
      )}
      {items.length > 0 && (
        <table className="list">
          <thead>
            <tr>
              <th scope="col">{t('course.mine.next')}</th>
              <th scope="col">{t('requests.list.number')}</th>
              <th scope="col">{t('requests.list.matter')}</th>
              <th scope="col">{t('requests.list.from')}</th>
              <th scope="col">{t('course.mine.status')}</th>
              <th scope="col">{t('requests.list.duty')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) =>
              item.matter === 'aid-case' ? <GrantedRow key={item.id} item={item} /> : <Row key={item.id} item={item} />,
            )}
          </tbody>
        </table>
      )}
      {total !== undefined && items.length > 0 && (
        <div className="list-foot">
          <TotalRows {...total} />
          <More there={hasNextPage} loading={isFetchingNextPage} onMore={fetchNextPage} />
        </div>
      )}
    </Page>
  );
}

function GrantedRow({ item }: { readonly item: Extract<MyCase, { matter: 'aid-case' }> }) {
  const { t } = useWords();
  const words = useRequestWords();
  const now = useNow();
  const { id, facts, letterNumber, nextAt, personName, institution, status } = item;
  return (
    <tr>
      <td data-label={t('course.mine.next')}>
        {nextAt === null ? t('course.mine.noDate') : shortTime(nextAt, now, true)}
        {item.hearingConflict && <span className="quiet warn">▲ {t('course.mine.hearingConflict')}</span>}
      </td>
      <th scope="row" data-label={t('requests.list.number')}>
        <Link to={`/aid-cases/${id}`}>
          <Mixed text={facts.caseNumber ?? facts.decisionNumber} />
        </Link>
        {letterNumber !== null && <span className="quiet">{letterNumber}</span>}
      </th>
      <td data-label={t('requests.list.matter')}>
        {personName !== null && <Mixed text={personName} />} <Mixed text={facts.causeText} />
      </td>
      <td data-label={t('requests.list.from')}>{words.nameOf(institution)}</td>
      <td data-label={t('course.mine.status')}>
        <CaseStatusTag status={status} />
      </td>
      <td data-label={t('requests.list.duty')}>{t(`aidCase.waiting.${status}`, { institution: words.nameOf(institution) })}</td>
    </tr>
  );
}

function Row({ item }: { readonly item: Extract<MyCase, { matter: 'defence-request' }> }) {
  const { t } = useWords();
  const words = useRequestWords();
  const now = useNow();
  const { id, facts, letterNumber, nextAt, personName, organ, status } = item;
  return (
    <tr>
      <td data-label={t('course.mine.next')}>
        {nextAt === null ? t('course.mine.noDate') : shortTime(nextAt, now, true)}
        {item.hearingConflict && <span className="quiet warn">▲ {t('course.mine.hearingConflict')}</span>}
      </td>
      <th scope="row" data-label={t('requests.list.number')}>
        <Link to={`/requests/${id}`}>
          <Mixed text={facts?.caseNumber ?? id} />
        </Link>
        {letterNumber !== null && <span className="quiet">{letterNumber}</span>}
      </th>
      <td data-label={t('requests.list.matter')}>
        {personName !== null && <Mixed text={personName} />} {facts !== null && <Mixed text={facts.offence} />}
      </td>
      <td data-label={t('requests.list.from')}>{words.nameOf(organ)}</td>
      <td data-label={t('course.mine.status')}>
        <StatusTag status={status} />
      </td>
      <td data-label={t('requests.list.duty')}>{words.duty(item)}</td>
    </tr>
  );
}
