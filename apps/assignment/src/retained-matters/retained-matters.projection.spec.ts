import type { RecordedEvent } from '@xiezhi/eventsourcing';
import { recorded, specOfProjection } from '@xiezhi/eventsourcing/testing';
import type { DefenceRequestEvent } from '../defence-request/events.js';
import type { DutyHelpEvent } from '../duty-help/duty-help.js';
import type { EarlyNoticeEvent } from '../early-notice/early-notice.js';
import { kept as keptEarly, lapsed, LAPSES_AT, LATER, matched, refused, withdrawn as withdrawnEarly } from '../early-notice/testing.js';
import { assigned, confirmed, IN_TIME, LAWYER_ID, open, parties } from '../defence-request/testing.js';
import type { RetentionEvent } from '../retention/retention.js';
import { retainedMatters, typeOfMatter } from './retained-matters.projection.js';

const ID = '0192f3c4-5a6b-8c7d-9e0f-112233445566';
const matter = (...events: Parameters<typeof recorded>[1]): readonly RecordedEvent[] => recorded(`defence-request-${ID}`, events);
const kept = (...events: readonly RetentionEvent[]): readonly RecordedEvent[] => recorded(`retention-${ID}`, events);
const twice = (events: readonly RecordedEvent[]): readonly RecordedEvent[] => events.flatMap((event) => [event, event]);

const accepted: DefenceRequestEvent = { type: 'CaseFileAccepted', data: { parties, lawyerId: LAWYER_ID, acceptedAt: IN_TIME } };
const ended = matter(...open(), assigned, confirmed('2026-11-24T12:00:00.000Z'), accepted);
const rule = { ruleId: '0192f3c4-5a6b-7c7d-9e0f-000000000001', months: 120, source: '保存期限规定(示例)' };
const counted = { kind: 'completed', endedAt: IN_TIME, dueAt: '2036-11-25T16:00:00.000Z', ...rule } as const;
const ANNOUNCED_AT = '2036-11-25T16:00:10.000Z';
const DELETE_FROM = '2036-12-25T16:00:10.000Z';

const announced: RetentionEvent = {
  type: 'DeletionAnnounced',
  data: { parties, ...counted, announcedAt: ANNOUNCED_AT, deleteFrom: DELETE_FROM },
};
const exempted: RetentionEvent = {
  type: 'RetentionExempted',
  data: {
    parties,
    reason: 'proceedings',
    reference: '拉援存字〔2036〕1号',
    until: '2037-06-30T16:00:00.000Z',
    exemptedAt: '2036-12-01T02:00:00.000Z',
  },
};
const exemptionOver: RetentionEvent = { type: 'ExemptionEnded', data: { parties, endedAt: '2037-06-30T16:00:00.000Z' } };
const held: RetentionEvent = {
  type: 'MatterHeld',
  data: { parties, ground: 'complaint', reference: '拉援投字〔2036〕3号', heldAt: '2036-12-02T02:00:00.000Z' },
};
const lifted: RetentionEvent = { type: 'HoldLifted', data: { parties, ground: 'complaint', liftedAt: '2037-01-02T02:00:00.000Z' } };
const begun: RetentionEvent = {
  type: 'DeletionBegun',
  data: { parties, ...counted, persons: ['a', 'b'], papers: 3, begunAt: DELETE_FROM, late: true },
};
const deleted: RetentionEvent = { type: 'MatterDeleted', data: { parties, persons: 2, papers: 3, deletedAt: '2036-12-25T16:01:10.000Z' } };

const spec = specOfProjection(retainedMatters);

it('has no row of a matter that goes on', () => {
  spec.given(matter(...open(), assigned)).thenKeys();
});

it('keeps a matter from its end on, in the order of the ends', () => {
  spec
    .given(twice(ended))
    .thenKeys(ID)
    .thenRowLike(ID, { kind: 'completed', ended_at: IN_TIME, stage: 'kept', stage_at: IN_TIME, division: '540100', rule_id: null });
});

it('announces, deletes, and keeps the account of it, however often each event comes', () => {
  spec.given([...ended, ...twice(kept(announced))]).thenRowLike(ID, { stage: 'announced', stage_at: DELETE_FROM, months: 120 });
  spec.given([...ended, ...twice(kept(announced, begun))]).thenRowLike(ID, { stage: 'deleting', late: true, persons: 2, papers: 3 });
  spec
    .given([...ended, ...twice(kept(announced, begun, deleted))])
    .thenRowLike(ID, { stage: 'deleted', announced_at: ANNOUNCED_AT, delete_from: DELETE_FROM, source: rule.source, papers: 3 });
});

