import { DIVISIONS } from '@xiezhi/contracts';
import { Link, useSearchParams } from 'react-router';
import { useJointRequests, type JointAsk } from '../../api/dashboard.ts';
import { useAgencyName } from '../../api/directory.ts';
import type { JointRequest, JointState } from '../../api/types.ts';
import { clockState } from '../../format/clock-state.ts';
import { nameIn } from '../../format/code-names.ts';
import { longDay, longTime, shortTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { clockWords, SHAPE } from '../../parts/clock-chip.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Loading } from '../../parts/loading.tsx';
import { useNow } from '../../parts/now.ts';
import { Page } from '../../parts/page.tsx';
import { More, TotalRows } from '../../parts/pages-of-list.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { boardFilterOf } from './board-filter.tsx';

const STATES = ['open', 'overdue', 'ended', 'on_time', 'late', 'closed', 'received'] as const satisfies readonly JointState[];

const askOf = (search: URLSearchParams): JointAsk => ({
  state: STATES.find((state) => state === search.get('state')) ?? 'open',
  ...boardFilterOf(search),
  ...(search.get('exact') === 'true' && { exact: 'true' as const }),
  ...Object.fromEntries((['from', 'to'] as const).flatMap((name) => (search.get(name) ? [[name, search.get(name)]] : []))),
});

/** 逐件清单: the requests that a joint figure counts. */
export function JointRequestsPage() {
  const { t, language } = useWords();
  const [search] = useSearchParams();
  const ask = askOf(search);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useJointRequests(ask);
  const agencyName = useAgencyName();
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const first = data?.pages[0];
  const narrowed = [
    ...(ask.division === undefined ? [] : [nameIn(DIVISIONS, ask.division, language)]),
    ...(ask.organ === undefined ? [] : [agencyName(ask.organ)]),
    ...(ask.from === undefined ? [] : [t('board.from', { day: longDay(ask.from, language) })]),
    ...(ask.to === undefined ? [] : [t('board.to', { day: longDay(ask.to, language) })]),
  ];
  return (
    <Page
      title={t(`board.list.${ask.state}`)}
      aside={
        <>
          {narrowed.length > 0 && <p className="lead">{narrowed.join(' · ')}</p>}
          {first !== undefined && <p className="lead">{t('common.asAt', { at: longTime(first.asAt, language) })}</p>}
          <Link to="/dashboard">{t('board.back')}</Link>
        </>
      }
    >
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {first === undefined && error === null && <Loading rows={10} />}
      {first !== undefined && items.length === 0 && <Empty title={t('board.listEmpty')} />}
      {items.length > 0 && <JointTable items={items} />}
      {first !== undefined && items.length > 0 && (
        <div className="list-foot">
          <TotalRows {...first.total} />
          <More there={hasNextPage} loading={isFetchingNextPage} onMore={fetchNextPage} />
        </div>
      )}
      <p className="quiet">{t('board.listMeaning')}</p>
    </Page>
  );
}

function JointTable({ items }: { readonly items: readonly JointRequest[] }) {
  const { t, language } = useWords();
  const agencyName = useAgencyName();
  const now = useNow();
  return (
    <table className="list">
      <thead>
        <tr>
          <th scope="col">{t('requests.list.due')}</th>
          <th scope="col">{t('board.id')}</th>
          <th scope="col">{t('requests.detail.institution')}</th>
          <th scope="col">{t('requests.detail.organ')}</th>
          <th scope="col">{t('requests.detail.receivedAt')}</th>
          <th scope="col">{t('board.endedAt')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.requestId}>
            <td data-label={t('requests.list.due')}>
              <Chip item={item} />
              <span className="quiet">{t('requests.clock.due', { at: shortTime(item.dueAt, now, true) })}</span>
            </td>
            <th scope="row" data-label={t('board.id')}>
              {item.requestId.slice(-8)}
            </th>
            <td data-label={t('requests.detail.institution')}>
              {agencyName(item.institution)}
              <span className="quiet">{nameIn(DIVISIONS, item.division, language)}</span>
            </td>
            <td data-label={t('requests.detail.organ')}>{agencyName(item.organ)}</td>
            <td data-label={t('requests.detail.receivedAt')}>{shortTime(item.receivedAt, now)}</td>
            <td data-label={t('board.endedAt')}>{item.endedAt === null ? '–' : shortTime(item.endedAt, now)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Chip({ item: { receivedAt, dueAt, endedAt, outcome } }: { readonly item: JointRequest }) {
  const { t, language } = useWords();
  const now = useNow();
  const told = outcome === 'on_time' || outcome === 'late';
  const state = clockState(
    {
      startedAt: receivedAt,
      dueAt,
      provisional: false,
      stoppedAt: told ? endedAt : null,
      onTime: told ? outcome === 'on_time' : null,
      ended: outcome === 'closed',
    },
    now,
  );
  return (
    <span className={`chip chip-${state.kind}`}>
      <span aria-hidden>{SHAPE[state.kind]}</span> {clockWords(state, t, language)}
    </span>
  );
}
