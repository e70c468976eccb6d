import { DIVISIONS } from '@xiezhi/contracts';
import { Link } from 'react-router';
import { useCalendarEditions } from '../../api/calendars.ts';
import { useMay } from '../../api/session.ts';
import { nameIn } from '../../format/code-names.ts';
import { longDay } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Mixed } from '../../parts/mixed.tsx';
import { Card } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';

/** By which documents a year counts, every edition kept. */
export function EditionsCard({ year, division }: { readonly year: number; readonly division: string }) {
  const { t, language } = useWords();
  const may = useMay();
  const { data, error, refetch } = useCalendarEditions(year, division);
  return (
    <Card title={t('rules.calendar.editions')}>
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {data?.items.length === 0 && <p>{t('rules.calendar.noEditions')}</p>}
      <ul className="rows">
        {data?.items.map(({ id, edition, scope, division: of, basis, issuedOn, days, current }) => (
          <li key={`${id} ${edition}`}>
            <span className="row-text">
              <span className={current ? 'tag tag-done' : 'tag tag-quiet'}>
                {t('rules.calendar.edition', { number: edition })} · {t(current ? 'rules.calendar.current' : 'rules.calendar.superseded')}
              </span>{' '}
              {t(`rules.calendar.scopes.${scope}`)} · {nameIn(DIVISIONS, of, language)}
              <span className="quiet">
                <Mixed text={basis} /> · {longDay(issuedOn, language)} · {t('rules.calendar.daysCount', { count: days.length })}
              </span>
            </span>
            {current && may('directory.calendar.publish') && (
              <Link to={`/calendars/publish?year=${year}&division=${of}&scope=${scope}`}>{t('rules.calendar.supersede')}</Link>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
