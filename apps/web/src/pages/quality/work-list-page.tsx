import { useSearchParams } from 'react-router';
import { Link } from 'react-router';
import { useAgencyName } from '../../api/directory.ts';
import { useQualityList, type QualityMatter } from '../../api/quality.ts';
import { useMay } from '../../api/session.ts';
import { longTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Empty } from '../../parts/empty.tsx';
import { LinkButton } from '../../parts/link-button.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { More, TotalRows } from '../../parts/pages-of-list.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import type { KindOfWork } from './kinds.ts';
import { useQualityWords } from './quality-words.ts';
import { WorkClock, WorkStatus } from './work-clock.tsx';
import './quality.css';

/** Quality work of one kind: what is open, what is closed. The view stands in the address. */
export function WorkListPage({ work }: { readonly work: KindOfWork }) {
  const { t } = useWords();
  const { of } = useQualityWords();
  const may = useMay();
  const [search, setSearch] = useSearchParams();
  const view = search.get('view') === 'closed' ? 'closed' : 'open';
  const { data, error, refetch, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useQualityList(work.kind, view);
  const rows = data?.pages.flatMap(({ items }) => items) ?? [];
  const total = data?.pages[0]?.total;
  const begins = may(work.begin.needs);
  return (
    <Page
      title={of(work.kind, 'title')}
      {...(begins && {
        actions: (
          <LinkButton to={`/quality/${work.path}/new`} type="primary">
            {of(work.kind, 'new')}
          </LinkButton>
        ),
      })}
    >
      <p>{of(work.kind, 'intro')}</p>
      <div className="tabs" role="group" aria-label={t('quality.views')}>
        {(['open', 'closed'] as const).map((one) => (
          <button key={one} type="button" aria-pressed={one === view} onClick={() => setSearch(one === 'open' ? {} : { view: one })}>
            {t(`quality.view.${one}`)}
          </button>
        ))}
      </div>
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {isPending && error === null && <Loading rows={6} />}
      {data !== undefined && rows.length === 0 && <Empty title={t(`quality.none.${view}`)} />}
      {rows.length > 0 && <WorkTable work={work} rows={rows} />}
      <div className="list-foot">
        {total !== undefined && rows.length > 0 && <TotalRows {...total} />}
        <More there={hasNextPage} loading={isFetchingNextPage} onMore={fetchNextPage} />
      </div>
    </Page>
  );
}

function WorkTable({ work, rows }: { readonly work: KindOfWork; readonly rows: readonly QualityMatter[] }) {
  const { t, language } = useWords();
  const { word, value, of } = useQualityWords();
  const nameOf = useAgencyName();
  const shown = work.columns;
  return (
    <table className="list" aria-label={of(work.kind, 'title')}>
      <thead>
        <tr>
          <th scope="col">{t('quality.column.number')}</th>
          <th scope="col">{t('quality.column.status')}</th>
          {shown.map((field) => (
            <th key={field} scope="col">
              {word('field', field)}
            </th>
          ))}
          <th scope="col">{t('quality.column.institution')}</th>
          <th scope="col">{t('quality.column.openedAt')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row" data-label={t('quality.column.number')}>
              <Link to={`/quality/${work.path}/${row.id}`}>{row.number ?? row.caseNumber ?? row.id.slice(-8)}</Link>
            </th>
            <td data-label={t('quality.column.status')}>
              <WorkStatus matter={row} /> <WorkClock matter={row} />
            </td>
            {shown.map((field) => (
              <td key={field} data-label={word('field', field)}>
                {row.facts[field] === undefined ? '—' : value(field, row.facts[field], work.begun)}
              </td>
            ))}
            <td data-label={t('quality.column.institution')}>{nameOf(row.institution)}</td>
            <td data-label={t('quality.column.openedAt')}>{longTime(row.openedAt, language)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
