import type { RetentionExemption, RetentionHold, RetentionKind, StoredRetentionKind } from '@xiezhi/contracts';
import { idOf, type JsonObject, type Projection, type RecordedEvent } from '@xiezhi/eventsourcing';
import { aidCase, type AidCaseEvent } from '../aid-case/aid-case.js';
import { defenceRequest, type DefenceRequestEvent } from '../defence-request/defence-request.js';
import { dutyHelp, type DutyHelpEvent } from '../duty-help/duty-help.js';
import { earlyNotice, type EarlyNoticeEvent } from '../early-notice/early-notice.js';
import { retention, type RetentionEvent } from '../retention/retention.js';

/** Where the retention of an ended matter stands. `exempt`: kept for a reason, until a day or as long as something is under way. */
export type RetentionStage = 'kept' | 'exempt' | 'announced' | 'deleting' | 'deleted';
/** A matter that goes on after what was an end once: kept for what was recorded of it then, and in no list. */
export type StoredStage = RetentionStage | 'running';

/** Something under way that keeps a matter. */
export interface Held extends JsonObject {
  readonly ground: RetentionHold;
  readonly reference: string;
  readonly heldAt: string;
}

/** A matter that has ended, until it is deleted and after: nothing in it says whose it was. */
export interface RetainedMatterRow {
  /** The matter's. */
  readonly id: string;
  /** The case agency; of a granted case there is none. */
  readonly organ: string | null;
  /** Of a notice that came early there is none. */
  readonly institution: string | null;
  readonly division: string;
  readonly kind: StoredRetentionKind;
  readonly ended_at: string;
  readonly stage: StoredStage;
  /** What a stage is ordered by: the end, of what is exempt when that began, of what is announced when it may be deleted, else when that was. */
  readonly stage_at: string;
  readonly exempted_at: string | null;
  readonly exempt_until: string | null;
  readonly exempt_reason: RetentionExemption | null;
  readonly exempt_reference: string | null;
  readonly holds: readonly Held[];
  /** What was counted when it was announced, and by which rule. */
  readonly due_at: string | null;
  readonly rule_id: string | null;
  readonly months: number | null;
  readonly source: string | null;
  readonly announced_at: string | null;
  readonly delete_from: string | null;
  readonly begun_at: string | null;
  readonly late: boolean;
  readonly persons: number;
  readonly papers: number;
  readonly deleted_at: string | null;
}

type Retained = RetainedMatterRow;

const NO_EXEMPTION = { exempted_at: null, exempt_until: null, exempt_reason: null, exempt_reference: null } as const;
const NOT_ANNOUNCED = { due_at: null, rule_id: null, months: null, source: null, announced_at: null, delete_from: null } as const;

/** How a request ended, when `event` ends it. */
function endOf({ type, data }: DefenceRequestEvent): readonly [RetentionKind, string] | null {
  switch (type) {
    case 'NotificationWithdrawn':
      return ['withdrawn', data.withdrawnAt];
    case 'DefendantEngagedOwnLawyer':
      return ['not_needed', data.engagedAt];
    case 'OwnLawyerEngaged':
      return ['own_lawyer', data.engagedAt];
    case 'CaseFileAccepted':
      return ['completed', data.acceptedAt];
    case 'TerminationServed':
      return ['terminated', data.servedAt];
    case 'RequestClosedForOther':
      return [data.reason, data.closedAt];
    default:
      return null;
  }
}

/** The row of a granted case that was closed; said again it changes nothing. */
function ofAidCase(row: Retained | null, id: string, { type, data }: AidCaseEvent): Retained | null {
  if (type !== 'AidCaseClosed' || row !== null) return row;
  return begunWith(id, { organ: null, ...data.parties }, [data.reason, data.closedAt]);
}

/** The row of a duty lawyer's help that ended. */
function ofHelp(row: Retained | null, id: string, { type, data }: DutyHelpEvent): Retained | null {
  if (row !== null) return row;
  if (type === 'DutyHelpConcluded') return begunWith(id, data.parties, ['help_concluded', data.concludedAt]);
  return type === 'DutyHelpCancelled' ? begunWith(id, data.parties, ['help_cancelled', data.cancelledAt]) : null;
}

