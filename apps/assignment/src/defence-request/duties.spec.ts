import { createCalendar } from '@xiezhi/legal-policy';
import type { DefenceRequestCommand } from './defence-request.js';
import { calendar, DUE_AT, IN_TIME, LAWYER_ID, noticeWith, parties, SENT_AT, TOO_LATE } from './testing.js';
import {
  closingCourse,
  confirmedCourse,
  course,
  defendingCourse,
  discretionary,
  engagedCourse,
  event,
  given,
  ofPolice,
  police,
  step,
} from './testing/course.js';

const DISCOVERED_AT = '2026-11-23T02:00:00.000Z';
const OTHER = '0192f3c4-5a6b-8c7d-9e0f-112233445588';

const discover = (at = DISCOVERED_AT, discoveredAt = DISCOVERED_AT): DefenceRequestCommand => ({
  type: 'RecordDiscovery',
  data: { at, calendar, parties, discoveredAt, caseNumber: '（2026）藏01刑初12号', stage: 'first_instance', ground: 'minor' },
});

describe('a discovery (发现应当通知辩护情形)', () => {
  it('starts the case agency’s three days before the notice is written', () => {
    given()
      .when(discover())
      .thenLike(
        event('DefenceNeedDiscovered', { discoveredAt: DISCOVERED_AT, caseNumber: '（2026）藏01刑初12号' }),
        event('ClockStarted', {
          dutyId: 'C01',
          holder: { kind: 'court', agency: parties.organ },
          owedTo: { kind: 'institution', agency: parties.institution },
        }),
      );
  });

  it('is answered by the notice, in time or late', () => {
    given(discover())
      .when(step.notice())
      .thenLike(
        event('DefenceNotificationSent', { sentLate: false }),
        event('ClockStopped', { dutyId: 'C01', outcome: 'met', onTime: true }),
        event('ClockJudged', { dutyId: 'C10' }),
        event('DefenceNotificationReceived'),
      );
    given(discover())
      .when({ type: 'SendNotice', data: { at: TOO_LATE, calendar, parties, notice: noticeWith() } })
      .thenLike(
        event('DefenceNotificationSent', { sentLate: true }),
        event('ClockStopped', { dutyId: 'C01', outcome: 'met', onTime: false }),
        event('ClockJudged'),
        event('DefenceNotificationReceived'),
      );
  });

  it('is over when the person engages a lawyer', () => {
    given(discover())
      .when({ type: 'RecordOwnLawyer', data: { at: IN_TIME } })
      .thenLike(event('DefendantEngagedOwnLawyer'), event('ClockStopped', { dutyId: 'C01', outcome: 'lapsed' }));
  });

  it('that nobody notifies is a breach of the case agency', () => {
    given(discover())
      .when({ type: 'RecordBreach', data: { at: '2026-11-26T16:00:00.000Z', calendar, clockId: 'C01' } })
      .thenLike(event('ClockBreached', { dutyId: 'C01', late: false }));
  });

  it('is refused for a time to come, and where there is a request', () => {
    given().when(discover(DISCOVERED_AT, IN_TIME)).thenRejected('defence_request.time.invalid');
    given(step.notice()).when(discover()).thenRejected('defence_request.exists');
    given(discover()).when(step.assign()).thenRejected('defence_request.not_open');
  });
});

describe('a notice without a hearing, or in a quick procedure', () => {
  it('has no fifteen days to keep', () => {
    const { hearingAt: _none, ...facts } = noticeWith().facts;
    for (const notice of [{ ...noticeWith(), facts }, noticeWith({ procedure: 'summary' })]) {
      given()
        .when(step.notice(notice))
        .thenLike(
          event('DefenceNeedDiscovered'),
          event('DefenceNotificationSent', { hearingTooNear: false }),
          event('ClockJudged', { dutyId: 'C01' }),
          event('DefenceNotificationReceived'),
        );
    }
  });
});

