import { Link } from 'react-router';
import type { News } from '../../api/types.ts';
import { useWords } from '../../i18n/index.ts';
import { shortTime } from '../../format/time.ts';
import { Empty } from '../../parts/empty.tsx';
import { useNow } from '../../parts/now.ts';

/** What a message can say that has words here; a newer one is told of as something else. */
const STATES = [
  'received',
  'lawyer_assigned',
  'confirmed',
  'overdue',
  'clock_recounted',
  'closed',
  'person_erased',
  'returned',
  'corrected',
  'engaged',
  'met',
  'lawyer_refused',
  'refusal_decided',
  'reassignment_requested',
  'change_requested',
  'change_declined',
  'hearing_moved',
  'hearing_conflict',
  'custody_moved',
  'stage_concluded',
  'file_submitted',
  'file_returned',
  'terminated',
  'linked',
  'duty_warned',
  'duty_breached',
] as const;

/** Messages, newest first; each leads to its matter. */
export function NewsList({ items, none }: { readonly items: readonly News[]; readonly none: string }) {
  const { t } = useWords();
  const now = useNow();
  if (items.length === 0) return <Empty title={none} />;
  return (
    <ul className="rows">
      {items.map(({ id, time, data }) => {
        const state = STATES.find((known) => known === data.state) ?? 'other';
        return (
          <li key={id}>
            <time className="row-time" dateTime={data.at ?? time}>
              {shortTime(data.at ?? time, now)}
            </time>
            <span className="row-text">
              {data.requestId === undefined ? (
                t(`news.state.${state}`)
              ) : (
                <Link to={`/requests/${data.requestId}`}>{t(`news.state.${state}`)}</Link>
              )}
              {data.letterNumber !== undefined && <span className="quiet">{t('news.letter', { number: data.letterNumber })}</span>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
