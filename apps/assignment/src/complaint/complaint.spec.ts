import { specOf } from '@xiezhi/eventsourcing/testing';
import { createCalendar } from '@xiezhi/legal-policy';
import type { ComplaintParties, ComplaintSubject } from './commands.js';
import { complaint, type ComplaintCommand, type ComplaintEvent } from './complaint.js';
import type { ComplaintClock, ComplaintDuty } from './duty.js';

const spec = specOf(complaint);
const calendar = createCalendar({ version: 'examples' });
const parties: ComplaintParties = {
  institution: 'institution-540100',
  division: '540100',
  filedBy: 'institution-540100',
  filer: 'account-1',
};
const REQUEST = '0192f3c4-5a6b-8c7d-9e0f-112233445566';
const PERSON = '0192f3c4-5a6b-7c7d-8e0f-000000000009';
const AT = '2026-11-24T02:00:00.000Z';
const LATER = '2026-11-26T02:00:00.000Z';
const FIGURE = { amount: 5, unit: 'working_day', basis: '藏司规〔2026〕2号(示例)' } as const;
/** Five working days from Tuesday. */
const DUE_AT = '2026-12-01T16:00:00.000Z';
const BASIS = '《法律援助投诉处理办法（司法部令第149号，2025）》';

const request: ComplaintSubject = { about: 'request', requestId: REQUEST, lawyerId: null };
const institution: ComplaintSubject = { about: 'institution', requestId: null, lawyerId: null };
const given = {
  parties,
  number: '拉萨援投字〔2026〕第1号',
  subject: request,
  complainantKind: 'recipient',
  way: 'visit',
  grounds: ['neglect'],
  receivedAt: AT,
  personId: PERSON,
  complainant: { name: '扎西某某 བཀྲ་ཤིས།', phone: '0891-0000000' },
  text: '律师两个月没有会见。',
} as const;

const clock = (changes: Partial<ComplaintClock> = {}): ComplaintClock => ({
  id: 'C47',
  startedAt: AT,
  dueAt: DUE_AT,
  provisional: false,
  basis: `${BASIS}；${FIGURE.basis}`,
  standing: 'configured',
  ...changes,
});
/** An event of which only this matters. */
const like = (type: ComplaintEvent['type'], data: object = {}): unknown =>
  expect.objectContaining({ type, data: expect.objectContaining(data) });
const none = { calendar, figure: null };
const counted = { calendar, figure: FIGURE };
const filing = (changes: object = {}): ComplaintCommand => ({ type: 'FileComplaint', data: { ...given, ...counted, at: AT, ...changes } });
const filed = (subject = request): ComplaintEvent => ({ type: 'ComplaintFiled', data: { ...given, subject, filedAt: AT } });
const clockStarted = (duty: ComplaintDuty, is = clock()): ComplaintEvent => ({
  type: 'ComplaintClockStarted',
  data: { parties, duty, clock: is },
});
const clockStopped = (duty: ComplaintDuty, stoppedAt: string, onTime = true, outcome: 'met' | 'lapsed' = 'met'): ComplaintEvent => ({
  type: 'ComplaintClockStopped',
  data: { parties, duty, clock: clock(), stoppedAt, outcome, onTime },
});
const accepted: ComplaintEvent = { type: 'ComplaintAccepted', data: { parties, acceptedAt: LATER, subject: request } };
const decided: ComplaintEvent = {
  type: 'ComplaintDecided',
  data: { parties, outcome: 'upheld', measures: ['rectify'], decidedAt: LATER, subject: request, personId: PERSON, findings: '属实' },
};
const notAccepted: ComplaintEvent = {
  type: 'ComplaintNotAccepted',
  data: { parties, refusedAt: LATER, reason: 'no_facts', personId: PERSON, explanation: '没有线索' },
};
const withdrawn: ComplaintEvent = {
  type: 'ComplaintWithdrawn',
  data: { parties, subject: request, withdrawnAt: LATER, personId: PERSON, reason: '已沟通' },
};
const erased: ComplaintEvent = { type: 'ComplaintPersonErased', data: { parties, personId: PERSON, erasedAt: LATER } };

const accept = (by: 'institution' | 'justice' = 'institution', at = LATER): ComplaintCommand => ({
  type: 'AcceptComplaint',
  data: { at, by, ...counted },
});
const refuse: ComplaintCommand = {
  type: 'RefuseComplaint',
  data: { at: LATER, by: 'institution', reason: 'no_facts', explanation: '没有线索' },
};
const step = (doneAt = LATER): ComplaintCommand => ({ type: 'RecordStep', data: { at: LATER, step: 'file_read', doneAt, note: '已查阅' } });
const decide: ComplaintCommand = {
  type: 'DecideComplaint',
  data: { at: LATER, by: 'institution', ...counted, outcome: 'upheld', measures: ['rectify'], findings: '属实' },
};
const answer = (answeredAt = LATER): ComplaintCommand => ({
  type: 'AnswerComplaint',
  data: { at: LATER, by: 'institution', way: 'written', answeredAt, answer: '已责令改正' },
});
const withdraw: ComplaintCommand = { type: 'WithdrawComplaint', data: { at: LATER, reason: '已沟通' } };

