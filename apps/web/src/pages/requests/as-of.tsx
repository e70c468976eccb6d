import { useId } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import { dayOf, longDay } from '../../format/time.ts';
import { useToday } from '../../parts/now.ts';
import { useWords } from '../../i18n/index.ts';

const END_OF_DAY = 'T23:59:59.999+08:00';

/** The end of a day as it is written in an address, in the region's time. */
export const endOf = (day: string): string => `${day}${END_OF_DAY}`;

/** A day that an address asks for, when it is one. */
export const asOfDay = (search: URLSearchParams): string | null => {
  const day = search.get('at');
  return day !== null && /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day)) ? day : null;
};

/** Chooses the day at whose end the matter is shown (时点). */
export function AsOfField({ day, first }: { readonly day: string | null; readonly first: string | undefined }) {
  const { t } = useWords();
  const id = useId();
  const today = useToday();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  return (
    <span className="as-of no-print">
      <label htmlFor={id}>{t('matter.asOf.label')}</label>
      <input
        id={id}
        className="control"
        type="date"
        min={first === undefined ? undefined : dayOf(first)}
        max={today}
        value={day ?? ''}
        onChange={({ target }) => void navigate(target.value === '' ? pathname : `${pathname}?at=${target.value}`)}
      />
    </span>
  );
}

/** Says that the past is shown, and leads back. */
export function AsOfBar({ day }: { readonly day: string }) {
  const { t, language } = useWords();
  const { pathname } = useLocation();
  const today = useToday();
  return (
    <div className="bar bar-warning as-of-bar" role="status">
      {day === today ? t('matter.asOf.today') : t('matter.asOf.shown', { day: longDay(day, language) })}{' '}
      <Link to={pathname}>{t('matter.asOf.now')}</Link>
    </div>
  );
}
