import { Link } from 'react-router';
import { useRequests } from '../../api/requests.ts';
import type { DefenceRequest } from '../../api/types.ts';
import { useWords } from '../../i18n/index.ts';
import { ClockChip } from '../../parts/clock-chip.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Mixed } from '../../parts/mixed.tsx';
import { Card } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useRequestWords } from '../../parts/request-words.ts';
import { shortTime } from '../../format/time.ts';
import { useNow } from '../../parts/now.ts';

const SHOWN = 8;

/** What waits for me, with its clocks, and what I wait for, from whom. */
export function Waiting() {
  return (
    <div className="columns">
      <Turn turn="mine" />
      <Turn turn="theirs" />
    </div>
  );
}

function Turn({ turn }: { readonly turn: 'mine' | 'theirs' }) {
  const { t } = useWords();
  const { data, error, refetch, isPending } = useRequests({ status: 'open', turn });
  const page = data?.pages[0];
  const total = page === undefined ? '' : ` ${page.total.exact ? page.total.count : `${page.total.count}+`}`;
  return (
    <Card title={`${t(`home.${turn}`)}${total}`} extra={<Link to={`/requests?turn=${turn}`}>{t('home.all')}</Link>}>
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {isPending ? <Loading rows={3} /> : page !== undefined && <Rows items={page.items} none={t(`home.${turn}None`)} />}
    </Card>
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
              {t('home.since', { who: words.duty(item), at: shortTime(item.stepAt ?? item.receivedAt ?? '', now) })}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
