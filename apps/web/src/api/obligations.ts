import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { behind } from './behind.ts';
import { read } from './client.ts';

const LEDGER = '/api/assignment/obligations';
const PAGE = 40;
const A_MINUTE_MS = 60_000;

/** Tabs of the ledger of duties (责任台账). */
export const OBLIGATION_TABS = ['running', 'overdue', 'due_today', 'warned', 'paused', 'met', 'met_late', 'lapsed'] as const;
export type ObligationTab = (typeof OBLIGATION_TABS)[number];
export const OBLIGATION_SIDES = ['mine', 'theirs', 'all'] as const;
export type ObligationSide = (typeof OBLIGATION_SIDES)[number];

export const DUTY_HOLDER_KINDS = [
  'court',
  'procuratorate',
  'police',
  'custody_place',
  'institution',
  'lawyer',
  'duty_lawyer',
  'unit',
  'defendant',
  'recipient',
  'justice_department',
] as const;
export type DutyHolderKind = (typeof DUTY_HOLDER_KINDS)[number];

/** A statutory duty: who owes what to whom, under which article, until when, and what became of it. */
export interface Obligation {
  readonly id: string;
  readonly matter: 'defence-request' | 'duty-help' | 'aid-case';
  readonly matterId: string;
  readonly caseNumber: string | null;
  readonly clock: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly basis: string;
  readonly basisEn: string;
  readonly noHolidayRoll: boolean;
  readonly holderKind: DutyHolderKind;
  readonly holder: string | null;
  readonly owedKind: DutyHolderKind;
  readonly owedTo: string | null;
  readonly startedAt: string;
  readonly dueAt: string;
  readonly provisional: boolean;
  readonly pausedSince: string | null;
  readonly warnedAt: string | null;
  readonly noticedLateAt: string | null;
  readonly endedAt: string | null;
  readonly state: 'running' | 'met' | 'met_late' | 'lapsed';
}

interface Counted {
  readonly count: number;
  readonly exact: boolean;
}

export interface ObligationAsk {
  readonly side: ObligationSide;
  readonly clock?: string;
  readonly holder?: string;
  readonly county?: string;
  readonly agency?: string;
  readonly dueFrom?: string;
  readonly dueBy?: string;
}

/** How many there are on each tab. */
export const useObligationCounts = (ask: ObligationAsk) =>
  useQuery({
    queryKey: ['obligations', 'counts', ask],
    queryFn: ({ signal }) => read<Readonly<Record<ObligationTab, Counted>>>(`${LEDGER}/counts`, { ...ask, ...behind() }, signal),
    refetchInterval: A_MINUTE_MS,
    placeholderData: keepPreviousData,
  });

/** A page after the other of one tab. */
export const useObligations = (ask: ObligationAsk & { readonly state: ObligationTab }) =>
  useInfiniteQuery({
    queryKey: ['obligations', 'list', ask],
    queryFn: ({ pageParam, signal }) =>
      read<{ readonly items: readonly Obligation[]; readonly total: Counted; readonly next: string | null }>(
        LEDGER,
        { ...ask, ...behind(), limit: PAGE, cursor: pageParam ?? undefined },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });

/** How long one holder held duties of a matter, and when, in milliseconds since 1970. */
export interface HeldTime {
  readonly holder: DutyHolderKind;
  readonly ms: number;
  readonly stretches: readonly { readonly from: number; readonly until: number }[];
}

/** All duties of a request and whose time it took, now or as they were at an instant. */
export const useObligationsOfRequest = (id: string, at: string | null) =>
  useQuery({
    queryKey: ['request', id, 'obligations', at],
    queryFn: ({ signal }) =>
      read<{ readonly items: readonly Obligation[]; readonly split: readonly HeldTime[] }>(
        `/api/assignment/defence-requests/${id}/obligations`,
        at === null ? behind() : { at },
        signal,
      ),
    refetchInterval: at === null ? A_MINUTE_MS : false,
  });

/** Which running duties of the own institution will be late at its pace. */
export interface ObligationForecast {
  readonly finished: number;
  readonly workingDays: number;
  readonly running: number;
  readonly overdue: number;
  readonly likelyLate: number | null;
  readonly items: readonly (Obligation & { readonly expectedAt: string | null })[];
}

export const useObligationForecast = () =>
  useQuery({
    queryKey: ['obligations', 'forecast'],
    queryFn: ({ signal }) => read<ObligationForecast>(`${LEDGER}/forecast`, {}, signal),
    refetchInterval: A_MINUTE_MS,
  });
