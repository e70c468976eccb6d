import type { CalendarDay, DayKind } from '../../api/calendars.ts';
import { longDay } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import type { Language } from '../../i18n/languages.ts';

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
/** Days that are not as their weekday says, each with a word of its own. */
export const MARKED = ['public_holiday', 'make_up_workday', 'regional_holiday', 'regional_workday'] as const;
type Marked = (typeof MARKED)[number];

export const isMarked = (kind: DayKind): kind is Marked => (MARKED as readonly string[]).includes(kind);

const monthName = (year: number, month: number, language: Language): string =>
  language === 'zh'
    ? `${month}月`
    : new Date(`${year}-${two(month)}-15T00:00:00Z`).toLocaleString('en', { month: 'long', timeZone: 'UTC' });

const two = (number: number): string => String(number).padStart(2, '0');

/** The weeks of a month, Monday first; `0` where the week has a day of another month. */
function weeksOf(year: number, month: number): readonly (readonly number[])[] {
  const before = (new Date(Date.UTC(year, month - 1, 1)).getUTCDay() + 6) % 7;
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const cells = [...Array<number>(before).fill(0), ...Array.from({ length: days }, (_, index) => index + 1)];
  const weeks = Math.ceil(cells.length / 7);
  return Array.from({ length: weeks }, (_, week) => Array.from({ length: 7 }, (_cell, day) => cells[week * 7 + day] ?? 0));
}

interface MonthTableProps {
  readonly year: number;
  /** 1 January … 12 December. */
  readonly month: number;
  readonly days: ReadonlyMap<string, CalendarDay>;
  readonly today: string;
}

/** One month, small: what differs from its weekday has a word and a shape. */
export function MonthTable({ year, month, days, today }: MonthTableProps) {
  const { t, language } = useWords();
  const caption = monthName(year, month, language);
  return (
    <table className="month">
      <caption>{caption}</caption>
      <thead>
        <tr>
          {WEEKDAYS.map((day) => (
            <th key={day} scope="col">
              {t(`rules.calendar.weekdays.${day}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(year, month).map((week) => (
          <tr key={week.join(' ')}>
            {week.map((date, weekday) => {
              const day = `${year}-${two(month)}-${two(date)}`;
              // A day of another month has no identity but its place.
              return date === 0 ? (
                <td key={`none ${weekday}`}>{'\u00A0'}</td>
              ) : (
                <Day key={day} day={day} date={date} info={days.get(day)} weekday={weekday} today={today} />
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface DayProps {
  readonly day: string;
  readonly date: number;
  readonly info: CalendarDay | undefined;
  readonly weekday: number;
  readonly today: string;
}

function Day({ day, date, info, weekday, today }: DayProps) {
  const { t, language } = useWords();
  const kind = info?.kind ?? (weekday > 4 ? 'weekend' : 'workday');
  const marked = isMarked(kind);
  const title = marked ? `${longDay(day, language)} ${t(`rules.calendar.kinds.${kind}`)} ${info?.name ?? ''}` : undefined;
  return (
    <td
      className={`${kind}${marked && info?.provisional === true ? ' provisional-day' : ''}`}
      title={title}
      aria-current={day === today ? 'date' : undefined}
    >
      <span className="date">{date}</span>
      {marked && (
        <span className="day-mark">
          {t(`rules.calendar.marks.${kind}`)}
          <span className="unseen"> {info?.name}</span>
        </span>
      )}
    </td>
  );
}
