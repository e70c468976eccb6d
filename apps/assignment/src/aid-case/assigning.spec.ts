import { specOf } from '@xiezhi/eventsourcing/testing';
import { aidCase, type AidCaseCommand } from './aid-case.js';
import {
  appointment,
  ASSIGN_BY,
  ASSIGNED_AT,
  assign,
  atWork,
  calendar,
  command,
  course,
  facts,
  grant,
  GRANTED_AT,
  LATER,
  lawyer,
  LAWYER_ID,
  LETTER,
  OTHER_LAWYER_ID,
  parties,
  PERSON_ID,
  RECEIVED_AT,
  sign,
  SIGN_BY,
  SIGNED_AT,
  terminate,
  like,
} from './testing.js';

const spec = specOf(aidCase);
const typesOf = (...commands: readonly AidCaseCommand[]): readonly string[] => course(...commands).map(({ type }) => type);
const other = { ...lawyer, id: OTHER_LAWYER_ID };
const replace = (changes: object = {}) =>
  command('ReplaceLawyer', {
    ...appointment({ lawyer: other, letterNumber: '拉萨援指字〔2026〕第2号' }),
    reasonCode: 'language',
    ...changes,
  });

describe('a grant', () => {
  it('begins a case, and the institution has three days from the decision', () => {
    const [received, clock] = course(grant());
    expect(received).toMatchObject({ type: 'AidCaseReceived', data: { parties, facts, personId: PERSON_ID, receivedAt: RECEIVED_AT } });
    expect(clock).toMatchObject({
      type: 'ClockStarted',
      data: {
        dutyId: 'C23',
        clock: { startedAt: GRANTED_AT, dueAt: ASSIGN_BY },
        holder: { kind: 'institution' },
        owedTo: { kind: 'recipient' },
      },
    });
  });

  it('that intake tells twice is one case; one typed twice is refused', () => {
    spec
      .given(...course(grant()))
      .when(grant({}, 'intake'))
      .then();
    spec
      .given(...course(grant()))
      .when(grant())
      .thenRejected('aid_case.exists');
  });

  it('from paper is sound, from intake as it was decided', () => {
    spec
      .given()
      .when(grant({ grantedAt: LATER }))
      .thenRejected('aid_case.invalid');
    spec
      .given()
      .when(grant({ form: 'defence' }))
      .thenRejected('aid_case.invalid');
    spec
      .given()
      .when(grant({ kind: 'criminal_defence' }))
      .thenRejected('aid_case.invalid');
    spec
      .given()
      .when(grant({ lifeOrDeath: true }))
      .thenRejected('aid_case.invalid');
    expect(typesOf(grant({ grantedAt: LATER }, 'intake'))).toContain('AidCaseReceived');
  });
});

describe('an assignment', () => {
  it('stops C23, and the unit has five days to sign', () => {
    spec
      .given(...course(grant()))
      .when(assign())
      .thenLike(
        ...like([
          { type: 'PersonnelAssigned', data: { lawyerId: LAWYER_ID, assignedAt: ASSIGNED_AT, letterNumber: LETTER } },
          { type: 'ClockStopped', data: { dutyId: 'C23', outcome: 'met', onTime: true } },
          { type: 'ClockStarted', data: { dutyId: 'C24', clock: { dueAt: SIGN_BY }, holder: { kind: 'unit', lawyerId: LAWYER_ID } } },
        ]),
      );
  });

  it('after the three days is made, and C23 was kept too late', () => {
    spec
      .given(...course(grant()))
      .when(assign({}, LATER))
      .thenLike(...like([{}, { data: { dutyId: 'C23', onTime: false } }, {}]));
  });

  it('goes to nobody who has another hearing in the half-day of the case’s', () => {
    const hearingHeld = '律师已有开庭。The lawyer has a hearing.';
    spec
      .given(...course(grant()))
      .when(assign({ hearingHeld }))
      .thenRejected('aid_case.lawyer_at_hearing', 'lawyerId');
    spec
      .given(...course(grant()))
      .when(assign({ hearingHeld, conflictOfInterest: true }))
      .thenRejected('aid_case.lawyer_may_not');
  });

  it('goes to nobody in whose way something stands', () => {
    const suspended = { ...lawyer, status: 'suspended' as const };
    const gone = { ...lawyer, visitingUntil: '2026-11-20' };
    spec
      .given(...course(grant()))
      .when(assign({ lawyer: gone }))
      .thenRejected('aid_case.lawyer_may_not');
    spec
      .given(...course(grant()))
      .when(assign({ lawyer: suspended }))
      .thenRejected('aid_case.lawyer_may_not');
    spec
      .given(...course(grant()))
      .when(assign({ conflictOfInterest: true }))
      .thenRejected('aid_case.lawyer_may_not');
    spec
      .given(...course(grant({ minor: true })))
      .when(assign())
      .thenRejected('aid_case.lawyer_may_not');
  });

  it('is made once: the same lawyer again is nothing, another is refused', () => {
    spec
      .given(...course(grant(), assign()))
      .when(assign())
      .then();
    spec
      .given(...course(grant(), assign()))
      .when(assign({ lawyer: other }))
      .thenRejected('aid_case.already_assigned');
    spec
      .given(...course(grant(), terminate))
      .when(assign())
      .thenRejected('aid_case.wrong_state');
  });
});

