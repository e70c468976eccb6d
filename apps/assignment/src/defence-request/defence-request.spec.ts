import { specOf } from '@xiezhi/eventsourcing/testing';
import { defenceRequest, type DefenceRequestCommand } from './defence-request.js';
import {
  assign,
  assigned,
  breached,
  calendar,
  confirmed,
  DUE_AT,
  IN_TIME,
  LAWYER_ID,
  lapsed,
  noticeWith,
  open,
  parties,
  SENT_AT,
  TOO_LATE,
  discovered,
} from './testing.js';

const spec = specOf(defenceRequest);
const send = (notice = noticeWith(), at = SENT_AT): DefenceRequestCommand => ({
  type: 'SendNotice',
  data: { at, calendar, parties, notice },
});
const judged = (dutyId: string, onTime: boolean): unknown => ({ type: 'ClockJudged', data: expect.objectContaining({ dutyId, onTime }) });
const begun = (dutyId: string): unknown => ({ type: 'ClockStarted', data: expect.objectContaining({ dutyId }) });
const [after24, after14] = [begun('C24'), begun('C14')];
const otherInstitution = { ...parties, institution: 'institution-540102', division: '540102' };
const withdrawn = {
  type: 'NotificationWithdrawn',
  data: { parties, personId: noticeWith().personId, withdrawnAt: IN_TIME, reason: '重复' },
} as const;
const returned = {
  type: 'NotificationReturnedIncomplete',
  data: { parties, personId: noticeWith().personId, returnedAt: IN_TIME, missing: '缺起诉书副本' },
} as const;

describe('sending a notice (送达通知辩护公函)', () => {
  it('puts it into the institution’s worklist, where C02 starts', () => {
    spec
      .given()
      .when(send())
      .thenLike(
        discovered,
        expect.objectContaining({
          type: 'DefenceNotificationSent',
          data: expect.objectContaining({ sentLate: false, hearingTooNear: false }),
        }),
        judged('C01', true),
        judged('C10', true),
        expect.objectContaining({
          type: 'DefenceNotificationReceived',
          data: expect.objectContaining({
            receivedAt: SENT_AT,
            clock: expect.objectContaining({ id: 'C02', dueAt: DUE_AT, provisional: false }),
          }),
        }),
      );
  });

  it('rolls a C02 that ends on a Saturday forward to Monday', () => {
    const friday = noticeWith();
    spec
      .given()
      .when(send(friday, '2026-11-25T02:00:00.000Z'))
      .thenLike(
        expect.anything(),
        expect.anything(),
        judged('C01', true),
        judged('C10', true),
        expect.objectContaining({
          data: expect.objectContaining({ clock: expect.objectContaining({ dueAt: '2026-11-30T16:00:00.000Z' }) }),
        }),
      );
  });

  it('accepts a late notice and records the lateness as the sender’s', () => {
    spec
      .given()
      .when(send(noticeWith({ discoveredAt: '2026-11-10T02:00:00.000Z', hearingAt: '2026-12-01T01:30:00.000Z' })))
      .thenLike(
        expect.anything(),
        expect.objectContaining({ data: expect.objectContaining({ sentLate: true, hearingTooNear: true }) }),
        judged('C01', false),
        judged('C10', false),
        expect.anything(),
      );
  });

  it('refuses an adult’s birth date for the ground "minor", a hearing in the past and a stage of another organ, field by field', () => {
    const refusal = spec
      .given()
      .when(send(noticeWith({ hearingAt: '2025-12-30T01:30:00.000Z', stage: 'investigation' }, { birthDate: '1990-05-01' })))
      .thenRejected('defence_request.invalid');
    expect(refusal.errors?.map(({ path }) => path).sort()).toEqual(['hearingAt', 'person.birthDate', 'stage']);
  });

  it('asks for the birth date of a minor', () => {
    const { person, ...notice } = noticeWith();
    const { birthDate: _left, ...without } = person;
    const refusal = spec
      .given()
      .when(send({ ...notice, person: without }))
      .thenRejected('defence_request.invalid');
    expect(refusal.errors).toEqual([expect.objectContaining({ path: 'person.birthDate' })]);
  });

  it('refuses a notice whose stream exists already', () => {
    spec
      .given(...open())
      .when(send())
      .thenRejected('defence_request.exists');
  });
});

