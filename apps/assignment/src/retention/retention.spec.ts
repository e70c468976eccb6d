import { specOf } from '@xiezhi/eventsourcing/testing';
import { retention, type EndedMatter, type RetentionCommand, type RetentionEvent, type RetentionRule } from './retention.js';

const parties = { organ: 'court-540100', institution: 'institution-540100', division: '540100' };
const PERSONS = ['0192f3c4-5a6b-7c7d-8e0f-000000000001', '0192f3c4-5a6b-7c7d-8e0f-000000000002'];
const ENDED_AT = '2026-11-25T02:00:00.000Z';
const matter: EndedMatter = { parties, kind: 'completed', endedAt: ENDED_AT, persons: PERSONS, papers: 3 };
const rule: RetentionRule = { ruleId: '0192f3c4-5a6b-7c7d-9e0f-000000000001', months: 120, source: '保存期限规定(示例)' };
const longer: RetentionRule = { ...rule, ruleId: '0192f3c4-5a6b-7c7d-9e0f-000000000002', months: 240 };

/** Ten years, and the whole of the day. */
const DUE_AT = '2036-11-25T16:00:00.000Z';
const DELETE_FROM = '2036-12-25T16:00:00.000Z';
const GRACE = 30;

const announce = (at = DUE_AT, by: RetentionRule | null = rule): RetentionCommand => ({
  type: 'AnnounceDeletion',
  data: { at, matter, rule: by, graceDays: GRACE },
});
const begin = (at = DELETE_FROM, by: RetentionRule | null = rule): RetentionCommand => ({
  type: 'BeginDeletion',
  data: { at, matter, rule: by },
});
const exempt = (until: string, at = ENDED_AT): RetentionCommand => ({
  type: 'ExemptMatter',
  data: { at, matter, reason: 'proceedings', reference: '拉援存字〔2027〕1号', until },
});
const hold = (at = ENDED_AT): RetentionCommand => ({
  type: 'HoldMatter',
  data: { at, matter, ground: 'complaint', reference: '拉援投字〔2026〕3号' },
});
const lift = (at: string): RetentionCommand => ({ type: 'LiftHold', data: { at, matter, ground: 'complaint' } });

const counted = { kind: 'completed', endedAt: ENDED_AT, dueAt: DUE_AT, ...rule } as const;
const announced: RetentionEvent = {
  type: 'DeletionAnnounced',
  data: { parties, ...counted, announcedAt: DUE_AT, deleteFrom: DELETE_FROM },
};
const exempted = (until: string, at = ENDED_AT): RetentionEvent => ({
  type: 'RetentionExempted',
  data: { parties, reason: 'proceedings', reference: '拉援存字〔2027〕1号', until, exemptedAt: at },
});
const held: RetentionEvent = {
  type: 'MatterHeld',
  data: { parties, ground: 'complaint', reference: '拉援投字〔2026〕3号', heldAt: ENDED_AT },
};
const begun = (at = DELETE_FROM, late = false): RetentionEvent => ({
  type: 'DeletionBegun',
  data: { parties, ...counted, persons: PERSONS, papers: 3, begunAt: at, late },
});
const deleted: RetentionEvent = { type: 'MatterDeleted', data: { parties, persons: 2, papers: 3, deletedAt: '2036-12-25T16:01:00.000Z' } };

const spec = specOf(retention);
const A_MINUTE_BEFORE = '2036-11-25T15:59:00.000Z';

describe('announcing a deletion (拟销毁公告)', () => {
  it('comes when the rule’s time is over, with the grace in which it can be kept', () => {
    spec.given().when(announce(A_MINUTE_BEFORE)).then();
    spec.given().when(announce()).then(announced);
  });

  it('never comes without an approved rule', () => {
    spec.given().when(announce('2126-01-01T00:00:00.000Z', null)).then();
  });

  it('comes once', () => {
    spec.given(announced).when(announce(DELETE_FROM)).then();
    spec.given(announced, begun(), deleted).when(announce(DELETE_FROM)).then();
  });

  it('waits while the matter is exempt or held', () => {
    spec.given(exempted('2036-12-31T16:00:00.000Z')).when(announce()).then();
    spec.given(held).when(announce()).then();
  });
});

