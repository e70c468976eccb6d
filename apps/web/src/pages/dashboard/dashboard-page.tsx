import { lazy, Suspense } from 'react';
import { useSearchParams } from 'react-router';
import type { Dashboard, DashboardLine } from '../../api/types.ts';
import { useWords } from '../../i18n/index.ts';
import { percent } from '../../format/numbers.ts';
import { longTime } from '../../format/time.ts';
import { Empty } from '../../parts/empty.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Card, Page } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { Figures, useDashboard } from '../home/figures.tsx';
import { useLineName } from './line-name.ts';

const StuckChart = lazy(async () => ({ default: (await import('./stuck-chart.tsx')).StuckChart }));
const WAYS = ['division', 'organ'] as const;

/** 联席会议看板: three figures, what is stuck and where, and the table behind the picture. */
export function DashboardPage() {
  const { t, language } = useWords();
  const [search, setSearch] = useSearchParams();
  const by = WAYS.find((way) => way === search.get('by')) ?? 'division';
  const { data, error, refetch } = useDashboard(by);
  return (
    <Page
      title={t('dashboard.title')}
      aside={data !== undefined && <p className="lead">{t('common.asAt', { at: longTime(data.asAt, language) })}</p>}
    >
      <div className="tabs" role="group" aria-label={t('dashboard.by')}>
        {WAYS.map((way) => (
          <button key={way} type="button" aria-pressed={way === by} onClick={() => setSearch(way === 'division' ? {} : { by: way })}>
            {t(way === 'division' ? 'dashboard.byDivision' : 'dashboard.byOrgan')}
          </button>
        ))}
      </div>
      <Figures />
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {data === undefined ? error === null && <Loading rows={10} /> : <Lines dashboard={data} />}
    </Page>
  );
}

function Lines({ dashboard }: { readonly dashboard: Dashboard }) {
  const { t } = useWords();
  const nameOf = useLineName(dashboard.by);
  const ranked = dashboard.items.toSorted((a, b) => b.overdue - a.overdue || b.open - a.open || b.requests - a.requests);
  const [worst] = ranked;
  if (worst === undefined) return <Empty title={t('dashboard.empty')} />;
  const finding =
    worst.open === 0
      ? t('dashboard.stuckNone')
      : t('dashboard.stuckFinding', { name: nameOf(worst.key), open: worst.open, overdue: worst.overdue });
  return (
    <>
      {worst.open > 0 && (
        <Card title={t('dashboard.stuck')}>
          <p>{finding}</p>
          <Suspense fallback={<Loading rows={8} />}>
            <StuckChart lines={ranked} nameOf={nameOf} />
          </Suspense>
        </Card>
      )}
      <Card title={t('dashboard.table')}>
        {worst.open === 0 && <p>{finding}</p>}
        <LineTable lines={ranked} nameOf={nameOf} />
      </Card>
    </>
  );
}

const NUMBERS = ['requests', 'open', 'overdue', 'onTime', 'late'] as const;

function LineTable({ lines, nameOf }: { readonly lines: readonly DashboardLine[]; readonly nameOf: (key: string) => string }) {
  const { t } = useWords();
  return (
    <table className="list">
      <thead>
        <tr>
          <th scope="col">{t('dashboard.name')}</th>
          {[...NUMBERS, 'onTimeRate' as const].map((column) => (
            <th key={column} scope="col" className="number">
              {t(`figures.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.key}>
            <th scope="row" data-label={t('dashboard.name')}>
              {nameOf(line.key)}
            </th>
            {NUMBERS.map((column) => (
              <td
                key={column}
                className={column === 'overdue' && line.overdue > 0 ? 'number bad' : 'number'}
                data-label={t(`figures.${column}`)}
              >
                {column === 'overdue' && line.overdue > 0 && <span aria-hidden>■ </span>}
                {line[column]}
              </td>
            ))}
            <td className="number" data-label={t('figures.onTimeRate')}>
              {line.onTimeRate === null ? '–' : percent(line.onTimeRate)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