describe('correcting a notice (补正)', () => {
  const correct: DefenceRequestCommand = {
    type: 'CorrectNotice',
    data: { calendar, at: IN_TIME, notice: noticeWith({ offence: '抢劫罪' }) },
  };

  it('replaces what was written', () => {
    spec
      .given(...open(), returned)
      .when(correct)
      .thenLike(expect.objectContaining({ type: 'NotificationCorrected' }));
  });

  it('refuses a faulty correction', () => {
    spec
      .given(...open())
      .when({ type: 'CorrectNotice', data: { calendar, at: IN_TIME, notice: noticeWith({}, { birthDate: '1980-01-01' }) } })
      .thenRejected('defence_request.invalid');
  });

  it('refuses a hearing that lies in the past, unless it is the one that stood in the notice', () => {
    const gone = noticeWith({ hearingAt: SENT_AT });
    const data = { calendar, at: IN_TIME, notice: { ...gone, facts: { ...gone.facts, offence: '抢劫罪' } } };
    spec
      .given(...open())
      .when({ type: 'CorrectNotice', data })
      .thenRejected('defence_request.invalid');
    spec
      .given(...open(gone))
      .when({ type: 'CorrectNotice', data })
      .thenLike(expect.objectContaining({ type: 'NotificationCorrected' }));
  });

  it('refuses once a lawyer is assigned', () => {
    spec
      .given(...open(), assigned)
      .when(correct)
      .thenRejected('defence_request.not_open');
  });
});

describe('withdrawing a notice (撤回)', () => {
  const withdraw: DefenceRequestCommand = { type: 'WithdrawNotice', data: { at: IN_TIME, reason: '重复' } };

  it('closes the request', () => {
    spec
      .given(...open())
      .when(withdraw)
      .then(withdrawn, lapsed);
  });

  it('is refused once a lawyer is assigned', () => {
    spec
      .given(...open(), assigned)
      .when(withdraw)
      .thenRejected('defence_request.not_open');
  });

  it('stays quiet when it is withdrawn already', () => {
    spec
      .given(...open(), withdrawn)
      .when(withdraw)
      .then();
  });
});

describe('recording an own lawyer (已自行委托)', () => {
  const own: DefenceRequestCommand = { type: 'RecordOwnLawyer', data: { at: IN_TIME } };

  it('ends the need', () => {
    spec
      .given(...open())
      .when(own)
      .then({ type: 'DefendantEngagedOwnLawyer', data: { parties, engagedAt: IN_TIME } }, lapsed);
  });

  it('is refused for a withdrawn notice', () => {
    spec
      .given(...open(), withdrawn)
      .when(own)
      .thenRejected('defence_request.not_open');
  });

  it('stays quiet the second time', () => {
    spec
      .given(...open(), { type: 'DefendantEngagedOwnLawyer', data: { parties, engagedAt: IN_TIME } })
      .when(own)
      .then();
  });
});

describe('asking for what is missing (要求补正)', () => {
  const ask: DefenceRequestCommand = { type: 'ReturnIncomplete', data: { calendar, at: IN_TIME, missing: '缺起诉书副本' } };

  it('tells the sender once; the clock runs on', () => {
    spec
      .given(...open())
      .when(ask)
      .then(returned);
    spec
      .given(...open(), returned)
      .when({ type: 'RecordBreach', data: { at: TOO_LATE, calendar, clockId: 'C02' } })
      .then(breached);
  });

  it('is refused while the answer is awaited', () => {
    spec
      .given(...open(), returned)
      .when(ask)
      .thenRejected('defence_request.already_returned');
  });
});

describe('transferring to the institution with jurisdiction (移送)', () => {
  const transfer = (to = otherInstitution): DefenceRequestCommand => ({
    type: 'TransferJurisdiction',
    data: { at: IN_TIME, to, reason: '管辖' },
  });

  it('closes the request here', () => {
    spec
      .given(...open())
      .when(transfer())
      .thenLike(
        expect.objectContaining({ type: 'JurisdictionTransferred', data: expect.objectContaining({ to: otherInstitution }) }),
        lapsed,
      );
  });

  it('is refused to the same institution, and once a lawyer is assigned', () => {
    spec
      .given(...open())
      .when(transfer(parties))
      .thenRejected('defence_request.same_institution');
    spec
      .given(...open(), assigned)
      .when(transfer())
      .thenRejected('defence_request.not_open');
  });
});