describe('the recipient', () => {
  const tell = command('TellRecipient', { toldAt: LATER, mode: 'phone' });

  it('is told of the lawyer, once', () => {
    spec
      .given(...course(grant(), assign()))
      .when(tell)
      .thenLike(...like([{ type: 'RecipientTold', data: { lawyerId: LAWYER_ID, mode: 'phone' } }]));
    spec
      .given(...course(grant(), assign(), tell))
      .when(tell)
      .then();
    spec
      .given(...course(grant()))
      .when(tell)
      .thenRejected('aid_case.wrong_state');
    const early = command('TellRecipient', { toldAt: GRANTED_AT, mode: 'phone' });
    spec
      .given(...course(grant(), assign()))
      .when(early)
      .thenRejected('aid_case.time.invalid');
  });

  it('signs with the unit, and C24 is met', () => {
    spec
      .given(...course(grant(), assign()))
      .when(sign)
      .thenLike(
        ...like([
          { type: 'EngagementSigned', data: { signedAt: SIGNED_AT } },
          { type: 'ClockStopped', data: { dutyId: 'C24', onTime: true } },
        ]),
      );
    spec
      .given(...course(...atWork()))
      .when(sign)
      .then();
    spec
      .given(...course(grant()))
      .when(sign)
      .thenRejected('aid_case.wrong_state');
  });
});

describe('a change of lawyer', () => {
  const ask = command('RequestChange', { reasonCode: 'language', reason: '语言不通' });
  const decline = command('DeclineChange', { reason: '没有正当理由' });

  it('that is asked for is decided within five days', () => {
    spec
      .given(...course(...atWork()))
      .when(ask)
      .thenLike(
        ...like([{ type: 'LawyerChangeRequested' }, { type: 'ClockStarted', data: { dutyId: 'C30', holder: { kind: 'institution' } } }]),
      );
    spec
      .given(...course(...atWork(), ask))
      .when(ask)
      .thenRejected('aid_case.change_requested');
    spec
      .given(...course(...atWork(), ask))
      .when(decline)
      .thenLike(...like([{ type: 'LawyerChangeDeclined' }, { data: { dutyId: 'C30', outcome: 'met' } }]));
    spec
      .given(...course(...atWork()))
      .when(decline)
      .thenRejected('aid_case.no_change_requested');
    spec
      .given(...course(grant()))
      .when(ask)
      .thenRejected('aid_case.wrong_state');
  });

  it('that is made gives the new lawyer five days to sign, and the former never comes back', () => {
    expect(typesOf(grant(), assign(), ask, replace()).slice(-4)).toEqual([
      'LawyerReplaced',
      'ClockStopped',
      'ClockStopped',
      'ClockStarted',
    ]);
    const replaced = course(...atWork(), replace());
    expect(replaced.at(-1)).toMatchObject({ type: 'ClockStarted', data: { dutyId: 'C24-2', holder: { lawyerId: OTHER_LAWYER_ID } } });
    spec
      .given(...replaced)
      .when(replace({ lawyer }))
      .thenRejected('aid_case.lawyer_had_before');
    spec
      .given(...replaced)
      .when(replace())
      .thenRejected('aid_case.same_lawyer');
    spec
      .given(...course(grant()))
      .when(replace())
      .thenRejected('aid_case.wrong_state');
  });
});

describe('the platform', () => {
  it('tells once that C23 ran out, and warns before', () => {
    const breach = command('RecordBreach', { dutyId: 'C23' }, LATER);
    spec
      .given(...course(grant()))
      .when(breach)
      .thenLike(...like([{ type: 'ClockBreached', data: { dutyId: 'C23', breachedAt: ASSIGN_BY, late: true } }]));
    spec
      .given(...course(grant(), breach))
      .when(breach)
      .then();
    spec
      .given(...course(grant()))
      .when(command('RecordBreach', { dutyId: 'C23' }, ASSIGNED_AT))
      .then();
    const warn = command('RecordWarning', { dutyId: 'C23' }, ASSIGNED_AT);
    spec
      .given(...course(grant()))
      .when(warn)
      .thenLike(...like([{ type: 'ClockWarned', data: { dutyId: 'C23' } }]));
    spec
      .given(...course(grant(), warn))
      .when(warn)
      .then();
  });

  it('counts again by a new calendar what runs', () => {
    const recount = command('RecountClock', {}, ASSIGNED_AT);
    spec
      .given(...course(grant()))
      .when(recount)
      .then();
    spec.given().when(recount).then();
    expect(calendar.version).toBe('examples');
  });

  it('takes an erased person out once, and writes nothing of the person any more', () => {
    const erase = command('RecordPersonErased', { personId: PERSON_ID, erasedAt: LATER });
    spec
      .given(...course(...atWork()))
      .when(erase)
      .thenLike(...like([{ type: 'PersonErased', data: { personId: PERSON_ID } }]));
    spec
      .given(...course(...atWork(), erase))
      .when(erase)
      .then();
    spec
      .given(...course(...atWork(), erase))
      .when(terminate)
      .thenRejected('aid_case.person_erased');
    spec.given().when(erase).thenRejected('aid_case.not_found');
  });
});
