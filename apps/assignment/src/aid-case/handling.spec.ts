import { specOf } from '@xiezhi/eventsourcing/testing';
import { aidCase, type AidCaseCommand, type AidCaseEvent } from './aid-case.js';
import { assign, ASSIGNED_AT, atWork, command, course, grant, GRANTED_AT, hearing, HEARING_AT, LATER, LAWYER_ID, like } from './testing.js';
import { MAX_RECORDS } from './state.js';

const spec = specOf(aidCase);
const work = command('RecordWork', { kind: 'evidence', doneAt: LATER, note: '调取工资表' });
const report = command('ReportProgress', { toldAt: LATER, mode: 'phone', summary: '已立案' });
const offer = (ownWish = false): AidCaseCommand => command('OfferMediation', { offeredAt: LATER, ownWish });
const agree = command('AgreeToMediation', { agreedAt: LATER });
const refuse = command('RefuseMediation', { refusedAt: LATER });
const end = (result: 'settled' | 'failed'): AidCaseCommand => command('EndMediation', { endedAt: LATER, result, terms: '分期支付' });

const violence = (): readonly AidCaseCommand[] => atWork({ cause: 'domestic_violence', domesticViolence: true });

describe('work', () => {
  it('is recorded from the assignment on, as the lawyer of the case', () => {
    spec
      .given(...course(grant(), assign()))
      .when(work)
      .thenLike(...like([{ type: 'WorkRecorded', data: { kind: 'evidence', lawyerId: LAWYER_ID } }]));
    spec
      .given(...course(...atWork()))
      .when(report)
      .thenLike(...like([{ type: 'ProgressReported', data: { mode: 'phone', toldAt: LATER } }]));
    spec
      .given(...course(grant()))
      .when(work)
      .thenRejected('aid_case.wrong_state');
    spec
      .given(...course(grant()))
      .when(report)
      .thenRejected('aid_case.wrong_state');
    const early = command('RecordWork', { kind: 'meeting', doneAt: GRANTED_AT });
    spec
      .given(...course(grant(), assign()))
      .when(early)
      .thenRejected('aid_case.time.invalid');
  });

  it('is bounded', () => {
    const [recorded] = course(...atWork(), work).slice(-1) as [AidCaseEvent];
    const many = Array.from({ length: MAX_RECORDS }, () => recorded);
    spec
      .given(...course(...atWork()), ...many)
      .when(work)
      .thenRejected('aid_case.too_many');
  });
});

describe('a hearing', () => {
  it('is in no half-day in which the lawyer has another; what is recorded already stays', () => {
    const held = command('SetHearing', { hearingAt: HEARING_AT, hearingHeld: '律师已有开庭。The lawyer has a hearing.' });
    spec
      .given(...course(...atWork()))
      .when(held)
      .thenRejected('aid_case.lawyer_at_hearing', 'hearingAt');
    spec
      .given(...course(...atWork(), hearing))
      .when(held)
      .then();
  });

  it('lies in the future, and is said once', () => {
    spec
      .given(...course(...atWork()))
      .when(hearing)
      .thenLike(...like([{ type: 'HearingSet', data: { hearingAt: HEARING_AT } }]));
    spec
      .given(...course(...atWork(), hearing))
      .when(hearing)
      .then();
    spec
      .given(...course(...atWork()))
      .when(command('SetHearing', { hearingAt: ASSIGNED_AT }))
      .thenRejected('aid_case.hearing.invalid', 'hearingAt');
    spec
      .given(...course(grant()))
      .when(hearing)
      .thenRejected('aid_case.wrong_state');
  });

  it('that is moved says from when', () => {
    const moved = command('SetHearing', { hearingAt: '2027-01-10T01:30:00.000Z' });
    spec
      .given(...course(...atWork(), hearing))
      .when(moved)
      .thenLike(...like([{ data: { previousHearingAt: HEARING_AT } }]));
  });
});

describe('mediation', () => {
  it('is offered, agreed to, and ends', () => {
    spec
      .given(...course(...atWork()))
      .when(offer())
      .thenLike(...like([{ type: 'MediationOffered', data: { ownWish: false } }]));
    spec
      .given(...course(...atWork(), offer()))
      .when(offer())
      .then();
    spec
      .given(...course(...atWork(), offer()))
      .when(agree)
      .thenLike(...like([{ type: 'MediationAgreed' }]));
    spec
      .given(...course(...atWork(), offer(), agree))
      .when(agree)
      .then();
    spec
      .given(...course(...atWork(), offer(), agree))
      .when(end('settled'))
      .thenLike(...like([{ type: 'MediationEnded', data: { result: 'settled' } }]));
    spec
      .given(...course(...atWork(), offer(), agree, end('settled')))
      .when(end('settled'))
      .then();
  });

  it('holds nobody: who agreed may leave, and may be asked again', () => {
    spec
      .given(...course(...atWork(), offer(), agree))
      .when(refuse)
      .thenLike(...like([{ type: 'MediationRefused' }]));
    spec
      .given(...course(...atWork(), offer(), refuse))
      .when(refuse)
      .then();
    spec
      .given(...course(...atWork(), offer(), refuse))
      .when(offer())
      .thenLike(...like([{ type: 'MediationOffered' }]));
    spec
      .given(...course(...atWork(), offer(), agree, end('failed')))
      .when(offer())
      .thenLike(...like([{ type: 'MediationOffered' }]));
  });

  it('goes step by step', () => {
    spec
      .given(...course(...atWork()))
      .when(agree)
      .thenRejected('aid_case.mediation.not_offered');
    spec
      .given(...course(...atWork()))
      .when(refuse)
      .thenRejected('aid_case.mediation.not_offered');
    spec
      .given(...course(...atWork(), offer()))
      .when(end('settled'))
      .thenRejected('aid_case.mediation.not_agreed');
    spec
      .given(...course(...atWork(), offer(), agree))
      .when(offer())
      .thenRejected('aid_case.mediation.under_way');
    spec
      .given(...course(...atWork(), offer(), agree, end('settled')))
      .when(offer())
      .thenRejected('aid_case.mediation.settled');
    spec
      .given(...course(grant(), assign()))
      .when(offer())
      .thenRejected('aid_case.wrong_state');
  });

  it('has no place in a criminal defence', () => {
    const defence = course(...atWork({ kind: 'criminal_defence', cause: 'defence', form: 'defence' }));
    spec
      .given(...defence)
      .when(offer())
      .thenRejected('aid_case.mediation.not_in_defence');
    spec
      .given(...defence)
      .when(offer(true))
      .thenRejected('aid_case.mediation.not_in_defence');
  });

  it('is never pressed on who suffered violence at home', () => {
    spec
      .given(...course(...violence()))
      .when(offer())
      .thenRejected('aid_case.mediation.own_wish_only');
    spec
      .given(...course(...violence()))
      .when(offer(true))
      .thenLike(...like([{ type: 'MediationOffered', data: { ownWish: true } }]));
    spec
      .given(...course(...violence(), offer(true), refuse))
      .when(offer())
      .thenRejected('aid_case.mediation.not_again');
    spec
      .given(...course(...violence(), offer(true), refuse))
      .when(offer(true))
      .thenRejected('aid_case.mediation.not_again');
  });
});