describe('assigning a lawyer (指派律师)', () => {
  it('assigns one who may take it', () => {
    spec
      .given(...open())
      .when(assign())
      .then(assigned);
  });

  it('also while a correction is awaited', () => {
    spec
      .given(...open(), returned)
      .when(assign())
      .then(assigned);
  });

  it.each([
    ['too little criminal defence in a life or death case', noticeWith({ lifeOrDeath: true }), assign({ criminalDefenceYears: 2 }), '26'],
    ['a lawyer of a co-accused', noticeWith(), assign({}, true), '43'],
    ['a suspended lawyer', noticeWith(), assign({ status: 'suspended' }), '律师法'],
    ['no training for minors', noticeWith(), assign({ minorsTrained: false }), '26'],
    ['a lawyer who does not serve the division', noticeWith(), assign({ divisions: ['542500'] }), ''],
  ])('refuses %s, with the article', (_why, notice, command, article) => {
    const refusal = spec
      .given(...open(notice))
      .when(command)
      .thenRejected('defence_request.lawyer_may_not');
    expect(refusal.basis).toContain(article);
    expect(refusal.errors).toEqual([expect.objectContaining({ path: 'lawyerId' })]);
  });

  it('is refused when another lawyer has it, and stays quiet for the same one', () => {
    const refusal = spec
      .given(...open(), assigned)
      .when(assign({ id: '0192f3c4-5a6b-7c7d-8e0f-0000000000bb' }))
      .thenRejected('defence_request.already_assigned');
    // Who was too late is told by which letter, and nobody’s name.
    expect(refusal.message).toContain('拉萨援刑函字〔2026〕第1号');
    spec
      .given(...open(), assigned)
      .when(assign({ id: LAWYER_ID }))
      .then();
  });

  it('is refused for a withdrawn notice', () => {
    spec
      .given(...open(), withdrawn)
      .when(assign())
      .thenRejected('defence_request.not_open');
  });
});

describe('confirming that the agency was told (函告办案机关)', () => {
  const confirm = (at: string, agency = parties.organ): DefenceRequestCommand => ({
    type: 'ConfirmNotified',
    data: { calendar, at, agency },
  });

  it('stops C02, in time or late', () => {
    spec
      .given(...open(), assigned)
      .when(confirm(IN_TIME))
      .thenLike(confirmed(), after24, after14);
    spec
      .given(...open(), assigned, breached)
      .when(confirm(TOO_LATE))
      .thenLike(confirmed(TOO_LATE), after24, after14);
  });

  it('takes an act on the due day as in time, and midnight after it as late', () => {
    spec
      .given(...open(), assigned)
      .when(confirm('2026-11-27T15:59:59.999Z'))
      .thenLike(expect.objectContaining({ data: expect.objectContaining({ onTime: true }) }), after24, after14);
    spec
      .given(...open(), assigned)
      .when(confirm(DUE_AT))
      .thenLike(expect.objectContaining({ data: expect.objectContaining({ onTime: false }) }), after24, after14);
  });

  it('is refused before a lawyer is assigned', () => {
    spec
      .given(...open())
      .when(confirm(IN_TIME))
      .thenRejected('defence_request.not_assigned');
  });

  it('stays quiet the second time, and when somebody else was told', () => {
    spec
      .given(...open(), assigned, confirmed())
      .when(confirm(IN_TIME))
      .then();
    spec
      .given(...open(), assigned)
      .when(confirm(IN_TIME, parties.institution))
      .then();
  });
});

describe('recording service by hand (送达回证)', () => {
  const serve = (servedAt: string, at = TOO_LATE): DefenceRequestCommand => ({ type: 'RecordService', data: { calendar, at, servedAt } });

  it('stops C02 at the time of service, also when it is recorded later', () => {
    spec
      .given(...open(), assigned)
      .when(serve(IN_TIME))
      .thenLike(confirmed(IN_TIME), after24, after14);
  });

  it.each([
    ['in the future', TOO_LATE, IN_TIME],
    ['before the notice', '2026-11-20T02:00:00.000Z', TOO_LATE],
  ])('is refused for a time %s', (_when, servedAt, at) => {
    spec
      .given(...open(), assigned)
      .when(serve(servedAt, at))
      .thenRejected('defence_request.service.invalid');
  });

  it('is refused before a lawyer is assigned, and stays quiet once the agency was told', () => {
    spec
      .given(...open())
      .when(serve(IN_TIME))
      .thenRejected('defence_request.not_assigned');
    spec
      .given(...open(), assigned, confirmed())
      .when(serve(IN_TIME))
      .then();
  });
});
