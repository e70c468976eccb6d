import type { DefenceRequestCommand } from './defence-request.js';
import { IN_TIME, LAWYER_ID, parties, SENT_AT, TOO_LATE } from './testing.js';
import {
  AT,
  awaitingCourse,
  closingCourse,
  confirmedCourse,
  defendingCourse,
  engagedCourse,
  event,
  filedCourse,
  given,
  ofPolice,
  OTHER_LAWYER,
  police,
  refusedCourse,
  starts,
  step,
  stops,
  terminatedCourse,
} from './testing/course.js';

const dutiesAfter = (...commands: readonly DefenceRequestCommand[]): readonly string[] => {
  const state = given(...commands).state();
  return 'duties' in state ? Object.keys(state.duties).sort() : [];
};

describe('what the lawyer owes once the agency knows (函告之后)', () => {
  it('is the agreement, and with a court the papers', () => {
    expect(dutiesAfter(...confirmedCourse)).toEqual(['C14', 'C24']);
    const [notice, assign, tell] = [step.notice(ofPolice(), police), step.assign(), step.tell(police.organ)];
    expect(dutiesAfter(notice, assign, tell)).toEqual(['C24']);
  });
});

describe('signing the engagement (签订委托手续)', () => {
  it('ends what the unit owes', () => {
    given(...confirmedCourse)
      .when(step.engage())
      .thenLike(event('EngagementSigned', { lawyerId: LAWYER_ID, signedAt: IN_TIME }), stops('C24', 'met'));
  });

  it('is refused before the agency knows, after a refusal, and for a time that cannot be', () => {
    given(step.notice(), step.assign()).when(step.engage()).thenRejected('defence_request.wrong_state');
    given(...refusedCourse)
      .when(step.engage())
      .thenRejected('defence_request.wrong_state');
    for (const signedAt of ['2026-11-20T02:00:00.000Z', TOO_LATE]) {
      given(...confirmedCourse)
        .when(step.engage(signedAt))
        .thenRejected('defence_request.time.invalid');
    }
  });

  it('stays quiet the second time, also once the person was met', () => {
    given(...engagedCourse)
      .when(step.engage())
      .then();
    given(...defendingCourse)
      .when(step.engage())
      .then();
  });
});

describe('filing the defence papers (提交辩护手续)', () => {
  it('ends what is owed to the court, before or after the engagement', () => {
    for (const before of [confirmedCourse, engagedCourse, defendingCourse]) {
      given(...before)
        .when(step.file())
        .thenLike(event('DefencePapersFiled'), stops('C14', 'met'));
    }
  });

  it('stays quiet the second time', () => {
    given(...engagedCourse, step.file())
      .when(step.file())
      .then();
  });

  it('is refused without a lawyer whom the agency knows, and for a time that cannot be', () => {
    given(step.notice()).when(step.file()).thenRejected('defence_request.wrong_state');
    given(...awaitingCourse)
      .when(step.file())
      .thenRejected('defence_request.wrong_state');
    given(...confirmedCourse)
      .when(step.file(TOO_LATE))
      .thenRejected('defence_request.time.invalid');
  });
});

describe('the first meeting (首次会见)', () => {
  it('with the person’s agreement begins the defence', () => {
    given(...engagedCourse)
      .when(step.meet())
      .thenLike(event('FirstMeetingHeld', { consent: 'agreed' }));
    expect(given(...defendingCourse).state().status).toBe('defending');
  });

  it('without it is a refusal at the same time', () => {
    given(...engagedCourse)
      .when(step.meet('refused'))
      .thenLike(event('FirstMeetingHeld', { consent: 'refused' }), event('AssignedLawyerRefused', { refusedAt: IN_TIME }));
    expect(given(...engagedCourse, step.meet('refused')).state().status).toBe('refused');
  });

  it('is refused before the engagement, a second time, and before the notice', () => {
    given(...confirmedCourse)
      .when(step.meet())
      .thenRejected('defence_request.wrong_state');
    given(...defendingCourse)
      .when(step.meet())
      .thenRejected('defence_request.wrong_state');
    given(...engagedCourse)
      .when({ type: 'RecordFirstMeeting', data: { ...AT, heldAt: '2026-11-20T02:00:00.000Z', consent: 'agreed' } })
      .thenRejected('defence_request.time.invalid');
  });
});

