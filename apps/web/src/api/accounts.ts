import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { read, send } from './client.ts';
import type { Filter, Register } from './registers.ts';
import { useSubmissionKey } from './submission.ts';

const DIRECTORY = '/api/directory';
const PAGE = 50;
/** Systems have a key or two in each role. */
const KEYS = 200;
const OWN_SESSIONS = '/api/session/sessions';

export const ACCOUNT_STATES = ['invited', 'active', 'dormant', 'expired', 'deactivated'] as const;
export type AccountState = (typeof ACCOUNT_STATES)[number];

export interface Account {
  readonly id: string;
  readonly agency: string;
  readonly role: string;
  readonly lawyerId: string | null;
  readonly state: AccountState;
  readonly displayName: string | null;
  readonly signInName: string | null;
  readonly lastSignInAt: string | null;
  readonly expiresAt: string | null;
  readonly invitationExpiresAt: string | null;
}

export interface InvitationBody {
  readonly agency: string;
  readonly role: string;
  readonly lawyerId?: string;
  readonly displayName: string;
  readonly signInName: string;
  readonly expiresAt?: string;
}

/** The code is told this once. */
export interface Invitation {
  readonly id: string;
  readonly invitationCode: string;
  readonly invitationExpiresAt: string;
}

export interface LawyerChoice {
  readonly lawyerId: string;
  readonly name: string | null;
  readonly status: string;
  readonly taken: boolean;
}

export interface SystemKey {
  readonly id: string;
  readonly agency: string;
  readonly role: string;
  readonly clientId: string;
  readonly thumbprint: string;
  readonly registeredAt: string;
  readonly revokedAt: string | null;
}

export interface TermsStanding {
  readonly agency: string;
  readonly acceptedAt: string | null;
  readonly newestVersion: string | null;
}

export interface Acceptance {
  readonly version: string;
  readonly acceptedAt: string;
  readonly signatory: string | null;
}

export interface RunningSession {
  readonly id: string;
  readonly signedInAt: string;
  readonly lastSeenAt: string;
  readonly expiresAt: string;
  readonly current: boolean;
}

/** Rows page by page, of a list of the directory. */
function usePages<Page extends Register<unknown>>(list: string, filter: Filter) {
  return useInfiniteQuery({
    queryKey: ['accounts', list, filter],
    queryFn: ({ pageParam, signal }) =>
      read<Page>(`${DIRECTORY}/${list}`, { ...filter, limit: PAGE, cursor: pageParam ?? undefined }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

export const useAccounts = (filter: Filter) => usePages<Register<Account>>('accounts', filter);
export const useTermsStandings = (filter: Filter) =>
  usePages<Register<TermsStanding> & { readonly version: string }>('data-use-terms', filter);

export const useSystemKeys = (agency: string) =>
  useQuery({
    queryKey: ['accounts', 'system-keys', agency],
    queryFn: async ({ signal }) =>
      (await read<{ readonly items: readonly SystemKey[] }>(`${DIRECTORY}/system-keys`, { agency, limit: KEYS }, signal)).items,
  });

export const useAcceptances = (agency: string) =>
  useQuery({
    queryKey: ['accounts', 'acceptances', agency],
    queryFn: async ({ signal }) =>
      (await read<{ readonly items: readonly Acceptance[] }>(`${DIRECTORY}/agencies/${agency}/data-use-terms`, {}, signal)).items,
    enabled: agency !== '',
  });

/** Lawyers of an agency for whom an account may be made. */
export const useLawyerChoices = (agency: string, enabled: boolean) =>
  useQuery({
    queryKey: ['accounts', 'lawyers', agency],
    queryFn: async ({ signal }) =>
      (await read<{ readonly items: readonly LawyerChoice[] }>(`${DIRECTORY}/account-lawyers`, { agency }, signal)).items,
    enabled: enabled && agency !== '',
  });

/** A command about people, keys or terms; what is shown of them is read anew. `path` lies in the directory. */
export function useAccountCommand<Body, Answer = unknown>(path: string) {
  const client = useQueryClient();
  const keyOf = useSubmissionKey();
  return useMutation({
    mutationFn: (body: Body) => send<Answer>(`${DIRECTORY}/${path}`, body, { key: keyOf({ path, body }) }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['accounts'] }),
    gcTime: 0,
  });
}

export const useOwnSessions = () =>
  useQuery({
    queryKey: ['own-sessions'],
    queryFn: async ({ signal }) => (await read<{ readonly items: readonly RunningSession[] }>(OWN_SESSIONS, {}, signal)).items,
  });

/** Ends one session of one's own, or with `null` all but this browser's. */
export function useEndSessions() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string | null) => send(id === null ? `${OWN_SESSIONS}/end-others` : `${OWN_SESSIONS}/${id}/end`, undefined),
    onSettled: () => client.invalidateQueries({ queryKey: ['own-sessions'] }),
  });
}
