import type { DefenceRequestCommand } from './defence-request.js';
import { IN_TIME, LAWYER_ID, SENT_AT, TOO_LATE } from './testing.js';
import {
  AT,
  awaitingCourse,
  closingCourse,
  confirmedCourse,
  defendingCourse,
  discretionary,
  engagedCourse,
  event,
  filedCourse,
  given,
  refusedCourse,
  starts,
  step,
  stops,
  terminatedCourse,
} from './testing/course.js';

describe('concluding the stage (本阶段办结)', () => {
  it('asks the lawyer for the file, and the case agency for a copy of its document', () => {
    given(...engagedCourse)
      .when(step.conclude())
      .thenLike(
        event('StageConcluded', { lawyerId: LAWYER_ID, outcome: 'judgment' }),
        stops('C14', 'lapsed'),
        starts('C18'),
        starts('C32'),
      );
    for (const before of [confirmedCourse, defendingCourse]) expect(given(...before, step.conclude()).state().status).toBe('closing');
  });

  it('is refused before there is a lawyer whom the agency knows, while a refusal is open, twice, and for a time that cannot be', () => {
    for (const before of [[step.notice()], [step.notice(), step.assign()], refusedCourse, awaitingCourse, closingCourse]) {
      given(...before)
        .when(step.conclude())
        .thenRejected('defence_request.wrong_state');
    }
    given(...defendingCourse)
      .when({ type: 'ConcludeStage', data: { ...AT, concludedAt: TOO_LATE, outcome: 'judgment' } })
      .thenRejected('defence_request.time.invalid');
  });
});

describe('sending the lawyer the document (向律师送达文书副本)', () => {
  it('ends what the case agency owes, also once the file is in', () => {
    for (const before of [closingCourse, filedCourse]) {
      given(...before)
        .when(step.document())
        .thenLike(event('StageDocumentSent', { sentAt: IN_TIME }), stops('C18', 'met'));
    }
  });

  it('may have been done in the minute of the stage’s end, told to the second', () => {
    const concluded: DefenceRequestCommand = {
      type: 'ConcludeStage',
      data: { ...AT, at: '2026-11-25T02:00:40.000Z', concludedAt: '2026-11-25T02:00:30.000Z', outcome: 'judgment' },
    };
    given(...defendingCourse, concluded)
      .when(step.document())
      .thenLike(event('StageDocumentSent'), stops('C18', 'met'));
    given(...defendingCourse, concluded)
      .when(step.document('2026-11-25T01:59:59.000Z'))
      .thenRejected('defence_request.time.invalid');
  });

  it('stays quiet the second time, and is refused before the end of the stage and for a time before it', () => {
    given(...closingCourse, step.document())
      .when(step.document())
      .then();
    given(...defendingCourse)
      .when(step.document())
      .thenRejected('defence_request.wrong_state');
    given(...closingCourse)
      .when(step.document(SENT_AT))
      .thenRejected('defence_request.time.invalid');
  });
});

describe('handing in the file (提交立卷材料)', () => {
  it('ends what the lawyer owes, and the check is due', () => {
    given(...closingCourse)
      .when(step.submit())
      .thenLike(event('CaseFileSubmitted', { items: ['engagement', 'opinion'] }), stops('C32', 'met'), starts('C33'));
  });

  it('is refused, item by item, while required ones are missing and no reason is given', () => {
    const refusal = given(...closingCourse)
      .when(step.submit(''))
      .thenRejected('defence_request.file_incomplete.invalid');
    expect(refusal.errors?.map(({ code }) => code)).toEqual([
      'missing.assignment_notice',
      'missing.case_papers',
      'missing.meeting_minutes',
      'missing.work_record',
      'missing.closing_report',
    ]);
  });

  it('with all required items needs no reason', () => {
    const items = [
      'assignment_notice',
      'engagement',
      'case_papers',
      'meeting_minutes',
      'opinion',
      'work_record',
      'closing_report',
    ] as const;
    given(...closingCourse)
      .when({ type: 'SubmitFile', data: { ...AT, items: [...items, 'opinion'] } })
      .thenLike(event('CaseFileSubmitted', { items }), stops('C32', 'met'), starts('C33'));
  });

  it('stays quiet the second time, and is refused before the end of the stage', () => {
    given(...filedCourse)
      .when(step.submit())
      .then();
    given(...defendingCourse)
      .when(step.submit())
      .thenRejected('defence_request.wrong_state');
  });
});

