import { specOf } from '@xiezhi/eventsourcing/testing';
import { dutyHelp, MAX_HELPS, type DutyHelpCommand } from './duty-help.js';
import {
  applied,
  ask,
  ASKED_AT,
  calendar,
  cancelled,
  concluded,
  erased,
  facts,
  given,
  help,
  LATER,
  LAWYER_ID,
  notified,
  onDuty,
  OTHER_LAWYER_ID,
  parties,
  passedOn,
  passOnClock,
  passOnStarted,
  PERSON_ID,
  RECEIVED_AT,
  requested,
  TELL_BY,
  tellBreached,
  tellClock,
  tellStarted,
  tellStopped,
  told,
  TOO_LATE,
  waiting,
} from './testing.js';

const spec = specOf(dutyHelp);
const tell = (id = OTHER_LAWYER_ID, status: 'active' | 'suspended' = 'active'): DutyHelpCommand => ({
  type: 'NotifyDutyLawyer',
  data: { at: LATER, lawyer: { id, status } },
});
const apply = (appliedAt = LATER): DutyHelpCommand => ({ type: 'RecordAidApplication', data: { at: LATER, calendar, appliedAt } });
const passOn = (at = LATER): DutyHelpCommand => ({ type: 'PassOnAidApplication', data: { at } });
const conclude: DutyHelpCommand = { type: 'ConcludeHelp', data: { at: LATER } };
const cancel: DutyHelpCommand = { type: 'CancelHelp', data: { at: LATER, reason: 'own_lawyer' } };
const breach = (at = TELL_BY, dutyId = 'C16'): DutyHelpCommand => ({ type: 'RecordBreach', data: { at, dutyId, late: false } });

describe('asking for help (约见值班律师)', () => {
  it('starts C16 from when the person asked, where a detention centre is asked', () => {
    spec.given().when(ask()).then(requested, tellStarted);
  });

  it('tells whoever is on duty there with the same append, which stops C16', () => {
    spec.given().when(ask({}, onDuty)).then(requested, tellStarted, notified, tellStopped);
  });

  it('tells nobody who may not be assigned now, though the rota has the lawyer', () => {
    spec
      .given()
      .when(ask({}, { ...onDuty, barred: true }))
      .then(requested, tellStarted);
  });

  it('counts no hours where the law gives none: at a court or a procuratorate', () => {
    const changed = { placeKind: 'procuratorate', place: '某区人民检察院' } as const;
    spec
      .given()
      .when(ask(changed))
      .thenLike(expect.objectContaining({ type: 'DutyHelpRequested' }));
    spec
      .given()
      .when(ask(changed, onDuty))
      .thenLike(expect.objectContaining({ type: 'DutyHelpRequested' }), expect.objectContaining({ type: 'DutyLawyerNotified' }));
  });

  it('tells nobody whom the roster does not have as active', () => {
    spec
      .given()
      .when(ask({}, { ...onDuty, status: 'suspended' }))
      .then(requested, tellStarted);
  });

  it('stops a C16 that was over already as late', () => {
    spec
      .given()
      .when(ask({}, onDuty, TOO_LATE))
      .thenLike(
        expect.anything(),
        tellStarted,
        expect.anything(),
        expect.objectContaining({ data: expect.objectContaining({ outcome: 'met', onTime: false }) }),
      );
  });

  it('names every fault of the request at once', () => {
    const refusal = spec
      .given()
      .when(ask({ stage: 'first_instance', requestedAt: LATER }))
      .thenRejected('duty_help.invalid');
    expect(refusal.errors?.map(({ path, code }) => [path, code])).toEqual([
      ['stage', 'duty_help.stage_not_of_organ'],
      ['requestedAt', 'duty_help.requested_in_the_future'],
    ]);
  });

  it('refuses compulsory treatment, where a lawyer must be asked for', () => {
    const court = { ...parties, organ: 'court-540100', organKind: 'court' } as const;
    const asked = ask({ stage: 'compulsory_treatment' });
    const refusal = spec
      .given()
      .when({ ...asked, data: { ...asked.data, parties: court } } as DutyHelpCommand)
      .thenRejected('duty_help.invalid');
    expect(refusal.errors?.map(({ code }) => code)).toEqual(['duty_help.not_of_stage']);
  });

  it('refuses a second request in the same matter', () => {
    spec.given(requested).when(ask()).thenRejected('duty_help.exists');
  });
});

