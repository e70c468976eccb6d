import { specOf } from '@xiezhi/eventsourcing/testing';
import { defenceRequest, type DefenceRequestCommand, type DefenceRequestEvent } from './defence-request.js';
import { faultsOf, needsOf } from './notice.js';
import { hearingOf, lastLawyerOf, linkedAs, samePerson, type DefenceRequestState } from './state.js';
import { discovered, IN_TIME, LAWYER_ID, noticeWith, open, parties, SENT_AT } from './testing.js';
import {
  awaitingCourse,
  closingCourse,
  confirmedCourse,
  course,
  defendingCourse,
  engagedCourse,
  filedCourse,
  given,
  OTHER_LAWYER,
  refusedCourse,
  step,
  terminatedCourse,
} from './testing/course.js';

const spec = specOf(defenceRequest);
const stateAfter = (...commands: readonly DefenceRequestCommand[]): DefenceRequestState => spec.given(...course(...commands)).state();
const HEARING_AT = '2026-12-30T01:30:00.000Z';
const { facts, personId, contactId } = noticeWith();
const withdraw: DefenceRequestCommand = { type: 'WithdrawNotice', data: { at: IN_TIME, reason: '重复' } };
const erase: DefenceRequestCommand = {
  type: 'RecordPersonErased',
  data: { at: IN_TIME, personId, erasedAt: IN_TIME },
} as DefenceRequestCommand;

describe('a refusal', () => {
  it.each([
    ['待指派', [step.notice()]],
    ['已指派、待函告', [step.notice(), step.assign()]],
    ['已函告办案机关', confirmedCourse],
    ['已签订委托手续', engagedCourse],
    ['辩护中', defendingCourse],
    ['当事人拒绝律师', refusedCourse],
    ['待自行委托', awaitingCourse],
    ['待立卷', closingCourse],
    ['已终止、待送达', terminatedCourse],
    ['已办结', [...filedCourse, step.acceptFile()]],
  ] as const)('says where the request stands: %s', (name, commands) => {
    const refusal = given(...commands)
      .when(step.giveBack())
      .thenRejected('defence_request.wrong_state');
    expect(refusal.message).toContain(`“${name}”`);
  });

  it('says so of a file that waits for its check, of a notice that was returned, and before there is any', () => {
    const told = (events: readonly DefenceRequestEvent[], command: DefenceRequestCommand): string =>
      spec
        .given(...events)
        .when(command)
        .thenRejected('defence_request.wrong_state').message;
    expect(told(course(...filedCourse), step.conclude())).toContain('“案卷待审查”');
    expect(told([], step.giveBack())).toContain('“尚无此件”');
    expect(told([discovered], step.giveBack())).toContain('“已发现、未通知”');
    expect(told(open().slice(0, 2), step.giveBack())).toContain('“已通知”');
    const returned = { type: 'NotificationReturnedIncomplete', data: { parties, reasons: [], returnedAt: IN_TIME } } as never;
    expect(told([...open(), returned], step.giveBack())).toContain('“待补正”');
  });
});

describe('the hearing that a lawyer goes to', () => {
  const heard = (...commands: readonly DefenceRequestCommand[]) => hearingOf(stateAfter(...commands));
  const there = { lawyerId: LAWYER_ID, hearingAt: HEARING_AT };

  it('is the request’s, while there is a lawyer who will', () => {
    for (const commands of [[step.notice(), step.assign()], confirmedCourse, engagedCourse, defendingCourse, refusedCourse])
      expect(heard(...commands)).toEqual(there);
    expect(heard(...defendingCourse, step.replace())).toEqual({ ...there, lawyerId: OTHER_LAWYER });
  });

  it('is none without a lawyer, without a hearing, and once the stage is over', () => {
    expect(hearingOf({ status: 'none' })).toBeNull();
    for (const commands of [
      [step.notice()],
      awaitingCourse,
      closingCourse,
      filedCourse,
      terminatedCourse,
      [...filedCourse, step.acceptFile()],
    ])
      expect(heard(...commands)).toBeNull();
    const { hearingAt: _none, hearingPlace: _place, ...unheard } = facts;
    expect(heard(step.notice({ ...noticeWith(), facts: unheard }), step.assign())).toBeNull();
  });
});

describe('the lawyer of a request', () => {
  it('is who has it, or had it when it ended', () => {
    expect(lastLawyerOf({ status: 'none' })).toBeUndefined();
    expect(lastLawyerOf(spec.given(discovered).state())).toBeUndefined();
    expect(lastLawyerOf(stateAfter(step.notice()))).toBeUndefined();
    expect(lastLawyerOf(stateAfter(...defendingCourse))).toBe(LAWYER_ID);
    expect(lastLawyerOf(stateAfter(...filedCourse, step.acceptFile()))).toBe(LAWYER_ID);
    expect(lastLawyerOf(stateAfter(step.notice(), withdraw))).toBeUndefined();
  });
});

