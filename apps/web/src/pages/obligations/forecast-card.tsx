import { Link } from 'react-router';
import { useObligationForecast } from '../../api/obligations.ts';
import { shortTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Mixed } from '../../parts/mixed.tsx';
import { useNow } from '../../parts/now.ts';
import { Card } from '../../parts/page.tsx';
import { PAGE_OF } from './obligation-table.tsx';

/** 逾期预测: which running duties will be late at the pace of late, and what that supposes. */
export function ForecastCard() {
  const { t, language } = useWords();
  const now = useNow();
  const { data } = useObligationForecast();
  if (data === undefined) return null;
  const { likelyLate, running, overdue, finished, workingDays, items } = data;
  return (
    <Card title={t('obligations.forecast')}>
      <p>
        {likelyLate === null ? t('obligations.noPace', { days: workingDays }) : t('obligations.likely', { count: likelyLate, running })}
      </p>
      {likelyLate !== null && <p className="quiet">{t('obligations.pace', { finished, days: workingDays, overdue })}</p>}
      {items.length > 0 && (
        <ul className="rows">
          {items.map((duty) => (
            <li key={duty.id}>
              <span className="row-text">
                <Link to={`${PAGE_OF[duty.matter]}/${duty.matterId}`}>
                  <Mixed text={duty.caseNumber ?? t('obligations.noNumber')} />
                </Link>{' '}
                {language === 'zh' ? duty.nameZh : duty.nameEn}
                <span className="quiet">
                  {t('requests.clock.due', { at: shortTime(duty.dueAt, now, true) })} ·{' '}
                  {duty.expectedAt === null
                    ? t('obligations.expectedNever')
                    : t('obligations.expected', { at: shortTime(duty.expectedAt, now) })}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
