import { specOf } from '@xiezhi/eventsourcing/testing';
import { aidCase, type AidCaseCommand } from './aid-case.js';
import {
  assign,
  atWork,
  command,
  conclude,
  CONCLUDED_AT,
  course,
  FILE,
  grant,
  GRANTED_AT,
  LAST,
  LATER,
  LAWYER_ID,
  terminate,
  like,
} from './testing.js';

const spec = specOf(aidCase);
const file = (items: readonly string[] = FILE, absence?: string): AidCaseCommand =>
  command('SubmitFile', { items, ...(absence !== undefined && { absence }) } as never, LAST);
const accept = command('AcceptFile', {}, LAST);
const sendBack = command('ReturnFile', { items: ['opinion'], reason: '缺代理词' }, LAST);
const serve = command('ServeTermination', { servedAt: LATER });
const object = command('RecordObjection', { filedAt: LATER, reason: '不同意终止' });
const decided = (outcome: 'upheld' | 'corrected'): AidCaseCommand => command('DecideObjection', { decidedAt: LAST, outcome }, LAST);

describe('a matter', () => {
  it('is concluded, and the file is due within thirty days', () => {
    spec
      .given(...course(...atWork()))
      .when(conclude)
      .thenLike(
        ...like([
          { type: 'MatterConcluded', data: { concludedAt: CONCLUDED_AT } },
          { type: 'ClockStarted', data: { dutyId: 'C32' } },
        ]),
      );
    spec
      .given(...course(grant(), assign()))
      .when(conclude)
      .thenRejected('aid_case.wrong_state');
    const early = command('ConcludeMatter', { concludedAt: GRANTED_AT, outcome: 'award' }, LAST);
    spec
      .given(...course(...atWork()))
      .when(early)
      .thenRejected('aid_case.time.invalid');
  });

  it('leaves no duty open behind it but the file', () => {
    const ask = command('RequestChange', { reasonCode: 'language', reason: '语言不通' });
    const after = course(...atWork(), ask, conclude).slice(-3);
    expect(after).toMatchObject([{}, { type: 'ClockStopped', data: { dutyId: 'C30', outcome: 'lapsed' } }, { data: { dutyId: 'C32' } }]);
  });
});

describe('a file', () => {
  it('is whole, or says why not', () => {
    const closing = course(...atWork(), conclude);
    spec
      .given(...closing)
      .when(file(['opinion']))
      .thenRejected('aid_case.file_incomplete.invalid');
    spec
      .given(...closing)
      .when(file(['opinion'], '代拟文书,无庭审'))
      .thenLike(...like([{ type: 'CaseFileSubmitted' }, { data: { dutyId: 'C32' } }, { data: { dutyId: 'C33' } }]));
    spec
      .given(...course(...atWork(), conclude, file()))
      .when(file())
      .then();
    spec
      .given(...course(...atWork()))
      .when(file())
      .thenRejected('aid_case.wrong_state');
  });

  it('is sent back, and owed anew', () => {
    const back = course(...atWork(), conclude, file(), sendBack);
    expect(back.at(-1)).toMatchObject({ type: 'ClockStarted', data: { dutyId: 'C32-2' } });
    spec
      .given(...back)
      .when(sendBack)
      .thenRejected('aid_case.wrong_state');
  });

  it('that is accepted closes the case, and says what a subsidy follows from', () => {
    spec
      .given(...course(...atWork(), conclude, file()))
      .when(accept)
      .thenLike(
        ...like([
          { data: { dutyId: 'C33', outcome: 'met' } },
          {
            type: 'AidCaseClosed',
            data: {
              reason: 'completed',
              lawyerId: LAWYER_ID,
              concludedAt: CONCLUDED_AT,
              facts: { kind: 'civil', cause: 'labour', form: 'litigation' },
            },
          },
        ]),
      );
    spec
      .given(...course(...atWork(), conclude, file(), accept))
      .when(accept)
      .then();
    spec
      .given(...course(...atWork(), conclude))
      .when(accept)
      .thenRejected('aid_case.wrong_state');
    spec
      .given(...course(...atWork(), conclude, file(), accept))
      .when(terminate)
      .thenRejected('aid_case.wrong_state');
  });
});

describe('a termination', () => {
  it('ends what is owed, and is served within three days', () => {
    const [terminated, ...clocks] = course(grant(), assign(), terminate).slice(-3);
    expect(terminated).toMatchObject({ type: 'AidTerminated', data: { lawyerId: LAWYER_ID, ground: 'recipient_asked' } });
    expect(clocks).toMatchObject([{ data: { dutyId: 'C24', outcome: 'lapsed' } }, { data: { dutyId: 'C31' } }]);
    spec
      .given(...course(grant(), terminate))
      .when(terminate)
      .thenRejected('aid_case.wrong_state');
    spec
      .given(...course(...atWork(), conclude))
      .when(terminate)
      .thenRejected('aid_case.wrong_state');
  });

  it('may be objected to from its service on, and is final when nobody does', () => {
    const served = course(...atWork(), terminate, serve);
    expect(served.slice(-3)).toMatchObject([
      { type: 'TerminationServed' },
      { data: { dutyId: 'C31', outcome: 'met' } },
      { data: { dutyId: 'C27' } },
    ]);
    spec
      .given(...served)
      .when(serve)
      .then();
    spec
      .given(...course(...atWork()))
      .when(serve)
      .thenRejected('aid_case.wrong_state');
    const over = command('RecordBreach', { dutyId: 'C27' }, '2027-01-20T03:00:00.000Z');
    spec
      .given(...served)
      .when(over)
      .thenLike(
        ...like([
          { type: 'ClockStopped', data: { dutyId: 'C27', outcome: 'lapsed' } },
          { type: 'AidCaseClosed', data: { reason: 'terminated', cause: 'no_objection' } },
        ]),
      );
    spec
      .given(...served)
      .when(command('RecordBreach', { dutyId: 'C27' }, LATER))
      .then();
  });

  it('stands where the justice department says so', () => {
    const objected = course(...atWork(), terminate, serve, object);
    expect(objected.slice(-3)).toMatchObject([
      { type: 'ObjectionFiled' },
      { data: { dutyId: 'C27', outcome: 'met' } },
      { data: { dutyId: 'C28' } },
    ]);
    spec
      .given(...objected)
      .when(object)
      .thenRejected('aid_case.wrong_state');
    spec
      .given(...objected)
      .when(decided('upheld'))
      .thenLike(
        ...like([{ data: { dutyId: 'C28' } }, { type: 'AidCaseClosed', data: { cause: 'objection_rejected', reason: 'terminated' } }]),
      );
    spec
      .given(...course(...atWork()))
      .when(decided('upheld'))
      .thenRejected('aid_case.wrong_state');
  });

  it('that is to be corrected takes the case up where it stood, with its lawyer', () => {
    spec
      .given(...course(...atWork(), terminate, serve, object))
      .when(decided('corrected'))
      .thenLike(
        ...like([{ data: { dutyId: 'C28' } }, { type: 'TerminationOverturned', data: { resumed: 'engaged', lawyerId: LAWYER_ID } }]),
      );
    const anew = course(grant(), terminate, object, decided('corrected'));
    expect(anew.slice(-2)).toMatchObject([{ data: { resumed: 'received' } }, { type: 'ClockStarted', data: { dutyId: 'C23-2' } }]);
    spec
      .given(...course(...atWork(), terminate, serve, object, decided('corrected')))
      .when(conclude)
      .thenLike(...like([{ type: 'MatterConcluded' }, {}]));
  });
});
