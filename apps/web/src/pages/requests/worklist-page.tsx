import { Button, Modal } from 'antd';
import { useCallback, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useChanges } from '../../app/live.ts';
import { useCounts, useRequests } from '../../api/requests.ts';
import { useMay, useSession } from '../../api/session.ts';
import { useWords } from '../../i18n/index.ts';
import { Empty } from '../../parts/empty.tsx';
import { LinkButton } from '../../parts/link-button.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { RequestTable } from './request-table.tsx';
import { useListKeys } from './use-list-keys.ts';
import { addressOf, FilterBar, tabOf, Tabs, type Tab } from './worklist-filters.tsx';

/** 待办: an agency's requests by due time. The view is in the address, so that a link is a view. */
export function WorklistPage() {
  const { t } = useWords();
  const may = useMay();
  const { agencyKind } = useSession();
  const [search, setSearch] = useSearchParams();
  const tab = tabOf(search);
  const narrowed = { q: search.get('q') ?? '', county: search.get('county') ?? '' };
  const { data: counts } = useCounts(narrowed);
  const go = (to: Tab, filter: { readonly q?: string; readonly county?: string } = {}): void => {
    const given = Object.entries({ ...narrowed, ...filter }).filter(([, value]) => value !== '');
    setSearch({ ...addressOf(to), ...Object.fromEntries(given) });
  };
  const [help, setHelp] = useState(false);
  useListKeys(useCallback(() => setHelp(true), []));
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
      <Tabs tab={tab} counts={counts} onTab={(to) => go(to)} />
      <FilterBar {...narrowed} byCounty={agencyKind === 'institution'} onFilter={(filter) => go(tab, filter)} />
      <List tab={tab} narrowed={narrowed} onAll={() => setSearch({})} />
      <Modal open={help} onCancel={() => setHelp(false)} footer={null} title={t('requests.list.keysTitle')}>
        <p>{t('requests.list.keys')}</p>
      </Modal>
    </Page>
  );
}

interface ListProps {
  readonly tab: Tab;
  readonly narrowed: { readonly q: string; readonly county: string };
  readonly onAll: () => void;
}

function List({ tab, narrowed, onAll }: ListProps) {
  const { t } = useWords();
  const { data, error, refetch, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useRequests({
    status: tab === 'done' ? 'done' : 'open',
    ...(tab !== 'open' && tab !== 'done' && { state: tab }),
    ...narrowed,
  });
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const total = data?.pages[0]?.total;
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
      {items.length === 0 ? (
        <Nothing tab={tab} filtered={narrowed.q !== '' || narrowed.county !== ''} onAll={onAll} />
      ) : (
        <RequestTable items={items} />
      )}
      {total !== undefined && items.length > 0 && (
        <div className="list-foot">
          <span>{t(total.exact ? 'common.total' : 'common.totalOver', { count: total.count })}</span>
          {hasNextPage && (
            <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t('common.loadMore')}
            </Button>
          )}
        </div>
      )}
    </>
  );
}

interface NothingProps {
  readonly tab: Tab;
  readonly filtered: boolean;
  readonly onAll: () => void;
}

/** Why a list is empty, and what would fill it. */
function Nothing({ tab, filtered, onAll }: NothingProps) {
  const { t } = useWords();
  const may = useMay();
  if (filtered || (tab !== 'open' && tab !== 'done')) {
    return (
      <Empty title={t('requests.list.emptyFiltered')}>
        <Button onClick={onAll}>{t('requests.list.clearAll')}</Button>
      </Empty>
    );
  }
  if (tab === 'done') return <Empty title={t('requests.list.emptyDone')} />;
  const sends = may('assignment.defence-request.send');
  return (
    <Empty title={t('requests.list.emptyOpen')}>
      <p>{t(sends ? 'requests.list.emptyOpenCourt' : 'requests.list.emptyOpenInstitution')}</p>
      {sends && <Link to="/requests/new">{t('requests.action.new')}</Link>}
    </Empty>
  );
}
