import type { DeclineReason } from '@xiezhi/contracts';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { behind } from './behind.ts';
import type { Circle, RankingPart } from './candidates.ts';
import { read, send } from './client.ts';
import type { GrantFacts } from './aid-cases.ts';
import { queryOf, routeOf, showMatterAfter, type Matter } from './matters.ts';
import { useSubmissionKey } from './submission.ts';
import type { CommandAnswer, NoticeFacts } from './types.ts';

const OFFERS = '/api/assignment/offers';
const A_MINUTE_MS = 60_000;

interface Named {
  readonly lawyerId: string;
  /** Masked; `null` when the person was erased. */
  readonly name: string | null;
  readonly firm: string | null;
}

/** One offer of a search and what became of it. */
export interface SearchOffer extends Named {
  readonly offerId: string;
  readonly round: number;
  readonly circle: Circle;
  readonly madeAt: string;
  readonly until: string;
  readonly status: OfferStatus;
  readonly answeredAt?: string;
  readonly reason?: string;
  readonly text: string | null;
  readonly messages: readonly OfferMessage[];
}
/** How the lawyer was told of an offer, beside the browser. */
export interface OfferMessage {
  readonly channel: 'email' | 'sms';
  readonly status: 'waiting' | 'sent' | 'given_up';
  readonly at: string | null;
  readonly reason: string | null;
  readonly attempts: number;
  readonly nextTryAt: string | null;
}
export type OfferStatus = 'open' | 'accepted' | 'declined' | 'expired' | 'withdrawn';

/** How the search for a lawyer stands. */
export interface BegunSearch {
  readonly status: 'offering' | 'accepted' | 'ended';
  readonly round: number;
  readonly begunAt: string;
  readonly weights: string;
  readonly considered: number;
  readonly ranked: readonly (Named & {
    readonly circle: Circle;
    readonly score: number;
    readonly reasons: readonly { readonly part: RankingPart; readonly points: number }[];
  })[];
  readonly reached: Circle | null;
  readonly offers: readonly SearchOffer[];
  readonly endedAt: string | null;
  readonly outcome: 'accepted' | 'exhausted' | 'called_off' | null;
  readonly calledOffFor: 'institution' | 'assigned_by_hand' | 'request_closed' | null;
}
export type Search = { readonly status: 'none' } | BegunSearch;

/** The search for a lawyer of one matter. While it runs, it is looked at again every minute; changes come at once. */
export const useSearch = (matter: Matter) =>
  useQuery({
    queryKey: [...queryOf(matter), 'search'],
    queryFn: ({ signal }) => read<Search>(`${routeOf(matter)}/search`, {}, signal),
    refetchInterval: A_MINUTE_MS,
  });

export type SearchCommand = 'search' | 'search/offer' | 'search/call-off';

/** Begins a search, asks another, or calls it off; the page then shows how it stands. */
export function useSearchCommand(matter: Matter, command: SearchCommand) {
  const client = useQueryClient();
  const keyOf = useSubmissionKey();
  return useMutation({
    mutationFn: (body: object) =>
      send<CommandAnswer>(`${routeOf(matter)}/${command}`, body, {
        key: keyOf({ command, matter, body, at: client.getQueryState([...queryOf(matter), 'search'])?.dataUpdatedAt }),
      }),
    onSuccess: (answer) => showMatterAfter(client, matter, answer),
  });
}

/** An offer as the lawyer who is asked sees it. */
export type ShownOffer = OfferState &
  (
    | { readonly matter: 'defence-request'; readonly facts: NoticeFacts | null }
    | { readonly matter: 'aid-case'; readonly facts: (GrantFacts & { readonly hearingAt?: string; readonly hearingPlace?: string }) | null }
  );

interface OfferState {
  readonly offerId: string;
  /** The matter's. */
  readonly requestId: string;
  readonly status: OfferStatus;
  readonly madeAt: string;
  readonly until: string;
  readonly answeredAt: string | null;
  readonly reason: string | null;
  readonly institution: string;
  readonly organ: string | null;
  readonly division: string;
  readonly dueAt: string | null;
}

interface OffersPage {
  readonly items: readonly ShownOffer[];
  readonly total: { readonly count: number; readonly exact: boolean };
  readonly next: string | null;
}

/** The lawyer's own offers: those that wait for an answer, or the others. */
export const useOffers = (status: 'open' | 'answered') =>
  useInfiniteQuery({
    queryKey: ['offers', status],
    queryFn: ({ pageParam, signal }) => read<OffersPage>(OFFERS, { ...behind(), status, cursor: pageParam ?? undefined }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: A_MINUTE_MS,
  });

/** How many offers wait for the lawyer's answer. */
export const openOffers = async (limit: number, signal: AbortSignal): Promise<number> =>
  (await read<OffersPage>(OFFERS, { ...behind(), status: 'open', limit }, signal)).items.length;

export interface Answer {
  readonly offerId: string;
  readonly reason?: DeclineReason;
  readonly text?: string;
}

/** Accepts or declines an offer; the lists then show it. */
export function useOfferAnswer({ matter, requestId }: ShownOffer, command: 'accept' | 'decline') {
  const client = useQueryClient();
  const keyOf = useSubmissionKey();
  return useMutation({
    mutationFn: (body: Answer) =>
      send<CommandAnswer>(`${OFFERS}/${requestId}/${command}`, body, { key: keyOf({ command, requestId, body }) }),
    onSuccess: async (answer) => {
      await showMatterAfter(client, { kind: matter }, answer);
      await client.invalidateQueries({ queryKey: ['offers'] });
      await client.invalidateQueries({ queryKey: ['attention'] });
    },
  });
}