it('is exempt while something keeps it, and kept again when nothing does', () => {
  const after = (...events: readonly RetentionEvent[]) => spec.given([...ended, ...twice(kept(announced, ...events))]);
  after(exempted).thenRowLike(ID, { stage: 'exempt', stage_at: '2036-12-01T02:00:00.000Z', rule_id: null, delete_from: null });
  after(exempted, held).thenRowLike(ID, { stage: 'exempt', stage_at: '2036-12-01T02:00:00.000Z', holds: [{ ground: 'complaint' }] });
  after(exempted, held, exemptionOver).thenRowLike(ID, { stage: 'exempt', stage_at: '2036-12-02T02:00:00.000Z', exempt_until: null });
  after(exempted, held, lifted).thenRowLike(ID, { stage: 'exempt', holds: [], exempt_reason: 'proceedings' });
  after(exempted, held, lifted, exemptionOver).thenRowLike(ID, { stage: 'kept', stage_at: IN_TIME });
});

it('keeps a duty lawyer’s help from its end on', () => {
  const helpParties = { organ: 'court-540100', organKind: 'court', institution: 'institution-540100', division: '540100' } as const;
  const concluded: DutyHelpEvent = {
    type: 'DutyHelpConcluded',
    data: { parties: helpParties, lawyerId: LAWYER_ID, concludedAt: IN_TIME, helps: 1 },
  };
  const cancelled: DutyHelpEvent = {
    type: 'DutyHelpCancelled',
    data: { parties: helpParties, cancelledAt: IN_TIME, reason: 'person_declined' },
  };
  const of = (event: DutyHelpEvent) => spec.given(twice(recorded(`duty-help-${ID}`, [event]))).thenKeys(ID);
  of(concluded).thenRowLike(ID, { kind: 'help_concluded', ended_at: IN_TIME, stage: 'kept', institution: 'institution-540100' });
  of(cancelled).thenRowLike(ID, { kind: 'help_cancelled', ended_at: IN_TIME, stage: 'kept', organ: 'court-540100' });
});

it('keeps a notice that came early and reached no institution, and none that became a request', () => {
  const of = (...events: readonly EarlyNoticeEvent[]) => spec.given(twice(recorded(`early-notice-${ID}`, [keptEarly, ...events])));
  of(withdrawnEarly).thenRowLike(ID, { kind: 'unmatched', ended_at: LATER, stage: 'kept', institution: null, division: '540100' });
  of(lapsed).thenRowLike(ID, { kind: 'unmatched', ended_at: LAPSES_AT });
  of(refused()).thenRowLike(ID, { kind: 'unmatched', ended_at: LATER });
  of(matched).thenKeys();
});

describe('a request that was followed only to the lawyer’s name once', () => {
  const notified = matter(...open(), assigned, confirmed());
  const formerly = { ...announced, data: { ...announced.data, kind: 'notified' } } as RetentionEvent;
  const formerlyBegun = { ...begun, data: { ...begun.data, kind: 'notified' } } as RetentionEvent;

  it('goes on, whatever was announced or recorded of it then', () => {
    spec.given(twice(notified)).thenRowLike(ID, { stage: 'running', kind: 'notified' });
    spec.given([...notified, ...twice(kept(formerly, held))]).thenRowLike(ID, { stage: 'running', holds: [{ ground: 'complaint' }] });
  });

  it('is kept from its end on, with what still keeps it', () => {
    const end = ended.slice(notified.length);
    spec.given([...notified, ...kept(formerly), ...twice(end)]).thenRowLike(ID, { stage: 'kept', kind: 'completed', due_at: null });
    spec.given([...notified, ...kept(formerly, held), ...end]).thenRowLike(ID, { stage: 'exempt', kind: 'completed', ended_at: IN_TIME });
  });

  it('stays in the account of what was deleted', () => {
    spec
      .given([...notified, ...twice(kept(formerly, formerlyBegun, deleted))])
      .thenRowLike(ID, { stage: 'deleted', kind: 'notified', announced_at: ANNOUNCED_AT, persons: 2 });
    spec.given([...notified, ...kept(formerly, formerlyBegun, deleted), ...ended.slice(-1)]).thenRowLike(ID, { stage: 'deleted' });
  });
});

it.each([
  [{ type: 'OwnLawyerEngaged', data: { parties, engagedAt: IN_TIME } }, 'own_lawyer'],
  [{ type: 'TerminationServed', data: { parties, servedAt: IN_TIME } }, 'terminated'],
  [{ type: 'RequestClosedForOther', data: { parties, to: ID, reason: 'duplicate', closedAt: IN_TIME } }, 'duplicate'],
  [{ type: 'RequestClosedForOther', data: { parties, to: ID, reason: 'superseded', closedAt: IN_TIME } }, 'superseded'],
  [{ type: 'DefendantEngagedOwnLawyer', data: { parties, engagedAt: IN_TIME } }, 'not_needed'],
] as readonly (readonly [DefenceRequestEvent, string])[])('keeps a matter that ended with $0.type as $1', (end, kind) => {
  spec.given(matter(...open(), end)).thenRowLike(ID, { stage: 'kept', kind, ended_at: IN_TIME });
});

it.each([
  ['completed', 'court-540100', 'defence-request'],
  ['completed', null, 'aid-case'],
  ['help_cancelled', 'court-540100', 'duty-help'],
  ['unmatched', 'court-540100', 'early-notice'],
] as const)('knows what a matter that ended as %s with the case agency %s is', (kind, organ, type) => {
  expect(typeOfMatter({ kind, organ })).toBe(type);
});
