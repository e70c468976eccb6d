import type {
  AccessPurpose,
  CustodyKind,
  DutyHelpCancellation,
  DutyHelpKind,
  DutyHelpMode,
  DutyHelpPlace,
  ProcedureStage,
  SpokenLanguage,
} from '@xiezhi/contracts';
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { behind, reach } from './behind.ts';
import { read, send } from './client.ts';
import { useSubmissionKey } from './submission.ts';
import type { CommandAnswer, Contact, Person, Total } from './types.ts';

const HELPS = '/api/assignment/duty-helps';
const PAGE = 40;
const A_MINUTE_MS = 60_000;

export const HELP_STATES = ['open', 'requested', 'notified', 'helped', 'overdue', 'ended'] as const;
export type HelpState = (typeof HELP_STATES)[number];
export type HelpStatus = 'requested' | 'notified' | 'helped' | 'concluded' | 'cancelled';
export type HelpEvent =
  | 'DutyHelpRequested'
  | 'DutyLawyerNotified'
  | 'HelpGiven'
  | 'AidApplicationMade'
  | 'AidApplicationPassedOn'
  | 'DutyHelpConcluded'
  | 'DutyHelpCancelled'
  | 'ClockBreached'
  | 'PersonErased';

export interface HelpClock {
  readonly id: 'C16' | 'C04';
  readonly startedAt: string;
  readonly dueAt: string;
  readonly basis: string;
  readonly breachedAt: string | null;
  readonly stoppedAt: string | null;
  readonly outcome: 'met' | 'lapsed' | null;
  readonly onTime: boolean | null;
}

export interface HelpFacts {
  readonly caseNumber?: string;
  readonly offence: string;
  readonly stage: ProcedureStage;
  readonly custody: CustodyKind;
  readonly placeKind: DutyHelpPlace;
  readonly place: string;
  readonly language: SpokenLanguage;
  readonly interpreterNeeded: boolean;
  readonly wanted: readonly DutyHelpKind[];
  readonly requestedAt: string;
}

/** A duty lawyer's help to one person (值班律师法律帮助). */
export interface DutyHelp {
  readonly id: string;
  readonly status: HelpStatus;
  readonly open: boolean;
  readonly revision: number;
  readonly organ: string;
  readonly institution: string;
  readonly division: string;
  readonly personName: string | null;
  readonly facts: HelpFacts;
  readonly receivedAt: string;
  readonly dueAt: string | null;
  readonly lawyerId: string | null;
  readonly notifiedAt: string | null;
  readonly chosenBy: 'rota' | 'officer' | null;
  readonly appliedAt: string | null;
  readonly passedOnAt: string | null;
  readonly endedAt: string | null;
  readonly reason: DutyHelpCancellation | null;
  readonly clocks: readonly HelpClock[];
  readonly helps: readonly {
    readonly helpId: string;
    readonly kind: DutyHelpKind;
    readonly mode: DutyHelpMode;
    readonly givenAt: string;
  }[];
  readonly timeline: readonly { readonly event: HelpEvent; readonly at: string; readonly agency: string }[];
}

export interface HelpPeople {
  readonly ids: { readonly person: string | null; readonly contact: string | null };
  readonly person: Person | null;
  readonly contact: Contact | null;
  readonly summaries: Readonly<Record<string, string | null>>;
  /** The duty lawyer who was told; `null` before, and once erased. */
  readonly lawyer: { readonly name: string; readonly phone: string; readonly firm: string } | null;
}

export interface HelpBody extends Omit<HelpFacts, 'requestedAt'> {
  readonly division: string;
  readonly requestedAt?: string;
  readonly person: Person;
  readonly contact: Contact;
}

export interface HelpChoices {
  readonly stages: readonly ProcedureStage[];
  readonly places: readonly { readonly placeKind: DutyHelpPlace; readonly place: string }[];
}

export interface DutyLawyerChoice {
  readonly lawyerId: string;
  /** Masked; `null` when the person was erased. */
  readonly name: string | null;
  readonly firm: string;
  readonly languages: readonly string[];
  readonly onDuty: { readonly place: string } | null;
}

/** How many there are on each tab. */
export const useHelpCounts = () =>
  useQuery({
    queryKey: ['duty-helps', 'counts'],
    queryFn: ({ signal }) => read<Readonly<Record<HelpState, Total>>>(`${HELPS}/counts`, behind(), signal),
    refetchInterval: A_MINUTE_MS,
  });

/** One tab, page by page; read again each minute, for somebody may ask at any time. */
export const useHelps = (state: HelpState) =>
  useInfiniteQuery({
    queryKey: ['duty-helps', 'list', state],
    queryFn: ({ pageParam, signal }) =>
      read<{ readonly items: readonly DutyHelp[]; readonly total: Total; readonly next: string | null }>(
        HELPS,
        { ...behind(), state, limit: PAGE, cursor: pageParam ?? undefined },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval: A_MINUTE_MS,
  });

export const useHelp = (id: string) =>
  useQuery({ queryKey: ['duty-help', id], queryFn: ({ signal }) => read<DutyHelp>(`${HELPS}/${id}`, behind(), signal) });

/** Stages of one's organ, and places of a division's rota. */
export const useHelpChoices = (division: string) =>
  useQuery({
    queryKey: ['duty-help-choices', division],
    queryFn: ({ signal }) => read<HelpChoices>(`${HELPS}/choices`, { division }, signal),
    enabled: division !== '',
    placeholderData: keepPreviousData,
  });

export const useDutyLawyers = (id: string) =>
  useQuery({
    queryKey: ['duty-help', id, 'lawyers'],
    queryFn: async ({ signal }) =>
      (await read<{ readonly items: readonly DutyLawyerChoice[] }>(`${HELPS}/${id}/lawyers`, {}, signal)).items,
  });

/** Reads people in full; every call is recorded by the platform, so nothing of it is kept or read again by itself. */
export const useOpenHelpPeople = (id: string) =>
  useMutation({ mutationFn: (purpose: AccessPurpose) => read<HelpPeople>(`${HELPS}/${id}/people`, { purpose }), gcTime: 0 });

export type HelpCommand = 'notify-lawyer' | 'record-help' | 'record-application' | 'pass-on-application' | 'conclude' | 'cancel';

/** Everything about helps is read anew, behind what was done. */
function useShownAfter(): (answer: CommandAnswer) => Promise<void> {
  const client = useQueryClient();
  return async ({ id, position }) => {
    reach(position);
    await Promise.all([client.invalidateQueries({ queryKey: ['duty-help', id] }), client.invalidateQueries({ queryKey: ['duty-helps'] })]);
  };
}

/** Sends a command on a help; refused when somebody changed it since `revision`. */
export function useHelpCommand(id: string, revision: number, command: HelpCommand) {
  const keyOf = useSubmissionKey();
  return useMutation({
    mutationFn: (body: object) =>
      send<CommandAnswer>(`${HELPS}/${id}/${command}`, body, { key: keyOf({ command, id, revision, body }), ifMatch: revision }),
    onSuccess: useShownAfter(),
  });
}

export function useAskForHelp() {
  const keyOf = useSubmissionKey();
  return useMutation({
    mutationFn: (body: HelpBody) => send<CommandAnswer>(HELPS, body, { key: keyOf(body) }),
    onSuccess: useShownAfter(),
  });
}
