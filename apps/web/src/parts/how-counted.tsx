import { useAgencyName } from '../api/directory.ts';
import { useCountedClock } from '../api/requests.ts';
import type { CountedClock, DefenceRequest } from '../api/types.ts';
import { longDay, longTime } from '../format/time.ts';
import { useWords } from '../i18n/index.ts';
import { Facts } from './facts.tsx';
import { Loading } from './loading.tsx';
import { ProblemAlert } from './problem-alert.tsx';

/** How a due time came about: what began it, each day, where it ended, who owes what, and the article. */
export function HowCounted({ request }: { readonly request: DefenceRequest }) {
  const { t, language } = useWords();
  const nameOf = useAgencyName();
  const { data, error, refetch } = useCountedClock(request.id);
  const { clock, receivedAt, institution } = request;
  if (clock === null || receivedAt === null) return null;
  return (
    <>
      <Facts
        items={[
          [t('requests.clock.holder'), `${nameOf(institution)} · ${t('requests.clock.names.C02')}`],
          [t('requests.clock.trigger'), longTime(receivedAt, language)],
          [t('requests.clock.dueAt'), longTime(clock.dueAt, language, true)],
          clock.stoppedAt === null ? null : [t('requests.clock.stopped'), longTime(clock.stoppedAt, language)],
          clock.basis === null ? null : [t('requests.clock.basis'), `${clock.id} · ${clock.basis}`],
        ]}
      />
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {data === undefined ? error === null && <Loading rows={3} /> : <Days days={data.days} />}
    </>
  );
}

function Days({ days }: Pick<CountedClock, 'days'>) {
  const { t, language } = useWords();
  return (
    <table className="list">
      <thead>
        <tr>
          <th scope="col">{t('requests.clock.day')}</th>
          <th scope="col">{t('requests.clock.counted')}</th>
        </tr>
      </thead>
      <tbody>
        {days.map(({ day, kind, number, reason }) => (
          <tr key={`${day} ${kind}`}>
            <th scope="row" data-label={t('requests.clock.day')}>
              {longDay(day, language)}
            </th>
            <td data-label={t('requests.clock.counted')}>
              {t(`requests.clock.kinds.${kind}`, { number })}
              {reason !== undefined && <span className="quiet">{reason === 'weekend' ? t('requests.clock.weekend') : reason}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
