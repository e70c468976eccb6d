import type { GroupClosing, GroupJoinBasis, GroupReason, GroupRemoval } from '@xiezhi/contracts';
import { useInfiniteQuery, useMutation, useQueries, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { CaseStatus } from './aid-cases.ts';
import { behind, reach } from './behind.ts';
import { useBulk, type BulkCommand, type BulkOutcome } from './bulk.ts';
import type { CandidatesPage } from './candidates.ts';
import { read, send } from './client.ts';
import type { HelpStatus } from './duty-helps.ts';
import type { SensitiveKind } from './sensitive.ts';
import { useSubmissionKey } from './submission.ts';
import type { CommandAnswer, RequestStatus, Total } from './types.ts';

const GROUPS = '/api/assignment/group-matters';
const PAGE = 40;
/** Groups that a matter can be joined to by choice: the newest. */
const CHOICES = 100;

/** A group matter (群体性案件) in lists. */
export interface GroupInList {
  readonly id: string;
  readonly title: string;
  readonly reason: GroupReason;
  readonly officer: string;
  readonly status: 'open' | 'closed';
  readonly openedAt: string;
  readonly closedAt: string | null;
  readonly closing: GroupClosing | null;
  readonly members: number;
}

/** Where a matter of a group stands; a status is one of its kind. */
export interface Standing {
  readonly status: RequestStatus | HelpStatus | CaseStatus;
  readonly open: boolean;
  readonly dueAt: string | null;
  readonly lawyerId: string | null;
  readonly number: string | null;
  /** Masked. */
  readonly personName: string | null;
  readonly revision: number;
  readonly sensitive: boolean;
}

/** A matter in a group, or one that was. */
export interface GroupMember {
  readonly id: string;
  readonly matterKind: SensitiveKind;
  readonly basis: GroupJoinBasis;
  readonly joinedAt: string;
  readonly removedAt: string | null;
  readonly removal: GroupRemoval | null;
  readonly standing: Standing | null;
}

export interface GroupMatter extends GroupInList {
  readonly institution: string;
  readonly division: string;
  readonly revision: number;
  readonly memberships: readonly GroupMember[];
}

interface List {
  readonly items: readonly GroupInList[];
  readonly total: Total;
  readonly next: string | null;
}

/** A matter that can be joined: what it is, and what it is called. */
export interface Joinable {
  readonly id: string;
  readonly kind: SensitiveKind;
  readonly name: string;
}

export const useGroups = (state: 'open' | 'closed') =>
  useInfiniteQuery({
    queryKey: ['groups', state],
    queryFn: ({ pageParam, signal }) => read<List>(GROUPS, { ...behind(), state, limit: PAGE, cursor: pageParam ?? undefined }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

/** Open groups, to choose one of. */
export const useGroupChoices = () =>
  useQuery({
    queryKey: ['groups', 'choices'],
    queryFn: async ({ signal }) => (await read<List>(GROUPS, { ...behind(), state: 'open', limit: CHOICES }, signal)).items,
  });

/** The group that a matter is in, the newest where there were several; `null`: none that the reader may know of. */
export const useGroupOf = (matter: string, enabled: boolean) =>
  useQuery({
    enabled,
    queryKey: ['groups', 'of', matter],
    queryFn: async ({ signal }) => (await read<List>(GROUPS, { ...behind(), matter, limit: 1 }, signal)).items[0] ?? null,
  });

export const useGroup = (id: string) =>
  useQuery({ queryKey: ['groups', 'one', id], queryFn: ({ signal }) => read<GroupMatter>(`${GROUPS}/${id}`, { ...behind() }, signal) });

/** Open matters that seem to belong together (建议并案). */
export interface GroupSuggestion {
  readonly basis: GroupJoinBasis;
  readonly members: readonly { readonly id: string; readonly matterKind: SensitiveKind; readonly number: string | null }[];
  readonly more: boolean;
}

/** What a matter in no group seems to belong to; `null`: nothing worth a group. */
export const useGroupSuggestion = ({ id, kind }: Joinable, enabled: boolean) =>
  useQuery({
    enabled,
    queryKey: ['groups', 'suggestion', id],
    queryFn: async ({ signal }) =>
      (
        await read<{ readonly suggestion: GroupSuggestion | null }>(
          '/api/assignment/group-suggestions',
          { ...behind(), matter: id, matterKind: kind },
          signal,
        )
      ).suggestion,
  });

/** Rows whose marks are asked for at once. */
const MARKED_AT_ONCE = 40;

/** Which rows of a list might be joined in a group (可并为群体案件); asked by the page, as the list grows. */
export function useGroupMarks(kind: SensitiveKind, ids: readonly string[], enabled: boolean): ReadonlySet<string> {
  const pages = Array.from({ length: Math.ceil(ids.length / MARKED_AT_ONCE) }, (_, n) =>
    ids.slice(n * MARKED_AT_ONCE, (n + 1) * MARKED_AT_ONCE).join(','),
  );
  return useQueries({
    queries: pages.map((matters) => ({
      enabled,
      queryKey: ['groups', 'marks', kind, matters],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        read<{ readonly matters: readonly string[] }>(
          '/api/assignment/group-suggestions/rows',
          { ...behind(), matters, matterKind: kind },
          signal,
        ),
    })),
    combine: (answers) => new Set(answers.flatMap(({ data }) => data?.matters ?? [])),
  });
}

async function show(client: QueryClient, answers: readonly CommandAnswer[]): Promise<void> {
  for (const { position } of answers) reach(position);
  await Promise.all(['groups', 'sensitive', 'request', 'requests'].map((of) => client.invalidateQueries({ queryKey: [of] })));
}

/** Opens a group; whoever does leads it. */
export function useOpenGroup() {
  const client = useQueryClient();
  const keyOf = useSubmissionKey();
  return useMutation({
    mutationFn: (body: { readonly title: string; readonly reason: string }) => send<CommandAnswer>(GROUPS, body, { key: keyOf(body) }),
    onSuccess: (answer) => show(client, [answer]),
  });
}

/** Names another officer, or closes the group. */
export function useGroupCommand(id: string, command: 'officer' | 'close') {
  const client = useQueryClient();
  const keyOf = useSubmissionKey();
  return useMutation({
    mutationFn: (body: object) => send<CommandAnswer>(`${GROUPS}/${id}/${command}`, body, { key: keyOf({ command, body }) }),
    onSuccess: (answer) => show(client, [answer]),
  });
}

/** Joins several matters to a group, each by its own rules. */
export function useJoining() {
  const client = useQueryClient();
  const { run, progress } = useBulk<Joinable>((answers) => show(client, answers));
  return {
    join: (group: string, matters: readonly Joinable[], basis: string): Promise<BulkOutcome<Joinable>> =>
      run(matters, ({ id, kind }) => ({ to: `${GROUPS}/${group}/members`, body: { matterId: id, matterKind: kind, basis } })),
    progress,
  };
}

/** What can be done with several members at once. */
export type MemberDeed = 'flag' | 'search' | 'assign' | 'remind' | 'remove';

function commandOf(group: string, deed: MemberDeed, body: object, { id, matterKind, standing }: GroupMember): BulkCommand {
  switch (deed) {
    case 'flag':
      return { to: `/api/assignment/sensitive-matters/${id}/flag`, body: { ...body, matterKind } };
    case 'search':
      return { to: `/api/assignment/${matterKind}s/${id}/search`, body };
    case 'assign':
      return {
        to: `/api/assignment/${matterKind}s/${id}/assign`,
        body,
        ...(standing !== null && { ifMatch: standing.revision }),
      };
    case 'remind':
      return {
        to: `/api/assignment/defence-requests/${id}/remind`,
        body,
        ...(standing !== null && { ifMatch: standing.revision }),
      };
    case 'remove':
      return { to: `${GROUPS}/${group}/members/${id}/remove`, body };
  }
}

/** Who may be assigned to a member, the best first, and who may not. */
export const useCandidatesOf = ({ id, matterKind }: GroupMember) =>
  useQuery({
    queryKey: ['groups', 'candidates', id],
    queryFn: async ({ signal }) =>
      (await read<CandidatesPage>(`/api/assignment/${matterKind}s/${id}/candidates`, { ...behind() }, signal)).items,
  });

/** Does something with several members, each by its own rules. */
export function useMemberDeed(group: string, deed: MemberDeed) {
  const client = useQueryClient();
  const { run, progress } = useBulk<GroupMember>((answers) => show(client, answers));
  return {
    run: (members: readonly GroupMember[], body: object): Promise<BulkOutcome<GroupMember>> =>
      run(members, (member) => commandOf(group, deed, body, member)),
    progress,
  };
}