describe('filing a complaint (登记投诉)', () => {
  it('starts the time to accept it, by the figure that the division set', () => {
    spec.given().when(filing()).then(filed(), clockStarted('accept'));
  });

  it('runs without end date, and says so, where nobody set a figure', () => {
    const undated = clock({ dueAt: null, basis: BASIS, standing: 'unconfirmed' });
    spec.given().when(filing(none)).then(filed(), clockStarted('accept', undated));
  });

  it('takes the five working days of the measures of 2013 for one that was received before 2025-06-15', () => {
    const old = { id: 'C44', standing: 'statute', startedAt: '2025-06-13T02:00:00.000Z', dueAt: '2025-06-20T16:00:00.000Z' };
    spec
      .given()
      .when(filing({ receivedAt: '2025-06-13T02:00:00.000Z', ...none }))
      .thenLike(like('ComplaintFiled'), like('ComplaintClockStarted', { clock: expect.objectContaining(old) }));
  });

  it('is refused twice, and for what was received in the future', () => {
    spec.given(filed()).when(filing()).thenRejected('complaint.exists');
    spec
      .given()
      .when(filing({ receivedAt: LATER }))
      .thenRejected('complaint.time.invalid');
  });
});

describe('accepting, or not (受理、不予受理)', () => {
  it('stops the time to accept, and starts the time to conclude', () => {
    spec
      .given(filed(), clockStarted('accept'))
      .when(accept())
      .then(
        accepted,
        clockStopped('accept', LATER),
        clockStarted('conclude', clock({ startedAt: LATER, dueAt: '2026-12-03T16:00:00.000Z' })),
      );
    spec.given(filed(), clockStarted('accept')).when(refuse).then(notAccepted, clockStopped('accept', LATER));
  });

  it('is late at the end of the last day', () => {
    spec
      .given(filed(), clockStarted('accept'))
      .when(accept('institution', DUE_AT))
      .thenLike(like('ComplaintAccepted'), like('ComplaintClockStopped', { onTime: false }), like('ComplaintClockStarted'));
  });

  it('stays quiet when it is so already, and refuses what was refused', () => {
    spec.given(filed(), accepted).when(accept()).then();
    spec.given(filed(), notAccepted).when(refuse).then();
    spec.given(filed(), notAccepted).when(accept()).thenRejected('complaint.wrong_state');
    spec.given(filed(), accepted).when(refuse).thenRejected('complaint.wrong_state');
    spec.given().when(accept()).thenRejected('complaint.not_found');
  });

  it('is never the institution’s where it is about the institution', () => {
    spec.given(filed(institution)).when(accept()).thenRejected('complaint.about_own_institution.forbidden');
    spec.given(filed(institution)).when(refuse).thenRejected('complaint.about_own_institution.forbidden');
    spec
      .given(filed(institution))
      .when(accept('justice'))
      .thenLike(like('ComplaintAccepted', { subject: institution }), like('ComplaintClockStarted'));
    spec.given(filed(institution), accepted).when(decide).thenRejected('complaint.about_own_institution.forbidden');
  });
});

describe('investigating and deciding (调查、处理结论)', () => {
  it('records each step within the time of the complaint', () => {
    const taken: ComplaintEvent = {
      type: 'ComplaintStepTaken',
      data: { parties, step: 'file_read', doneAt: LATER, personId: PERSON, note: '已查阅' },
    };
    spec.given(filed(), accepted).when(step()).then(taken);
    spec.given(filed(), accepted).when(step('2026-11-23T02:00:00.000Z')).thenRejected('complaint.time.invalid');
    spec.given(filed(), accepted).when(step('2026-11-27T02:00:00.000Z')).thenRejected('complaint.time.invalid');
    spec.given(filed()).when(step()).thenRejected('complaint.wrong_state');
  });

  it('decides once, and starts the time to answer', () => {
    const toAnswer = clockStarted('answer', clock({ startedAt: LATER, dueAt: '2026-12-03T16:00:00.000Z' }));
    spec.given(filed(), accepted, clockStarted('conclude')).when(decide).then(decided, clockStopped('conclude', LATER), toAnswer);
    spec.given(filed()).when(decide).thenRejected('complaint.wrong_state');
    spec.given(filed(), accepted, decided).when(decide).thenRejected('complaint.wrong_state');
  });

  it('answers what was decided or not accepted, once', () => {
    const answered: ComplaintEvent = {
      type: 'ComplaintAnswered',
      data: { parties, subject: request, way: 'written', answeredAt: LATER, personId: PERSON, answer: '已责令改正' },
    };
    spec.given(filed(), accepted, decided, clockStarted('answer')).when(answer()).then(answered, clockStopped('answer', LATER));
    spec.given(filed(), notAccepted).when(answer()).then(answered);
    spec.given(filed(), accepted, decided, answered).when(answer()).then();
    spec.given(filed(), accepted).when(answer()).thenRejected('complaint.wrong_state');
    spec.given(filed(), accepted, decided).when(answer('2026-11-27T02:00:00.000Z')).thenRejected('complaint.time.invalid');
  });
});

