import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { Register } from '../../api/registers.ts';
import { useWords } from '../../i18n/index.ts';
import { Empty } from '../../parts/empty.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { More, TotalRows } from '../../parts/pages-of-list.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { FilterBar, type FilterField } from '../directory/filter-bar.tsx';
import { RegisterTable, type Column } from '../directory/register-page.tsx';
import { useFilter } from '../directory/use-filter.ts';
import './accounts.css';

/** What reads a list page by page. */
export interface Pages<Page> {
  readonly data: { readonly pages: readonly Page[] } | undefined;
  readonly error: Error | null;
  readonly isPending: boolean;
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly refetch: () => unknown;
  readonly fetchNextPage: () => unknown;
}

interface ListPageProps<Row, One extends Register<Row>> {
  readonly title: string;
  readonly fields: readonly FilterField[];
  readonly pages: Pages<One>;
  readonly columns: readonly Column<Row>[];
  readonly keyOf: (row: Row) => string;
  readonly empty: string;
  readonly intro?: (page: One) => ReactNode;
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
}

/** A list of those who manage people: filters in the address, pages, and what may be done with a row. */
export function ListPage<Row, One extends Register<Row>>(props: ListPageProps<Row, One>) {
  const { title, fields, pages, columns, keyOf, empty, intro, actions, children } = props;
  const { t } = useWords();
  const { filter, narrow, clear } = useFilter(fields.map(({ name }) => name));
  const { data, error, refetch, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = pages;
  const first = data?.pages[0];
  const rows = data?.pages.flatMap(({ items }) => items) ?? [];
  const narrowed = Object.keys(filter).length > 0;
  return (
    <Page title={title} {...(actions !== undefined && { actions })}>
      {first !== undefined && intro?.(first)}
      <FilterBar fields={fields} filter={filter} onNarrow={narrow} />
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {isPending && error === null && <Loading rows={10} />}
      {first !== undefined && error === null && rows.length === 0 && (
        <Empty title={narrowed ? t('registers.emptyFiltered') : empty}>
          {narrowed && <Button onClick={clear}>{t('registers.clearAll')}</Button>}
        </Empty>
      )}
      {error === null && rows.length > 0 && <RegisterTable rows={rows} columns={columns} keyOf={keyOf} caption={title} />}
      {first !== undefined && error === null && rows.length > 0 && (
        <div className="list-foot">
          <TotalRows {...first.total} />
          <More there={hasNextPage} loading={isFetchingNextPage} onMore={fetchNextPage} />
        </div>
      )}
      {children}
    </Page>
  );
}