describe('asking for what is missing (要求补正) and the clock', () => {
  const ask = (...reasons: readonly ('person_unknown' | 'offence_unknown' | 'paper_missing')[]): DefenceRequestCommand => ({
    type: 'ReturnIncomplete',
    data: { at: IN_TIME, calendar, missing: '请补正', reasons },
  });
  const correct = (at: string): DefenceRequestCommand => ({ type: 'CorrectNotice', data: { at, calendar, notice: noticeWith() } });

  it('runs on in a mandatory case, whatever paper is missing', () => {
    given(step.notice())
      .when(ask('paper_missing'))
      .thenLike(event('NotificationReturnedIncomplete', { reasons: ['paper_missing'] }));
  });

  it.each(['person_unknown', 'offence_unknown'] as const)('stands still for %s', (reason) => {
    given(step.notice())
      .when(ask(reason))
      .thenLike(event('NotificationReturnedIncomplete', { reasons: [reason] }), event('ClockPaused', { dutyId: 'C02', pausedAt: IN_TIME }));
  });

  it('stands still in a case that is not mandatory', () => {
    given(step.notice(discretionary()))
      .when(ask())
      .thenLike(
        event('NotificationReturnedIncomplete'),
        event('ClockPaused', { dutyId: 'C02', clock: expect.objectContaining({ dueAt: DUE_AT }) }),
      );
  });

  it('runs on from the correction with what remained', () => {
    // One of three days was used on Wednesday; two remain after Monday.
    given(step.notice(), ask('person_unknown'))
      .when(correct('2026-11-30T02:00:00.000Z'))
      .thenLike(
        event('NotificationCorrected'),
        event('ClockResumed', { dutyId: 'C02', clock: expect.objectContaining({ dueAt: '2026-12-02T16:00:00.000Z' }) }),
      );
  });

  it('that stands still is not breached, warned of or counted again', () => {
    const paused = [step.notice(), ask('person_unknown')];
    const arrived = createCalendar({
      version: 'x',
      regional: [{ day: '2026-11-27', rest: true, name: '地方假日', divisionCode: '540000' }],
    });
    const quiet: readonly DefenceRequestCommand[] = [
      { type: 'RecordBreach', data: { at: TOO_LATE, calendar, clockId: 'C02' } },
      { type: 'RecordWarning', data: { at: IN_TIME, clockId: 'C02' } },
      { type: 'RecountClock', data: { at: IN_TIME, calendar: arrived } },
    ];
    for (const command of quiet) {
      given(...paused)
        .when(command)
        .then();
    }
  });

  it('that was over before it is not healed', () => {
    given(step.notice())
      .when({ type: 'ReturnIncomplete', data: { at: TOO_LATE, calendar, missing: '请补正', reasons: ['person_unknown'] } })
      .thenLike(event('NotificationReturnedIncomplete'));
  });
});

describe('a warning before the end (时限将届满)', () => {
  const warned = (at = '2026-11-26T16:00:00.000Z', clockId = 'C02'): DefenceRequestCommand => ({
    type: 'RecordWarning',
    data: { at, clockId },
  });
  const notice: DefenceRequestCommand = {
    type: 'SendNotice',
    data: { at: SENT_AT, calendar, warningHours: 24, parties, notice: noticeWith() },
  };

  it('is due so many hours before, when any are wanted', () => {
    expect(course(notice).at(-1)).toMatchObject({ data: { warnAt: '2026-11-26T16:00:00.000Z' } });
    expect(course(step.notice()).at(-1)?.data).not.toHaveProperty('warnAt');
    const tooLong = { ...notice, data: { ...notice.data, warningHours: 720 } } as DefenceRequestCommand;
    expect(course(tooLong).at(-1)?.data).not.toHaveProperty('warnAt');
  });

  it('is given once, and not after the end, for another clock or once it stopped', () => {
    given(notice)
      .when(warned())
      .thenLike(event('ClockWarned', { dutyId: 'C02', warnedAt: '2026-11-26T16:00:00.000Z' }));
    for (const [before, command] of [
      [[notice, warned()], warned()],
      [[notice], warned(DUE_AT)],
      [[notice], warned(IN_TIME, 'C24')],
      [[notice, step.assign(), step.tell()], warned()],
      [[notice, { type: 'RecordBreach', data: { at: DUE_AT, calendar, clockId: 'C02' } }], warned(IN_TIME)],
    ] as const) {
      given(...before)
        .when(command)
        .then();
    }
  });
});

