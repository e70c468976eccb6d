import { Link } from 'react-router';
import { listAddress, type BoardFilter } from '../../api/dashboard.ts';
import type { DashboardLine } from '../../api/types.ts';
import { percent } from '../../format/numbers.ts';
import { useWords } from '../../i18n/index.ts';

const NUMBERS = ['requests', 'open', 'overdue', 'onTime', 'late'] as const;
const STATE = { requests: 'received', open: 'open', overdue: 'overdue', onTime: 'on_time', late: 'late' } as const;

interface LineTableProps {
  readonly lines: readonly DashboardLine[];
  readonly by: 'division' | 'organ';
  readonly filter: BoardFilter;
  readonly nameOf: (key: string) => string;
}

/** The figures behind the picture; each opens its list. */
export function LineTable({ lines, by, filter, nameOf }: LineTableProps) {
  const { t } = useWords();
  const of = (key: string) => (by === 'division' ? ({ ...filter, division: key, exact: 'true' } as const) : { ...filter, organ: key });
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
            {NUMBERS.map((column) => {
              const bad = column === 'overdue' && line.overdue > 0;
              return (
                <td key={column} className={bad ? 'number bad' : 'number'} data-label={t(`figures.${column}`)}>
                  {bad && <span aria-hidden>■ </span>}
                  {line[column] === 0 ? 0 : <Link to={listAddress({ ...of(line.key), state: STATE[column] })}>{line[column]}</Link>}
                </td>
              );
            })}
            <td className="number" data-label={t('figures.onTimeRate')}>
              {line.onTimeRate === null ? '–' : percent(line.onTimeRate)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
