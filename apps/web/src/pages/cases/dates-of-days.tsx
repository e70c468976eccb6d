import { Link } from 'react-router';
import { useChanges } from '../../app/live.ts';
import { useDates, type CaseDate } from '../../api/case-dates.ts';
import { longDay, longTime, weekdayName } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { useClockName } from '../../parts/clock-name.ts';
import { Loading } from '../../parts/loading.tsx';
import { Mixed } from '../../parts/mixed.tsx';
import { More } from '../../parts/pages-of-list.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { MatterStatusTag } from '../aid-cases/case-status.tsx';

/** What some days hold, by day and time. */
export function DatesOfDays({ from, until }: { readonly from: string; readonly until: string }) {
  const { t, language } = useWords();
  const { data, error, refetch, isPending, hasNextPage, isFetchingNextPage, fetchNextPage } = useDates(from, until);
  useChanges(() => void refetch());
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const days = [...Map.groupBy(items, ({ day }) => day)];
  return (
    <>
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {isPending && error === null && <Loading rows={2} />}
      {data !== undefined && items.length === 0 && <p>{t('course.calendar.none')}</p>}
      {days.map(([day, dates]) => (
        <section key={day} aria-label={longDay(day, language)}>
          {from !== until && (
            <h3>
              {longDay(day, language)} {weekdayName(day, language)}
            </h3>
          )}
          <ul className="plain dates">
            {dates.map((date) => (
              <DateLine key={date.id} date={date} />
            ))}
          </ul>
        </section>
      ))}
      <More there={hasNextPage} loading={isFetchingNextPage} onMore={fetchNextPage} />
    </>
  );
}

function DateLine({ date }: { readonly date: CaseDate }) {
  const { matter, requestId, caseNumber, kind, clock, holder, at } = date;
  const { t, language } = useWords();
  const clockName = useClockName();
  const hearing = kind === 'hearing';
  return (
    <li>
      <span aria-hidden className={hearing ? 'hearings' : 'dues'}>
        {hearing ? '▲' : '●'}
      </span>{' '}
      <strong>{hearing ? t('course.calendar.hearing') : clockName(clock ?? '')}</strong>{' '}
      <Link to={matter === 'aid-case' ? `/aid-cases/${requestId}` : `/requests/${requestId}`}>
        <Mixed text={caseNumber ?? requestId} />
      </Link>{' '}
      <MatterStatusTag {...date} />
      <span className="quiet">
        {longTime(at, language, !hearing)}
        {holder !== null && ` · ${t(`course.holder.${holder}`)}`}
      </span>
      {date.clashes && <span className="quiet warn">■ {t('course.calendar.clashes')}</span>}
    </li>
  );
}