describe('giving the file back (案卷退回补充)', () => {
  it('says what is missing; the file is owed anew', () => {
    given(...filedCourse)
      .when(step.giveBack())
      .thenLike(event('CaseFileReturned', { items: ['opinion'] }), stops('C33', 'met'), starts('C32-2'));
    given(...filedCourse, step.giveBack())
      .when(step.submit())
      .thenLike(event('CaseFileSubmitted'), stops('C32-2', 'met'), starts('C33-2'));
  });

  it('is refused without a file', () => {
    given(...closingCourse)
      .when(step.giveBack())
      .thenRejected('defence_request.wrong_state');
  });
});

describe('accepting the file (案卷审查合格)', () => {
  it('closes the request; what the agency still owed lapses', () => {
    given(...filedCourse)
      .when(step.acceptFile())
      .thenLike(event('CaseFileAccepted', { lawyerId: LAWYER_ID }), stops('C33', 'met'), stops('C18', 'lapsed'));
    expect(given(...filedCourse, step.acceptFile()).state()).toMatchObject({
      status: 'closed',
      reason: 'completed',
      lastLawyerId: LAWYER_ID,
    });
  });

  it('stays quiet the second time, and is refused without a file', () => {
    given(...filedCourse, step.acceptFile())
      .when(step.acceptFile())
      .then();
    given(...closingCourse)
      .when(step.acceptFile())
      .thenRejected('defence_request.wrong_state');
  });
});

describe('terminating aid (终止法律援助)', () => {
  it('ends the lawyer’s part in every open state; the decision is to be served within three days', () => {
    const open = [
      [step.notice()],
      [step.notice(), step.assign()],
      confirmedCourse,
      defendingCourse,
      refusedCourse,
      awaitingCourse,
      closingCourse,
    ];
    for (const before of open) {
      const { status, ...after } = given(...before, step.terminate()).state() as { status: string; duties: object };
      expect([status, Object.keys(after.duties)]).toEqual(['terminated', ['C31']]);
      expect(after).not.toHaveProperty('lawyerId');
    }
    given(...engagedCourse)
      .when(step.terminate())
      .thenLike(event('AidTerminated', { ground: 'recipient_asked', lawyerId: LAWYER_ID }), stops('C14', 'lapsed'), starts('C31'));
  });

  it('is refused for a change of means where means are not asked, and allowed elsewhere', () => {
    given(...defendingCourse)
      .when(step.terminate('economic_change'))
      .thenRejected('defence_request.termination_ground.invalid', 'ground');
    given(step.notice(discretionary()))
      .when(step.terminate('economic_change'))
      .thenLike(event('AidTerminated', { ground: 'economic_change' }), stops('C02', 'lapsed'), starts('C31'));
  });

  it('is refused twice and after the end', () => {
    for (const before of [terminatedCourse, [...filedCourse, step.acceptFile()], []]) {
      given(...before)
        .when(step.terminate())
        .thenRejected('defence_request.not_open');
    }
  });
});

describe('serving the termination (终止决定送达)', () => {
  it('closes the request', () => {
    given(...terminatedCourse)
      .when(step.serve())
      .thenLike(event('TerminationServed', { servedAt: IN_TIME }), stops('C31', 'met'));
    expect(given(...terminatedCourse, step.serve()).state()).toMatchObject({ status: 'closed', reason: 'terminated' });
  });

  it('stays quiet the second time, and is refused before the decision and for a time before it', () => {
    given(...terminatedCourse, step.serve())
      .when(step.serve())
      .then();
    given(...defendingCourse)
      .when(step.serve())
      .thenRejected('defence_request.wrong_state');
    given(...terminatedCourse)
      .when({ type: 'ServeTermination', data: { at: IN_TIME, servedAt: SENT_AT } })
      .thenRejected('defence_request.time.invalid');
  });
});

it('a person who was erased is not written about in the course of the case either', () => {
  const erased: DefenceRequestCommand = {
    type: 'RecordPersonErased',
    data: { at: IN_TIME, personId: '0192f3c4-5a6b-7c7d-8e0f-000000000001', erasedAt: IN_TIME },
  };
  const after: readonly (readonly [readonly DefenceRequestCommand[], DefenceRequestCommand])[] = [
    [engagedCourse, step.meet()],
    [defendingCourse, step.refuse()],
    [refusedCourse, step.reject()],
    [defendingCourse, step.ask()],
    [[...defendingCourse, step.ask()], step.decline()],
    [defendingCourse, { type: 'RecordWork', data: { at: IN_TIME, kind: 'meeting', doneAt: IN_TIME, note: '会见' } }],
    [defendingCourse, { type: 'MoveCustody', data: { at: IN_TIME, custody: 'bail', movedAt: IN_TIME, place: '看守所' } }],
    [closingCourse, step.submit()],
    [filedCourse, step.giveBack()],
    [defendingCourse, step.terminate()],
  ];
  for (const [before, command] of after) {
    given(...before, erased)
      .when(command)
      .thenRejected('defence_request.person_erased');
  }
});
