import { specOf } from '@xiezhi/eventsourcing/testing';
import { aidCase, type AidCaseCommand, type AidCaseEvent } from './aid-case.js';
import { hearingOf } from './state.js';
import {
  assign,
  ASSIGNED_AT,
  atWork,
  command,
  conclude,
  CONCLUDED_AT,
  course,
  facts,
  FILE,
  grant,
  hearing,
  HEARING_AT,
  lawyer,
  LAST,
  LATER,
  LAWYER_ID,
  LETTER,
  OTHER_LAWYER_ID,
  parties,
  PERSON_ID,
  RECEIVED_AT,
  SIGNED_AT,
  terminate,
} from './testing.js';

const spec = specOf(aidCase);
const file = command('SubmitFile', { items: [...FILE] }, LAST);
const returned = command('ReturnFile', { items: ['opinion'], reason: '缺少代理意见原件' }, LAST);
const accept = command('AcceptFile', {}, LAST);
const serve = command('ServeTermination', { servedAt: LATER });
const object = command('RecordObjection', { filedAt: LATER, reason: '不同意终止' });
const decideOn = (outcome: 'upheld' | 'overturned'): AidCaseCommand =>
  command('DecideObjection', { decidedAt: LAST, outcome: outcome as never }, LAST);
const askChange = command('RequestChange', { reasonCode: 'language', reason: '语言不通' });
const declineChange = command('DeclineChange', { reason: '可以配翻译' });
const replace = command('ReplaceLawyer', {
  lawyer: { ...lawyer, id: OTHER_LAWYER_ID },
  conflictOfInterest: false,
  letterNumber: '拉萨援指字〔2026〕第2号',
  reasonCode: 'language',
});
const erase = command('RecordPersonErased', { personId: PERSON_ID, erasedAt: LATER });
const stateAfter = (...commands: readonly AidCaseCommand[]) => spec.given(...course(...commands)).state();
const dutiesIn = (...commands: readonly AidCaseCommand[]) =>
  course(...commands).flatMap((event: AidCaseEvent) =>
    event.type === 'ClockStarted' ? [[event.data.dutyId, event.data.holder, event.data.owedTo] as const] : [],
  );

describe('who owes what to whom (责任主体)', () => {
  const institution = { kind: 'institution', agency: parties.institution };
  const recipient = { kind: 'recipient' };
  const unit = { kind: 'unit', lawyerId: LAWYER_ID };
  const justice = { kind: 'justice_department' };

  it('is the institution until there is a lawyer, then the lawyer’s unit until the agreement is signed', () => {
    expect(dutiesIn(...atWork())).toEqual([
      ['C23', institution, recipient],
      ['C24', unit, recipient],
    ]);
  });

  it('is the lawyer for the file, and the institution for its check', () => {
    expect(dutiesIn(...atWork(), conclude, file, returned).slice(2)).toEqual([
      ['C32', { kind: 'lawyer', lawyerId: LAWYER_ID }, institution],
      ['C33', institution, unit],
      ['C32-2', { kind: 'lawyer', lawyerId: LAWYER_ID }, institution],
    ]);
  });

  it('is the institution for a change that was asked for', () => {
    expect(dutiesIn(...atWork(), askChange).at(-1)).toEqual(['C30', institution, recipient]);
  });

  it('is the institution for telling of a termination, the recipient for objecting, the department for deciding', () => {
    expect(dutiesIn(...atWork(), terminate, serve, object).slice(2)).toEqual([
      ['C31', institution, recipient],
      ['C27', recipient, justice],
      ['C28', justice, recipient],
    ]);
  });

  it('begins anew where a termination is overturned, as far as the case had come', () => {
    const again = (...before: readonly AidCaseCommand[]) =>
      dutiesIn(...before, terminate, serve, object, decideOn('overturned')).map(([dutyId]) => dutyId);
    expect(again(grant())).toEqual(['C23', 'C31', 'C27', 'C28', 'C23-2']);
    expect(again(grant(), assign())).toEqual(['C23', 'C24', 'C31', 'C27', 'C28', 'C24-2']);
    expect(again(...atWork())).toEqual(['C23', 'C24', 'C31', 'C27', 'C28']);
  });
});

