import type {
  ChangeReason,
  CustodyKind,
  FileItem,
  RequestRelation,
  ReturnReason,
  StageOutcome,
  TerminationGround,
  WorkKind,
} from '@xiezhi/contracts';
import type { JsonObject, Message, Personal } from '@xiezhi/eventsourcing';
import type { Notice } from './notice.js';
import type { PaperAttached, PaperRefused, PaperRemoved } from './paper.js';
import type { Clock, DutyParty, Parties, Reminding } from './state.js';

/** Every event says whose request it is, so that nobody who follows the log must look it up. */
type Of<Data> = JsonObject & { readonly parties: Parties } & Data;
/** A text that a person wrote: it may name people, so it is sealed with the request's person. */
type Written<Field extends string> = { readonly personId: string } & { readonly [F in Field]: Personal<string> };
/** The same, where nothing needs to be written. */
type MaybeWritten<Field extends string> = { readonly personId: string } & { readonly [F in Field]?: Personal<string> };
/** A lawyer's part ends or begins with the event. */
interface OfLawyer {
  readonly lawyerId: string;
}

/** From the discovery to the lawyer's name at the case agency; names and transitions of domain section 10.1. */
export type NotifyingEvent =
  | Message<
      'DefenceNeedDiscovered',
      Of<{ readonly discoveredAt: string; readonly caseNumber?: string; readonly stage?: string; readonly ground?: string }>
    >
  | Message<
      'DefenceNotificationSent',
      Of<Notice & { readonly sentAt: string; readonly sentLate: boolean; readonly hearingTooNear: boolean }>
    >
  | Message<
      'DefenceNotificationReceived',
      Of<{ readonly receivedAt: string; readonly clock: Clock; readonly stage: string; readonly ground: string; readonly warnAt?: string }>
    >
  | Message<
      'NotificationReturnedIncomplete',
      Of<{ readonly returnedAt: string; readonly reasons?: readonly ReturnReason[] } & Written<'missing'>>
    >
  | Message<'NotificationCorrected', Of<Notice & { readonly correctedAt: string }>>
  | Message<'NotificationWithdrawn', Of<{ readonly withdrawnAt: string } & Written<'reason'>>>
  | Message<'DefendantEngagedOwnLawyer', Of<{ readonly engagedAt: string }>>
  | Message<'JurisdictionTransferred', Of<{ readonly transferredAt: string; readonly to: Parties } & Written<'reason'>>>
  | Message<
      'LawyerAssigned',
      Of<{ readonly assignedAt: string; readonly lawyerId: string; readonly letterNumber: string; readonly clock: Clock }>
    >
  /** `dutyId`: which running of C02 it stops; left out: the first. `replacement`: C02 was over before. */
  | Message<
      'AssignmentNotifiedToAgency',
      Of<{
        readonly notifiedAt: string;
        readonly onTime: boolean;
        readonly clock: Clock;
        readonly dutyId?: string;
        readonly replacement?: boolean;
      }>
    >
  /** 催办. `dutyId`, `clock`: of what; left out where a notice is to be completed. */
  | Message<'DutyReminded', Of<{ readonly by: Reminding; readonly remindedAt: string; readonly dutyId?: string; readonly clock?: Clock }>>
  | Message<'RequestLinked', Of<{ readonly to: string; readonly relation: RequestRelation; readonly linkedAt: string }>>
  /** Closed in favour of another request, which goes on (重复、被取代). */
  | Message<'RequestClosedForOther', Of<{ readonly to: string; readonly reason: 'duplicate' | 'superseded'; readonly closedAt: string }>>;

/** The defence itself, from engagement to the file's acceptance. */
export type DefendingEvent =
  | Message<'EngagementSigned', Of<OfLawyer & { readonly signedAt: string }>>
  | Message<'DefencePapersFiled', Of<OfLawyer & { readonly filedAt: string }>>
  | Message<'FirstMeetingHeld', Of<OfLawyer & { readonly heldAt: string; readonly consent: 'agreed' | 'refused' } & MaybeWritten<'minute'>>>
  | Message<'AssignedLawyerRefused', Of<OfLawyer & { readonly refusedAt: string } & Written<'reason'>>>
  | Message<'RefusalReasonAccepted', Of<OfLawyer & { readonly acceptedAt: string }>>
  | Message<'RefusalReasonRejected', Of<OfLawyer & { readonly rejectedAt: string } & Written<'reason'>>>
  | Message<'OwnLawyerEngaged', Of<{ readonly engagedAt: string }>>
  | Message<'ReassignmentRequested', Of<{ readonly requestedAt: string; readonly changes: number }>>
  | Message<'LawyerChangeRequested', Of<OfLawyer & { readonly requestedAt: string; readonly reasonCode: ChangeReason } & Written<'reason'>>>
  | Message<'LawyerChangeDeclined', Of<OfLawyer & { readonly declinedAt: string } & Written<'reason'>>>
  | Message<
      'LawyerReplaced',
      Of<
        OfLawyer & {
          readonly replacedAt: string;
          readonly previousLawyerId: string;
          readonly letterNumber: string;
          /** C02 as it ran before. */
          readonly clock: Clock;
          readonly reasonCode: ChangeReason;
        }
      >
    >
  | Message<
      'HearingRescheduled',
      Of<{
        readonly hearingAt: string;
        readonly hearingPlace?: string;
        readonly previousHearingAt?: string;
        readonly toldAt: string;
        readonly preparationUntil?: string;
        readonly preparationShort?: boolean;
      }>
    >
  /** The court decides when its hearing is: that the lawyer cannot be there is the institution's to solve. */
  | Message<'HearingConflictFound', Of<OfLawyer & { readonly hearingAt: string; readonly other: string; readonly foundAt: string }>>
  | Message<'HearingConflictSolved', Of<{ readonly solvedAt: string }>>
  | Message<'CustodyMoved', Of<{ readonly custody: CustodyKind; readonly movedAt: string } & MaybeWritten<'place'>>>
  | Message<
      'WorkRecorded',
      Of<OfLawyer & { readonly kind: WorkKind; readonly doneAt: string; readonly recordedAt: string } & MaybeWritten<'note'>>
    >
  | Message<'StageConcluded', Of<OfLawyer & { readonly concludedAt: string; readonly outcome: StageOutcome }>>
  | Message<'StageDocumentSent', Of<{ readonly sentAt: string }>>
  | Message<
      'CaseFileSubmitted',
      Of<OfLawyer & { readonly submittedAt: string; readonly items: readonly FileItem[] } & MaybeWritten<'absence'>>
    >
  | Message<'CaseFileReturned', Of<OfLawyer & { readonly returnedAt: string; readonly items: readonly FileItem[] } & Written<'reason'>>>
  /** What a subsidy is worked out from stands with it. */
  | Message<
      'CaseFileAccepted',
      Of<OfLawyer & { readonly acceptedAt: string; readonly stage?: string; readonly ground?: string; readonly concludedAt?: string }>
    >
  | Message<
      'AidTerminated',
      Of<{ readonly terminatedAt: string; readonly ground: TerminationGround; readonly lawyerId?: string } & Written<'reason'>>
    >
  | Message<'TerminationServed', Of<{ readonly servedAt: string; readonly lawyerTold?: boolean }>>;

