import { Button } from 'antd';
import { useSearchParams } from 'react-router';
import { useChanges } from '../../app/live.ts';
import { useDaysOfDates } from '../../api/case-dates.ts';
import { useSession } from '../../api/session.ts';
import { longDay } from '../../format/time.ts';
import { monthBeside, weeksOfMonth } from '../../format/month.ts';
import { dayAfter, isDay, weekOf } from '../../format/week.ts';
import { useWords } from '../../i18n/index.ts';
import { useToday } from '../../parts/now.ts';
import { Card, Page } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { DatesOfDays } from './dates-of-days.tsx';
import { MonthOfDates } from './month-of-dates.tsx';
import './calendar.css';

const WEEK = 7;

/** 日历: hearings and the ends of time limits, a month or a week at a time; what is shown stands in the address. */
export function CalendarPage() {
  const { t, language } = useWords();
  const { role } = useSession();
  const today = useToday();
  const [search, setSearch] = useSearchParams();
  const asked = search.get('day') ?? '';
  const day = isDay(asked) ? asked : today;
  const view = search.get('view') === 'week' ? 'week' : 'month';
  const go = (to: { readonly day?: string; readonly view?: 'month' | 'week' }): void =>
    setSearch({ ...((to.day ?? day) !== today && { day: to.day ?? day }), ...((to.view ?? view) === 'week' && { view: 'week' }) });
  const beside = (steps: 1 | -1): string => (view === 'week' ? dayAfter(day, steps * WEEK) : monthBeside(day, steps));
  return (
    <Page title={t(role === 'lawyer' ? 'course.calendar.mine' : 'course.calendar.title')}>
      <div className="filters" role="group" aria-label={t('course.calendar.show')}>
        <div className="tabs" role="group" aria-label={t('course.calendar.view')}>
          {(['month', 'week'] as const).map((one) => (
            <button key={one} type="button" aria-pressed={one === view} onClick={() => go({ view: one })}>
              {t(`course.calendar.${one}`)}
            </button>
          ))}
        </div>
        <Button onClick={() => go({ day: beside(-1) })}>
          {t(view === 'week' ? 'course.calendar.weekBefore' : 'course.calendar.monthBefore')}
        </Button>
        <Button onClick={() => go({ day: today })}>{t('course.calendar.today')}</Button>
        <Button onClick={() => go({ day: beside(1) })}>
          {t(view === 'week' ? 'course.calendar.weekAfter' : 'course.calendar.monthAfter')}
        </Button>
      </div>
      {view === 'week' ? (
        <Card title={weekName(weekOf(day), language)}>
          <DatesOfDays from={weekOf(day)[0]!} until={weekOf(day).at(-1)!} />
        </Card>
      ) : (
        <>
          <Month day={day} today={today} onDay={(to) => go({ day: to })} />
          <Card title={longDay(day, language)}>
            <DatesOfDays key={day} from={day} until={day} />
          </Card>
        </>
      )}
    </Page>
  );
}

const weekName = (week: readonly string[], language: Parameters<typeof longDay>[1]): string =>
  `${longDay(week[0]!, language)} – ${longDay(week.at(-1)!, language)}`;

function Month({ day, today, onDay }: { readonly day: string; readonly today: string; readonly onDay: (day: string) => void }) {
  const weeks = weeksOfMonth(day);
  const { data, error, refetch } = useDaysOfDates(weeks[0]![0]!, weeks.at(-1)!.at(-1)!);
  useChanges(() => void refetch());
  return (
    <>
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      <MonthOfDates weeks={weeks} day={day} today={today} counts={data?.items ?? []} onDay={onDay} />
    </>
  );
}
