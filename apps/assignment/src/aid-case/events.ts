import type {
  AidCaseEnd,
  AidOutcome,
  ChangeReason,
  ContactMode,
  FileItem,
  MediationResult,
  TerminationGround,
  WorkKind,
} from '@xiezhi/contracts';
import type { JsonObject, Message, Personal } from '@xiezhi/eventsourcing';
import type { AidCaseFacts, Particulars, Recipient } from './facts.js';
import type { Clock, DutyParty, Open, Parties } from './state.js';

/** Every event says whose case it is, so that nobody who follows the log must look it up. */
type Of<Data> = JsonObject & { readonly parties: Parties } & Data;
/** A text that a person wrote: it may name people, so it is sealed with the recipient. */
type Written<Field extends string> = { readonly personId: string } & { readonly [F in Field]: Personal<string> };
type MaybeWritten<Field extends string> = { readonly personId: string } & { readonly [F in Field]?: Personal<string> };
interface OfLawyer {
  readonly lawyerId: string;
}
/** How the facts came here: told by the service that granted, or recorded from a decision on paper. */
export type GrantSource = 'intake' | 'paper';

/** From the grant to the lawyer's work. */
export type AssigningEvent =
  | Message<
      'AidCaseReceived',
      Of<{
        readonly facts: AidCaseFacts;
        readonly personId: string;
        readonly recipient: Personal<Recipient>;
        readonly particulars: Personal<Particulars>;
        readonly source: GrantSource;
        readonly receivedAt: string;
      }>
    >
  | Message<'PersonnelAssigned', Of<OfLawyer & { readonly assignedAt: string; readonly letterNumber: string }>>
  | Message<'RecipientTold', Of<OfLawyer & { readonly toldAt: string; readonly mode: ContactMode }>>
  | Message<'EngagementSigned', Of<OfLawyer & { readonly signedAt: string }>>
  | Message<'LawyerChangeRequested', Of<OfLawyer & { readonly requestedAt: string; readonly reasonCode: ChangeReason } & Written<'reason'>>>
  | Message<'LawyerChangeDeclined', Of<OfLawyer & { readonly declinedAt: string } & Written<'reason'>>>
  | Message<
      'LawyerReplaced',
      Of<
        OfLawyer & {
          readonly replacedAt: string;
          readonly previousLawyerId: string;
          readonly letterNumber: string;
          readonly reasonCode: ChangeReason;
        }
      >
    >;

/** The lawyer's work in the case. */
export type HandlingEvent =
  | Message<
      'WorkRecorded',
      Of<OfLawyer & { readonly kind: WorkKind; readonly doneAt: string; readonly recordedAt: string } & MaybeWritten<'note'>>
    >
  | Message<'ProgressReported', Of<OfLawyer & { readonly toldAt: string; readonly mode: ContactMode } & MaybeWritten<'summary'>>>
  | Message<
      'HearingSet',
      Of<
        OfLawyer & {
          readonly hearingAt: string;
          readonly hearingPlace?: string;
          readonly previousHearingAt?: string;
          readonly setAt: string;
        }
      >
    >
  /** `ownWish`: the recipient asked for it of their own accord. */
  | Message<'MediationOffered', Of<OfLawyer & { readonly offeredAt: string; readonly ownWish: boolean }>>
  | Message<'MediationAgreed', Of<OfLawyer & { readonly agreedAt: string }>>
  | Message<'MediationRefused', Of<OfLawyer & { readonly refusedAt: string }>>
  | Message<'MediationEnded', Of<OfLawyer & { readonly endedAt: string; readonly result: MediationResult } & MaybeWritten<'terms'>>>;

/** What leads to the end. */
export type ConcludingEvent =
  | Message<'MatterConcluded', Of<OfLawyer & { readonly concludedAt: string; readonly outcome: AidOutcome }>>
  | Message<
      'CaseFileSubmitted',
      Of<OfLawyer & { readonly submittedAt: string; readonly items: readonly FileItem[] } & MaybeWritten<'absence'>>
    >
  | Message<'CaseFileReturned', Of<OfLawyer & { readonly returnedAt: string; readonly items: readonly FileItem[] } & Written<'reason'>>>
  | Message<
      'AidTerminated',
      Of<{ readonly terminatedAt: string; readonly ground: TerminationGround; readonly lawyerId?: string } & Written<'reason'>>
    >
  | Message<'TerminationServed', Of<{ readonly servedAt: string }>>
  | Message<'ObjectionFiled', Of<{ readonly filedAt: string } & Written<'reason'>>>
  /** `resumed`: where the case goes on, and with which lawyer. */
  | Message<
      'TerminationOverturned',
      Of<{ readonly decidedAt: string; readonly resumed: NonNullable<Open['before']>; readonly lawyerId?: string }>
    >
  /** `cause`: the file was accepted, the objection was rejected, or nobody objected in time. */
  | Message<
      'AidCaseClosed',
      Of<{
        readonly reason: AidCaseEnd;
        readonly cause: 'file_accepted' | 'objection_rejected' | 'no_objection';
        readonly closedAt: string;
        readonly facts: Pick<AidCaseFacts, 'kind' | 'cause' | 'form' | 'applicationId'> & JsonObject;
        readonly lawyerId?: string;
        readonly concludedAt?: string;
      }>
    >;

/** What the statutory clocks of a case do. */
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
  | Message<
      'ClockStopped',
      Of<{
        readonly dutyId: string;
        readonly clock: Clock;
        readonly stoppedAt: string;
        readonly outcome: 'met' | 'lapsed';
        readonly onTime: boolean;
      }>
    >
  | Message<'ClockWarned', Of<{ readonly dutyId: string; readonly clock: Clock; readonly warnedAt: string }>>
  | Message<
      'ClockRecounted',
      Of<{
        readonly dutyId: string;
        readonly clock: Clock;
        readonly previousDueAt: string;
        readonly calendar: string;
        readonly recountedAt: string;
        readonly over: boolean;
        readonly warnAt?: string;
      }>
    >
  | Message<
      'ClockBreached',
      Of<{
        readonly dutyId: string;
        readonly clock: Clock;
        readonly breachedAt: string;
        readonly noticedAt: string;
        readonly late: boolean;
      }>
    >;

/** Events of a granted case (受援案件). */
export type AidCaseEvent =
  | AssigningEvent
  | HandlingEvent
  | ConcludingEvent
  | DutyEvent
  | Message<'PersonErased', Of<{ readonly personId: string; readonly erasedAt: string }>>;
