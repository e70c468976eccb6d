import { OBLIGATION_TABS, useObligationCounts, useObligations, type ObligationTab } from '../../api/obligations.ts';
import { useMay } from '../../api/session.ts';
import { useAddress } from '../../app/use-address.ts';
import { useWords } from '../../i18n/index.ts';
import { Empty } from '../../parts/empty.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { More, TotalRows } from '../../parts/pages-of-list.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { ForecastCard } from './forecast-card.tsx';
import { ledgerAddressOf, ledgerAskOf, type LedgerAsk } from './ledger-address.ts';
import { LedgerFilters } from './ledger-filters.tsx';
import { ObligationTable } from './obligation-table.tsx';

/** 责任台账: what I owe and what is owed to me, by due time; the address keeps the whole view. */
export function ObligationsPage() {
  const { t } = useWords();
  const [search, change] = useAddress();
  const ask = ledgerAskOf(search);
  const { side } = ask;
  const mayForecast = useMay()('assignment.obligation.forecast');
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useObligations(ask);
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const first = data?.pages[0];
  const show = (asked: Partial<LedgerAsk>): void => change((now) => ledgerAddressOf({ ...ledgerAskOf(now), ...asked }), { replace: true });
  return (
    <Page title={t('obligations.title')} aside={<p className="lead">{t('obligations.lead')}</p>}>
      {mayForecast && side === 'mine' && <ForecastCard />}
      <Tabs ask={ask} onShow={(tab) => show({ state: tab })} />
      <LedgerFilters ask={ask} onAsk={show} />
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {first === undefined && error === null && <Loading rows={10} />}
      {first !== undefined && items.length === 0 && <Empty title={t('obligations.empty')} />}
      {items.length > 0 && <ObligationTable items={items} />}
      {first !== undefined && items.length > 0 && (
        <div className="list-foot">
          <TotalRows {...first.total} />
          <More there={hasNextPage} loading={isFetchingNextPage} onMore={fetchNextPage} />
        </div>
      )}
    </Page>
  );
}

interface TabsProps {
  readonly ask: LedgerAsk;
  readonly onShow: (tab: ObligationTab) => void;
}

function Tabs({ ask: { state, ...ask }, onShow }: TabsProps) {
  const { t } = useWords();
  const { data: counts } = useObligationCounts(ask);
  return (
    <div className="tabs" role="group" aria-label={t('obligations.tabs')}>
      {OBLIGATION_TABS.map((tab) => {
        const counted = counts?.[tab];
        return (
          <button key={tab} type="button" aria-pressed={tab === state} onClick={() => onShow(tab)}>
            {t(`obligations.tab.${tab}`)}
            {counted !== undefined && <span className="tab-count"> {counted.exact ? counted.count : `${counted.count}+`}</span>}
          </button>
        );
      })}
    </div>
  );
}