describe('telling the lawyer (通知值班律师)', () => {
  it('is the officer’s where the rota has nobody', () => {
    spec
      .given(...waiting)
      .when(tell())
      .thenLike(
        { type: 'DutyLawyerNotified', data: { parties, lawyerId: OTHER_LAWYER_ID, notifiedAt: LATER, chosenBy: 'officer' } },
        expect.objectContaining({ type: 'ClockStopped', data: expect.objectContaining({ dutyId: 'C16', onTime: true }) }),
      );
  });

  it('tells another before help was given, and stays quiet for the same', () => {
    spec
      .given(...told)
      .when(tell())
      .thenLike(expect.objectContaining({ type: 'DutyLawyerNotified' }));
    spec
      .given(...told)
      .when(tell(LAWYER_ID))
      .then();
  });

  it('is refused for a lawyer who is not active, and once help was given or an application waits', () => {
    spec
      .given(...waiting)
      .when(tell(OTHER_LAWYER_ID, 'suspended'))
      .thenRejected('duty_help.lawyer_may_not');
    const barred = {
      type: 'NotifyDutyLawyer',
      data: { at: LATER, lawyer: { id: OTHER_LAWYER_ID, status: 'active', barred: true } },
    } as const;
    spec.given(requested, tellStarted).when(barred).thenRejected('duty_help.lawyer_may_not');
    spec
      .given(...told, given)
      .when(tell())
      .thenRejected('duty_help.help_given');
    spec
      .given(...told, applied, passOnStarted)
      .when(tell())
      .thenRejected('duty_help.application_waits');
    spec.given().when(tell()).thenRejected('duty_help.not_open');
  });
});

describe('giving help (法律帮助)', () => {
  it('is recorded with what was advised', () => {
    spec
      .given(...told)
      .when(help())
      .then(given);
  });

  it('is refused before a lawyer was told, outside of time, and once the person was erased', () => {
    spec
      .given(...waiting)
      .when(help())
      .thenRejected('duty_help.no_lawyer');
    spec
      .given(...told)
      .when(help({ givenAt: '2026-11-24T01:29:59.999Z' }))
      .thenRejected('duty_help.time.invalid');
    spec
      .given(...told)
      .when(help({ givenAt: TOO_LATE }))
      .thenRejected('duty_help.time.invalid');
    spec
      .given(...told, erased)
      .when(help())
      .thenRejected('duty_help.person_erased');
    spec
      .given(...told)
      .when(help({ givenAt: ASKED_AT }))
      .thenLike(expect.objectContaining({ type: 'HelpGiven' }));
  });

  it('may be given in the very minute of the asking', () => {
    const asked = {
      ...requested,
      data: { ...requested.data, facts: { ...facts, requestedAt: '2026-11-24T01:30:42.000Z' } },
    } as typeof requested;
    spec
      .given(asked, notified)
      .when(help({ givenAt: '2026-11-24T01:30:00.000Z' }))
      .thenLike(expect.objectContaining({ type: 'HelpGiven' }));
  });

  it('has no plea paper in the investigation (CPL 174)', () => {
    const refusal = spec
      .given(...told)
      .when(help({ kind: 'plea_presence' }))
      .thenRejected('duty_help.plea_not_of_stage');
    expect(refusal.basis).toContain('174');
    const review = { ...requested, data: { ...requested.data, facts: { ...facts, stage: 'prosecution_review' } } } as typeof requested;
    spec
      .given(review, notified)
      .when(help({ kind: 'plea_presence' }))
      .thenLike(expect.objectContaining({ type: 'HelpGiven' }));
  });

  it('has an end to its records', () => {
    const full = Array.from({ length: MAX_HELPS }, () => given);
    spec
      .given(...told, ...full)
      .when(help())
      .thenRejected('duty_help.too_many');
  });
});

