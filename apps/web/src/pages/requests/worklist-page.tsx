import { Button } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { Link } from 'react-router';
import { useChanges } from '../../app/live.ts';
import { useAddress } from '../../app/use-address.ts';
import { useCounts, useRequests } from '../../api/requests.ts';
import { useMay, useSession } from '../../api/session.ts';
import { fileAddress, MAX_FILE_ROWS } from '../../api/worklist.ts';
import type { RequestFilter, Total } from '../../api/types.ts';
import { shortTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Empty } from '../../parts/empty.tsx';
import { LinkButton } from '../../parts/link-button.tsx';
import { Loading } from '../../parts/loading.tsx';
import { NativeSelect } from '../../parts/native-select.tsx';
import { Page } from '../../parts/page.tsx';
import { More, TotalRows } from '../../parts/pages-of-list.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { KeysHelp } from './keys-help.tsx';
import { RequestTable } from './request-table.tsx';
import { useListKeys } from './use-list-keys.ts';
import { ViewsBar } from './views-bar.tsx';
import { addressOf, askOf, filterOf, isNarrowed, SORTS, type WorklistAsk } from './worklist-address.ts';
import { FilterBar, Tabs } from './worklist-filters.tsx';
import './worklist.css';

/** 待办: an agency's requests. The view is in the address, so that a link is a view. */
export function WorklistPage() {
  const { t } = useWords();
  const may = useMay();
  const { agencyKind } = useSession();
  const [search, change] = useAddress();
  const ask = askOf(search);
  const { data: counts } = useCounts(ask.narrowed);
  const go: Go = (to) => change((now) => addressOf({ ...askOf(now), ...to(askOf(now)) }));
  const [help, setHelp] = useState(false);
  const [shown, setShown] = useState(false);
  useListKeys(
    useCallback(() => setHelp(true), []),
    shown,
  );
  return (
    <Page
      title={t('requests.title')}
      {...(may('assignment.defence-request.send') && {
        actions: (
          <LinkButton to="/requests/new" type="primary">
            {t('requests.action.new')}
          </LinkButton>
        ),
      })}
    >
      <ViewsBar ask={ask} />
      <Tabs tab={ask.tab} counts={counts} institution={agencyKind === 'institution'} onTab={(tab) => go(() => ({ tab }))} />
      <FilterBar
        narrowed={ask.narrowed}
        institution={agencyKind === 'institution'}
        onFilter={(changes) => go(({ narrowed }) => ({ narrowed: { ...narrowed, ...changes } }))}
      />
      <List
        key={JSON.stringify([ask.tab, ask.narrowed])}
        ask={ask}
        onAsk={go}
        onAll={() => change(() => ({}))}
        onShown={setShown}
        onHelp={() => setHelp(true)}
      />
      <KeysHelp open={help} onClose={() => setHelp(false)} />
    </Page>
  );
}

/** Goes to another view, given what the view is that was asked for last. */
type Go = (to: (now: WorklistAsk) => Partial<WorklistAsk>) => void;

interface ListProps {
  readonly ask: WorklistAsk;
  readonly onAsk: Go;
  readonly onAll: () => void;
  readonly onShown: (shown: boolean) => void;
  readonly onHelp: () => void;
}

