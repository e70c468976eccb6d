import { Button } from 'antd';
import { Fragment } from 'react';
import { Link } from 'react-router';
import type { Shift } from '../../api/duty.ts';
import { longDay } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Mixed } from '../../parts/mixed.tsx';
import type { ShiftDeed } from './shift-dialog.tsx';

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

interface RotaTableProps {
  readonly shifts: readonly Shift[];
  readonly week: readonly string[];
  readonly today: string;
  /** What those who plan this rota do with a shift. */
  readonly onDeed?: (deed: ShiftDeed) => void;
}

const placeOf = ({ placeKind, place }: Shift): string => `${placeKind} ${place}`;

/** A week of shifts: a row for each place, a column for each day; on a telephone a card for each place. */
export function RotaTable({ shifts, week, today, onDeed }: RotaTableProps) {
  const { t } = useWords();
  const places = [...new Map(shifts.map((shift) => [placeOf(shift), shift])).values()].toSorted((a, b) =>
    placeOf(a).localeCompare(placeOf(b)),
  );
  const dayName = (day: string, place: number): string => `${t(`registers.duty.days.${WEEKDAYS[place]!}`)} ${day.slice(5)}`;
  return (
    <table className="list register rota" aria-label={t('registers.duty.title')}>
      <thead>
        <tr>
          <th scope="col">{t('registers.duty.place')}</th>
          {week.map((day, place) => (
            <th key={day} scope="col" className={day === today ? 'today' : undefined} aria-current={day === today ? 'date' : undefined}>
              {dayName(day, place)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {places.map((at) => (
          <tr key={placeOf(at)}>
            <th scope="row" data-label={t('registers.duty.place')}>
              <PlaceName shift={at} />
            </th>
            {week.map((day, place) => {
              const here = shifts.filter((shift) => shift.day === day && placeOf(shift) === placeOf(at));
              return (
                <td key={day} data-label={dayName(day, place)} className={here.length === 0 ? 'day-empty' : undefined}>
                  <div>
                    {here.length === 0 && t('registers.duty.nobody')}
                    {here.map((shift) => (
                      <OneShift key={shift.id} shift={shift} {...(onDeed !== undefined && { onDeed })} />
                    ))}
                  </div>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function PlaceName({ shift: { placeKind, place } }: { readonly shift: Shift }) {
  const { t } = useWords();
  return (
    <div>
      <strong>{t(`registers.duty.places.${placeKind}`)}</strong>
      <span className="quiet">
        <Mixed text={place} />
      </span>
    </div>
  );
}

function OneShift({ shift, onDeed }: { readonly shift: Shift } & Pick<RotaTableProps, 'onDeed'>) {
  const { t, language } = useWords();
  const { starts, ends, day, place, lawyerId, lawyer, firm, bar, cancelledFor } = shift;
  return (
    <div className={cancelledFor === null ? 'shift' : 'shift shift-cancelled'}>
      <span className="shift-time">
        {starts}–{ends}
      </span>
      <span className="shift-who">
        <Link to={`/lawyers/${lawyerId}`}>
          <Mixed text={lawyer ?? t('lawyers.erased')} />
        </Link>
      </span>
      <span className="quiet">{firm}</span>
      {cancelledFor !== null && (
        <span className="quiet">{t('registers.duty.cancelled', { reason: t(`registers.duty.reasons.${cancelledFor}`) })}</span>
      )}
      {bar !== null && (
        <span className="quiet warn">
          ▲ {bar.until === null ? t('registers.duty.removed') : t('registers.duty.barred', { until: longDay(bar.until, language) })}
        </span>
      )}
      {cancelledFor === null &&
        onDeed !== undefined &&
        (['replace', 'cancel'] as const).map((deed) => (
          <Fragment key={deed}>
            <Button
              size="small"
              className="no-print"
              aria-label={t(`registers.duty.${deed}What`, { day, starts, ends, place })}
              onClick={() => onDeed({ deed, shift })}
            >
              {t(`registers.duty.${deed}`)}
            </Button>{' '}
          </Fragment>
        ))}
    </div>
  );
}
