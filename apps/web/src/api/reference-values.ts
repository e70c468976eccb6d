import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { read, send } from './client.ts';
import { useSubmissionKey } from './submission.ts';

const VALUES = '/api/directory/reference-values';
const PAGE = 40;

export type ValueStatus = 'entered' | 'approved' | 'rejected';

export interface ValueBody {
  readonly kind: string;
  readonly division: string;
  /** Fen of money, or a number. */
  readonly value: number;
  readonly validFrom: string;
  readonly source: string;
  readonly sourceOn: string;
}

/** A dated reference value (基准数值). */
export interface ReferenceValue extends ValueBody {
  readonly id: string;
  readonly unit: string;
  readonly status: ValueStatus;
  readonly enteredBy: string;
  readonly enteredAt: string;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly reason: string | null;
}

interface Page {
  readonly items: readonly ReferenceValue[];
  readonly next: string | null;
}

/** What holds on a day in a division, of every kind that has a value. */
export const useValuesInForce = (day: string, division: string) =>
  useQuery({
    queryKey: ['values', 'in-force', day, division],
    queryFn: ({ signal }) => read<Pick<Page, 'items'>>(`${VALUES}/in-force`, { day, division }, signal),
    enabled: day !== '',
  });

/** Every value that was entered, the newest first. */
export const useValues = (filter: { readonly kind?: string; readonly division?: string; readonly status?: string }) =>
  useInfiniteQuery({
    queryKey: ['values', 'list', filter],
    queryFn: ({ pageParam, signal }) => read<Page>(VALUES, { ...filter, limit: PAGE, cursor: pageParam ?? undefined }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

export function useEnterValue() {
  const client = useQueryClient();
  const keyOf = useSubmissionKey();
  return useMutation({
    mutationFn: (body: ValueBody) => send<{ readonly id: string }>(VALUES, body, { key: keyOf(body) }),
    onSuccess: () =>
      Promise.all([client.invalidateQueries({ queryKey: ['values'] }), client.invalidateQueries({ queryKey: ['attention'] })]),
  });
}

export interface ValueDecision {
  readonly decision: 'approved' | 'rejected';
  readonly reason?: string;
}

export function useDecideValue(id: string) {
  const client = useQueryClient();
  const keyOf = useSubmissionKey();
  return useMutation({
    mutationFn: (body: ValueDecision) => send(`${VALUES}/${id}/decide`, body, { key: keyOf({ id, body }) }),
    onSuccess: () =>
      Promise.all([client.invalidateQueries({ queryKey: ['values'] }), client.invalidateQueries({ queryKey: ['attention'] })]),
  });
}