describe('who owes what to whom', () => {
  const duties = (...commands: readonly DefenceRequestCommand[]): Readonly<Record<string, readonly [string, string]>> => {
    const state = given(...commands).state();
    return 'duties' in state
      ? Object.fromEntries(Object.values(state.duties).map(({ dutyId, holder, owedTo }) => [dutyId, [holder.kind, owedTo.kind]]))
      : {};
  };

  it('follows the clock', () => {
    expect(duties(step.notice())).toEqual({ C02: ['institution', 'court'] });
    expect(duties(...confirmedCourse)).toEqual({ C14: ['lawyer', 'court'], C24: ['unit', 'recipient'] });
    expect(duties(...closingCourse)).toEqual({ C18: ['court', 'lawyer'], C32: ['lawyer', 'institution'] });
    expect(duties(...closingCourse, step.submit())).toMatchObject({ C33: ['institution', 'unit'] });
    expect(duties(...defendingCourse, step.ask())).toMatchObject({ C30: ['institution', 'recipient'] });
    expect(duties(...defendingCourse, step.refuse(), step.accept())).toEqual({ 'C12.own': ['defendant', 'court'] });
    expect(duties(...defendingCourse, step.terminate())).toEqual({ C31: ['institution', 'recipient'] });
    expect(duties(step.notice(ofPolice(), police), step.assign(), step.tell(police.organ), step.refuse())).toMatchObject({
      C06: ['police', 'institution'],
    });
  });

  it('names the lawyer and the agencies', () => {
    const state = given(...confirmedCourse).state();
    expect('duties' in state && state.duties['C14']).toMatchObject({
      holder: { lawyerId: LAWYER_ID },
      owedTo: { agency: parties.organ },
    });
  });
});

describe('a duty whose time runs out', () => {
  const over = (clockId: string, at: string): DefenceRequestCommand => ({ type: 'RecordBreach', data: { at, calendar, clockId } });

  it('is a breach once, told late when nobody looked at the time', () => {
    given(...engagedCourse)
      .when(over('C14', '2026-11-30T16:00:00.000Z'))
      .thenLike(event('ClockBreached', { dutyId: 'C14', late: false }));
    given(...engagedCourse)
      .when(over('C14', '2026-11-30T16:02:00.000Z'))
      .thenLike(
        event('ClockBreached', {
          dutyId: 'C14',
          breachedAt: '2026-11-30T16:00:00.000Z',
          noticedAt: '2026-11-30T16:02:00.000Z',
          late: true,
        }),
      );
    given(...engagedCourse, over('C14', '2026-11-30T16:00:00.000Z'))
      .when(over('C14', '2026-11-30T16:02:00.000Z'))
      .then();
  });

  it('can still be done, late', () => {
    const late = '2026-12-01T02:00:00.000Z';
    given(...engagedCourse, over('C14', '2026-11-30T16:00:00.000Z'))
      .when({ type: 'FileDefencePapers', data: { at: late, filedAt: late } })
      .thenLike(event('DefencePapersFiled'), event('ClockStopped', { dutyId: 'C14', outcome: 'met', onTime: false }));
  });
});

describe('links with other requests (关联)', () => {
  const link = (relation: 'next_stage' | 'likely_duplicate' = 'next_stage'): DefenceRequestCommand => ({
    type: 'LinkRequest',
    data: { at: IN_TIME, to: OTHER, relation },
  });
  const close = (reason: 'duplicate' | 'superseded' = 'duplicate'): DefenceRequestCommand => ({
    type: 'CloseForOther',
    data: { at: IN_TIME, to: OTHER, reason },
  });

  it('are said once for each relation, also of a closed request', () => {
    given(step.notice())
      .when(link())
      .then({ type: 'RequestLinked', data: { parties, to: OTHER, relation: 'next_stage', linkedAt: IN_TIME } });
    given(step.notice(), link()).when(link()).then();
    given(step.notice(), link()).when(link('likely_duplicate')).thenLike(event('RequestLinked'));
    given(...closingCourse, step.submit(), step.acceptFile())
      .when(link())
      .thenLike(event('RequestLinked'));
    given().when(link()).thenRejected('defence_request.not_found');
  });

  it('close the one that is a duplicate or superseded, and never silently', () => {
    given(step.notice())
      .when(close())
      .thenLike(
        event('RequestLinked', { relation: 'duplicate' }),
        event('RequestClosedForOther', { to: OTHER, reason: 'duplicate' }),
        event('ClockStopped', { dutyId: 'C02', outcome: 'lapsed' }),
      );
    expect(given(step.notice(), close('superseded')).state()).toMatchObject({
      status: 'closed',
      reason: 'superseded',
      links: [`superseded_by:${OTHER}`],
    });
    given(step.notice(), close()).when(close()).then();
    given(step.notice(), close()).when(close('superseded')).thenRejected('defence_request.not_open');
    given(step.notice(), step.assign()).when(close()).thenRejected('defence_request.not_open');
  });
});
