import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Total } from '../api/types.ts';
import { Loading } from './loading.tsx';
import { More, TotalRows } from './pages-of-list.tsx';
import { ProblemAlert } from './problem-alert.tsx';

interface PageOfRows<Row> {
  readonly items: readonly Row[];
  readonly total: Total;
}

interface PagedProps<Row> {
  readonly list: Pick<
    UseInfiniteQueryResult<InfiniteData<PageOfRows<Row>>>,
    'data' | 'error' | 'refetch' | 'hasNextPage' | 'fetchNextPage' | 'isFetchingNextPage'
  >;
  /** Why there is nothing, and what would fill it. */
  readonly empty: ReactNode;
  readonly children: (rows: readonly Row[]) => ReactNode;
}

/** A list that is read page by page: its rows, or why there are none, and below them how many there are and the next ones. */
export function Paged<Row>({ list, empty, children }: PagedProps<Row>) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = list;
  const rows = data?.pages.flatMap(({ items }) => items) ?? [];
  const total = data?.pages[0]?.total;
  return (
    <>
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {data === undefined && error === null && <Loading rows={6} />}
      {data !== undefined && rows.length === 0 && empty}
      {rows.length > 0 && children(rows)}
      {total !== undefined && rows.length > 0 && (
        <div className="list-foot">
          <TotalRows {...total} />
          <More there={hasNextPage} loading={isFetchingNextPage} onMore={fetchNextPage} />
        </div>
      )}
    </>
  );
}
