import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { AidCase, CaseStatus } from './aid-cases.ts';
import { behind } from './behind.ts';
import { read } from './client.ts';
import type { DefenceRequest, RequestStatus, Total } from './types.ts';

const DATES = '/api/assignment/case-dates';
const PAGE = 40;

/** A hearing, or the end of a time limit, of one of one's own cases. */
export interface CaseDate {
  readonly id: string;
  readonly matter: 'defence-request' | 'aid-case';
  readonly requestId: string;
  readonly caseNumber: string | null;
  readonly status: RequestStatus | CaseStatus;
  readonly kind: 'hearing' | 'duty';
  readonly clock: string | null;
  readonly holder:
    'court' | 'procuratorate' | 'police' | 'institution' | 'lawyer' | 'unit' | 'defendant' | 'recipient' | 'justice_department' | null;
  readonly at: string;
  readonly day: string;
  /** A hearing whose lawyer has another in the same half-day. */
  readonly clashes: boolean;
}

export interface DayOfDates {
  readonly day: string;
  readonly hearings: number;
  readonly dues: number;
  /** Hearings among them that clash. */
  readonly clashes: number;
}

/** How many dates each of some days has. */
export const useDaysOfDates = (from: string, until: string) =>
  useQuery({
    queryKey: ['dates', 'days', from, until],
    queryFn: ({ signal }) =>
      read<{ readonly items: readonly DayOfDates[]; readonly exact: boolean }>(`${DATES}/days`, { from, until, ...behind() }, signal),
    placeholderData: keepPreviousData,
  });

/** The dates of some days in their order, a page after the other. */
export const useDates = (from: string, until: string) =>
  useInfiniteQuery({
    queryKey: ['dates', from, until],
    queryFn: ({ pageParam, signal }) =>
      read<{ readonly items: readonly CaseDate[]; readonly next: string | null }>(
        DATES,
        { from, until, ...behind(), limit: PAGE, cursor: pageParam ?? undefined },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

/** A case of one's own, a defence or a granted case, with its next date. */
export type MyCase =
  | (DefenceRequest & { readonly matter: 'defence-request'; readonly nextAt: string | null })
  | (AidCase & { readonly matter: 'aid-case'; readonly nextAt: string | null });

/** The cases that a lawyer has now, those with the next date first. */
export const useMyCases = () =>
  useInfiniteQuery({
    queryKey: ['my-cases'],
    queryFn: ({ pageParam, signal }) =>
      read<{ readonly items: readonly MyCase[]; readonly total: Total; readonly next: string | null }>(
        '/api/assignment/my-cases',
        { ...behind(), limit: PAGE, cursor: pageParam ?? undefined },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