/** The row of a notice that came early and became no request. */
function ofEarlyNotice(row: Retained | null, id: string, { type, data }: EarlyNoticeEvent): Retained | null {
  if (row !== null) return row;
  const unmatched = (endedAt: string): Retained => begunWith(id, { ...data.parties, institution: null }, ['unmatched', endedAt]);
  switch (type) {
    case 'KeptNoticeWithdrawn':
      return unmatched(data.withdrawnAt);
    case 'KeptNoticeLapsed':
      return unmatched(data.lapsedAt);
    case 'KeptNoticeRefused':
      return unmatched(data.refusedAt);
    default:
      return null;
  }
}

/** The row after a fact of the request itself; a matter that is being deleted, or was, stays so. */
function ofRequest(row: Retained | null, id: string, event: DefenceRequestEvent): Retained | null {
  const end = endOf(event);
  if (end === null) return row ?? (event.type === 'AssignmentNotifiedToAgency' ? goingOn(id, event) : null);
  if (row === null) return begun(id, event, end);
  if (row.stage !== 'running') return row;
  const [kind, endedAt] = end;
  return settled({ ...row, ...NOT_ANNOUNCED, kind, ended_at: endedAt });
}

const goingOn = (id: string, event: Extract<DefenceRequestEvent, { type: 'AssignmentNotifiedToAgency' }>): Retained => ({
  ...begun(id, event, ['notified', event.data.notifiedAt]),
  stage: 'running',
});

type Whose = Pick<Retained, 'organ' | 'institution' | 'division'>;
type End = readonly [StoredRetentionKind, string];

const begun = (id: string, { data }: DefenceRequestEvent, end: End): Retained => begunWith(id, data.parties, end);

function begunWith(id: string, { organ, institution, division }: Whose, [kind, endedAt]: End): Retained {
  return {
    id,
    organ,
    institution,
    division,
    kind,
    ended_at: endedAt,
    stage: 'kept',
    stage_at: endedAt,
    ...NO_EXEMPTION,
    holds: [],
    ...NOT_ANNOUNCED,
    begun_at: null,
    late: false,
    persons: 0,
    papers: 0,
    deleted_at: null,
  };
}

/** Exempt while something keeps it, else kept. */
function settled(row: Retained): Retained {
  const since = row.exempted_at ?? row.holds[0]?.heldAt;
  return since === undefined ? { ...row, stage: 'kept', stage_at: row.ended_at } : { ...row, stage: 'exempt', stage_at: since };
}

/** The row after a fact of its retention. What was announced or kept of a matter that goes on does not end it. */
function ofRetention(row: Retained, event: RetentionEvent): Retained {
  const next = after(row, event);
  const isGone = next.stage === 'deleting' || next.stage === 'deleted';
  return row.stage !== 'running' || isGone ? next : { ...next, stage: 'running', stage_at: row.stage_at };
}

function after(row: Retained, { type, data }: RetentionEvent): Retained {
  switch (type) {
    case 'DeletionAnnounced': {
      const { dueAt, ruleId, months, source, announcedAt, deleteFrom } = data;
      const counted = { due_at: dueAt, rule_id: ruleId, months, source, announced_at: announcedAt, delete_from: deleteFrom };
      return { ...row, ...NO_EXEMPTION, ...counted, stage: 'announced', stage_at: deleteFrom };
    }
    case 'DeletionCalledOff':
      return settled({ ...row, ...NOT_ANNOUNCED });
    case 'RetentionExempted': {
      const { until, reason, reference, exemptedAt } = data;
      const exempted = { exempted_at: exemptedAt, exempt_until: until, exempt_reason: reason, exempt_reference: reference };
      return settled({ ...row, ...NOT_ANNOUNCED, ...exempted });
    }
    case 'ExemptionEnded':
      return settled({ ...row, ...NO_EXEMPTION });
    case 'MatterHeld': {
      const { ground, reference, heldAt } = data;
      const holds = row.holds.some((held) => held.ground === ground) ? row.holds : [...row.holds, { ground, reference, heldAt }];
      return settled({ ...row, ...NOT_ANNOUNCED, holds });
    }
    case 'HoldLifted':
      return settled({ ...row, holds: row.holds.filter(({ ground }) => ground !== data.ground) });
    case 'DeletionBegun': {
      const { dueAt, ruleId, months, source, begunAt, late, persons, papers } = data;
      const counted = { due_at: dueAt, rule_id: ruleId, months, source };
      return { ...row, ...counted, stage: 'deleting', stage_at: begunAt, begun_at: begunAt, late, persons: persons.length, papers };
    }
    case 'MatterDeleted':
      return { ...row, stage: 'deleted', stage_at: data.deletedAt, deleted_at: data.deletedAt };
    default:
      return row;
  }
}

