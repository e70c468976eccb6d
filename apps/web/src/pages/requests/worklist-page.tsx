import { Button, Modal } from 'antd';
import { useCallback, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useChanges } from '../../app/live.ts';
import { useRequests } from '../../api/requests.ts';
import { useMay } from '../../api/session.ts';
import { useWords } from '../../i18n/index.ts';
import { Empty } from '../../parts/empty.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { RequestTable } from './request-table.tsx';
import { useListKeys } from './use-list-keys.ts';

const TABS = ['open', 'done'] as const;
type Tab = (typeof TABS)[number];
const tabOf = (value: string | null): Tab => TABS.find((tab) => tab === value) ?? 'open';

/** 待办: an agency's requests by due time. The view is in the address, so that a link is a view. */
export function WorklistPage() {
  const { t } = useWords();
  const may = useMay();
  const [search, setSearch] = useSearchParams();
  const status = tabOf(search.get('status'));
  const [help, setHelp] = useState(false);
  useListKeys(useCallback(() => setHelp(true), []));
  return (
    <Page
      title={t('requests.title')}
      {...(may('assignment.defence-request.send') && {
        actions: (
          <Link to="/requests/new">
            <Button type="primary">{t('requests.action.new')}</Button>
          </Link>
        ),
      })}
    >
      <div className="tabs" role="group" aria-label={t('requests.list.tabs')}>
        {TABS.map((tab) => (
          <button key={tab} type="button" aria-pressed={tab === status} onClick={() => setSearch(tab === 'open' ? {} : { status: tab })}>
            {t(`requests.list.${tab}`)}
          </button>
        ))}
      </div>
      <List status={status} />
      <Modal open={help} onCancel={() => setHelp(false)} footer={null} title={t('requests.list.keysTitle')}>
        <p>{t('requests.list.keys')}</p>
      </Modal>
    </Page>
  );
}

function List({ status }: { readonly status: Tab }) {
  const { t } = useWords();
  const { data, error, refetch, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useRequests({ status });
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
      {items.length === 0 ? <Nothing status={status} /> : <RequestTable items={items} />}
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

function Nothing({ status }: { readonly status: Tab }) {
  const { t } = useWords();
  const may = useMay();
  if (status === 'done') return <Empty title={t('requests.list.emptyDone')} />;
  const sends = may('assignment.defence-request.send');
  return (
    <Empty title={t('requests.list.emptyOpen')}>
      <p>{t(sends ? 'requests.list.emptyOpenCourt' : 'requests.list.emptyOpenInstitution')}</p>
      {sends && <Link to="/requests/new">{t('requests.action.new')}</Link>}
    </Empty>
  );
}
