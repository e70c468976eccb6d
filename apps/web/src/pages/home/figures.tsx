import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { read } from '../../api/client.ts';
import type { Dashboard } from '../../api/types.ts';
import { useWords } from '../../i18n/index.ts';
import { percent } from '../../format/numbers.ts';
import { Loading } from '../../parts/loading.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';

export const useDashboard = (by: 'division' | 'organ') =>
  useQuery({
    queryKey: ['dashboard', by],
    queryFn: ({ signal }) => read<Dashboard>('/api/coordination/dashboard', { by }, signal),
    refetchInterval: 60_000,
  });

/** Three figures, each with what it means and the way to what is behind it. */
export function Figures() {
  const { t } = useWords();
  const { data, error, refetch } = useDashboard('division');
  if (error !== null) return <ProblemAlert error={error} onAgain={() => void refetch()} />;
  if (data === undefined) return <Loading rows={2} />;
  const { open, overdue, onTimeRate } = data.total;
  return (
    <section className="figures" aria-label={t('dashboard.headline')}>
      <Figure name={t('figures.open')} value={String(open)} meaning={t('dashboard.definition.open')} />
      <Figure name={t('figures.overdue')} value={String(overdue)} meaning={t('dashboard.definition.overdue')} bad={overdue > 0} />
      <Figure
        name={t('figures.onTimeRate')}
        value={onTimeRate === null ? '–' : percent(onTimeRate)}
        meaning={onTimeRate === null ? t('figures.none') : t('dashboard.definition.onTimeRate')}
      />
    </section>
  );
}

interface FigureProps {
  readonly name: string;
  readonly value: string;
  readonly meaning: string;
  readonly bad?: boolean;
}

function Figure({ name, value, meaning, bad = false }: FigureProps) {
  return (
    <Link className={bad ? 'figure figure-bad' : 'figure'} to="/dashboard">
      <span className="figure-name">{name}</span>
      <span className="figure-value">{value}</span>
      <span className="figure-meaning">{meaning}</span>
    </Link>
  );
}
