import type { ReactNode } from 'react';
import { Problem } from '../../api/problem.ts';
import { useRequest } from '../../api/requests.ts';
import type { DefenceRequest } from '../../api/types.ts';
import { NotFoundPage } from '../../app/not-found.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';

interface WithRequestProps {
  readonly id: string;
  /** The request as it was then (时点), when not as it is. */
  readonly at?: string | null;
  /** What the page is called while the request is not there. */
  readonly title: string;
  /** The way out of an instant at which there was no such request yet. */
  readonly otherwise?: ReactNode;
  readonly children: (request: DefenceRequest) => ReactNode;
}

/** A page about one request: loading, not found (foreign or unknown alike), failed, or there. */
export function WithRequest({ id, at = null, title, otherwise, children }: WithRequestProps) {
  const { data, error, refetch } = useRequest(id, at);
  const early = error instanceof Problem && error.code === 'defence_request.then.not_found';
  if (error instanceof Problem && (error.status === 404 || error.status === 400) && !early) return <NotFoundPage />;
  if (data !== undefined) return children(data);
  return (
    <Page title={title}>
      {error === null ? <Loading /> : <ProblemAlert error={error} {...(!early && { onAgain: () => void refetch() })} />}
      {early && otherwise}
    </Page>
  );
}
