import type { CalendarDay } from '../../api/calendars.ts';
import { longDay, weekdayName } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Empty } from '../../parts/empty.tsx';
import { Mixed } from '../../parts/mixed.tsx';

/** A year's days that are not as their weekday says, as a list: what the months draw, in words. */
export function DayList({ items }: { readonly items: readonly CalendarDay[] }) {
  const { t, language } = useWords();
  if (items.length === 0) return <Empty title={t('rules.calendar.noDays')} />;
  return (
    <table className="list">
      <thead>
        <tr>
          <th scope="col">{t('rules.calendar.day')}</th>
          <th scope="col">{t('rules.calendar.kind')}</th>
          <th scope="col">{t('rules.calendar.name')}</th>
          <th scope="col">{t('rules.calendar.counts')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map(({ day, kind, name, rest, provisional }) => (
          <tr key={day}>
            <th scope="row" data-label={t('rules.calendar.day')}>
              {longDay(day, language)} {weekdayName(day, language)}
            </th>
            <td data-label={t('rules.calendar.kind')}>
              {t(`rules.calendar.kinds.${kind}`)}
              {provisional && <span className="mark">◇ {t('rules.calendar.provisional')}</span>}
            </td>
            <td data-label={t('rules.calendar.name')}>
              <Mixed text={name ?? ''} />
            </td>
            <td data-label={t('rules.calendar.counts')}>{t(rest ? 'rules.calendar.notCounted' : 'rules.calendar.counted')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
