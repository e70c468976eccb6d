import type { DayOfDates } from '../../api/case-dates.ts';
import { longDay } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const MONTH = 'YYYY-MM'.length;

interface MonthOfDatesProps {
  readonly weeks: readonly (readonly string[])[];
  /** The day that is opened below. */
  readonly day: string;
  readonly today: string;
  readonly counts: readonly DayOfDates[];
  readonly onDay: (day: string) => void;
}

/** A month, Monday first: each day says how many hearings and due times it has and how many hearings clash, and opens them. */
export function MonthOfDates({ weeks, day, today, counts, onDay }: MonthOfDatesProps) {
  const { t, language } = useWords();
  const byDay = new Map(counts.map((count) => [count.day, count]));
  return (
    <table className="month-of-dates">
      <caption>
        {language === 'zh'
          ? `${day.slice(0, 4)}年${Number(day.slice(5, MONTH))}月`
          : new Date(`${day}T00:00:00Z`).toLocaleString('en', { month: 'long', year: 'numeric', timeZone: 'UTC' })}
      </caption>
      <thead>
        <tr>
          {WEEKDAYS.map((name) => (
            <th key={name} scope="col">
              {t(`rules.calendar.weekdays.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((one) => {
              const { hearings = 0, dues = 0, clashes = 0 } = byDay.get(one) ?? {};
              return (
                <td key={one} className={one.slice(0, MONTH) === day.slice(0, MONTH) ? '' : 'other-month'}>
                  <button
                    type="button"
                    aria-pressed={one === day}
                    aria-current={one === today ? 'date' : undefined}
                    onClick={() => onDay(one)}
                  >
                    <span className="unseen">{longDay(one, language)} </span>
                    <span aria-hidden className="date">
                      {Number(one.slice(-2))}
                    </span>
                    {hearings > 0 && (
                      <span className="hearings">
                        <span aria-hidden>▲</span> <span className="word">{t('course.calendar.hearing')} </span>
                        {hearings}
                      </span>
                    )}
                    {clashes > 0 && (
                      <span className="warn">
                        <span aria-hidden>■</span> <span className="word">{t('course.calendar.clash')} </span>
                        {clashes}
                      </span>
                    )}
                    {dues > 0 && (
                      <span className="dues">
                        <span aria-hidden>●</span> <span className="word">{t('course.calendar.due')} </span>
                        {dues}
                      </span>
                    )}
                  </button>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