/** What the statutory clocks of a request do. `dutyId` tells the runnings of one clock apart: `C02`, `C02-2`, … */
export type DutyEvent =
  | Message<
      'ClockStarted',
      Of<{
        readonly dutyId: string;
        readonly clock: Clock;
        readonly holder: DutyParty;
        readonly owedTo: DutyParty;
        readonly warnAt?: string;
      }>
    >
  /** One that was over with the fact that started it: what is told late is recorded, and never refused. */
  | Message<
      'ClockJudged',
      Of<{
        readonly dutyId: string;
        readonly clock: Clock;
        readonly holder: DutyParty;
        readonly owedTo: DutyParty;
        readonly doneAt: string;
        readonly onTime: boolean;
      }>
    >
  | Message<
      'ClockStopped',
      Of<{
        readonly dutyId: string;
        readonly clock: Clock;
        readonly stoppedAt: string;
        /** `lapsed`: nobody owes it any more (the matter went another way). */
        readonly outcome: 'met' | 'lapsed';
        readonly onTime: boolean;
      }>
    >
  | Message<'ClockPaused', Of<{ readonly dutyId: string; readonly clock: Clock; readonly pausedAt: string; readonly reason: string }>>
  | Message<'ClockResumed', Of<{ readonly dutyId: string; readonly clock: Clock; readonly resumedAt: string }>>
  | Message<'ClockWarned', Of<{ readonly dutyId: string; readonly clock: Clock; readonly warnedAt: string }>>
  | Message<
      'ClockRecounted',
      Of<{
        readonly clock: Clock;
        readonly dutyId?: string;
        readonly previousDueAt: string;
        readonly calendar: string;
        readonly recountedAt: string;
        /** Whether the clock is over as it is counted now: what was a breach by the old count may be none by the new. */
        readonly over: boolean;
        readonly warnAt?: string;
      }>
    >
  /** `late`: its timer fired noticeably after the end, for the platform did not run then; `noticedAt`: when it did. */
  | Message<
      'ClockBreached',
      Of<{
        readonly clock: Clock;
        readonly breachedAt: string;
        readonly dutyId?: string;
        readonly noticedAt?: string;
        readonly late?: boolean;
      }>
    >;

/** Papers of the request (随案材料), and persons erased from it. */
export type PaperEvent =
  | Message<'PaperAttached', Of<PaperAttached>>
  | Message<'PaperRemoved', Of<PaperRemoved>>
  | Message<'PaperRefused', Of<PaperRefused>>
  | Message<'PersonErased', Of<{ readonly personId: string; readonly papers: readonly string[]; readonly erasedAt: string }>>;

/** Events of a defence request (通知辩护). */
export type DefenceRequestEvent = NotifyingEvent | DefendingEvent | DutyEvent | PaperEvent;

const OF_DEFENCE: Readonly<Record<DefendingEvent['type'], true>> = {
  EngagementSigned: true,
  DefencePapersFiled: true,
  FirstMeetingHeld: true,
  AssignedLawyerRefused: true,
  RefusalReasonAccepted: true,
  RefusalReasonRejected: true,
  OwnLawyerEngaged: true,
  ReassignmentRequested: true,
  LawyerChangeRequested: true,
  LawyerChangeDeclined: true,
  LawyerReplaced: true,
  HearingRescheduled: true,
  HearingConflictFound: true,
  HearingConflictSolved: true,
  CustodyMoved: true,
  WorkRecorded: true,
  StageConcluded: true,
  StageDocumentSent: true,
  CaseFileSubmitted: true,
  CaseFileReturned: true,
  CaseFileAccepted: true,
  AidTerminated: true,
  TerminationServed: true,
};

/** True for a fact of the defence itself. */
export const isOfDefence = (event: NotifyingEvent | DefendingEvent): event is DefendingEvent => event.type in OF_DEFENCE;
