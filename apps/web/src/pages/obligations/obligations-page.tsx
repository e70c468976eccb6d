import { OBLIGATION_TABS, useObligationCounts, useObligations } from '../../api/obligations.ts';
import { useMay } from '../../api/session.ts';
import { useAddress } from '../../app/use-address.ts';
import { useWords } from '../../i18n/index.ts';
import { CountedTabs } from '../../parts/counted-tabs.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Page } from '../../parts/page.tsx';
import { Paged } from '../../parts/paged.tsx';
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
  const { state, ...counted } = ask;
  const { data: counts } = useObligationCounts(counted);
  const show = (asked: Partial<LedgerAsk>): void => change((now) => ledgerAddressOf({ ...ledgerAskOf(now), ...asked }), { replace: true });
  return (
    <Page title={t('obligations.title')} aside={<p className="lead">{t('obligations.lead')}</p>}>
      {mayForecast && side === 'mine' && <ForecastCard />}
      <CountedTabs
        label={t('obligations.tabs')}
        tabs={OBLIGATION_TABS}
        chosen={state}
        counts={counts}
        nameOf={(tab) => t(`obligations.tab.${tab}`)}
        onTab={(tab) => show({ state: tab })}
      />
      <LedgerFilters ask={ask} onAsk={show} />
      <Paged list={useObligations(ask)} empty={<Empty title={t('obligations.empty')} />}>
        {(items) => <ObligationTable items={items} />}
      </Paged>
    </Page>
  );
}