describe('an exemption (保存例外)', () => {
  it('calls an announced deletion off, and is announced anew when it is over', () => {
    const until = '2037-06-30T16:00:00.000Z';
    spec.given(announced).when(exempt(until, DUE_AT)).then(exempted(until, DUE_AT));
    spec.given(announced, exempted(until, DUE_AT)).when(begin()).then();
    spec
      .given(announced, exempted(until, DUE_AT))
      .when(announce(until))
      .thenLike(expect.objectContaining({ type: 'DeletionAnnounced' }));
  });

  it('ends by itself, once', () => {
    const until = '2027-06-30T16:00:00.000Z';
    const end = (at: string): RetentionCommand => ({ type: 'EndExemption', data: { at, matter } });
    const over: RetentionEvent = { type: 'ExemptionEnded', data: { parties, endedAt: until } };
    spec.given(exempted(until)).when(end('2027-06-30T15:59:59.000Z')).then();
    spec.given(exempted(until)).when(end(until)).then(over);
    spec.given(exempted(until), over).when(end(until)).then();
  });

  it('must end, within ten years from now', () => {
    for (const until of [ENDED_AT, '2026-11-24T00:00:00.000Z', '2036-11-25T02:00:01.000Z']) {
      spec.given().when(exempt(until)).thenRejected('retention.exemption.invalid');
    }
    spec
      .given()
      .when(exempt('2036-11-25T02:00:00.000Z'))
      .thenLike(expect.objectContaining({ type: 'RetentionExempted' }));
  });

  it('is replaced by a later one', () => {
    const [first, second] = ['2027-06-30T16:00:00.000Z', '2036-11-25T16:30:00.000Z'] as const;
    spec.given(exempted(first), exempted(second)).when(announce()).then();
  });
});

describe('a hold (暂停销毁)', () => {
  it('keeps the matter until it is lifted', () => {
    spec.given(announced).when(hold()).then(held);
    spec.given(announced, held).when(begin()).then();
    const lifted: RetentionEvent = { type: 'HoldLifted', data: { parties, ground: 'complaint', liftedAt: DELETE_FROM } };
    spec.given(announced, held).when(lift(DELETE_FROM)).then(lifted);
    spec
      .given(announced, held, lifted)
      .when(announce(DELETE_FROM))
      .thenLike(expect.objectContaining({ type: 'DeletionAnnounced' }));
  });

  it('is set once for a ground, and lifted once', () => {
    spec.given(held).when(hold()).then();
    spec.given().when(lift(DUE_AT)).then();
  });
});

describe('deleting (销毁)', () => {
  it('waits for the end of the grace', () => {
    spec.given().when(begin()).then();
    spec.given(announced).when(begin('2036-12-25T15:59:59.999Z')).then();
    spec.given(announced).when(begin()).then(begun());
  });

  it('says that it is late when the platform did not run', () => {
    const late = '2036-12-26T16:00:00.000Z';
    spec.given(announced).when(begin(late)).then(begun(late, true));
  });

  it('is called off when a longer rule was approved meanwhile', () => {
    const calledOff: RetentionEvent = { type: 'DeletionCalledOff', data: { parties, calledOffAt: DELETE_FROM } };
    spec.given(announced).when(begin(DELETE_FROM, longer)).then(calledOff);
    spec.given(announced, calledOff).when(begin()).then();
  });

  it('is begun once, and recorded once', () => {
    const record: RetentionCommand = { type: 'RecordDeleted', data: { at: '2036-12-25T16:01:00.000Z', matter } };
    spec.given(announced, begun()).when(begin()).then();
    spec.given(announced).when(record).then();
    spec.given(announced, begun()).when(record).then(deleted);
    spec.given(announced, begun(), deleted).when(record).then();
  });

  it('once begun is stopped by nothing', () => {
    for (const before of [
      [announced, begun()],
      [announced, begun(), deleted],
    ]) {
      spec
        .given(...before)
        .when(exempt('2037-06-30T16:00:00.000Z', DELETE_FROM))
        .thenRejected('retention.deleted');
      spec
        .given(...before)
        .when(hold(DELETE_FROM))
        .thenRejected('retention.deleted');
    }
  });
});

describe('what was announced for an end that is none any more', () => {
  const formerly: RetentionEvent = {
    type: 'DeletionAnnounced',
    data: { parties, ...counted, kind: 'notified', endedAt: '2026-11-20T02:00:00.000Z', announcedAt: DUE_AT, deleteFrom: DUE_AT },
  };

  it('is not deleted by that announcement, and is announced anew for its real end', () => {
    spec.given(formerly).when(begin()).then();
    spec.given(formerly).when(announce()).then(announced);
    spec.given(formerly, announced).when(begin()).then(begun());
  });

  it('is recorded as deleted where the deletion had begun', () => {
    const recordDeleted: RetentionCommand = { type: 'RecordDeleted', data: { at: '2036-12-25T16:01:00.000Z', matter: { parties } } };
    spec.given(formerly, begun()).when(recordDeleted).then(deleted);
  });
});
