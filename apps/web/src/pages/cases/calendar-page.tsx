import { Button } from 'antd';
import { useChanges } from '../../app/live.ts';
import { useAddress } from '../../app/use-address.ts';
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

/** What a calendar shows: around a day, a month or its week. */
interface Shown {
  readonly day: string;
  readonly view: 'month' | 'week';
}

const shownBy = (address: URLSearchParams, today: string): Shown => {
  const day = address.get('day') ?? '';
  return { day: isDay(day) ? day : today, view: address.get('view') === 'week' ? 'week' : 'month' };
};

/** 日历: hearings and the ends of time limits, a month or a week at a time; what is shown stands in the address. */
export function CalendarPage() {
  const { t, language } = useWords();
  const { role } = useSession();
  const today = useToday();
  const [search, change] = useAddress();
  const { day, view } = shownBy(search, today);
  const go = (to: (now: Shown) => Partial<Shown>): void =>
    change((now) => {
      const shown = shownBy(now, today);
      const next = { ...shown, ...to(shown) };
      return { ...(next.day !== today && { day: next.day }), ...(next.view === 'week' && { view: 'week' }) };
    });
  const step = (steps: 1 | -1): void =>
    go((now) => ({ day: now.view === 'week' ? dayAfter(now.day, steps * WEEK) : monthBeside(now.day, steps) }));
  return (
    <Page title={t(role === 'lawyer' ? 'course.calendar.mine' : 'course.calendar.title')}>
      <div className="filters" role="group" aria-label={t('course.calendar.show')}>
        <div className="tabs" role="group" aria-label={t('course.calendar.view')}>
          {(['month', 'week'] as const).map((one) => (
            <button key={one} type="button" aria-pressed={one === view} onClick={() => go(() => ({ view: one }))}>
              {t(`course.calendar.${one}`)}
            </button>
          ))}
        </div>
        <Button onClick={() => step(-1)}>{t(view === 'week' ? 'course.calendar.weekBefore' : 'course.calendar.monthBefore')}</Button>
        <Button onClick={() => go(() => ({ day: today }))}>{t('course.calendar.today')}</Button>
        <Button onClick={() => step(1)}>{t(view === 'week' ? 'course.calendar.weekAfter' : 'course.calendar.monthAfter')}</Button>
      </div>
      {view === 'week' ? (
        <Card title={weekName(weekOf(day), language)}>
          <DatesOfDays from={weekOf(day)[0]!} until={weekOf(day).at(-1)!} />
        </Card>
      ) : (
        <>
          <Month day={day} today={today} onDay={(to) => go(() => ({ day: to }))} />
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
