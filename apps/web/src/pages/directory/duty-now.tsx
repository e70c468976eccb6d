import { Link } from 'react-router';
import { useShifts } from '../../api/duty.ts';
import { dayAndTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Mixed } from '../../parts/mixed.tsx';
import { useNow } from '../../parts/now.ts';
import { Card } from '../../parts/page.tsx';

/** Who is on duty at this moment: where, and until when. */
export function DutyNow({ institution, today }: { readonly institution: string; readonly today: string }) {
  const { t } = useWords();
  const { time } = dayAndTime(new Date(useNow()).toISOString());
  const { data } = useShifts(institution, today, today);
  if (data === undefined) return null;
  const present = data.filter(({ starts, ends, cancelledFor }) => cancelledFor === null && starts <= time && time < ends);
  return (
    <Card title={t('registers.duty.now')}>
      {present.length === 0 ? (
        <p>{t('registers.duty.nowNone')}</p>
      ) : (
        <ul className="rows">
          {present.map(({ id, lawyerId, lawyer, firm, placeKind, place, ends }) => (
            <li key={id}>
              <span className="row-text">
                <strong>{t(`registers.duty.places.${placeKind}`)}</strong> <Mixed text={place} />
              </span>
              <span className="row-text">
                <Link to={`/lawyers/${lawyerId}`}>
                  <Mixed text={lawyer ?? t('lawyers.erased')} />
                </Link>{' '}
                {firm}
              </span>
              <span className="row-time">{t('registers.duty.until', { at: ends })}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