describe('where a case stands (案件状态)', () => {
  const none = { formerLawyers: [], mediation: 'none', records: 0 };

  it('is known from the grant on', () => {
    expect(stateAfter(grant())).toMatchObject({
      status: 'received',
      parties,
      facts,
      personId: PERSON_ID,
      receivedAt: RECEIVED_AT,
      ...none,
    });
    expect(stateAfter(grant(), assign())).toMatchObject({
      ...{ status: 'assigned', lawyerId: LAWYER_ID, letterNumber: LETTER, assignedAt: ASSIGNED_AT },
      ...none,
    });
    expect(stateAfter(...atWork())).toMatchObject({ status: 'engaged', duties: {} });
  });

  it('changes with the lawyer, who is not had again', () => {
    expect(stateAfter(...atWork(), askChange)).toMatchObject({ changeRequested: true });
    expect(stateAfter(...atWork(), askChange, declineChange)).toMatchObject({ changeRequested: false, lawyerId: LAWYER_ID });
    const replaced = stateAfter(...atWork(), askChange, replace);
    expect(replaced).toMatchObject({ status: 'assigned', lawyerId: OTHER_LAWYER_ID, assignedAt: LATER, formerLawyers: [LAWYER_ID] });
    expect(replaced).not.toHaveProperty('changeRequested');
    spec
      .given(...course(...atWork(), askChange, declineChange))
      .when(declineChange)
      .thenRejected('aid_case.no_change_requested');
  });

  it('goes back from the check of the file to its completion', () => {
    expect(stateAfter(...atWork(), conclude)).toMatchObject({ status: 'closing', concludedAt: CONCLUDED_AT });
    expect(stateAfter(...atWork(), conclude, file)).toMatchObject({ status: 'filed' });
    expect(stateAfter(...atWork(), conclude, file, returned)).toMatchObject({ status: 'closing' });
  });

  it('remembers through a termination where it stood and who had it', () => {
    expect(stateAfter(grant(), terminate)).toMatchObject({ status: 'terminated', before: 'received' });
    expect(stateAfter(grant(), terminate)).not.toHaveProperty('lawyerBefore');
    expect(stateAfter(grant(), assign(), terminate)).toMatchObject({ before: 'assigned', lawyerBefore: LAWYER_ID });
    expect(stateAfter(...atWork(), terminate)).toMatchObject({ before: 'engaged', lawyerBefore: LAWYER_ID, terminatedAt: LATER });
    expect(stateAfter(...atWork(), terminate)).not.toHaveProperty('lawyerId');
    expect(stateAfter(...atWork(), terminate, serve)).toMatchObject({ status: 'objectable', servedAt: LATER });
    expect(stateAfter(...atWork(), terminate, serve, object)).toMatchObject({ status: 'objected', objectedAt: LATER });
    const resumed = stateAfter(...atWork(), terminate, serve, object, decideOn('overturned'));
    expect(resumed).toMatchObject({ status: 'engaged', lawyerId: LAWYER_ID });
    expect(resumed).not.toHaveProperty('before');
    expect(stateAfter(grant(), terminate, serve, object, decideOn('overturned'))).not.toHaveProperty('lawyerId');
  });

  it('is no more than what is kept of it, once it is closed', () => {
    const kept = { status: 'closed', parties, personId: PERSON_ID, kind: 'civil', language: 'bo', minor: false, closedAt: LAST };
    expect(stateAfter(...atWork(), conclude, file, accept)).toStrictEqual({ ...kept, reason: 'completed', lastLawyerId: LAWYER_ID });
    const upheld = [terminate, serve, object, decideOn('upheld')] as const;
    expect(stateAfter(...atWork(), ...upheld)).toStrictEqual({ ...kept, reason: 'terminated', lastLawyerId: LAWYER_ID });
    expect(stateAfter(grant(), ...upheld)).toStrictEqual({ ...kept, reason: 'terminated' });
    expect(stateAfter(...atWork(), conclude, file, erase, accept)).toMatchObject({ status: 'closed', erased: [PERSON_ID] });
  });

  it('is quiet about a file that was accepted, but not about one of a terminated case', () => {
    spec
      .given(...course(...atWork(), conclude, file, accept))
      .when(accept)
      .then();
    spec
      .given(...course(...atWork(), terminate, serve, object, decideOn('upheld')))
      .when(accept)
      .thenRejected('aid_case.wrong_state');
  });
});