describe('links to other requests (关联案件)', () => {
  const links = ['duplicate:a', 'supersedes:b', 'superseded_by:c', 'previous_stage:d', 'next_stage:e', 'same_case:f', 'previous_stage:g'];

  it('tell which are about the same person', () => {
    expect(samePerson({ links })).toEqual(['a', 'b', 'c', 'd', 'e', 'g']);
    expect(samePerson({ links: [] })).toEqual([]);
  });

  it('are found by what they say', () => {
    expect(linkedAs({ links }, 'previous_stage')).toEqual(['d', 'g']);
    expect(linkedAs({ links }, 'duplicate')).toEqual(['a']);
    expect(linkedAs({ links: [] }, 'duplicate')).toEqual([]);
  });
});

describe('what is kept of a closed request', () => {
  it('is whose it was, its facts, and who had it last', () => {
    const kept = { status: 'closed', parties, papers: {}, links: [], personId, contactId, facts, closedAt: IN_TIME };
    expect(stateAfter(step.notice(), withdraw)).toStrictEqual({ ...kept, reason: 'withdrawn' });
    expect(stateAfter(...filedCourse, step.acceptFile())).toMatchObject({ ...kept, lastLawyerId: LAWYER_ID });
    expect(stateAfter(...filedCourse, step.acceptFile())).not.toHaveProperty('erased');
    expect(stateAfter(...filedCourse, erase, step.acceptFile())).toMatchObject({ erased: [personId] });
  });

  it('is no person and no facts where there was only a discovery', () => {
    const over = { type: 'DefendantEngagedOwnLawyer', data: { parties, engagedAt: IN_TIME } } as never;
    expect(spec.given(discovered, over).state()).toStrictEqual({
      ...{ status: 'closed', parties, reason: 'not_needed', closedAt: IN_TIME, papers: {}, links: [] },
    });
  });

  it('takes no second end, and stays quiet about its own', () => {
    given(...filedCourse, step.acceptFile())
      .when(step.acceptFile())
      .then();
    given(step.notice(), withdraw).when(step.acceptFile()).thenRejected('defence_request.wrong_state');
  });
});

describe('the age of a person', () => {
  const day = '2026-11-23T02:00:00.000Z';

  it('asks for a lawyer of minors where the ground or the birth date says so', () => {
    expect(needsOf('minor', undefined, day)).toEqual({ minor: true, lifeOrDeath: false });
    expect(needsOf('life_or_death', undefined, day)).toEqual({ minor: false, lifeOrDeath: true });
    expect(needsOf('life_or_death', '2010-05-01', day)).toEqual({ minor: true, lifeOrDeath: true });
    expect(needsOf('life_or_death', '1990-05-01', day)).toEqual({ minor: false, lifeOrDeath: true });
    expect(needsOf('life_or_death', 'long ago', day)).toEqual({ minor: false, lifeOrDeath: true });
  });
});

describe('what is wrong with a notice', () => {
  const person = noticeWith().person as unknown as Parameters<typeof faultsOf>[1];
  const wrong = (changes: object, of: object = {}, before?: typeof facts) =>
    faultsOf({ ...facts, ...changes }, { ...person, ...of }, 'court', SENT_AT, undefined, before).map(({ path, code }) => [path, code]);

  it('is nothing, where it is as it must be', () => {
    expect(wrong({})).toEqual([]);
  });

  it('stands at the field it belongs to', () => {
    expect(wrong({ hearingAt: SENT_AT })).toEqual([['hearingAt', 'defence_notice.hearing_in_the_past']]);
    expect(wrong({ discoveredAt: IN_TIME })).toEqual([['discoveredAt', 'defence_notice.discovered_in_the_future']]);
    expect(wrong({ stage: 'investigation' })).toEqual([['stage', 'defence_notice.stage_not_of_issuer']]);
    expect(wrong({}, { birthDate: '1990-05-01' })).toEqual([['person.birthDate', 'defence_notice.not_a_minor']]);
    expect(wrong({}, { birthDate: undefined })).toEqual([['person.birthDate', 'defence_notice.birth_date_missing']]);
    expect(wrong({}, { birthDate: '2010-13-01' })).toEqual([['person.birthDate', 'defence_notice.birth_date_invalid']]);
  });

  it('is told in Chinese, then English, with its article', () => {
    for (const fault of faultsOf({ ...facts, hearingAt: SENT_AT, discoveredAt: IN_TIME }, person, 'court', SENT_AT))
      expect(fault.detail).toMatch(/\p{Script=Han}{2}[\s\S]*[A-Za-z]{2}/u);
  });

  it('is not a hearing that passed since the notice that is corrected, nor a discovery at this instant', () => {
    const passed = { ...facts, hearingAt: '2026-11-01T01:30:00.000Z' };
    expect(wrong({ hearingAt: passed.hearingAt }, {}, passed)).toEqual([]);
    expect(wrong({ discoveredAt: SENT_AT })).toEqual([]);
  });
});
