import type { DefenceRequestCommand } from './defence-request.js';
import { calendar, IN_TIME, LAWYER_ID, TOO_LATE } from './testing.js';
import {
  awaitingCourse,
  closingCourse,
  confirmedCourse,
  defendingCourse,
  discretionary,
  engagedCourse,
  event,
  given,
  ofPolice,
  OTHER_LAWYER,
  police,
  refusedCourse,
  starts,
  step,
  stops,
  THIRD_LAWYER,
} from './testing/course.js';

const dutiesAfter = (...commands: readonly DefenceRequestCommand[]): readonly string[] => {
  const state = given(...commands).state();
  return 'duties' in state ? Object.keys(state.duties).sort() : [];
};

describe('refusing the lawyer (拒绝指派律师)', () => {
  it('waits for what the case agency finds', () => {
    for (const before of [confirmedCourse, engagedCourse, defendingCourse]) {
      given(...before)
        .when(step.refuse())
        .thenLike(event('AssignedLawyerRefused', { lawyerId: LAWYER_ID }));
    }
  });

  it('is to be told by the police within three days: the time runs until they decide, or is judged when they tell it', () => {
    const engaged = [step.notice(ofPolice(), police), step.assign(), step.tell(police.organ), step.engage()];
    given(...engaged)
      .when(step.refuse(false))
      .thenLike(event('AssignedLawyerRefused'), starts('C06'));
    given(...engaged)
      .when(step.refuse(true))
      .thenLike(event('AssignedLawyerRefused'), event('ClockJudged', { dutyId: 'C06', onTime: true }));
    given(...engaged)
      .when({
        type: 'RefuseLawyer',
        data: { at: '2026-12-08T02:00:00.000Z', calendar, refusedAt: IN_TIME, reason: '不信任', byOrgan: true },
      })
      .thenLike(event('AssignedLawyerRefused'), event('ClockJudged', { dutyId: 'C06', onTime: false }));
    expect(dutiesAfter(...engaged, step.refuse(false))).toContain('C06');
    expect(dutiesAfter(...engaged, step.refuse(false), step.accept())).toEqual(['C12.own']);
    expect(dutiesAfter(...engaged, step.refuse(false), step.reject())).not.toContain('C06');
  });

  it('is refused without a lawyer, while one refusal is looked into, and once the stage is over', () => {
    for (const before of [[step.notice()], refusedCourse, awaitingCourse, closingCourse]) {
      given(...before)
        .when(step.refuse())
        .thenRejected('defence_request.wrong_state');
    }
  });

  it('is not allowed a second time in a mandatory case, after a rejected reason or with the next lawyer', () => {
    given(...refusedCourse, step.reject())
      .when(step.refuse())
      .thenRejected('defence_request.refusal_not_allowed');
    given(...awaitingCourse, step.reassign(), step.assign(OTHER_LAWYER), step.tell())
      .when(step.refuse())
      .thenRejected('defence_request.refusal_not_allowed');
  });

  it('is allowed twice in a stage elsewhere, and not a third time', () => {
    const again = (id: string): readonly DefenceRequestCommand[] => [
      step.refuse(),
      step.accept(),
      step.reassign(),
      step.assign(id),
      step.tell(),
    ];
    const first = [step.notice(discretionary()), step.assign(), step.tell()];
    given(...first, ...again(OTHER_LAWYER))
      .when(step.refuse())
      .thenLike(event('AssignedLawyerRefused', { lawyerId: OTHER_LAWYER }));
    given(...first, ...again(OTHER_LAWYER), ...again(THIRD_LAWYER))
      .when(step.refuse())
      .thenRejected('defence_request.too_many_changes');
  });
});

describe('the case agency accepts the reason (拒绝理由正当)', () => {
  it('ends the lawyer’s part; the person has five days to engage another', () => {
    given(...confirmedCourse, step.refuse())
      .when(step.accept())
      .thenLike(
        event('RefusalReasonAccepted', { lawyerId: LAWYER_ID }),
        stops('C24', 'lapsed'),
        stops('C14', 'lapsed'),
        event('ClockStarted', { dutyId: 'C12.own', clock: expect.objectContaining({ dueAt: '2026-11-30T16:00:00.000Z' }) }),
      );
    expect(given(...awaitingCourse).state()).not.toHaveProperty('lawyerId');
  });

  it('stays quiet the second time, and is refused where nobody was refused', () => {
    given(...awaitingCourse)
      .when(step.accept())
      .then();
    given(...defendingCourse)
      .when(step.accept())
      .thenRejected('defence_request.wrong_state');
  });
});

