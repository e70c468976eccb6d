import { IN_TIME, LAWYER_ID, noticeWith, parties } from './testing.js';
import { AT, closingCourse, confirmedCourse, given, OTHER_LAWYER, step } from './testing/course.js';
import type { DefenceRequestCommand } from './defence-request.js';

const HEARING = noticeWith().facts.hearingAt!;
const OTHER = '0192f3c4-5a6b-8c7d-9e0f-112233445599';
const found = (changes: object = {}): DefenceRequestCommand => ({
  type: 'RecordHearingConflict',
  data: { at: IN_TIME, lawyerId: LAWYER_ID, hearingAt: HEARING, other: OTHER, ...changes },
});
const solved: DefenceRequestCommand = { type: 'RecordHearingFree', data: { at: IN_TIME } };
const moved: DefenceRequestCommand = { type: 'MoveHearing', data: { ...AT, hearingAt: '2027-01-15T06:00:00.000Z' } };

describe('a conflict of hearings', () => {
  it('is recorded with the lawyer and the other request', () => {
    given(...confirmedCourse)
      .when(found())
      .then({ type: 'HearingConflictFound', data: { parties, lawyerId: LAWYER_ID, hearingAt: HEARING, other: OTHER, foundAt: IN_TIME } });
  });

  it('is recorded once', () => {
    given(...confirmedCourse, found())
      .when(found())
      .then();
  });

  it('is none when the lawyer, or the half-day, is another by now, or the stage concluded', () => {
    given(...confirmedCourse)
      .when(found({ lawyerId: OTHER_LAWYER }))
      .then();
    given(...confirmedCourse, moved)
      .when(found())
      .then();
    given(...closingCourse)
      .when(found())
      .then();
  });

  it('is solved once', () => {
    given(...confirmedCourse, found())
      .when(solved)
      .then({ type: 'HearingConflictSolved', data: { parties, solvedAt: IN_TIME } });
    given(...confirmedCourse)
      .when(solved)
      .then();
  });

  it('ends with the lawyer, and with the hearing', () => {
    given(...confirmedCourse, found(), step.replace(OTHER_LAWYER))
      .when(solved)
      .then();
    given(...confirmedCourse, found(), moved)
      .when(solved)
      .then();
  });
});

describe('appointing a lawyer who is at another hearing then', () => {
  const HELD = '律师在2026-12-30上午已有开庭。The lawyer has a hearing then.';
  const assign = step.assign() as Extract<DefenceRequestCommand, { type: 'AssignLawyer' }>;
  const replace = step.replace() as Extract<DefenceRequestCommand, { type: 'ReplaceLawyer' }>;

  it('is refused and says what is held', () => {
    const refusal = given(step.notice())
      .when({ ...assign, data: { ...assign.data, hearingHeld: HELD } })
      .thenRejected('defence_request.lawyer_at_hearing');
    expect(refusal.message).toBe(HELD);
    given(...confirmedCourse)
      .when({ ...replace, data: { ...replace.data, hearingHeld: HELD } })
      .thenRejected('defence_request.lawyer_at_hearing');
  });

  it('is refused for a conflict of interest, without saying with whom', () => {
    const refusal = given(step.notice())
      .when({ ...assign, data: { ...assign.data, conflictOfInterest: true } })
      .thenRejected('defence_request.lawyer_may_not');
    expect(refusal.errors?.map(({ code }) => code)).toEqual(['lawyer.conflict_of_interest']);
  });
});
