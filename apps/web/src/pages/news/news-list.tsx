import { NEWS_STATES } from '@xiezhi/contracts';
import { Link } from 'react-router';
import type { News } from '../../api/types.ts';
import { useWords } from '../../i18n/index.ts';
import { shortTime } from '../../format/time.ts';
import { Empty } from '../../parts/empty.tsx';
import { useNow } from '../../parts/now.ts';

/** Messages, newest first; each leads to its matter. */
export function NewsList({ items, none }: { readonly items: readonly News[]; readonly none: string }) {
  const { t } = useWords();
  const now = useNow();
  if (items.length === 0) return <Empty title={none} />;
  return (
    <ul className="rows">
      {items.map(({ id, time, data }) => {
        // One that a newer platform sends has no words here.
        const state = NEWS_STATES.find((known) => known === data.state) ?? 'other';
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