function List({ ask, onAsk, onAll, onShown, onHelp }: ListProps) {
  const { t } = useWords();
  const filter = filterOf(ask);
  const { data, error, refetch, isPending, hasNextPage, fetchNextPage, isFetchingNextPage, isPlaceholderData, dataUpdatedAt } =
    useRequests(filter);
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const total = data?.pages[0]?.total;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  // What is on the screen is brought up to date where it stands; what is new waits, so that no row moves away under the reader.
  useChanges(({ id }) => {
    if (items.some((item) => item.id === id)) void refetch();
    else setFresh((before) => new Set([...before, id]));
  });
  const showFresh = (): void => {
    setFresh(new Set());
    void refetch();
  };
  const shown = items.length > 0;
  useEffect(() => onShown(shown), [onShown, shown]);
  if (error !== null && data === undefined) return <ProblemAlert error={error} onAgain={() => void refetch()} />;
  if (isPending) return <Loading rows={10} />;
  return (
    <>
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      <div aria-live="polite">
        {fresh.size > 0 && (
          <Button className="fresh" block onClick={showFresh}>
            {t('requests.list.newItems', { count: fresh.size })}
          </Button>
        )}
      </div>
      <BulkBar chosen={items.filter(({ id }) => chosen.has(id))} filter={filter} onChosen={(ids) => setChosen(new Set(ids))} />
      {items.length > 0 && <SortSelect ask={ask} onAsk={onAsk} />}
      {items.length === 0 ? (
        <Nothing ask={ask} onAll={onAll} />
      ) : (
        <RequestTable
          busy={isPlaceholderData}
          items={items}
          sort={ask.sort}
          order={ask.order}
          onSort={(sort) => onAsk((now) => ({ sort, order: sort === now.sort && now.order === 'asc' ? 'desc' : 'asc' }))}
          chosen={chosen}
          onChosen={(ids) => setChosen(new Set(ids))}
        />
      )}
      {total !== undefined && items.length > 0 && (
        <div className="list-foot">
          <TotalRows {...total} />
          <Button type="text" size="small" onClick={showFresh}>
            ⟳ {t('worklist.updated', { at: shortTime(new Date(dataUpdatedAt).toISOString(), dataUpdatedAt) })}
          </Button>
          <FileLinks filter={filter} total={total} />
          <Button type="text" aria-label={t('requests.list.keysTitle')} className="keys-button" onClick={onHelp}>
            ?
          </Button>
          <More there={hasNextPage} loading={isFetchingNextPage} onMore={fetchNextPage} />
        </div>
      )}
    </>
  );
}

/** The whole filtered list as a file. */
function FileLinks({ filter, total }: { readonly filter: RequestFilter; readonly total: Total }) {
  const { t } = useWords();
  if (!total.exact || total.count > MAX_FILE_ROWS) return <span>{t('worklist.fileTooLarge', { most: MAX_FILE_ROWS })}</span>;
  return (
    <span className="file-links">
      <a href={fileAddress(filter, 'xlsx')} download>
        {t('worklist.exportExcel')}
      </a>
      <a href={fileAddress(filter, 'csv')} download>
        {t('worklist.exportCsv')}
      </a>
    </span>
  );
}

/** The order, where the columns' headings are not shown. */
function SortSelect({ ask, onAsk }: Pick<ListProps, 'ask' | 'onAsk'>) {
  const { t } = useWords();
  const options = SORTS.flatMap((sort) =>
    (['asc', 'desc'] as const).map((order) => ({ value: `${sort} ${order}`, label: t(`worklist.order.${sort}_${order}`) })),
  );
  return (
    <div className="narrow-only">
      <NativeSelect
        chosen
        aria-label={t('worklist.orderBy')}
        options={options}
        value={`${ask.sort} ${ask.order}`}
        onChange={(value) => {
          const [sort, order] = value.split(' ');
          onAsk(() => ({ sort: SORTS.find((one) => one === sort) ?? 'due', order: order === 'desc' ? 'desc' : 'asc' }));
        }}
      />
    </div>
  );
}

/** Why a list is empty, and what would fill it. */
function Nothing({ ask, onAll }: Pick<ListProps, 'ask' | 'onAll'>) {
  const { t } = useWords();
  const may = useMay();
  if (isNarrowed(ask) || !['open', 'done', 'ended'].includes(ask.tab)) {
    return (
      <Empty title={t('requests.list.emptyFiltered')}>
        <Button onClick={onAll}>{t('requests.list.clearAll')}</Button>
      </Empty>
    );
  }
  if (ask.tab === 'done' || ask.tab === 'ended') return <Empty title={t('requests.list.emptyDone')} />;
  const sends = may('assignment.defence-request.send');
  return (
    <Empty title={t('requests.list.emptyOpen')}>
      <p>{t(sends ? 'requests.list.emptyOpenCourt' : 'requests.list.emptyOpenInstitution')}</p>
      {sends && <Link to="/requests/new">{t('requests.action.new')}</Link>}
    </Empty>
  );
}
