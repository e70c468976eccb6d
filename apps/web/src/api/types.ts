import type { CustodyKind, ProcedureStage, SpokenLanguage } from '@xiezhi/contracts';
import type { RequestEvent } from './request-event.ts';

export type { RequestEvent } from './request-event.ts';

/** Who is signed in, and for whom (`GET /api/session`). */
export interface Session {
  readonly account: string;
  readonly displayName: string;
  readonly agency: string;
  readonly agencyName: string;
  readonly agencyKind: string;
  readonly role: string;
  readonly division: string;
  /** Of a lawyer: the row of the roster. */
  readonly lawyerId: string | null;
  readonly permissions: readonly string[];
  readonly demonstration: boolean;
  readonly csrfToken: string;
  readonly lastSignInAt: string | null;
}

export type Ground =
  | 'minor'
  | 'sight_hearing_speech_disability'
  | 'limited_capacity_adult'
  | 'life_or_death'
  | 'death_review_applicant'
  | 'in_absentia'
  | 'other_by_law'
  | 'compulsory_treatment'
  | 'discretionary'
  | 'full_coverage_trial'
  | 'full_coverage_prosecution_review';
export type Procedure = 'ordinary' | 'summary' | 'fast_track';
export type RequestStatus =
  | 'detected'
  | 'received'
  | 'returned'
  | 'assigned'
  | 'confirmed'
  | 'engaged'
  | 'defending'
  | 'refused'
  | 'awaiting_own_lawyer'
  | 'closing'
  | 'filed'
  | 'terminated'
  | 'withdrawn'
  | 'not_needed'
  | 'transferred'
  | 'duplicate'
  | 'superseded'
  | 'own_lawyer'
  | 'completed';
/** Kinds of papers (材料种类), the usual ones first. */
export const PAPER_KINDS = ['indictment', 'judgment', 'prosecution_opinion', 'compulsory_measure', 'notice', 'other'] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];
/** What a notice says that names nobody. */
export interface NoticeFacts {
  readonly caseNumber: string;
  readonly offence: string;
  readonly ground: Ground;
  readonly otherProvision?: string;
  readonly appliedForAid?: boolean;
  readonly stage: ProcedureStage;
  readonly procedure: Procedure;
  readonly custody: CustodyKind;
  readonly hearingAt?: string;
  readonly hearingPlace?: string;
  readonly language: SpokenLanguage;
  readonly interpreterNeeded: boolean;
  readonly lifeOrDeath: boolean;
  readonly minor: boolean;
  readonly discoveredAt: string;
}

export interface Person {
  readonly name: string;
  readonly birthDate?: string;
  readonly gender?: 'male' | 'female';
  readonly idNumber?: string;
  readonly residence?: string;
  readonly custodyPlace?: string;
}

export interface Contact {
  readonly name: string;
  readonly phone: string;
}

export interface Paper {
  readonly kind: PaperKind;
  readonly title: string;
}

export interface People {
  /** What an erasure is ordered by; `null` once erased. */
  readonly ids: { readonly person: string | null; readonly contact: string | null };
  readonly person: Person | null;
  readonly contact: Contact | null;
  readonly papers: { readonly reason?: string; readonly list: readonly Paper[] } | null;
}

/** A notice as it is sent (`POST /api/assignment/defence-requests`). */
export interface NoticeBody extends Omit<NoticeFacts, 'minor' | 'discoveredAt' | 'procedure' | 'lifeOrDeath'> {
  readonly procedure?: Procedure;
  readonly lifeOrDeath?: boolean;
  readonly division?: string;
  readonly discoveredAt?: string;
  readonly person: Person;
  readonly contact: Contact;
  readonly reason?: string;
  readonly papers: readonly Paper[];
}

export interface TimelineStep {
  readonly event: RequestEvent;
  readonly at: string;
  readonly agency: string;
  /** Kind of the paper that the step is about. */
  readonly paper?: PaperKind;
  /** Of a clock other than C02 that ran out or was counted again: which. */
  readonly clock?: string;
  /** What is coded of it: an outcome, a ground, a kind of work, papers of the file. */
  readonly codes?: readonly string[];
  /** The hearing as it was moved. */
  readonly hearingAt?: string;
}

export interface RequestClock {
  readonly id: string;
  readonly dueAt: string;
  readonly provisional: boolean;
  readonly basis: string | null;
  readonly breachedAt: string | null;
  readonly stoppedAt: string | null;
  readonly onTime: boolean | null;
}

/** A defence request (通知辩护) as its parties see it. */
export interface DefenceRequest {
  readonly id: string;
  readonly status: RequestStatus;
  readonly open: boolean;
  readonly revision: number;
  readonly organ: string;
  readonly organKind: string;
  readonly institution: string;
  readonly division: string;
  readonly personName: string | null;
  readonly caseNumber: string | null;
  readonly facts: NoticeFacts | null;
  /** The facts as they were first given, when they were corrected since. */
  readonly firstFacts: NoticeFacts | null;
  readonly receivedAt: string | null;
  readonly clock: RequestClock | null;
  readonly sentLate: boolean;
  readonly hearingTooNear: boolean;
  /** 庭期冲突: the lawyer has another hearing in the half-day of this one. */
  readonly hearingConflict: boolean;
  readonly lawyerId: string | null;
  readonly assignedAt: string | null;
  readonly letterNumber: string | null;
  /** When the hearing is, as it is fixed now. */
  readonly hearingAt: string | null;
  readonly closedAt: string | null;
  /** What the institution asks for, while the notice waits to be completed. */
  readonly missing: string | null;
  /** When its first step was, and its newest. */
  readonly begunAt: string | null;
  readonly stepAt: string | null;
  /** Empty in lists. */
  readonly timeline: readonly TimelineStep[];
}

