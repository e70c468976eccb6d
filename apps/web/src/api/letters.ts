import type { AccessPurpose } from '@xiezhi/contracts';
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { behind } from './behind.ts';
import { address, read, send } from './client.ts';
import { REQUESTS, showAfter } from './requests.ts';
import { useSubmissionKey } from './submission.ts';
import type { CommandAnswer } from './types.ts';

const PAGE = 40;
export const LETTER_STATES = ['draft', 'numbering', 'issued', 'served', 'void'] as const;
export type LetterState = (typeof LETTER_STATES)[number];

/** An official letter without what it says. */
export interface Letter {
  readonly id: string;
  readonly requestId: string;
  readonly issuer: string;
  readonly caseNumber: string;
  readonly form: number;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly status: LetterState;
  readonly number: string | null;
  readonly draftedAt: string;
  readonly issuedAt: string | null;
  readonly servedAt: string | null;
  readonly revision: number;
}

export interface LetterField {
  readonly id: string;
  readonly labelZh: string;
  readonly labelEn: string;
  readonly kind: 'text' | 'lines' | 'day' | 'time' | 'count' | 'choice';
  readonly required: boolean;
  readonly choices?: readonly string[];
}

export interface LetterForm {
  readonly form: number;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly fields: readonly LetterField[];
}

interface Run {
  readonly text: string;
  readonly kind: 'form' | 'value' | 'blank' | 'erased';
}
export type LetterBlock =
  | { readonly kind: 'salutation' | 'paragraph' | 'signature' | 'note'; readonly runs: readonly Run[] }
  | {
      readonly kind: 'table';
      readonly rows: readonly (readonly { readonly runs: readonly Run[]; readonly label: boolean; readonly span: number }[])[];
    };

/** A letter opened: what it says, and what it lacks. */
export interface OpenedLetter {
  readonly values: Readonly<Record<string, string | null>>;
  readonly missing: readonly string[];
  readonly composed: {
    readonly title: string;
    readonly number: string | null;
    readonly blocks: readonly LetterBlock[];
    readonly closing: { readonly issuer: string; readonly day: string } | null;
  };
  readonly service: Readonly<Record<string, string>> | null;
  readonly voidReason: string | null;
}

interface Register {
  readonly items: readonly Letter[];
  readonly total: { readonly count: number; readonly exact: boolean };
  readonly next: string | null;
}
export interface RegisterFilter {
  readonly state?: LetterState | undefined;
  readonly q?: string | undefined;
  readonly year?: number | undefined;
}

const of = (requestId: string): string => `${REQUESTS}/${requestId}/letters`;

/** The letters of a matter. */
export const useLetters = (requestId: string) =>
  useQuery({
    queryKey: ['request', requestId, 'letters'],
    queryFn: ({ signal }) => read<{ readonly items: readonly Letter[] }>(of(requestId), behind(), signal),
  });

export const useLetter = (requestId: string, id: string) =>
  useQuery({
    queryKey: ['request', requestId, 'letters', id],
    queryFn: ({ signal }) => read<Letter>(`${of(requestId)}/${id}`, behind(), signal),
  });

/** The forms one may write for a matter. */
export const useLetterForms = (requestId: string, enabled: boolean) =>
  useQuery({
    queryKey: ['request', requestId, 'letter-forms'],
    queryFn: ({ signal }) => read<{ readonly items: readonly LetterForm[] }>(`${REQUESTS}/${requestId}/letter-templates`, behind(), signal),
    enabled,
  });

/** Opens what a letter says; every call is recorded by the platform, so nothing of it is kept or read again by itself. */
export const useOpenLetter = (requestId: string, id: string) =>
  useMutation({
    mutationFn: (purpose: AccessPurpose) => read<OpenedLetter>(`${of(requestId)}/${id}/text`, { purpose, ...behind() }),
    gcTime: 0,
  });

/** Where the letter is as a file, or as a page for the printer; the reading is recorded. */
export const letterAddress = (requestId: string, id: string, as: 'docx' | 'print'): string =>
  address(`${of(requestId)}/${id}/${as}`, { purpose: 'case_handling' });

/** Drafts a letter, or does something to one. */
export function useLetterCommand(requestId: string, path: string) {
  const client = useQueryClient();
  const keyOf = useSubmissionKey();
  return useMutation({
    mutationFn: (body: object) => send<CommandAnswer>(`${of(requestId)}${path}`, body, { key: keyOf({ requestId, path, body }) }),
    onSuccess: async (answer) => {
      await showAfter(client, { ...answer, id: requestId });
      await client.invalidateQueries({ queryKey: ['letters'] });
    },
  });
}

/** An agency's register of letters, a page after the other. */
export const useLetterRegister = (filter: RegisterFilter) =>
  useInfiniteQuery({
    queryKey: ['letters', filter],
    queryFn: ({ pageParam, signal }) =>
      read<Register>('/api/assignment/letters', { ...filter, ...behind(), limit: PAGE, cursor: pageParam ?? undefined }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
