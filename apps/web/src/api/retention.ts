import type { RetentionExemption, RetentionHold, RetentionKind, StoredRetentionKind } from '@xiezhi/contracts';
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { behind, reach } from './behind.ts';
import { address, read, send } from './client.ts';
import { useSubmissionKey } from './submission.ts';

const RETENTION = '/api/assignment/retention';
const PAGE = 40;

export const RETENTION_STAGES = ['announced', 'exempt', 'kept', 'deleting', 'deleted'] as const;
export type RetentionStage = (typeof RETENTION_STAGES)[number];

export interface RetainedMatter {
  readonly id: string;
  /** Of a notice that came early there is none. */
  readonly institution: string | null;
  readonly division: string;
  readonly matter: 'defence-request' | 'aid-case' | 'duty-help' | 'early-notice';
  readonly kind: StoredRetentionKind;
  readonly stage: RetentionStage;
  readonly endedAt: string;
  readonly dueAt: string | null;
  readonly rule: { readonly id: string; readonly months: number; readonly source: string } | null;
  readonly exemption: { readonly reason: RetentionExemption; readonly reference: string; readonly until: string } | null;
  readonly holds: readonly { readonly ground: RetentionHold; readonly reference: string; readonly heldAt: string }[];
  readonly announcedAt: string | null;
  readonly deleteFrom: string | null;
  readonly daysLeft: number | null;
  readonly begunAt: string | null;
  readonly late: boolean;
  readonly persons: number;
  readonly papers: number;
  readonly deletedAt: string | null;
}

export interface KindOfMatter {
  readonly kind: RetentionKind;
  readonly rule: {
    readonly ruleId: string;
    readonly months: number;
    readonly source: string;
    readonly division: string;
    readonly validFrom: string;
  } | null;
}

type Counts = Readonly<Record<RetentionStage, { readonly count: number; readonly exact: boolean }>>;

/** For each kind of matter the rule in force. */
export const useRetentionRules = () =>
  useQuery({
    queryKey: ['retention', 'rules'],
    queryFn: async ({ signal }) => (await read<{ readonly items: readonly KindOfMatter[] }>(`${RETENTION}/rules`, {}, signal)).items,
  });

/** How many matters stand at each stage. */
export const useRetentionCounts = () =>
  useQuery({ queryKey: ['retention', 'counts'], queryFn: ({ signal }) => read<Counts>(`${RETENTION}/counts`, {}, signal) });

/** Matters of a stage, page by page. */
export const useRetained = (stage: RetentionStage) =>
  useInfiniteQuery({
    queryKey: ['retention', 'list', stage],
    queryFn: ({ pageParam, signal }) =>
      read<{ readonly items: readonly RetainedMatter[]; readonly next: string | null }>(
        RETENTION,
        { ...behind(), stage, limit: PAGE, cursor: pageParam ?? undefined },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });

export type RetentionCommand = 'exempt' | 'hold' | 'lift-hold';

/** Keeps a matter, or no longer; the lists then show it. */
export function useRetentionCommand(id: string, command: RetentionCommand) {
  const client = useQueryClient();
  const keyOf = useSubmissionKey();
  const to = `${RETENTION}/${id}/${command}`;
  return useMutation({
    mutationFn: (body: object) => send<{ readonly position: string | null }>(to, body, { key: keyOf({ to, body }) }),
    onSuccess: async ({ position }) => {
      reach(position);
      // The list waits for what was done; the counts are read after it.
      await client.invalidateQueries({ queryKey: ['retention', 'list'] });
      await client.invalidateQueries({ queryKey: ['retention', 'counts'] });
    },
  });
}

/** Where the deletion log is had as a file. */
export const deletionLogAddress = (format: 'xlsx' | 'csv'): string => address(`${RETENTION}/deletion-log`, { format });