describe('changing the lawyer on request (更换法律援助人员)', () => {
  it('is decided within five days', () => {
    given(...defendingCourse)
      .when(step.ask())
      .thenLike(event('LawyerChangeRequested', { reasonCode: 'language' }), starts('C30'));
    given(...defendingCourse, step.ask())
      .when(step.decline())
      .thenLike(event('LawyerChangeDeclined'), stops('C30', 'met'));
    given(...defendingCourse, step.ask())
      .when(step.replace())
      .thenLike(
        event('LawyerReplaced', { lawyerId: OTHER_LAWYER, previousLawyerId: LAWYER_ID }),
        stops('C30', 'met'),
        stops('C14', 'lapsed'),
      );
  });

  it('is asked once at a time, and declined only when asked', () => {
    given(...defendingCourse, step.ask())
      .when(step.ask())
      .thenRejected('defence_request.change_requested');
    given(...defendingCourse, step.ask(), step.decline())
      .when(step.ask())
      .thenLike(event('LawyerChangeRequested'), starts('C30-2'));
    given(...defendingCourse)
      .when(step.decline())
      .thenRejected('defence_request.no_change_requested');
  });

  it('goes without a request too; the agency is told again, and the first time limit is not judged twice', () => {
    const replaced = [...confirmedCourse, step.replace()];
    given(...confirmedCourse)
      .when(step.replace())
      .thenLike(event('LawyerReplaced'), stops('C24', 'lapsed'), stops('C14', 'lapsed'));
    given(...replaced)
      .when(step.tell())
      .thenLike(event('AssignmentNotifiedToAgency', { replacement: true, onTime: true }), starts('C24-2'), starts('C14-2'));
    expect(given(...replaced, step.tell()).state()).toMatchObject({ status: 'confirmed', lawyerId: OTHER_LAWYER });
  });

  it('is refused for the same lawyer, a former one, one who may not, and where there is none', () => {
    given(...defendingCourse)
      .when(step.replace(LAWYER_ID))
      .thenRejected('defence_request.same_lawyer');
    given(...defendingCourse, step.replace(), step.tell())
      .when(step.replace(LAWYER_ID))
      .thenRejected('defence_request.lawyer_had_before');
    const { data } = step.replace() as Extract<DefenceRequestCommand, { type: 'ReplaceLawyer' }>;
    given(...defendingCourse)
      .when({ type: 'ReplaceLawyer', data: { ...data, lawyer: { ...data.lawyer, status: 'suspended' } } })
      .thenRejected('defence_request.lawyer_may_not');
    for (const before of [[step.notice()], awaitingCourse, closingCourse]) {
      given(...before)
        .when(step.replace())
        .thenRejected('defence_request.wrong_state');
    }
    for (const before of [[step.notice()], refusedCourse, closingCourse]) {
      given(...before)
        .when(step.ask())
        .thenRejected('defence_request.wrong_state');
      given(...before)
        .when(step.decline())
        .thenRejected('defence_request.wrong_state');
    }
  });
});