export interface Total {
  readonly count: number;
  readonly exact: boolean;
}

export interface RequestList {
  readonly items: readonly DefenceRequest[];
  readonly total: Total;
  readonly next: string | null;
}

export interface CommandAnswer {
  readonly id: string;
  readonly revision: number;
  readonly position: string | null;
  readonly replayed: boolean;
}

export interface AssignedLawyer {
  readonly assigned: boolean;
  readonly name?: string | null;
  readonly phone?: string | null;
  readonly firm?: string;
  readonly letterNumber?: string;
}

export interface News {
  readonly id: string;
  readonly type: string;
  readonly time: string;
  readonly subject?: string;
  readonly data: {
    readonly requestId?: string;
    readonly state?: string;
    readonly at?: string;
    readonly link?: string;
    readonly letterNumber?: string;
    readonly clock?: { readonly id: string; readonly dueAt: string };
  };
}
export interface NewsPage {
  readonly items: readonly News[];
  readonly next: string;
}

export interface Agency {
  readonly code: string;
  readonly kind: string;
  readonly division: string;
  readonly name: string;
  readonly nameEn: string;
  readonly noticeName: string | null;
  readonly active: boolean;
}

export interface Lawyer {
  readonly id: string;
  /** Masked; `null` when the person was erased. */
  readonly name: string | null;
  readonly firm: string;
  readonly firmId: string | null;
  readonly status: 'active' | 'suspended' | 'inactive';
  readonly statusReason: string | null;
  readonly statusSince: string | null;
  readonly gender: 'female' | 'male' | null;
  readonly practiceYears: number;
  readonly criminalDefenceYears: number;
  readonly minorsTrained: boolean;
  readonly specialities: readonly string[];
  readonly languages: readonly string[];
  readonly divisions: readonly string[];
  readonly visitingUntil: string | null;
  readonly visitingFrom: string | null;
}

export interface DashboardLine {
  readonly key: string;
  readonly requests: number;
  readonly open: number;
  readonly overdue: number;
  readonly onTime: number;
  readonly late: number;
  readonly onTimeRate: number | null;
}

export interface Period {
  readonly from: string;
  readonly until: string;
  readonly onTime: number;
  readonly late: number;
  readonly rate: number | null;
}

export interface TrendWeek {
  readonly from: string;
  readonly received: number;
  readonly onTime: number;
  readonly late: number;
}

export interface Dashboard {
  readonly asAt: string;
  readonly by: 'division' | 'organ';
  readonly items: readonly DashboardLine[];
  readonly total: Omit<DashboardLine, 'key'>;
  readonly trend: {
    readonly weekAgo: { readonly at: string; readonly open: number; readonly overdue: number };
    readonly recent: Period;
    readonly previous: Period;
    readonly weeks: readonly TrendWeek[];
  };
}

export type JointState = 'open' | 'overdue' | 'ended' | 'on_time' | 'late' | 'closed' | 'received';
/** A request behind a joint figure: no person, no number. */
export interface JointRequest {
  readonly requestId: string;
  readonly division: string;
  readonly organ: string;
  readonly institution: string;
  readonly receivedAt: string;
  readonly dueAt: string;
  readonly endedAt: string | null;
  readonly outcome: 'on_time' | 'late' | 'closed' | null;
}
export interface JointRequestPage {
  readonly asAt: string;
  readonly items: readonly JointRequest[];
  readonly total: Total;
  readonly next: string | null;
}

/** How many there are: exact, or at least so many. */
export type Counts = Readonly<Record<'open' | 'done' | RequestState, Total>>;
export type RequestState =
  | 'received'
  | 'returned'
  | 'assigned'
  | 'confirmed'
  | 'overdue'
  | 'due_today'
  | 'pressing'
  | 'hearing_conflict'
  | 'discovered'
  | 'defending'
  | 'closing'
  | 'ended';

/** What narrows a worklist. */
export interface Narrowed {
  readonly q?: string;
  readonly county?: string;
  readonly organ?: string;
  readonly language?: string;
  readonly turn?: 'mine' | 'theirs';
  readonly dueBy?: string;
}

/** What a worklist is asked for; all of it stands in the page's address too. */
export interface RequestFilter extends Narrowed {
  readonly status: 'open' | 'done';
  readonly state?: RequestState;
  readonly sort?: 'due' | 'sent' | 'number';
  readonly order?: 'asc' | 'desc';
}

/** A named filter of one's own (视图). */
export interface WorklistView {
  readonly id: string;
  readonly name: string;
  readonly filter: RequestFilter;
}

export interface FoundRequest {
  readonly id: string;
  readonly caseNumber: string;
  readonly letterNumber: string | null;
  readonly status: RequestStatus;
  readonly dueAt: string | null;
}

export interface NoticeChoices {
  readonly stages: readonly ProcedureStage[];
  readonly grounds: readonly {
    readonly code: Ground;
    readonly force: 'mandatory' | 'discretionary';
    readonly stages: readonly ProcedureStage[];
    readonly basis: string;
  }[];
}

export type CountedKind = 'start_excluded' | 'counted' | 'counted_rest_day' | 'not_counted' | 'paused' | 'rolled' | 'due';
export interface CountedClock {
  readonly id: string;
  readonly startedAt: string;
  readonly dueAt: string;
  readonly basis: string;
  readonly provisional: boolean;
  readonly days: readonly { readonly day: string; readonly kind: CountedKind; readonly number?: number; readonly reason?: string }[];
}
