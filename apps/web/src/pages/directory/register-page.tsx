import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useRegister, type RegisterName } from '../../api/registers.ts';
import { useMay } from '../../api/session.ts';
import { useWords } from '../../i18n/index.ts';
import { Empty } from '../../parts/empty.tsx';
import { LinkButton } from '../../parts/link-button.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { More, TotalRows } from '../../parts/pages-of-list.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { ExportLinks } from './export-links.tsx';
import { FilterBar, type FilterField } from './filter-bar.tsx';
import { useFilter } from './use-filter.ts';
import './registers.css';

/** A column of a register; the first one names the row. */
export interface Column<Row> {
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  readonly number?: true;
}

interface RegisterPageProps<Row> {
  readonly list: RegisterName;
  readonly title: string;
  readonly fields: readonly FilterField[];
  readonly columns: readonly Column<Row>[];
  readonly keyOf: (row: Row) => string;
  /** Why there is nothing yet. */
  readonly empty: string;
  /** The way to a new row, for those who may. */
  readonly create?: { readonly permission: string; readonly to: string; readonly label: string };
  readonly children?: ReactNode;
}

/** A register (名录): search, filters in the address, pages, and the list as a file. */
export function RegisterPage<Row>({ list, title, fields, columns, keyOf, empty, create, children }: RegisterPageProps<Row>) {
  const { t } = useWords();
  const may = useMay();
  const { filter, narrow, clear } = useFilter(fields.map(({ name }) => name));
  const { data, error, refetch, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useRegister<Row>(list, filter);
  const rows = data?.pages.flatMap(({ items }) => items) ?? [];
  const total = data?.pages[0]?.total;
  return (
    <Page
      title={title}
      {...(create !== undefined &&
        may(create.permission) && {
          actions: (
            <LinkButton to={create.to} type="primary">
              {create.label}
            </LinkButton>
          ),
        })}
    >
      <FilterBar fields={fields} filter={filter} onNarrow={narrow} />
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {isPending && error === null && <Loading rows={10} />}
      {data !== undefined && rows.length === 0 && (
        <Empty title={Object.keys(filter).length > 0 ? t('registers.emptyFiltered') : empty}>
          {Object.keys(filter).length > 0 && <Button onClick={clear}>{t('registers.clearAll')}</Button>}
        </Empty>
      )}
      {rows.length > 0 && <RegisterTable rows={rows} columns={columns} keyOf={keyOf} caption={title} />}
      {total !== undefined && rows.length > 0 && (
        <div className="list-foot">
          <TotalRows {...total} />
          <More there={hasNextPage} loading={isFetchingNextPage} onMore={fetchNextPage} />
          <ExportLinks list={list} filter={filter} />
        </div>
      )}
      {children}
    </Page>
  );
}

interface RegisterTableProps<Row> {
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly keyOf: (row: Row) => string;
  readonly caption: string;
}

/** Rows as a table, which is a list of cards on a telephone. */
export function RegisterTable<Row>({ rows, columns, keyOf, caption }: RegisterTableProps<Row>) {
  return (
    <table className="list register" aria-label={caption}>
      <thead>
        <tr>
          {columns.map(({ title, number }) => (
            <th key={title} scope="col" className={number && 'number'}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            {columns.map(({ title, cell, number }, place) =>
              place === 0 ? (
                <th key={title} scope="row" data-label={title}>
                  <div>{cell(row)}</div>
                </th>
              ) : (
                <td key={title} data-label={title} className={number && 'number'}>
                  <div>{cell(row)}</div>
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