/** Facts of a request that end it, and the one that did once. */
const ENDS: ReadonlySet<string> = new Set<DefenceRequestEvent['type']>([
  'AssignmentNotifiedToAgency',
  'NotificationWithdrawn',
  'DefendantEngagedOwnLawyer',
  'OwnLawyerEngaged',
  'CaseFileAccepted',
  'TerminationServed',
  'RequestClosedForOther',
]);

/** Facts that end a matter of another kind. */
const OTHER_ENDS: Readonly<Record<string, { readonly name: string }>> = {
  AidCaseClosed: aidCase,
  DutyHelpConcluded: dutyHelp,
  DutyHelpCancelled: dutyHelp,
  KeptNoticeWithdrawn: earlyNotice,
  KeptNoticeLapsed: earlyNotice,
  KeptNoticeRefused: earlyNotice,
};

/** What was asked for: a defender, aid, a duty lawyer's help, or a defender of an institution that was not there yet. */
export type RetainedMatterType = 'defence-request' | 'aid-case' | 'duty-help' | 'early-notice';

const TYPE_OF_KIND: Partial<Record<StoredRetentionKind, RetainedMatterType>> = {
  help_concluded: 'duty-help',
  help_cancelled: 'duty-help',
  unmatched: 'early-notice',
};

/** What a matter is: requests and granted cases end alike, and only of the latter there is no case agency. */
export const typeOfMatter = ({ kind, organ }: Pick<RetainedMatterRow, 'kind' | 'organ'>): RetainedMatterType =>
  TYPE_OF_KIND[kind] ?? (organ === null ? 'aid-case' : 'defence-request');

/** What becomes of a matter that has ended. */
const OF_RETENTION: readonly RetentionEvent['type'][] = [
  'DeletionAnnounced',
  'DeletionCalledOff',
  'RetentionExempted',
  'ExemptionEnded',
  'MatterHeld',
  'HoldLifted',
  'DeletionBegun',
  'MatterDeleted',
];

/** Matters that have ended (保存期限与销毁清册): what is due when, what is kept longer and why, what was deleted. */
export const retainedMatters: Projection<RetainedMatterRow, RecordedEvent> = {
  name: 'retained_matters',
  version: 3,
  key: 'id',
  eventTypes: [...ENDS, ...Object.keys(OTHER_ENDS), ...OF_RETENTION],
  columns: {
    id: 'uuid',
    organ: 'text',
    institution: 'text',
    division: 'text',
    kind: 'text',
    ended_at: 'timestamptz',
    stage: 'text',
    stage_at: 'timestamptz',
    exempted_at: 'timestamptz',
    exempt_until: 'timestamptz',
    exempt_reason: 'text',
    exempt_reference: 'text',
    holds: 'jsonb',
    due_at: 'timestamptz',
    rule_id: 'uuid',
    months: 'integer',
    source: 'text',
    announced_at: 'timestamptz',
    delete_from: 'timestamptz',
    begun_at: 'timestamptz',
    late: 'boolean',
    persons: 'integer',
    papers: 'integer',
    deleted_at: 'timestamptz',
  },
  indexes: [
    '(institution, stage, stage_at, id)',
    '(stage, stage_at, id)',
    `(division, kind, ended_at) WHERE stage = 'kept'`,
    `(exempt_until) WHERE stage = 'exempt'`,
  ],
  seenBy: { agencies: ['institution'], divisions: ['division'], matter: 'id' },
  keysOf({ stream, type }) {
    const id = idOf(retention, stream);
    if (id !== null) return [id];
    const other = OTHER_ENDS[type];
    const matterId = other !== undefined ? idOf(other, stream) : ENDS.has(type) ? idOf(defenceRequest, stream) : null;
    return matterId === null ? [] : [matterId];
  },
  evolve(row, item, id) {
    if (idOf(retention, item.stream) !== null) return row === null ? null : ofRetention(row, item as unknown as RetentionEvent);
    if (idOf(aidCase, item.stream) !== null) return ofAidCase(row, id, item as unknown as AidCaseEvent);
    if (idOf(dutyHelp, item.stream) !== null) return ofHelp(row, id, item as unknown as DutyHelpEvent);
    if (idOf(earlyNotice, item.stream) !== null) return ofEarlyNotice(row, id, item as unknown as EarlyNoticeEvent);
    return ofRequest(row, id, item as unknown as DefenceRequestEvent);
  },
};
