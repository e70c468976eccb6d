import { NEWS_STATES } from '@xiezhi/contracts';
import { Link } from 'react-router';
import type { News } from '../../api/types.ts';
import { useWords } from '../../i18n/index.ts';
import { shortTime } from '../../format/time.ts';
import { useClockName } from '../../parts/clock-name.ts';
import { Empty } from '../../parts/empty.tsx';
import { useNow } from '../../parts/now.ts';

/** News of one duty: which, and until when, stands with it. */
const DUTY_STATES: readonly string[] = ['duty_warned', 'duty_breached', 'duty_reminded', 'overdue'];

/** Where pages are that do not show defence requests, by how their link begins. */
const PAGES: Readonly<Record<string, (id: string) => string>> = {
  '/api/assignment/duty-helps/': (id) => `/duty-help/${id}`,
  '/api/assignment/aid-cases/': (id) => `/aid-cases/${id}`,
  '/api/assignment/early-notices/': () => '/early-notices',
  '/api/assignment/sensitive-reports': () => '/sensitive',
};

/** The page of the matter that the link is to. */
function pageOf(link: string | undefined, id: string): string {
  const [, page] = Object.entries(PAGES).find(([beginning]) => link?.startsWith(beginning) === true) ?? [];
  return page === undefined ? `/requests/${id}` : page(id);
}

/** Messages, newest first; each leads to its matter. */
export function NewsList({ items, none }: { readonly items: readonly News[]; readonly none: string }) {
  const { t } = useWords();
  const now = useNow();
  const clockName = useClockName();
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
                <Link to={pageOf(data.link, data.requestId)}>{t(`news.state.${state}`)}</Link>
              )}
              {DUTY_STATES.includes(state) && data.clock !== undefined && (
                <span className="quiet">
                  {data.clock.id} {clockName(data.clock.id)} · {t('requests.clock.due', { at: shortTime(data.clock.dueAt, now, true) })}
                </span>
              )}
              {data.letterNumber !== undefined && <span className="quiet">{t('news.letter', { number: data.letterNumber })}</span>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
