import { aidCase, type AidCaseCommand, type AidCaseState } from '../aid-case/aid-case.js';
import {
  ASSIGN_BY,
  assign,
  atWork,
  command,
  conclude,
  course,
  facts,
  grant,
  hearing,
  HEARING_AT,
  LATER,
  LAWYER_ID,
  parties,
  PERSON_ID,
} from '../aid-case/testing.js';
import { SearchedMatters } from './lawyer-search.matters.js';

const ID = '0192f3c4-5a6b-8c7d-9e0f-0000000a1d10';
const OTHER_SIDE = '0192f3c4-5a6b-7c7d-8e0f-0000000000cc';
const none = { load: () => Promise.resolve({ state: { status: 'none' } as const }) };
const caseAfter = (...commands: readonly AidCaseCommand[]) => {
  const state = course(...commands).reduce<AidCaseState>((before, event) => aidCase.decider.evolve(before, event), { status: 'none' });
  const conflicts = () => Promise.resolve(new Set([OTHER_SIDE]));
  return new SearchedMatters(none, { load: () => Promise.resolve({ state }) }, conflicts).load('aid-case', ID);
};

describe('a granted case that a lawyer is sought for', () => {
  it('says what it asks of a lawyer: language, speciality of its cause, gender, and nobody of the other side', async () => {
    const matter = (await caseAfter(grant({ lawyerGender: 'female' })))!;
    expect(matter.parties).toEqual(parties);
    expect(await matter.begin(undefined)).toEqual({
      personId: PERSON_ID,
      caseGroup: ID,
      had: [],
      sought: {
        id: ID,
        division: parties.division,
        facts: { lifeOrDeath: false, minor: false, language: facts.language, criminal: false, specialities: ['labour'] },
        asked: 'female',
        conflicted: new Set([OTHER_SIDE]),
      },
    });
  });

  it('must have its lawyer by the end of C23', async () => {
    expect((await caseAfter(grant()))!.dueAt(LATER)).toBe(ASSIGN_BY);
  });

  it('that has a lawyer is searched for only to replace the lawyer, who is not asked', async () => {
    const matter = (await caseAfter(...atWork(), hearing))!;
    await expect(matter.begin(undefined)).rejects.toMatchObject({ code: 'aid_case.wrong_state' });
    const { had, sought } = await matter.begin('language');
    expect([had, sought.facts?.hearingAt]).toEqual([[LAWYER_ID], HEARING_AT]);
    await expect((await caseAfter(grant()))!.begin('language')).rejects.toMatchObject({ code: 'aid_case.wrong_state' });
    await expect((await caseAfter(...atWork(), conclude))!.begin('language')).rejects.toMatchObject({ code: 'aid_case.wrong_state' });
  });

  it('must have another lawyer by the end of C30 where the recipient asks for one, and else within three days or before the hearing', async () => {
    const asked = (await caseAfter(...atWork(), command('RequestChange', { reasonCode: 'language', reason: '语言不通' })))!;
    // Five days end on a Sunday.
    expect(asked.dueAt(LATER)).toBe('2026-12-07T16:00:00.000Z');
    const at = '2026-12-19T01:30:00.000Z';
    const assigned = (await caseAfter(grant(), assign(), hearing))!;
    expect(assigned.dueAt(LATER)).toBe('2026-12-04T03:00:00.000Z');
    expect(assigned.dueAt(at)).toBe(HEARING_AT);
  });
});

it('does not find what there is not, and says so as the kind of matter does', async () => {
  const matters = new SearchedMatters(none, none, () => Promise.resolve(new Set()));
  expect([await matters.load('defence-request', ID), await matters.load('aid-case', ID)]).toEqual([null, null]);
  expect([matters.notFound('defence-request').code, matters.notFound('aid-case').code]).toEqual([
    'defence_request.not_found',
    'aid_case.not_found',
  ]);
});