describe('a refusal', () => {
  it.each([
    ['尚无此件', []],
    ['待指派', [grant()]],
    ['已指派、待签订委托协议', [grant(), assign()]],
    ['办理中', [...atWork()]],
    ['已办结、待立卷', [...atWork(), conclude]],
    ['已终止、待送达', [grant(), terminate]],
    ['已终止、异议期内', [grant(), terminate, serve]],
    ['已提出异议、待审查', [grant(), terminate, serve, object]],
    ['已终结', [grant(), terminate, serve, object, decideOn('upheld')]],
  ] as const)('says where the case stands: %s', (name, commands) => {
    const refusal = spec
      .given(...course(...commands))
      .when(returned)
      .thenRejected('aid_case.wrong_state');
    expect(refusal.message).toContain(`“${name}”`);
  });

  it('says where a file stands that waits for its check', () => {
    const refusal = spec
      .given(...course(...atWork(), conclude, file))
      .when(conclude)
      .thenRejected('aid_case.wrong_state');
    expect(refusal.message).toContain('“案卷待审查”');
  });
});

describe('the hearing that a lawyer goes to', () => {
  const heard = (...commands: readonly AidCaseCommand[]) => hearingOf(stateAfter(...commands));
  const there = { lawyerId: LAWYER_ID, hearingAt: HEARING_AT };

  it('is the case’s, while there is a lawyer who will', () => {
    expect(heard(grant(), assign(), hearing)).toEqual(there);
    expect(heard(...atWork(), hearing)).toEqual(there);
    expect(heard(...atWork(), hearing, askChange, replace)).toEqual({ ...there, lawyerId: OTHER_LAWYER_ID });
  });

  it('is none before it is set, without a lawyer, and once the matter is over', () => {
    expect(hearingOf({ status: 'none' })).toBeNull();
    expect(heard(...atWork())).toBeNull();
    expect(heard(...atWork(), hearing, terminate)).toBeNull();
    expect(heard(...atWork(), hearing, conclude)).toBeNull();
    expect(heard(...atWork(), hearing, terminate, serve, object, decideOn('upheld'))).toBeNull();
  });
});

