import { Link } from 'react-router';
import { useSession } from '../../api/session.ts';
import { useRequests } from '../../api/requests.ts';
import type { DefenceRequest } from '../../api/types.ts';
import { useWords } from '../../i18n/index.ts';
import { ClockChip } from '../../parts/clock-chip.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Mixed } from '../../parts/mixed.tsx';
import { Card } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { dutyHolder, useRequestWords } from '../../parts/request-words.ts';
import { shortTime } from '../../format/time.ts';
import { useNow } from '../../parts/now.ts';

const SHOWN = 8;

/** What waits for me, with its clocks, and what I wait for, from whom. */
export function Waiting() {
  const { t } = useWords();
  const { agency } = useSession();
  const { data, error, refetch, isPending } = useRequests({ status: 'open' });
  const items = data?.pages[0]?.items ?? [];
  const mine = items.filter((item) => dutyHolder(item) === agency);
  const theirs = items.filter((item) => dutyHolder(item) !== agency);
  if (error !== null) return <ProblemAlert error={error} onAgain={() => void refetch()} />;
  return (
    <div className="columns">
      <Card title={t('home.mine')} extra={<Link to="/requests">{t('home.all')}</Link>}>
        {isPending ? <Loading rows={3} /> : <Rows items={mine} none={t('home.mineNone')} />}
      </Card>
      <Card title={t('home.theirs')}>{isPending ? <Loading rows={3} /> : <Rows items={theirs} none={t('home.theirsNone')} />}</Card>
    </div>
  );
}

function Rows({ items, none }: { readonly items: readonly DefenceRequest[]; readonly none: string }) {
  const { t } = useWords();
  const words = useRequestWords();
  const now = useNow();
  if (items.length === 0) return <Empty title={none} />;
  return (
    <ul className="rows">
      {items.slice(0, SHOWN).map((item) => (
        <li key={item.id}>
          <ClockChip request={item} />
          <span className="row-text">
            <Link to={`/requests/${item.id}`}>{item.facts?.caseNumber ?? item.id}</Link>{' '}
            {item.personName !== null && <Mixed text={item.personName} />}
            <span className="quiet">
              {t('home.since', { who: words.duty(item), at: shortTime(item.timeline.at(-1)?.at ?? item.receivedAt ?? '', now) })}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
