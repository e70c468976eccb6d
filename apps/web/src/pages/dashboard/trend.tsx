import { lazy, Suspense } from 'react';
import { Link } from 'react-router';
import { listAddress, type BoardFilter } from '../../api/dashboard.ts';
import type { Dashboard } from '../../api/types.ts';
import { longDay } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Loading } from '../../parts/loading.tsx';
import { Card } from '../../parts/page.tsx';

const TrendChart = lazy(async () => ({ default: (await import('./trend-chart.tsx')).TrendChart }));
const COLUMNS = ['received', 'onTime', 'late'] as const;
const STATE = { received: 'received', onTime: 'on_time', late: 'late' } as const;
const NAME = { received: 'requests', onTime: 'onTime', late: 'late' } as const;
const WEEK_DAYS = 7;

const lastDay = (from: string): string =>
  new Date(Date.parse(`${from}T00:00:00Z`) + (WEEK_DAYS - 1) * 86_400_000).toISOString().slice(0, 10);

/** The trend of twelve weeks, drawn and as a table whose figures open their lists. */
export function Trend({ trend: { weeks }, filter }: { readonly trend: Dashboard['trend']; readonly filter: BoardFilter }) {
  const { t, language } = useWords();
  const [before, present] = weeks.slice(-2);
  return (
    <Card title={t('board.trend')}>
      <p>{t('board.trendFinding', { now: present?.received ?? 0, before: before?.received ?? 0 })}</p>
      <Suspense fallback={<Loading rows={6} />}>
        <TrendChart weeks={weeks} />
      </Suspense>
      <details className="behind">
        <summary>{t('board.trendTable')}</summary>
        <table className="list">
          <thead>
            <tr>
              <th scope="col">{t('board.week')}</th>
              {COLUMNS.map((column) => (
                <th key={column} scope="col" className="number">
                  {t(`figures.${NAME[column]}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeks.toReversed().map((week) => (
              <tr key={week.from}>
                <th scope="row" data-label={t('board.week')}>
                  {longDay(week.from, language)}
                </th>
                {COLUMNS.map((column) => (
                  <td key={column} className="number" data-label={t(`figures.${NAME[column]}`)}>
                    <Link to={listAddress({ ...filter, state: STATE[column], from: week.from, to: lastDay(week.from) })}>
                      {week[column]}
                    </Link>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
      <p className="quiet">{t('board.trendMeaning')}</p>
    </Card>
  );
}
