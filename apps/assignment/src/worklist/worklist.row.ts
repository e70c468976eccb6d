import type { ClosedReason } from '@xiezhi/contracts';
import type { JsonObject } from '@xiezhi/eventsourcing';
import type { DefenceRequestEvent } from '../defence-request/defence-request.js';
import type { NoticeFacts } from '../defence-request/notice.js';
import type { PaperKind } from '../defence-request/paper.js';
import type { OpenStatus } from '../defence-request/state.js';

/** One step of a request's history, as its page shows it. Texts that people wrote stay sealed. */
export interface TimelineEntry extends JsonObject {
  readonly event: DefenceRequestEvent['type'];
  readonly at: string;
  readonly agency: string;
  /** Kind of the paper (材料种类) that the step is about. */
  readonly paper?: PaperKind;
  /** Of a clock other than C02 that ran out or was counted again: which. */
  readonly clock?: string;
  /** What is coded of it: an outcome, a ground, a kind of work, papers of the file. */
  readonly codes?: readonly string[];
  /** The hearing as it was moved. */
  readonly hearingAt?: string;
}

/** Where a request stands: open, in the defence, or closed for a reason. */
export type WorklistStatus = 'detected' | OpenStatus | ClosedReason;

/** The part of its course that a request is in (页签): what is owed first, the defence, what leads to the end. */
export type WorklistPhase = 'discovered' | 'assigning' | 'defending' | 'closing' | 'ended';

/** One defence request as its parties see it. People are sealed; the reader opens what it may show. */
export interface WorklistRow {
  readonly id: string;
  readonly organ: string;
  readonly organ_kind: string;
  readonly institution: string;
  readonly division: string;
  readonly status: WorklistStatus;
  /** True while the institution owes something: what a worklist shows first. */
  readonly open: boolean;
  readonly phase: WorklistPhase;
  readonly revision: number;
  readonly facts: NoticeFacts | null;
  /** The facts as they were first given, once they were corrected (更正前). */
  readonly first_facts: NoticeFacts | null;
  /** 案号, as the facts have it: to be found by. */
  readonly case_number: string | null;
  /** 使用语言, as the facts have it: to be filtered by. */
  readonly language: string | null;
  readonly received_at: string | null;
  readonly due_at: string | null;
  readonly provisional: boolean;
  readonly basis: string | null;
  /** 庭期冲突: the lawyer has another hearing in the half-day of this one. */
  readonly hearing_conflict: boolean;
  readonly sent_late: boolean;
  readonly hearing_too_near: boolean;
  readonly breached_at: string | null;
  readonly confirmed_at: string | null;
  readonly on_time: boolean | null;
  readonly lawyer_id: string | null;
  /** The lawyer who may act in the case now: nobody once it is closed. */
  readonly lawyer_now: string | null;
  readonly hearing_at: string | null;
  readonly closed_at: string | null;
  readonly assigned_at: string | null;
  readonly letter_number: string | null;
  readonly person: JsonObject | null;
  readonly contact: JsonObject | null;
  readonly papers: JsonObject | null;
  /** What the institution asks for (要求补正), until the notice is corrected. */
  readonly missing: JsonObject | null;
  /** Of the first and of the newest step of its history. */
  readonly begun_at: string | null;
  readonly step_at: string | null;
  readonly timeline: readonly TimelineEntry[];
  /** Accounts that acted on it (承办人). */
  readonly handlers: readonly string[];
  /** Persons of it who were erased. */
  readonly erased: readonly string[];
}