describe('withdrawing (撤回投诉)', () => {
  it('lapses what is owed, before the decision', () => {
    spec
      .given(filed(), clockStarted('accept'))
      .when(withdraw)
      .then(withdrawn, clockStopped('accept', LATER, true, 'lapsed'));
    spec.given(filed(), accepted).when(withdraw).then(withdrawn);
    spec.given(filed(), withdrawn).when(withdraw).then();
    spec.given(filed(), accepted, decided).when(withdraw).thenRejected('complaint.wrong_state');
  });
});

describe('a time that ran out (时限已过)', () => {
  const fire = (at: string, duty: ComplaintDuty = 'accept'): ComplaintCommand => ({ type: 'RecordBreach', data: { at, duty } });
  const breached: ComplaintEvent = {
    type: 'ComplaintClockBreached',
    data: { parties, duty: 'accept', clock: clock(), breachedAt: DUE_AT },
  };

  it('is a fact once', () => {
    spec.given(filed(), clockStarted('accept')).when(fire(DUE_AT)).then(breached);
    spec.given(filed(), clockStarted('accept'), breached).when(fire(DUE_AT)).then();
  });

  it('is none before the end, for another duty, without an end date, or when the duty was done', () => {
    spec.given(filed(), clockStarted('accept')).when(fire(LATER)).then();
    spec.given(filed(), clockStarted('accept')).when(fire(DUE_AT, 'answer')).then();
    spec
      .given(filed(), clockStarted('accept', clock({ dueAt: null })))
      .when(fire(DUE_AT))
      .then();
    spec.given(filed(), accepted, clockStopped('accept', LATER)).when(fire(DUE_AT)).then();
    spec.given().when(fire(DUE_AT)).then();
  });
});

describe('an erased complainant (投诉人信息已删除)', () => {
  const erase: ComplaintCommand = { type: 'RecordPersonErased', data: { at: LATER, personId: PERSON, erasedAt: LATER } };

  it('is forgotten once, and no text can be added', () => {
    spec.given(filed()).when(erase).then(erased);
    spec.given(filed(), erased).when(erase).then();
    spec.given().when(erase).then();
    for (const command of [refuse, withdraw]) spec.given(filed(), erased).when(command).thenRejected('complaint.person_erased');
    for (const command of [step(), decide]) spec.given(filed(), accepted, erased).when(command).thenRejected('complaint.person_erased');
    spec.given(filed(), accepted, decided, erased).when(answer()).thenRejected('complaint.person_erased');
    spec.given(filed(), erased).when(accept()).thenLike(accepted, like('ComplaintClockStarted'));
  });
});

it('counts its running clock again when a calendar is published, and leaves one that is over alone', () => {
  const later = clock({ dueAt: '2026-12-02T16:00:00.000Z' });
  const recount: ComplaintCommand = { type: 'RecountClock', data: { at: LATER, ...counted } };
  const recounted: ComplaintEvent = {
    type: 'ComplaintClockRecounted',
    data: { parties, duty: 'accept', clock: clock(), previousDueAt: later.dueAt!, recountedAt: LATER },
  };
  const breached: ComplaintEvent = {
    type: 'ComplaintClockBreached',
    data: { parties, duty: 'accept', clock: later, breachedAt: later.dueAt! },
  };
  spec.given(filed(), clockStarted('accept', later)).when(recount).then(recounted);
  spec.given(filed(), clockStarted('accept', later), recounted).when(recount).then();
  spec.given(filed(), clockStarted('accept', later), breached).when(recount).then();
  spec
    .given(filed(), clockStarted('accept', clock({ dueAt: null })))
    .when(recount)
    .then();
  spec.given(filed()).when(recount).then();
  spec.given().when(recount).then();
});
