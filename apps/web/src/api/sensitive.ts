import type { AccessPurpose, PetitionState, SensitiveReason } from '@xiezhi/contracts';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { behind, reach } from './behind.ts';
import { read, send } from './client.ts';
import { useSubmissionKey } from './submission.ts';

const SENSITIVE = '/api/assignment/sensitive-matters';
const REPORTS = '/api/assignment/sensitive-reports';
const PAGE = 40;

/** What may be flagged; the id is the matter's own. */
export type SensitiveKind = 'defence-request' | 'duty-help' | 'aid-case';

/** A petition (信访事项) that is linked with a matter. */
export interface Petition {
  readonly petitionId: string;
  readonly number: string;
  readonly agency: string;
  readonly receivedOn: string;
  readonly state: PetitionState;
}

/** A sensitive matter (敏感案件), or one with petitions, as those who may know of it see it. */
export interface SensitiveMatter {
  readonly id: string;
  readonly matterKind: SensitiveKind;
  readonly organ: string | null;
  readonly flagged: boolean;
  readonly reason: SensitiveReason | null;
  readonly flaggedAt: string | null;
  readonly officers: readonly string[];
  readonly dueAt: string | null;
  readonly reportedAt: string | null;
  readonly breachedAt: string | null;
  readonly petitions: readonly Petition[];
  readonly steps: readonly { readonly event: SensitiveEvent; readonly at: string; readonly codes: readonly string[] }[];
}

export type SensitiveEvent =
  | 'SensitiveCaseFlagged'
  | 'SensitiveFlagLifted'
  | 'CircleSet'
  | 'ReportedUpward'
  | 'PetitionLinked'
  | 'PetitionUpdated'
  | 'PetitionUnlinked'
  | 'ClockBreached';

/** A report upward (向上报告) in the list of whom it was made to. */
export interface UpwardReport {
  readonly id: string;
  readonly matterId: string;
  readonly matterKind: SensitiveKind;
  readonly institution: string;
  readonly division: string;
  readonly reason: SensitiveReason;
  readonly reportedAt: string;
}

interface List<Item> {
  readonly items: readonly Item[];
  readonly total: { readonly count: number; readonly exact: boolean };
  readonly next: string | null;
}

export interface OpenedText {
  readonly event: SensitiveEvent;
  readonly at: string;
  readonly text: string | null;
}

/** What is sensitive about one matter; `null`: nothing, or not for the reader to know. */
export const useSensitive = (id: string, enabled: boolean) =>
  useQuery({
    enabled,
    queryKey: ['sensitive', id],
    queryFn: async ({ signal }) =>
      (await read<List<SensitiveMatter>>(SENSITIVE, { ...behind(), matter: id, limit: 1 }, signal)).items[0] ?? null,
  });

/** The institution's sensitive matters that the reader may know of, a page after the other. */
export const useSensitiveList = (state: 'flagged' | 'linked', enabled: boolean) =>
  useInfiniteQuery({
    enabled,
    queryKey: ['sensitive', 'list', state],
    queryFn: ({ pageParam, signal }) =>
      read<List<SensitiveMatter>>(SENSITIVE, { ...behind(), state, limit: PAGE, cursor: pageParam ?? undefined }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

/** Reports made to the judicial administration of the reader's divisions, or by the reader's institution. */
export const useUpwardReports = () =>
  useInfiniteQuery({
    queryKey: ['sensitive', 'reports'],
    queryFn: ({ pageParam, signal }) =>
      read<List<UpwardReport>>(REPORTS, { ...behind(), limit: PAGE, cursor: pageParam ?? undefined }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

/** Opens what was written at each step; the reading is recorded. */
export const useOpenSensitive = (id: string) =>
  useMutation({
    mutationFn: async (purpose: AccessPurpose) =>
      (await read<{ readonly items: readonly OpenedText[] }>(`${SENSITIVE}/${id}/texts`, { purpose })).items,
  });

/** Opens what a report says; the reading is recorded. */
export const useOpenReport = (id: string) =>
  useMutation({
    mutationFn: async (purpose: AccessPurpose) => (await read<{ readonly text: string | null }>(`${REPORTS}/${id}/text`, { purpose })).text,
  });

/** Does something with a sensitive matter; `path`: below it. The matter and the lists then show it. */
export function useSensitiveCommand(id: string, path: string) {
  const client = useQueryClient();
  const keyOf = useSubmissionKey();
  const to = `${SENSITIVE}/${id}/${path}`;
  return useMutation({
    mutationFn: (body: object) => send<{ readonly position: string | null }>(to, body, { key: keyOf({ to, body }) }),
    onSuccess: async ({ position }) => {
      reach(position);
      await client.invalidateQueries({ queryKey: ['sensitive'] });
    },
  });
}
