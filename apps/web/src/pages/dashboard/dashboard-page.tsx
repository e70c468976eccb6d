import { Button } from 'antd';
import { lazy, Suspense } from 'react';
import { useDashboard, type BoardFilter } from '../../api/dashboard.ts';
import { useSession } from '../../api/session.ts';
import type { Dashboard } from '../../api/types.ts';
import { useAddress } from '../../app/use-address.ts';
import { longTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Empty } from '../../parts/empty.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Card, Page } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { Figures } from '../home/figures.tsx';
import { BoardFilters, boardFilterOf, prefixOf } from './board-filter.tsx';
import { useLineName } from './line-name.ts';
import { LineTable } from './line-table.tsx';
import { Tiles } from './tiles.tsx';
import { Trend } from './trend.tsx';
import './board.css';

const StuckChart = lazy(async () => ({ default: (await import('./stuck-chart.tsx')).StuckChart }));
const WAYS = ['division', 'organ'] as const;

/** 联席会议看板: three figures with their change, what is stuck and with whom, the counties, the trend; each figure opens its list. */
export function DashboardPage() {
  const { t, language } = useWords();
  const { division: own } = useSession();
  const [search, change] = useAddress();
  const by = search.get('by') === 'organ' ? 'organ' : 'division';
  const filter = boardFilterOf(search);
  const { data, error, refetch } = useDashboard(by, filter);
  const { data: divisions } = useDashboard('division', filter);
  const go = (changes: BoardFilter & { readonly by?: string }): void =>
    change((now) => ({ ...boardFilterOf(now), by: now.get('by') === 'organ' ? 'organ' : '', ...changes }));
  return (
    <Page
      title={t('dashboard.title')}
      aside={
        <p className="lead">
          {data !== undefined && t('common.asAt', { at: longTime(data.asAt, language) })}{' '}
          <Button className="no-print" size="small" onClick={() => window.print()}>
            {t('common.print')}
          </Button>
        </p>
      }
    >
      <div className="board">
        <BoardFilters filter={filter} onFilter={go} />
        <Figures filter={filter} />
        {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
        <div className="tabs" role="group" aria-label={t('dashboard.by')}>
          {WAYS.map((way) => (
            <button key={way} type="button" aria-pressed={way === by} onClick={() => go({ by: way === 'organ' ? way : '' })}>
              {t(way === 'division' ? 'dashboard.byDivision' : 'dashboard.byOrgan')}
            </button>
          ))}
        </div>
        {data === undefined ? error === null && <Loading rows={10} /> : <Lines dashboard={data} filter={filter} />}
        {divisions !== undefined && divisions.items.length > 0 && (
          <>
            <Tiles lines={divisions.items} within={prefixOf(filter.division ?? own)} filter={filter} />
            <Trend trend={divisions.trend} filter={filter} />
          </>
        )}
      </div>
    </Page>
  );
}

function Lines({ dashboard, filter }: { readonly dashboard: Dashboard; readonly filter: BoardFilter }) {
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
    <Card title={t('dashboard.stuck')}>
      <p>{finding}</p>
      {worst.open > 0 && (
        <Suspense fallback={<Loading rows={8} />}>
          <StuckChart lines={ranked} nameOf={nameOf} />
        </Suspense>
      )}
      <details className="behind" open>
        <summary>{t('dashboard.table')}</summary>
        <LineTable lines={ranked} by={dashboard.by} filter={filter} nameOf={nameOf} />
      </details>
      <p className="quiet">{t('board.stuckMeaning')}</p>
    </Card>
  );
}