describe('the case agency rejects the reason (拒绝理由不成立)', () => {
  it('lets the lawyer go on', () => {
    given(...refusedCourse)
      .when(step.reject())
      .thenLike(event('RefusalReasonRejected', { lawyerId: LAWYER_ID }));
    expect(given(...refusedCourse, step.reject()).state().status).toBe('defending');
  });

  it('is refused outside of the mandatory cases, and where nobody was refused', () => {
    given(step.notice(discretionary()), step.assign(), step.tell(), step.refuse())
      .when(step.reject())
      .thenRejected('defence_request.refusal_free');
    given(...defendingCourse)
      .when(step.reject())
      .thenRejected('defence_request.wrong_state');
  });
});

describe('an own lawyer after the refusal (另行委托)', () => {
  it('closes the request, in time', () => {
    given(...awaitingCourse)
      .when(step.own())
      .thenLike(event('OwnLawyerEngaged'), stops('C12.own', 'met'));
    expect(given(...awaitingCourse, step.own()).state()).toMatchObject({ status: 'closed', reason: 'own_lawyer' });
  });

  it('also after the five days, when the court’s three run', () => {
    const later = '2026-12-01T02:00:00.000Z';
    const over: DefenceRequestCommand = { type: 'RecordBreach', data: { at: '2026-11-30T16:00:00.000Z', calendar, clockId: 'C12.own' } };
    given(...awaitingCourse, over)
      .when({ type: 'RecordOwnEngagement', data: { at: later, calendar, engagedAt: later } })
      .thenLike(event('OwnLawyerEngaged'), stops('C12.own', 'met', false), stops('C12.renotify', 'lapsed'));
  });

  it('stays quiet the second time, and is refused while the lawyer is there, or for a time to come', () => {
    given(...awaitingCourse, step.own())
      .when(step.own())
      .then();
    given(...refusedCourse)
      .when(step.own())
      .thenRejected('defence_request.wrong_state');
    given(...awaitingCourse)
      .when({ type: 'RecordOwnEngagement', data: { at: IN_TIME, calendar, engagedAt: TOO_LATE } })
      .thenRejected('defence_request.time.invalid');
  });
});

describe('asking the institution anew (另行通知指派)', () => {
  it('gives it three days again, and the change is counted', () => {
    given(...awaitingCourse)
      .when(step.reassign())
      .thenLike(event('ReassignmentRequested', { changes: 1 }), stops('C12.own', 'lapsed'), starts('C02-2'));
    expect(given(...awaitingCourse, step.reassign()).state()).toMatchObject({ status: 'received', changes: 1 });
  });

  it('is owed within three days once the person’s five are over', () => {
    const over: DefenceRequestCommand = { type: 'RecordBreach', data: { at: '2026-11-30T16:00:00.000Z', calendar, clockId: 'C12.own' } };
    given(...awaitingCourse)
      .when(over)
      .thenLike(
        event('ClockBreached', { dutyId: 'C12.own', late: false }),
        event('ClockStarted', { dutyId: 'C12.renotify', clock: expect.objectContaining({ startedAt: '2026-11-30T15:59:59.999Z' }) }),
      );
    given(...awaitingCourse, over)
      .when({ type: 'RequestReassignment', data: { at: '2026-12-02T02:00:00.000Z', calendar } })
      .thenLike(event('ReassignmentRequested'), stops('C12.renotify', 'met'), stops('C12.own', 'lapsed', false), starts('C02-2'));
  });

  it('brings another lawyer, judged by the second time limit, and never the one who was refused', () => {
    const anew = [...awaitingCourse, step.reassign()];
    given(...anew)
      .when(step.assign())
      .thenRejected('defence_request.lawyer_had_before');
    given(...anew, step.assign(OTHER_LAWYER))
      .when(step.tell())
      .thenLike(event('AssignmentNotifiedToAgency', { dutyId: 'C02-2', onTime: true }), starts('C24-2'), starts('C14-2'));
  });

  it('is refused while the lawyer is there', () => {
    given(...refusedCourse)
      .when(step.reassign())
      .thenRejected('defence_request.wrong_state');
  });
});
