import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { behind, reach } from './behind.ts';
import { read, send } from './client.ts';
import { useSubmissionKey } from './submission.ts';
import type { CommandAnswer, Total } from './types.ts';

const EARLY = '/api/assignment/early-notices';
const PAGE = 40;

export const EARLY_STATES = ['waiting', 'ended'] as const;
export type EarlyState = (typeof EARLY_STATES)[number];

/** A notice that came before its institution was known (先到通知). */
export interface EarlyNotice {
  readonly id: string;
  readonly organ: string;
  readonly division: string;
  readonly stage: string;
  readonly ground: string;
  readonly status: 'waiting' | 'matched' | 'withdrawn' | 'lapsed' | 'refused';
  /** `null` for whoever keeps the directory. */
  readonly caseNumber: string | null;
  /** What it said at first, once it was corrected. */
  readonly first: { readonly caseNumber: string | null } | null;
  readonly keptAt: string;
  readonly lapsesAt: string;
  readonly warnedAt: string | null;
  readonly endedAt: string | null;
  readonly institution: string | null;
  readonly code: string | null;
}

export const useEarlyNotices = (state: EarlyState) =>
  useInfiniteQuery({
    queryKey: ['early-notices', state],
    queryFn: ({ signal, pageParam }) =>
      read<{ readonly items: readonly EarlyNotice[]; readonly total: Total; readonly next: string | null }>(
        EARLY,
        { state, ...behind(), limit: PAGE, cursor: pageParam ?? undefined },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });

/** Takes back a notice that waits. */
export function useWithdrawEarly(id: string) {
  const client = useQueryClient();
  const keyOf = useSubmissionKey();
  return useMutation({
    mutationFn: (body: { readonly reason: string }) =>
      send<CommandAnswer>(`${EARLY}/${id}/withdraw`, body, { key: keyOf({ id, ...body }) }),
    onSuccess: async ({ position }) => {
      reach(position);
      await client.invalidateQueries({ queryKey: ['early-notices'] });
    },
  });
}
