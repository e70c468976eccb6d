import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { read } from './client.ts';
import type { Dashboard, JointRequestPage, JointState } from './types.ts';

const A_MINUTE_MS = 60_000;

/** Whose requests are counted. */
export interface BoardFilter {
  readonly division?: string;
  readonly organ?: string;
}

export const useDashboard = (by: 'division' | 'organ', filter: BoardFilter = {}) =>
  useQuery({
    queryKey: ['dashboard', by, filter],
    queryFn: ({ signal }) => read<Dashboard>('/api/coordination/dashboard', { by, ...filter }, signal),
    refetchInterval: A_MINUTE_MS,
  });

/** The list behind a figure. */
export interface JointAsk extends BoardFilter {
  readonly state: JointState;
  readonly exact?: 'true';
  readonly from?: string;
  readonly to?: string;
}

export const useJointRequests = (ask: JointAsk) =>
  useInfiniteQuery({
    queryKey: ['joint-requests', ask],
    queryFn: ({ pageParam, signal }) =>
      read<JointRequestPage>('/api/coordination/requests', { ...ask, cursor: pageParam ?? undefined }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

/** Where the list behind a figure is. */
export const listAddress = (ask: JointAsk): string =>
  `/dashboard/requests?${new URLSearchParams(Object.entries(ask).filter(([, value]) => value !== undefined && value !== '')).toString()}`;
