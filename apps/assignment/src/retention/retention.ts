import type { RetentionExemption, RetentionHold, RetentionKind, StoredRetentionKind } from '@xiezhi/contracts';
import { assertNever, Rejected, type Decider, type JsonObject, type Message, type StreamType } from '@xiezhi/eventsourcing';
import { instantOf, keptUntil, millisOf } from '@xiezhi/legal-policy';

const DAY_MS = 86_400_000;
/** A day after its time a deletion is late, and says so. */
export const LATE_AFTER_MS = DAY_MS;
/** Longest an exemption holds before somebody must look at it again. */
export const MAX_EXEMPT_YEARS = 10;

/** A rule that two people set (保存期限规则): for how many months, and the document that says so. */
export interface RetentionRule {
  readonly ruleId: string;
  readonly months: number;
  readonly source: string;
}

/** Whose matter it is; a granted case has no case agency, a notice that came early has no institution. */
export interface Parties extends JsonObject {
  readonly organ?: string;
  readonly institution?: string;
  readonly division: string;
}

/** A matter that has ended (已终结的案件), as its own stream has it. */
export interface EndedMatter {
  readonly parties: Parties;
  readonly kind: RetentionKind;
  readonly endedAt: string;
  /** Persons of it who are not erased yet. */
  readonly persons: readonly string[];
  /** Papers attached to it. */
  readonly papers: number;
}

/** Facts that come with each command: the instant, and the matter as its own stream has it. */
interface OfMatter {
  readonly at: string;
  readonly matter: EndedMatter;
}

/** Commands on the retention (保存期限) of a matter that has ended. */
export type RetentionCommand =
  /** 拟销毁公告: the rule's time is over; `graceDays` are left to object. */
  | Message<'AnnounceDeletion', OfMatter & { readonly rule: RetentionRule | null; readonly graceDays: number }>
  /** 保存例外: keeps it until `until`. A later exemption replaces an earlier one. */
  | Message<'ExemptMatter', OfMatter & { readonly reason: RetentionExemption; readonly reference: string; readonly until: string }>
  /** 保存例外到期 */
  | Message<'EndExemption', OfMatter>
  /** 暂停销毁: keeps it while something is under way. */
  | Message<'HoldMatter', OfMatter & { readonly ground: RetentionHold; readonly reference: string }>
  /** 恢复销毁 */
  | Message<'LiftHold', OfMatter & { readonly ground: RetentionHold }>
  /** 销毁: after the grace, by the rule that holds now. */
  | Message<'BeginDeletion', OfMatter & { readonly rule: RetentionRule | null }>
  /** 已销毁: every person of it is erased. */
  | Message<'RecordDeleted', { readonly at: string; readonly matter: Pick<EndedMatter, 'parties'> }>;

type Of<Data> = JsonObject & { readonly parties: Parties } & Data;
/** What was counted, and by which rule. */
interface Counted extends RetentionRule {
  readonly kind: StoredRetentionKind;
  readonly endedAt: string;
  readonly dueAt: string;
}

export type RetentionEvent =
  | Message<'DeletionAnnounced', Of<Counted & { readonly announcedAt: string; readonly deleteFrom: string }>>
  | Message<'DeletionCalledOff', Of<{ readonly calledOffAt: string }>>
  | Message<
      'RetentionExempted',
      Of<{ readonly reason: RetentionExemption; readonly reference: string; readonly until: string; readonly exemptedAt: string }>
    >
  | Message<'ExemptionEnded', Of<{ readonly endedAt: string }>>
  | Message<'MatterHeld', Of<{ readonly ground: RetentionHold; readonly reference: string; readonly heldAt: string }>>
  | Message<'HoldLifted', Of<{ readonly ground: RetentionHold; readonly liftedAt: string }>>
  | Message<
      'DeletionBegun',
      Of<
        Counted & {
          readonly persons: readonly string[];
          readonly papers: number;
          readonly begunAt: string;
          /** Begun a day or more after it could have been: the platform did not run. */
          readonly late: boolean;
        }
      >
    >
  | Message<'MatterDeleted', Of<{ readonly persons: number; readonly papers: number; readonly deletedAt: string }>>;

export interface RetentionState {
  readonly status: 'kept' | 'announced' | 'deleting' | 'deleted';
  /** From when it may be deleted; while it is announced. */
  readonly deleteFrom: string | null;
  /** The end for which it is announced. */
  readonly announcedFor: string | null;
  readonly exemptUntil: string | null;
  readonly holds: readonly RetentionHold[];
  /** Persons who are being erased, and how many papers go with them. */
  readonly persons: readonly string[];
  readonly papers: number;
}

const exempt = ({ exemptUntil, holds }: RetentionState, at: string): boolean =>
  holds.length > 0 || (exemptUntil !== null && at < exemptUntil);

/** What a rule comes to for a matter; `null` while its time is not over. */
function overdue({ kind, endedAt }: EndedMatter, rule: RetentionRule | null, at: string): Counted | null {
  if (rule === null) return null;
  const dueAt = keptUntil(endedAt, rule.months);
  return at < dueAt ? null : { kind, endedAt, dueAt, ruleId: rule.ruleId, months: rule.months, source: rule.source };
}

