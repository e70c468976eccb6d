import { Link, useSearchParams } from 'react-router';
import { useSearch } from '../../api/requests.ts';
import { useWords } from '../../i18n/index.ts';
import { longTime } from '../../format/time.ts';
import { Empty } from '../../parts/empty.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Card, Page } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { StatusTag } from '../../parts/status-tag.tsx';

/** 搜索: matters of my agency by case number or letter number. */
export function SearchPage() {
  const { t, language } = useWords();
  const [search] = useSearchParams();
  const query = search.get('q')?.trim() ?? '';
  const { data, error, refetch, isFetching } = useSearch(query);
  return (
    <Page title={query === '' ? t('search.title') : t('search.results', { query })} documentTitle={t('search.title')}>
      {query === '' && <p>{t('search.start')}</p>}
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {data === undefined && isFetching && <Loading />}
      {data !== undefined && (
        <Card title={t('requests.title')}>
          {data.items.length === 0 ? (
            <Empty title={t('search.none', { query })} />
          ) : (
            <ul className="rows">
              {data.items.map(({ id, caseNumber, letterNumber, status, dueAt }) => (
                <li key={id}>
                  <span className="row-text">
                    <Link to={`/requests/${id}`}>{caseNumber}</Link>
                    {letterNumber !== null && <span className="quiet">{letterNumber}</span>}
                  </span>
                  <StatusTag status={status} />
                  {dueAt !== null && <span className="quiet">{t('requests.clock.due', { at: longTime(dueAt, language, true) })}</span>}
                </li>
              ))}
            </ul>
          )}
        </Card>
      )}
    </Page>
  );
}
