import type { AccessPurpose } from '@xiezhi/contracts';
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { behind, reach } from './behind.ts';
import { read, send } from './client.ts';
import { useSubmissionKey } from './submission.ts';
import type {
  AssignedLawyer,
  CommandAnswer,
  CountedClock,
  Counts,
  DefenceRequest,
  FoundRequest,
  NoticeBody,
  Narrowed,
  NoticeChoices,
  People,
  RequestFilter,
  RequestList,
} from './types.ts';

export const REQUESTS = '/api/assignment/defence-requests';
const PAGE = 40;
const A_MINUTE_MS = 60_000;
const AN_HOUR_MS = 3_600_000;

/** How many there are on each tab, under the same filter. */
export const useCounts = (narrowed: Narrowed, enabled = true) =>
  useQuery({
    queryKey: ['counts', narrowed],
    queryFn: ({ signal }) => read<Counts>(`${REQUESTS}/counts`, { ...narrowed, ...behind() }, signal),
    refetchInterval: A_MINUTE_MS,
    placeholderData: keepPreviousData,
    enabled,
  });

/** A page after the other of an agency's requests, in an order. */
export const useRequests = (filter: RequestFilter, enabled = true) =>
  useInfiniteQuery({
    queryKey: ['requests', filter],
    queryFn: ({ pageParam, signal }) =>
      read<RequestList>(REQUESTS, { ...filter, ...behind(), limit: PAGE, history: 'no', cursor: pageParam ?? undefined }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    // What is shown stays while it is put into another order.
    placeholderData: keepPreviousData,
    enabled,
  });

/** One request, now or as it was at an instant. */
export const useRequest = (id: string, at: string | null = null) =>
  useQuery({
    queryKey: at === null ? ['request', id] : ['request', id, 'at', at],
    queryFn: ({ signal }) => read<DefenceRequest>(`${REQUESTS}/${id}`, at === null ? behind() : { at }, signal),
  });

/** How a request's clock was counted, day by day. */
export const useCountedClock = (id: string) =>
  useQuery({
    queryKey: ['request', id, 'clock'],
    queryFn: ({ signal }) => read<CountedClock>(`${REQUESTS}/${id}/clock`, {}, signal),
  });

/** What a notice of one's organ may say to the institution of a division. */
export const useNoticeChoices = (division?: string) =>
  useQuery({
    queryKey: ['notice-choices', division],
    queryFn: ({ signal }) => read<NoticeChoices>('/api/assignment/notice-choices', { division }, signal),
    placeholderData: keepPreviousData,
    staleTime: AN_HOUR_MS,
  });

/** Requests whose case number or letter number begins with `q`. */
export const useSearch = (q: string) =>
  useQuery({
    queryKey: ['requests', 'search', q],
    queryFn: ({ signal }) => read<{ readonly items: readonly FoundRequest[] }>('/api/assignment/search', { q }, signal),
    enabled: q !== '',
  });

/** Reads people in full; every call is recorded by the platform, so nothing of it is kept or read again by itself. */
export const useOpenPeople = (id: string) =>
  useMutation({ mutationFn: (purpose: AccessPurpose) => read<People>(`${REQUESTS}/${id}/people`, { purpose }), gcTime: 0 });
export const useOpenLawyer = (id: string) =>
  useMutation({ mutationFn: (purpose: AccessPurpose) => read<AssignedLawyer>(`${REQUESTS}/${id}/lawyer`, { purpose }), gcTime: 0 });

/** What somebody wrote with a step of the history; `step`: its place from the beginning. */
export interface WrittenText {
  readonly step: number;
  readonly field: 'missing' | 'reason' | 'minute' | 'place' | 'note' | 'absence';
  /** `null` when the person was erased. */
  readonly text: string | null;
}
/** `steps`: how many the history had when it was asked for. */
export const useOpenWritten = (id: string) =>
  useMutation({
    mutationFn: async ({ purpose }: { readonly purpose: AccessPurpose; readonly steps: number }) =>
      (await read<{ readonly items: readonly WrittenText[] }>(`${REQUESTS}/${id}/texts`, { purpose })).items,
    gcTime: 0,
  });

/** Commands on a request, as its routes are called. */
export type RequestCommand =
  | 'notice'
  | 'remind'
  | 'correct'
  | 'withdraw'
  | 'own-lawyer'
  | 'return'
  | 'transfer'
  | 'assign'
  | 'service'
  | 'engagement'
  | 'papers-filed'
  | 'first-meeting'
  | 'refusal'
  | 'refusal/accept'
  | 'refusal/reject'
  | 'own-engagement'
  | 'reassignment'
  | 'change'
  | 'change/decline'
  | 'replace'
  | 'hearing'
  | 'custody'
  | 'work'
  | 'conclude'
  | 'document-sent'
  | 'file'
  | 'file/return'
  | 'file/accept'
  | 'terminate'
  | 'termination-served';

/** Shows the state that a command reached: everything about requests is read anew, behind its position. */
export async function showAfter(client: QueryClient, { id, position }: CommandAnswer): Promise<void> {
  reach(position);
  await Promise.all([
    client.invalidateQueries({ queryKey: ['request', id] }),
    client.invalidateQueries({ queryKey: ['requests'] }),
    client.invalidateQueries({ queryKey: ['counts'] }),
    client.invalidateQueries({ queryKey: ['my-cases'] }),
    client.invalidateQueries({ queryKey: ['dates'] }),
    client.invalidateQueries({ queryKey: ['candidates', id] }),
  ]);
}

/** Sends a command on a request; refused when somebody changed it since `revision`. */
export function useCommand(id: string, revision: number | undefined, command: RequestCommand) {
  const client = useQueryClient();
  const keyOf = useSubmissionKey();
  return useMutation({
    mutationFn: (body: object) =>
      send<CommandAnswer>(`${REQUESTS}/${id}/${command}`, body, {
        key: keyOf({ command, id, revision, body }),
        ...(revision !== undefined && { ifMatch: revision }),
      }),
    onSuccess: (answer) => showAfter(client, answer),
  });
}

/** Records that a defender is needed, before the notice is written. */
export function useRecordDiscovery() {
  const client = useQueryClient();
  const keyOf = useSubmissionKey();
  return useMutation({
    mutationFn: (body: object) => send<CommandAnswer>(`${REQUESTS}/discoveries`, body, { key: keyOf(body) }),
    onSuccess: (answer) => showAfter(client, answer),
  });
}

/** Sends a new notice. */
export function useSendNotice() {
  const client = useQueryClient();
  const keyOf = useSubmissionKey();
  return useMutation({
    // A person is told at once when nobody would get the notice.
    mutationFn: (body: NoticeBody) => send<CommandAnswer>(REQUESTS, { ...body, mayWait: false }, { key: keyOf(body) }),
    onSuccess: (answer) => showAfter(client, answer),
  });
}