describe('an application for aid through the duty lawyer (Law 39)', () => {
  it('starts C04, which its passing on stops', () => {
    spec
      .given(...told)
      .when(apply())
      .then(applied, passOnStarted);
    spec
      .given(...told, applied, passOnStarted)
      .when(passOn())
      .then(passedOn, {
        type: 'ClockStopped',
        data: { parties, dutyId: 'C04', clock: passOnClock, stoppedAt: LATER, outcome: 'met', onTime: true },
      });
  });

  it('passed on after its 24 hours was passed on late', () => {
    spec
      .given(...told, applied, passOnStarted)
      .when(passOn(TOO_LATE))
      .thenLike(expect.anything(), expect.objectContaining({ data: expect.objectContaining({ onTime: false }) }));
  });

  it('is made and passed on once', () => {
    spec
      .given(...told, applied, passOnStarted)
      .when(apply())
      .then();
    spec
      .given(...told, applied, passOnStarted, passedOn)
      .when(passOn())
      .then();
    spec
      .given(...told, applied, passOnStarted, passedOn)
      .when(apply())
      .thenRejected('duty_help.application_passed_on');
    spec
      .given(...told)
      .when(passOn())
      .thenRejected('duty_help.no_application');
    spec
      .given(...waiting)
      .when(apply())
      .thenRejected('duty_help.no_lawyer');
    spec
      .given(...told)
      .when(apply(TOO_LATE))
      .thenRejected('duty_help.time.invalid');
  });
});

describe('the end', () => {
  it('comes when help was given and no application waits', () => {
    spec
      .given(...told, given)
      .when(conclude)
      .then(concluded);
    spec
      .given(...told, given, concluded)
      .when(conclude)
      .then();
    spec
      .given(...told)
      .when(conclude)
      .thenRejected('duty_help.no_help');
    spec
      .given(...told, given, applied, passOnStarted)
      .when(conclude)
      .thenRejected('duty_help.application_waits');
    spec
      .given(...waiting)
      .when(conclude)
      .thenRejected('duty_help.no_lawyer');
  });

  it('is a cancellation before help was given, and nobody owes anything any more', () => {
    spec
      .given(...waiting)
      .when(cancel)
      .then(
        { type: 'ClockStopped', data: { parties, dutyId: 'C16', clock: tellClock, stoppedAt: LATER, outcome: 'lapsed', onTime: true } },
        cancelled,
      );
    spec
      .given(...waiting, cancelled)
      .when(cancel)
      .then();
    spec
      .given(...told, given)
      .when(cancel)
      .thenRejected('duty_help.help_given');
    spec
      .given(...told, applied, passOnStarted)
      .when(cancel)
      .thenRejected('duty_help.application_waits');
  });

  it.each([tell(), help(), apply(), passOn(), cancel])('leaves nothing more to do: $type', (command) => {
    spec
      .given(...told, given, concluded)
      .when(command)
      .thenRejected('duty_help.not_open');
  });
});

describe('a clock that runs out', () => {
  it('is breached once, by whoever owed it', () => {
    spec
      .given(...waiting)
      .when(breach())
      .then(tellBreached);
    spec
      .given(...waiting, tellBreached)
      .when(breach())
      .then();
  });

  it('says nothing before its end, and none that has stopped or never ran', () => {
    spec
      .given(...waiting)
      .when(breach(RECEIVED_AT))
      .then();
    spec
      .given(...told)
      .when(breach())
      .then();
    spec
      .given(...waiting)
      .when(breach(TELL_BY, 'C04'))
      .then();
    spec.given().when(breach()).then();
  });
});

describe('an erased person', () => {
  it('is recorded, also when the help has ended', () => {
    const erase: DutyHelpCommand = { type: 'RecordPersonErased', data: { at: LATER, personId: PERSON_ID, erasedAt: LATER } };
    spec
      .given(...told, given, concluded)
      .when(erase)
      .then(erased);
    expect(spec.given(...told, given, concluded, erased).state()).toMatchObject({ status: 'concluded', erased: [PERSON_ID] });
    spec.given().when(erase).thenRejected('duty_help.not_found');
  });
});
