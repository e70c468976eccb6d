import { Link } from 'react-router';
import { listAddress, useDashboard, type BoardFilter } from '../../api/dashboard.ts';
import { dayBefore } from '../../format/time.ts';
import { percent } from '../../format/numbers.ts';
import { useWords } from '../../i18n/index.ts';
import { Loading } from '../../parts/loading.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';

/** Three figures, each with how it changed, what it means, and the very list behind it. */
export function Figures({ filter = {} }: { readonly filter?: BoardFilter }) {
  const { t } = useWords();
  const { data, error, refetch } = useDashboard('division', filter);
  if (error !== null && data === undefined) return <ProblemAlert error={error} onAgain={() => void refetch()} />;
  if (data === undefined) return <Loading rows={2} />;
  const { total, trend } = data;
  const { recent, previous, weekAgo } = trend;
  const cases = (now: number, before: number): string =>
    now === before ? t('board.same') : t(now > before ? 'board.more' : 'board.fewer', { count: Math.abs(now - before) });
  const points = recent.rate === null || previous.rate === null ? null : Math.round((recent.rate - previous.rate) * 1_000) / 10;
  return (
    <section className="figures" aria-label={t('dashboard.headline')}>
      <Figure
        name={t('figures.open')}
        value={String(total.open)}
        change={cases(total.open, weekAgo.open)}
        meaning={t('dashboard.definition.open')}
        to={listAddress({ ...filter, state: 'open' })}
      />
      <Figure
        name={t('figures.overdue')}
        value={String(total.overdue)}
        change={cases(total.overdue, weekAgo.overdue)}
        meaning={t('dashboard.definition.overdue')}
        to={listAddress({ ...filter, state: 'overdue' })}
        bad={total.overdue > 0}
      />
      <Figure
        name={t('figures.onTimeRate')}
        value={recent.rate === null ? '–' : percent(recent.rate)}
        change={
          points === null
            ? t('board.noComparison')
            : points === 0
              ? t('board.sameRate')
              : t(points > 0 ? 'board.higher' : 'board.lower', { points: Math.abs(points) })
        }
        meaning={t('board.rateMeaning')}
        to={listAddress({ ...filter, state: 'ended', from: recent.from, to: dayBefore(recent.until) })}
      />
    </section>
  );
}

interface FigureProps {
  readonly name: string;
  readonly value: string;
  readonly change: string;
  readonly meaning: string;
  readonly to: string;
  readonly bad?: boolean;
}

function Figure({ name, value, change, meaning, to, bad = false }: FigureProps) {
  return (
    <Link className={bad ? 'figure figure-bad' : 'figure'} to={to}>
      <span className="figure-name">{name}</span>
      <span className="figure-value">{value}</span>
      <span>{change}</span>
      <span className="figure-meaning">{meaning}</span>
    </Link>
  );
}