describe('texts', () => {
  const at = { parties, personId: PERSON_ID, lawyerId: LAWYER_ID };
  const given = spec.given(...course(...atWork()));
  const erased = spec.given(...course(...atWork(), erase));
  const agreed = [command('OfferMediation', { offeredAt: LATER, ownWish: false }), command('AgreeToMediation', { agreedAt: LATER })];

  it('are kept where they were written, and left out where not', () => {
    const done = { kind: 'evidence', doneAt: LATER } as const;
    given.when(command('RecordWork', done)).then({ type: 'WorkRecorded', data: { ...at, ...done, recordedAt: LATER } });
    given
      .when(command('RecordWork', { ...done, note: '调取工资表' }))
      .then({ type: 'WorkRecorded', data: { ...at, ...done, recordedAt: LATER, note: '调取工资表' } as never });
    const told = { toldAt: LATER, mode: 'phone' } as const;
    given.when(command('ReportProgress', told)).then({ type: 'ProgressReported', data: { ...at, ...told } });
    given
      .when(command('ReportProgress', { ...told, summary: '已立案' }))
      .then({ type: 'ProgressReported', data: { ...at, ...told, summary: '已立案' } as never });
    const mediated = spec.given(...course(...atWork(), ...agreed));
    const ended = { endedAt: LATER, result: 'settled' } as const;
    mediated.when(command('EndMediation', ended)).then({ type: 'MediationEnded', data: { ...at, ...ended } });
    mediated
      .when(command('EndMediation', { ...ended, terms: '分期支付' }))
      .then({ type: 'MediationEnded', data: { ...at, ...ended, terms: '分期支付' } as never });
  });

  it('are refused once the recipient was erased; what names nobody is not', () => {
    for (const text of [
      command('RecordWork', { kind: 'evidence', doneAt: LATER, note: '调取工资表' }),
      command('ReportProgress', { toldAt: LATER, mode: 'phone', summary: '已立案' }),
    ])
      erased.when(text).thenRejected('aid_case.person_erased');
    erased.when(command('RecordWork', { kind: 'evidence', doneAt: LATER })).thenLike(expect.objectContaining({ type: 'WorkRecorded' }));
    const mediated = spec.given(...course(...atWork(), ...agreed, erase));
    mediated.when(command('EndMediation', { endedAt: LATER, result: 'failed', terms: '无' })).thenRejected('aid_case.person_erased');
    mediated
      .when(command('EndMediation', { endedAt: LATER, result: 'failed' }))
      .thenLike(expect.objectContaining({ type: 'MediationEnded' }));
  });

  it('say why an item of the file is absent, and name each that is when nothing is said', () => {
    const closing = spec.given(...course(...atWork(), conclude));
    const some = FILE.filter((item) => item !== 'opinion');
    closing.when(command('SubmitFile', { items: some }, LAST)).thenRejected('aid_case.file_incomplete.invalid', 'items');
    const event = (more: object) => ({ type: 'CaseFileSubmitted', data: { ...at, submittedAt: LAST, ...more } });
    closing
      .when(command('SubmitFile', { items: some, absence: '法院尚未送达' }, LAST))
      .thenLike(event({ items: some, absence: '法院尚未送达' }), expect.anything(), expect.anything());
    closing
      .when(command('SubmitFile', { items: [...FILE, 'opinion'] }, LAST))
      .thenLike(event({ items: [...FILE] }), expect.anything(), expect.anything());
  });
});

describe('a time that cannot be', () => {
  const before = '2026-11-24T02:59:59.999Z';

  it.each([
    ['signedAt', [grant(), assign()], command('SignEngagement', { signedAt: before })],
    ['toldAt', [grant(), assign()], command('TellRecipient', { toldAt: before, mode: 'phone' })],
    ['doneAt', [...atWork()], command('RecordWork', { kind: 'evidence', doneAt: before })],
    ['toldAt', [...atWork()], command('ReportProgress', { toldAt: before, mode: 'phone' })],
    ['offeredAt', [...atWork()], command('OfferMediation', { offeredAt: before, ownWish: true })],
    ['concludedAt', [...atWork()], command('ConcludeMatter', { concludedAt: before, outcome: 'judgment' }, LAST)],
    ['servedAt', [grant(), terminate], command('ServeTermination', { servedAt: SIGNED_AT })],
    ['filedAt', [grant(), terminate], command('RecordObjection', { filedAt: SIGNED_AT, reason: '不同意' })],
  ] as const)('is refused, and its field named: %s', (field, commands, early) => {
    spec
      .given(...course(...commands))
      .when(early)
      .thenRejected('aid_case.time.invalid', field);
  });

  it('may lie in the minute of the step before', () => {
    const minute = '2026-11-24T03:00:00.000Z';
    spec
      .given(...course(grant(), assign({}, '2026-11-24T03:00:59.000Z')))
      .when(command('SignEngagement', { signedAt: minute }))
      .thenLike(expect.objectContaining({ type: 'EngagementSigned' }), expect.anything());
  });

  it('is a hearing at this very instant', () => {
    spec
      .given(...course(...atWork()))
      .when(command('SetHearing', { hearingAt: LATER }))
      .thenRejected('aid_case.hearing.invalid', 'hearingAt');
  });
});
