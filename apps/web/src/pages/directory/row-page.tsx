import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { Problem } from '../../api/problem.ts';
import { useRow, type RegisterName } from '../../api/registers.ts';
import { NotFoundPage } from '../../app/not-found.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import './registers.css';

interface RowPageProps<Row> {
  readonly list: RegisterName;
  /** The page's name while the row is being read. */
  readonly title: string;
  readonly children: (row: Row) => ReactNode;
}

/** The page of one row: read by the id in the address; one that is not there is no page. */
export function RowPage<Row>({ list, title, children }: RowPageProps<Row>) {
  const { id } = useParams();
  const { data, error, refetch } = useRow<Row>(list, id);
  if (data !== undefined) return children(data);
  if (error instanceof Problem && (error.status === 404 || error.status === 400)) return <NotFoundPage />;
  return <Page title={title}>{error === null ? <Loading /> : <ProblemAlert error={error} onAgain={() => void refetch()} />}</Page>;
}
