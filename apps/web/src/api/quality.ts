import type { AccessPurpose, AidCause, AidForm, AidMatterKind, MatterKind } from '@xiezhi/contracts';
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CaseEvent } from './aid-cases.ts';
import { behind, reach } from './behind.ts';
import { read, send } from './client.ts';
import { useSubmissionKey } from './submission.ts';
import type { RequestEvent } from './types.ts';

/** Where the platform answers for each kind of quality work. */
const AT = {
  complaint: '/api/assignment/complaints',
  'return-visit': '/api/assignment/return-visits',
  inspection: '/api/assignment/inspections',
  'case-tracking': '/api/assignment/case-trackings',
  'peer-review': '/api/assignment/peer-reviews',
  accountability: '/api/assignment/accountabilities',
} as const;
export type QualityKind = keyof typeof AT;
const PAGE = 40;

export type Coded = Readonly<Record<string, unknown>>;

/** The clock of a matter as it ran last. */
export interface QualityClock {
  readonly duty: string;
  readonly clock: {
    readonly id: string;
    readonly dueAt: string | null;
    readonly provisional: boolean;
    readonly basis: string;
    readonly standing: 'statute' | 'configured' | 'unconfirmed';
  };
  readonly stoppedAt: string | null;
  readonly onTime: boolean | null;
}

/** A matter of quality work as lists show it: nothing in it says who a person is. */
export interface QualityMatter {
  readonly id: string;
  readonly kind: QualityKind;
  readonly institution: string;
  readonly division: string;
  readonly filedBy: string;
  readonly status: string;
  readonly open: boolean;
  readonly revision: number;
  readonly number: string | null;
  readonly requestId: string | null;
  /** Of that request, for the people of its institution. */
  readonly caseNumber: string | null;
  readonly lawyerId: string | null;
  readonly openedAt: string;
  readonly dueAt: string | null;
  readonly breachedAt: string | null;
  readonly clock: QualityClock | null;
  readonly facts: Coded;
}

export interface QualityEntry {
  readonly event: string;
  readonly at: string;
  readonly agency: string;
  readonly facts: Coded;
}

/** A case of a sample, by its number for the people of its institution. */
export interface SampledCase {
  readonly id: string;
  readonly matter: MatterKind;
  readonly caseNumber: string | null;
}

export interface QualityMatterPage extends QualityMatter {
  readonly timeline: readonly QualityEntry[];
  readonly cases: readonly SampledCase[];
  readonly erased: boolean;
}

/** What was written at one step, opened. */
export interface OpenedStep {
  readonly event: string;
  readonly at: string;
  readonly texts: Coded;
}

interface Page {
  readonly items: readonly QualityMatter[];
  readonly total: { readonly count: number; readonly exact: boolean };
  readonly next: string | null;
}

/** Matters of a kind, page by page, the newest first. */
export const useQualityList = (kind: QualityKind, view: 'open' | 'closed') =>
  useInfiniteQuery({
    queryKey: ['quality', kind, 'list', view],
    queryFn: ({ pageParam, signal }) => read<Page>(AT[kind], { ...behind(), view, limit: PAGE, cursor: pageParam ?? undefined }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });

/** One matter with what was done about it. */
export const useQualityMatter = (kind: QualityKind, id: string) =>
  useQuery({
    queryKey: ['quality', kind, 'matter', id],
    queryFn: ({ signal }) => read<QualityMatterPage>(`${AT[kind]}/${id}`, behind(), signal),
  });

/** Opens what was written of persons; the reading is recorded. */
export const useOpenTexts = (kind: QualityKind, id: string) =>
  useMutation({
    mutationFn: async (purpose: AccessPurpose) =>
      (await read<{ readonly items: readonly OpenedStep[] }>(`${AT[kind]}/${id}/people`, { purpose })).items,
  });

/** What was done in a case, which depends on its kind. */
type ReviewedCourse =
  | { readonly matter: 'defence-request'; readonly course: readonly { readonly event: RequestEvent; readonly at: string }[] }
  | { readonly matter: 'aid-case'; readonly course: readonly { readonly event: CaseEvent; readonly at: string }[] };

/** What a reviewer needs of a case: nothing in it says whose case it is. */
export type ReviewedFile = ReviewedCourse & {
  readonly kind: AidMatterKind | null;
  readonly cause: AidCause | null;
  readonly form: AidForm | null;
  readonly offence: string | null;
  readonly stage: string | null;
  readonly custody: string | null;
  readonly minor: boolean;
  readonly lifeOrDeath: boolean;
  readonly language: string | null;
  readonly criteria: {
    readonly version: string;
    readonly source: string;
    readonly standing: 'confirmed' | 'unconfirmed';
    readonly criteria: readonly { readonly code: string; readonly nameZh: string; readonly nameEn: string; readonly most: number }[];
  };
};

/** The file of a case under peer review, and the table to score it by. */
export const useReviewedFile = (id: string) =>
  useQuery({
    queryKey: ['quality', 'peer-review', 'file', id],
    queryFn: ({ signal }) => read<ReviewedFile>(`${AT['peer-review']}/${id}/file`, behind(), signal),
  });

export interface QualityDone {
  readonly id: string;
  readonly position: string | null;
}

/** The link of a form that a recipient fills in (回访问卷), shown once. */
export interface FormGivenOut extends QualityDone {
  readonly link: string;
  readonly expiresAt: string;
}

/** Does something with a matter, or begins one; lists and pages then show it. */
export function useQualityCommand<Done extends QualityDone = QualityDone>(kind: QualityKind, path: string) {
  const client = useQueryClient();
  const keyOf = useSubmissionKey();
  const to = `${AT[kind]}${path}`;
  return useMutation({
    mutationFn: (body: object) => send<Done>(to, body, { key: keyOf({ to, body }) }),
    onSuccess: async ({ position }) => {
      reach(position);
      await client.invalidateQueries({ queryKey: ['quality'] });
    },
  });
}
