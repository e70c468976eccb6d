import type { AccessPurpose, ErasureGround } from '@xiezhi/contracts';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { address, read, send } from './client.ts';
import { Problem } from './problem.ts';
import { useSubmissionKey } from './submission.ts';

const PAGE = 40;
const A_MINUTE_MS = 60_000;
/** While an erasure is under way, its page is read again. */
const UNDER_WAY_MS = 3_000;

/** Services that record who opened whose details. */
export const LOGGING_SERVICES = ['assignment', 'directory'] as const;
export type LoggingService = (typeof LOGGING_SERVICES)[number];

/** One reading of a person's details (查阅记录). */
export interface Reading {
  readonly id: string;
  readonly readAt: string;
  readonly account: string;
  readonly agency: string;
  readonly role: string;
  readonly subjectId: string;
  readonly what: string;
  readonly paperId: string | null;
  readonly purpose: AccessPurpose;
  readonly relation: 'organ' | 'institution' | 'lawyer' | 'oversight' | 'reviewer' | null;
  readonly assigned: boolean | null;
}
export type ShownReading = Reading & { readonly service: LoggingService };

export interface ReadingsFilter {
  readonly service?: LoggingService;
  readonly account?: string;
  readonly subjectId?: string;
  readonly from?: string;
  readonly to?: string;
}

interface ReadingsPage {
  readonly items: readonly ShownReading[];
  readonly next: string | null;
}

/** A page of all services' readings together: their ids are in the order of time, so that one cursor goes through all. */
async function readingsPage({ service, ...filter }: ReadingsFilter, cursor: string | null, signal: AbortSignal): Promise<ReadingsPage> {
  const services = service === undefined ? LOGGING_SERVICES : [service];
  const pages = await Promise.all(
    services.map(async (name) => {
      const query = { ...filter, limit: PAGE, cursor: cursor ?? undefined };
      const page = await read<{ readonly items: readonly Reading[]; readonly next: string | null }>(
        `/api/${name}/access-log`,
        query,
        signal,
      );
      return { more: page.next !== null, items: page.items.map((item) => ({ ...item, service: name })) };
    }),
  );
  const all = pages.flatMap(({ items }) => items).toSorted((a, b) => (a.id < b.id ? 1 : -1));
  const items = all.slice(0, PAGE);
  const more = all.length > items.length || pages.some((page) => page.more);
  return { items, next: more ? (items.at(-1)?.id ?? null) : null };
}

export const useReadings = (filter: ReadingsFilter) =>
  useInfiniteQuery({
    queryKey: ['readings', filter],
    queryFn: ({ pageParam, signal }) => readingsPage(filter, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

export const readingsFile = (service: LoggingService, { service: _one, ...filter }: ReadingsFilter): string =>
  address(`/api/${service}/access-log/export`, { ...filter });

/** An erasure as a line of the register (个人信息删除登记). */
export interface ListedErasure {
  readonly personId: string;
  readonly ground: ErasureGround;
  readonly decision: string;
  readonly orderedAt: string;
  readonly orderedBy: { readonly account: string; readonly agency: string };
  readonly keyDestroyedAt: string | null;
  readonly certifiedAt: string | null;
}

/** What was erased, who was told, when the rest lapses. */
export interface Certificate extends Omit<ListedErasure, 'certifiedAt'> {
  readonly basis: string;
  readonly lapses: { readonly writeAheadLog: string; readonly inboundTopics: string; readonly backups: string } | null;
  readonly matters: readonly {
    readonly requestId: string;
    readonly erasedAt: string;
    readonly told: readonly { readonly agency: string; readonly at: string }[];
  }[];
  readonly services: readonly { readonly service: string; readonly followedAt: string }[];
  readonly complete: boolean;
}

export const useErasures = (state: 'all' | 'unfinished') =>
  useInfiniteQuery({
    queryKey: ['erasures', state],
    queryFn: ({ pageParam, signal }) =>
      read<{ readonly items: readonly ListedErasure[]; readonly next: string | null }>(
        '/api/directory/erasures',
        { state, limit: PAGE, cursor: pageParam ?? undefined },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

const person = (id: string): string => `/api/directory/persons/${encodeURIComponent(id)}`;

/** What was done about a person's erasure; `null` when none was ordered. Read again until it is complete. */
export const useCertificate = (personId: string) =>
  useQuery({
    queryKey: ['erasure', personId],
    queryFn: async ({ signal }) => {
      try {
        return await read<Certificate>(`${person(personId)}/erasure`, {}, signal);
      } catch (error) {
        if (error instanceof Problem && error.code === 'erasure.not_found') return null;
        throw error;
      }
    },
    refetchInterval: ({ state: { data } }) => (data != null && !data.complete ? UNDER_WAY_MS : false),
  });

export const certificateFile = (personId: string): string => `${person(personId)}/erasure/certificate`;

export interface EraseBody {
  readonly ground: ErasureGround;
  readonly decision: string;
}

export function useErase(personId: string) {
  const client = useQueryClient();
  const keyOf = useSubmissionKey();
  return useMutation({
    mutationFn: (body: EraseBody) => send<Certificate>(`${person(personId)}/erase`, body, { key: keyOf({ personId, body }) }),
    onSuccess: (certificate) => {
      client.setQueryData(['erasure', personId], certificate);
      return Promise.all([client.invalidateQueries({ queryKey: ['erasures'] }), client.invalidateQueries({ queryKey: ['attention'] })]);
    },
  });
}

/** Services with a log of their own. */
export const SERVICES = ['directory', 'assignment', 'referrals', 'coordination'] as const;
export type ServiceName = (typeof SERVICES)[number];

export interface LogHead {
  readonly log: string;
  readonly number: number;
  readonly events: number;
  readonly head: string;
  readonly signedAt: string;
}

export interface LogWitness {
  readonly log: string;
  readonly number: number;
  readonly events: number;
  readonly toldAt: string;
  readonly agencies: readonly string[];
}

/** The newest head of a service's log; `null` when it has none yet, or runs elsewhere. */
export const useLogHead = (service: ServiceName) =>
  useQuery({
    queryKey: ['log-head', service],
    queryFn: async ({ signal }) => {
      try {
        return await read<LogHead>(`/api/${service}/log-head`, {}, signal);
      } catch (error) {
        if (error instanceof Problem && error.status === 404) return null;
        throw error;
      }
    },
    refetchInterval: A_MINUTE_MS,
  });

export const useLogWitnesses = () =>
  useQuery({
    queryKey: ['log-witnesses'],
    queryFn: ({ signal }) => read<{ readonly items: readonly LogWitness[] }>('/api/referrals/log-witnesses', {}, signal),
    refetchInterval: A_MINUTE_MS,
  });