const isGone = ({ status }: RetentionState): boolean => status === 'deleting' || status === 'deleted';

/** Once the keys are being destroyed there is nothing left to keep. */
function insistOnThere(state: RetentionState): void {
  if (isGone(state))
    throw new Rejected(
      'retention.deleted',
      '本件已开始销毁或已销毁,不能再保留。It is being deleted, or was: nothing can keep it any more.',
    );
}

function insistOnUntil(until: string, at: string): void {
  const latest = new Date(at);
  latest.setUTCFullYear(latest.getUTCFullYear() + MAX_EXEMPT_YEARS);
  if (until > at && millisOf(until) <= latest.getTime()) return;
  const detail = `保存例外的截止时间应在将来${MAX_EXEMPT_YEARS}年之内。An exemption must end within the next ${MAX_EXEMPT_YEARS} years.`;
  throw new Rejected('retention.exemption.invalid', detail, { errors: [{ path: 'until', code: 'out_of_range', detail }] });
}

function decide({ type, data }: RetentionCommand, state: RetentionState): readonly RetentionEvent[] {
  const { at, matter } = data;
  const { parties } = matter;
  // What was announced for an end that is none any more is announced anew.
  const isAnnounced = state.status === 'announced' && 'endedAt' in matter && state.announcedFor === matter.endedAt;
  switch (type) {
    case 'AnnounceDeletion': {
      const counted = overdue(data.matter, data.rule, at);
      if (isAnnounced || isGone(state) || exempt(state, at) || counted === null) return [];
      const deleteFrom = instantOf(millisOf(at) + data.graceDays * DAY_MS);
      return [{ type: 'DeletionAnnounced', data: { parties, ...counted, announcedAt: at, deleteFrom } }];
    }
    case 'ExemptMatter': {
      insistOnThere(state);
      const { reason, reference, until } = data;
      insistOnUntil(until, at);
      return [{ type: 'RetentionExempted', data: { parties, reason, reference, until, exemptedAt: at } }];
    }
    case 'EndExemption':
      if (state.exemptUntil === null || at < state.exemptUntil) return [];
      return [{ type: 'ExemptionEnded', data: { parties, endedAt: at } }];
    case 'HoldMatter':
      insistOnThere(state);
      if (state.holds.includes(data.ground)) return [];
      return [{ type: 'MatterHeld', data: { parties, ground: data.ground, reference: data.reference, heldAt: at } }];
    case 'LiftHold':
      if (!state.holds.includes(data.ground)) return [];
      return [{ type: 'HoldLifted', data: { parties, ground: data.ground, liftedAt: at } }];
    case 'BeginDeletion': {
      if (!isAnnounced || at < state.deleteFrom!) return [];
      const counted = overdue(data.matter, data.rule, at);
      // A longer rule was approved since it was announced.
      if (counted === null) return [{ type: 'DeletionCalledOff', data: { parties, calledOffAt: at } }];
      const late = millisOf(at) >= millisOf(state.deleteFrom!) + LATE_AFTER_MS;
      const { persons, papers } = data.matter;
      return [{ type: 'DeletionBegun', data: { parties, ...counted, persons, papers, begunAt: at, late } }];
    }
    case 'RecordDeleted':
      if (state.status !== 'deleting') return [];
      return [{ type: 'MatterDeleted', data: { parties, persons: state.persons.length, papers: state.papers, deletedAt: at } }];
    default:
      return assertNever(type);
  }
}

function evolve(state: RetentionState, { type, data }: RetentionEvent): RetentionState {
  const kept = { ...state, status: 'kept', deleteFrom: null, announcedFor: null } as const;
  switch (type) {
    case 'DeletionAnnounced':
      return { ...state, status: 'announced', deleteFrom: data.deleteFrom, announcedFor: data.endedAt, exemptUntil: null };
    case 'DeletionCalledOff':
      return kept;
    case 'RetentionExempted':
      return { ...kept, exemptUntil: data.until };
    case 'ExemptionEnded':
      return { ...state, exemptUntil: null };
    case 'MatterHeld':
      return { ...kept, holds: [...state.holds, data.ground] };
    case 'HoldLifted':
      return { ...state, holds: state.holds.filter((ground) => ground !== data.ground) };
    case 'DeletionBegun':
      return { ...state, status: 'deleting', persons: data.persons, papers: data.papers };
    case 'MatterDeleted':
      return { ...state, status: 'deleted' };
    default:
      return assertNever(type);
  }
}

const decider: Decider<RetentionState, RetentionCommand, RetentionEvent> = {
  initial: { status: 'kept', deleteFrom: null, announcedFor: null, exemptUntil: null, holds: [], persons: [], papers: 0 },
  decide,
  evolve,
};

/** How long an ended matter is kept (保存期限), by the matter's id: announced, kept longer for a reason, deleted. */
export const retention: StreamType<RetentionState, RetentionCommand, RetentionEvent> = { name: 'retention', decider };
