import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { behind } from './behind.ts';
import { address, read, send } from './client.ts';
import { Problem } from './problem.ts';
import { REQUESTS, showAfter } from './requests.ts';
import type { CommandAnswer, DefenceRequest, RequestFilter, WorklistView } from './types.ts';

const FILES = '/api/assignment/exports/defence-requests';
const VIEWS = '/api/assignment/worklist-views';
/** Rows of one file; more are asked for by narrower filters. */
export const MAX_FILE_ROWS = 5_000;
/** Rows that one file or one bulk action takes by choice. */
export const MAX_CHOSEN = 100;
/** Commands of a bulk action that are under way at once. */
const AT_ONCE = 4;

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

/** What became of a command on several requests. */
export interface BulkOutcome {
  readonly all: number;
  readonly done: readonly DefenceRequest[];
  readonly failed: readonly { readonly request: DefenceRequest; readonly problem: Problem }[];
}

/** Carries out one command on several requests, each a command of its own that its own rules accept or refuse. */
export function useBulkCommand(command: 'service' | 'remind') {
  const client = useQueryClient();
  const keys = useRef(new Map<string, string>());
  const [progress, setProgress] = useState<number | null>(null);
  const run = async (requests: readonly DefenceRequest[], body: object): Promise<BulkOutcome> => {
    const done: DefenceRequest[] = [];
    const failed: { request: DefenceRequest; problem: Problem }[] = [];
    const answers: CommandAnswer[] = [];
    const waiting = [...requests];
    setProgress(0);
    const one = async (request: DefenceRequest): Promise<void> => {
      // The same row and content tried again is the same command.
      const content = `${request.id} ${request.revision} ${JSON.stringify(body)}`;
      const key = keys.current.get(content) ?? crypto.randomUUID();
      keys.current.set(content, key);
      try {
        answers.push(await send<CommandAnswer>(`${REQUESTS}/${request.id}/${command}`, body, { key, ifMatch: request.revision }));
        done.push(request);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        failed.push({ request, problem: error });
      }
      setProgress(done.length + failed.length);
    };
    const worker = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await one(next);
    };
    try {
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
    } finally {
      setProgress(null);
      await Promise.all(answers.map((answer) => showAfter(client, answer)));
    }
    return { all: requests.length, done, failed };
  };
  return { run, progress };
}
