import type { AccessPurpose, MatterKind } from '@xiezhi/contracts';
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { behind } from './behind.ts';
import { address, read, send } from './client.ts';
import { pageOf, queryOf, routeOf, showMatterAfter, type Matter } from './matters.ts';
import { useSubmissionKey } from './submission.ts';
import type { CommandAnswer } from './types.ts';

const PAGE = 40;
export const LETTER_STATES = ['draft', 'numbering', 'issued', 'served', 'void'] as const;
export type LetterState = (typeof LETTER_STATES)[number];

/** An official letter without what it says. */
export interface Letter {
  readonly id: string;
  readonly requestId: string;
  readonly matter: MatterKind;
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

const of = (matter: Matter): string => `${routeOf(matter)}/letters`;

/** The matter that a letter is of, and the letter's page. */
export const matterOf = ({ matter, requestId }: Pick<Letter, 'matter' | 'requestId'>): Matter => ({ kind: matter, id: requestId });
export const letterPage = (matter: Matter, id: string): string => `${pageOf(matter)}/letters/${id}`;

/** The letters of a matter. */
export const useLetters = (matter: Matter) =>
  useQuery({
    queryKey: [...queryOf(matter), 'letters'],
    queryFn: ({ signal }) => read<{ readonly items: readonly Letter[] }>(of(matter), behind(), signal),
  });

export const useLetter = (matter: Matter, id: string) =>
  useQuery({
    queryKey: [...queryOf(matter), 'letters', id],
    queryFn: ({ signal }) => read<Letter>(`${of(matter)}/${id}`, behind(), signal),
  });

/** The forms one may write for a matter. */
export const useLetterForms = (matter: Matter, enabled: boolean) =>
  useQuery({
    queryKey: [...queryOf(matter), 'letter-forms'],
    queryFn: ({ signal }) => read<{ readonly items: readonly LetterForm[] }>(`${routeOf(matter)}/letter-templates`, behind(), signal),
    enabled,
  });

/** Opens what a letter says; every call is recorded by the platform, so nothing of it is kept or read again by itself. */
export const useOpenLetter = (matter: Matter, id: string) =>
  useMutation({
    mutationFn: (purpose: AccessPurpose) => read<OpenedLetter>(`${of(matter)}/${id}/text`, { purpose, ...behind() }),
    gcTime: 0,
  });

/** Where the letter is as a file, or as a page for the printer; the reading is recorded. */
export const letterAddress = (matter: Matter, id: string, as: 'docx' | 'print'): string =>
  address(`${of(matter)}/${id}/${as}`, { purpose: 'case_handling' });

/** Drafts a letter, or does something to one. */
export function useLetterCommand(matter: Matter, path: string) {
  const client = useQueryClient();
  const keyOf = useSubmissionKey();
  return useMutation({
    mutationFn: (body: object) => send<CommandAnswer>(`${of(matter)}${path}`, body, { key: keyOf({ matter, path, body }) }),
    onSuccess: async (answer) => {
      await showMatterAfter(client, matter, { ...answer, id: matter.id });
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