describe('moving the hearing (变更开庭)', () => {
  const JANUARY = '2027-01-15T01:30:00.000Z';
  const move = (hearingAt = JANUARY, more = {}): DefenceRequestCommand => ({ type: 'MoveHearing', data: { ...AT, hearingAt, ...more } });

  it('is told with what it was before, in every state in which a hearing can come', () => {
    for (const before of [
      [step.notice()],
      [step.notice(), step.assign()],
      confirmedCourse,
      defendingCourse,
      refusedCourse,
      awaitingCourse,
    ]) {
      given(...before)
        .when(move())
        .thenLike(event('HearingRescheduled', { hearingAt: JANUARY, previousHearingAt: '2026-12-30T01:30:00.000Z' }));
    }
    given(...defendingCourse)
      .when(move(JANUARY, { hearingPlace: '第二法庭' }))
      .thenLike(event('HearingRescheduled', { hearingPlace: '第二法庭' }));
  });

  it('for a new defender says until when there is time to prepare, and whether it is too short', () => {
    const adjourned = { forNewDefender: true };
    const until = '2026-12-10T16:00:00.000Z';
    given(...defendingCourse)
      .when(move(JANUARY, adjourned))
      .thenLike(event('HearingRescheduled', { preparationUntil: until, preparationShort: false }));
    given(...defendingCourse)
      .when(move('2026-12-05T01:30:00.000Z', adjourned))
      .thenLike(event('HearingRescheduled', { preparationUntil: until, preparationShort: true }));
    given(...defendingCourse)
      .when(move('2026-12-05T01:30:00.000Z', { ...adjourned, shortened: true }))
      .thenLike(event('HearingRescheduled', { preparationShort: false }));
  });

  it('stays quiet for the time it has, and is refused into the past and once there can be none', () => {
    given(...defendingCourse)
      .when(move('2026-12-30T01:30:00.000Z'))
      .then();
    given(...defendingCourse)
      .when(move(SENT_AT))
      .thenRejected('defence_request.hearing.invalid', 'hearingAt');
    for (const before of [closingCourse, filedCourse, terminatedCourse, [...awaitingCourse, step.own()]]) {
      given(...before)
        .when(move())
        .thenRejected('defence_request.not_open');
    }
  });
});

describe('moving custody (变更强制措施、羁押场所)', () => {
  const move = (movedAt = IN_TIME, place?: string): DefenceRequestCommand => ({
    type: 'MoveCustody',
    data: { at: IN_TIME, custody: 'bail', movedAt, ...(place !== undefined && { place }) },
  });

  it('changes the facts', () => {
    given(...defendingCourse)
      .when(move())
      .thenLike({
        type: 'CustodyMoved',
        data: { parties, personId: expect.any(String), custody: 'bail', movedAt: IN_TIME },
      });
    expect(given(...defendingCourse, move()).state()).toMatchObject({ facts: { custody: 'bail' } });
    given(...defendingCourse)
      .when(move(IN_TIME, '另一看守所'))
      .thenLike(event('CustodyMoved', { place: '另一看守所' }));
  });

  it('is refused for a time to come and for a closed request', () => {
    given(...defendingCourse)
      .when(move(TOO_LATE))
      .thenRejected('defence_request.time.invalid');
    given(...awaitingCourse, step.own())
      .when(move())
      .thenRejected('defence_request.not_open');
  });
});

describe('recording work (承办情况)', () => {
  const work = (doneAt = IN_TIME, note?: string): DefenceRequestCommand => ({
    type: 'RecordWork',
    data: { at: IN_TIME, kind: 'meeting', doneAt, ...(note !== undefined && { note }) },
  });

  it('is kept with who did it and when', () => {
    for (const before of [confirmedCourse, engagedCourse, defendingCourse, closingCourse]) {
      given(...before)
        .when(work())
        .thenLike(event('WorkRecorded', { lawyerId: LAWYER_ID, kind: 'meeting', doneAt: IN_TIME, recordedAt: IN_TIME }));
    }
    given(...defendingCourse)
      .when(work(IN_TIME, '会见当事人'))
      .thenLike(event('WorkRecorded', { note: '会见当事人' }));
  });

  it('is refused without a lawyer, once the file is in, and for a time that cannot be', () => {
    for (const before of [[step.notice()], awaitingCourse, filedCourse, terminatedCourse]) {
      given(...before)
        .when(work())
        .thenRejected('defence_request.wrong_state');
    }
    given(...defendingCourse)
      .when(work(TOO_LATE))
      .thenRejected('defence_request.time.invalid');
  });
});
