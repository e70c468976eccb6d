import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { behind } from './behind.ts';
import { useBulk, type BulkOutcome } from './bulk.ts';
import { address, read, send } from './client.ts';
import { REQUESTS, showAfter } from './requests.ts';
import type { DefenceRequest, RequestFilter, WorklistView } from './types.ts';

const FILES = '/api/assignment/exports/defence-requests';
const VIEWS = '/api/assignment/worklist-views';
/** Rows of one file; more are asked for by narrower filters. */
export const MAX_FILE_ROWS = 5_000;
/** Rows that one file or one bulk action takes by choice. */
export const MAX_CHOSEN = 100;

type Format = 'xlsx' | 'csv';

/** Where the list as a file is: what is filtered, or the chosen rows. */
export const fileAddress = (filter: RequestFilter, format: Format, ids: readonly string[] = []): string =>
  address(FILES, { ...filter, ...(ids.length > 0 && { ids: ids.join(',') }), format, ...behind() });

/** One's own views of the worklist. */
export const useViews = (enabled: boolean) =>
  useQuery({
    queryKey: ['worklist-views'],
    queryFn: ({ signal }) => read<{ readonly items: readonly WorklistView[] }>(VIEWS, {}, signal),
    enabled,
  });

/** Keeps a view; the same name and filter tried again are one view. */
export function useSaveView() {
  const client = useQueryClient();
  const id = useRef(crypto.randomUUID());
  return useMutation({
    mutationFn: (view: Omit<WorklistView, 'id'>) => send<WorklistView>(`${VIEWS}/${id.current}`, view, { method: 'PUT' }),
    onSuccess: () => {
      id.current = crypto.randomUUID();
      return client.invalidateQueries({ queryKey: ['worklist-views'] });
    },
  });
}

export function useDeleteView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => send(`${VIEWS}/${id}`, undefined, { method: 'DELETE' }),
    onSettled: () => client.invalidateQueries({ queryKey: ['worklist-views'] }),
  });
}

/** Carries out one command on several requests. */
export function useBulkCommand(command: 'service' | 'remind') {
  const client = useQueryClient();
  const { run, progress } = useBulk<DefenceRequest>((answers) => Promise.all(answers.map((answer) => showAfter(client, answer))));
  return {
    run: (requests: readonly DefenceRequest[], body: object): Promise<BulkOutcome<DefenceRequest>> =>
      run(requests, ({ id, revision }) => ({ to: `${REQUESTS}/${id}/${command}`, body, ifMatch: revision })),
    progress,
  };
}
