import type { AccessPurpose, AidCause, AidForm, AidMatterKind, AidParticulars, AidRecipient, SpokenLanguage } from '@xiezhi/contracts';
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { behind, reach } from './behind.ts';
import type { CandidatesPage } from './candidates.ts';
import { read, send } from './client.ts';
import { useSubmissionKey } from './submission.ts';
import type { CommandAnswer, Total } from './types.ts';

const CASES = '/api/assignment/aid-cases';
const PAGE = 40;
const A_MINUTE_MS = 60_000;

export const CASE_STATES = ['open', 'received', 'assigned', 'engaged', 'closing', 'filed', 'terminated', 'overdue', 'ended'] as const;
export type CaseState = (typeof CASE_STATES)[number];
export type CaseStatus = 'received' | 'assigned' | 'engaged' | 'closing' | 'filed' | 'terminated' | 'objectable' | 'objected' | 'closed';
export type Mediation = 'none' | 'offered' | 'agreed' | 'refused' | 'settled' | 'failed';
export type CaseEvent =
  | 'AidCaseReceived'
  | 'PersonnelAssigned'
  | 'LawyerReplaced'
  | 'RecipientTold'
  | 'EngagementSigned'
  | 'LawyerChangeRequested'
  | 'LawyerChangeDeclined'
  | 'WorkRecorded'
  | 'ProgressReported'
  | 'HearingSet'
  | 'MediationOffered'
  | 'MediationAgreed'
  | 'MediationRefused'
  | 'MediationEnded'
  | 'MatterConcluded'
  | 'CaseFileSubmitted'
  | 'CaseFileReturned'
  | 'AidTerminated'
  | 'TerminationServed'
  | 'ObjectionFiled'
  | 'TerminationOverturned'
  | 'AidCaseClosed'
  | 'ClockBreached'
  | 'PersonErased';

export interface CaseClock {
  readonly dutyId: string;
  readonly id: string;
  readonly startedAt: string;
  readonly dueAt: string;
  readonly provisional: boolean;
  readonly basis: string;
  readonly breachedAt: string | null;
  readonly stoppedAt: string | null;
  readonly outcome: 'met' | 'lapsed' | null;
  readonly onTime: boolean | null;
}

export interface GrantFacts {
  readonly applicationNumber: string;
  readonly decisionNumber: string;
  readonly kind: AidMatterKind;
  readonly cause: AidCause;
  readonly causeText: string;
  readonly form: AidForm;
  readonly venue?: string;
  readonly caseNumber?: string;
  readonly language: SpokenLanguage;
  readonly interpreterNeeded: boolean;
  readonly domesticViolence: boolean;
  readonly lifeOrDeath: boolean;
  readonly minor: boolean;
  readonly lawyerGender?: 'female' | 'male';
  readonly grantedAt: string;
}

export interface CaseStep {
  readonly event: CaseEvent;
  readonly revision: number;
  readonly at: string;
  readonly agency: string;
  readonly told: Readonly<Record<string, string | boolean | readonly string[]>>;
  readonly written: boolean;
}

/** A granted case (受援案件). */
export interface AidCase {
  readonly id: string;
  readonly status: CaseStatus;
  readonly open: boolean;
  readonly revision: number;
  readonly institution: string;
  readonly division: string;
  readonly personName: string | null;
  readonly facts: GrantFacts;
  readonly source: 'intake' | 'paper';
  readonly receivedAt: string;
  readonly grantedAt: string;
  readonly dueAt: string | null;
  readonly lawyerId: string | null;
  readonly letterNumber: string | null;
  readonly assignedAt: string | null;
  readonly recipientToldAt: string | null;
  readonly changeRequested: boolean;
  readonly hearingAt: string | null;
  /** 庭期冲突: the lawyer has another hearing in that half-day. */
  readonly hearingConflict: boolean;
  readonly hearingPlace: string | null;
  readonly mediation: Mediation;
  readonly reportedAt: string | null;
  readonly endedAt: string | null;
  readonly reason: string | null;
  readonly clocks: readonly CaseClock[];
  readonly timeline: readonly CaseStep[];
}

export interface CasePeople {
  readonly ids: { readonly person: string | null };
  readonly recipient: AidRecipient | null;
  readonly particulars: AidParticulars | null;
  /** What was written with a step, by the step's revision. */
  readonly texts: Readonly<Record<string, string | null>>;
  readonly lawyer: { readonly name: string; readonly phone: string; readonly firm: string } | null;
}

export interface GrantBody extends GrantFacts {
  readonly recipient: AidRecipient;
  readonly opponents: readonly { readonly name: string }[];
  readonly wishes?: string;
}

export const useCaseCounts = () =>
  useQuery({
    queryKey: ['aid-cases', 'counts'],
    queryFn: ({ signal }) => read<Readonly<Record<CaseState, Total>>>(`${CASES}/counts`, behind(), signal),
    refetchInterval: A_MINUTE_MS,
  });

/** One tab, page by page; read again each minute. */
export const useCases = (state: CaseState) =>
  useInfiniteQuery({
    queryKey: ['aid-cases', 'list', state],
    queryFn: ({ pageParam, signal }) =>
      read<{ readonly items: readonly AidCase[]; readonly total: Total; readonly next: string | null }>(
        CASES,
        { ...behind(), state, limit: PAGE, cursor: pageParam ?? undefined },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval: A_MINUTE_MS,
  });

export const useAidCase = (id: string) =>
  useQuery({ queryKey: ['aid-case', id], queryFn: ({ signal }) => read<AidCase>(`${CASES}/${id}`, behind(), signal) });

/** Who may take a case, best first, and who may not. */
export const useCaseCandidates = (id: string) =>
  useInfiniteQuery({
    queryKey: ['aid-case', id, 'candidates'],
    queryFn: ({ pageParam, signal }) =>
      read<CandidatesPage>(`${CASES}/${id}/candidates`, { ...behind(), cursor: pageParam ?? undefined }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

/** Reads people in full; every call is recorded by the platform, so nothing of it is kept or read again by itself. */
export const useOpenCasePeople = (id: string) =>
  useMutation({ mutationFn: (purpose: AccessPurpose) => read<CasePeople>(`${CASES}/${id}/people`, { purpose }), gcTime: 0 });

/** Everything about cases is read anew, behind what was done. */
export async function showCaseAfter(client: QueryClient, { id, position }: CommandAnswer): Promise<void> {
  reach(position);
  await Promise.all([client.invalidateQueries({ queryKey: ['aid-case', id] }), client.invalidateQueries({ queryKey: ['aid-cases'] })]);
}

function useShownAfter(): (answer: CommandAnswer) => Promise<void> {
  const client = useQueryClient();
  return (answer) => showCaseAfter(client, answer);
}

/** Sends a command on a case; refused when somebody changed it since `revision`. */
export function useCaseCommand(id: string, revision: number, command: string) {
  const keyOf = useSubmissionKey();
  return useMutation({
    mutationFn: (body: object) =>
      send<CommandAnswer>(`${CASES}/${id}/${command}`, body, { key: keyOf({ command, id, revision, body }), ifMatch: revision }),
    onSuccess: useShownAfter(),
  });
}

export function useRecordGrant() {
  const keyOf = useSubmissionKey();
  return useMutation({
    mutationFn: (body: GrantBody) => send<CommandAnswer>(CASES, body, { key: keyOf(body) }),
    onSuccess: useShownAfter(),
  });
}
