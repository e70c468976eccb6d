import { specOf } from '@xiezhi/eventsourcing/testing';
import { accountability, type AccountabilityCommand, type AccountabilityEvent } from './accountability.js';

const spec = specOf(accountability);
const parties = { institution: 'institution-540100', division: '540100' };
const subject = { lawyerId: '0192f3c4-5a6b-7c7d-8e0f-00000000000a', requestId: '0192f3c4-5a6b-8c7d-9e0f-112233445566' };
const PERSON = '0192f3c4-5a6b-7c7d-8e0f-000000000001';
const AT = '2027-03-01T02:00:00.000Z';
const LATER = '2027-03-05T02:00:00.000Z';
const OVER = '2027-04-05T02:00:00.000Z';
const of = { parties, subject };
const number = '拉萨援责字〔2027〕第1号';
const finding = { kind: 'complaint', id: '0192f3c4-5a6b-8c7d-9e0f-11223344c001', caseId: null } as const;
const opening = { ...of, number, finding, ground: 'property', personId: PERSON } as const;

const open = (changes: object = {}): AccountabilityCommand => ({
  type: 'OpenAccountability',
  data: { at: AT, ...opening, holds: true, statementDays: 7, ...changes },
});
const opened = (statementDueAt: string | null = '2027-03-08T16:00:00.000Z'): AccountabilityEvent => ({
  type: 'AccountabilityOpened',
  data: { ...opening, statementDueAt, openedAt: AT },
});
const hear = (changes: object = {}): AccountabilityCommand => ({
  type: 'HearLawyer',
  data: { at: LATER, by: 'lawyer', way: 'written', heardAt: LATER, statement: '已退还', ...changes },
});
const heard: AccountabilityEvent = {
  type: 'LawyerHeard',
  data: { ...of, personId: PERSON, way: 'written', heardAt: LATER, statement: '已退还' as never },
};
const waived: AccountabilityEvent = { type: 'LawyerHeard', data: { ...of, personId: PERSON, way: 'waived', heardAt: LATER } };
const decide = (changes: object = {}): AccountabilityCommand => ({
  type: 'DecideAccountability',
  data: { at: LATER, by: 'institution', measure: 'suspended', days: 90, findings: '属实', reviewDays: 15, ...changes },
});
const decided = (changes: object = {}): AccountabilityEvent => ({
  type: 'AccountabilityDecided',
  data: {
    ...of,
    personId: PERSON,
    number,
    ground: 'property',
    measure: 'suspended',
    barredFrom: LATER,
    barredUntil: '2027-06-03T16:00:00.000Z',
    decidedAt: LATER,
    reviewDueAt: '2027-03-20T16:00:00.000Z',
    findings: '属实' as never,
    ...changes,
  },
});
const request = (at = LATER): AccountabilityCommand => ({ type: 'RequestReview', data: { at, by: 'lawyer', reason: '过重' } });
const requested: AccountabilityEvent = {
  type: 'ReviewRequested',
  data: { ...of, personId: PERSON, requestedAt: LATER, reason: '过重' as never },
};
const decideReview = (by: 'institution' | 'justice' = 'justice'): AccountabilityCommand => ({
  type: 'DecideReview',
  data: { at: LATER, by, outcome: 'revoked', reasons: '证据不足' },
});
const reviewed: AccountabilityEvent = {
  type: 'ReviewDecided',
  data: {
    ...of,
    personId: PERSON,
    ground: 'property',
    measure: 'suspended',
    outcome: 'revoked',
    decidedAt: LATER,
    reasons: '证据不足' as never,
  },
};
const erase: AccountabilityCommand = { type: 'RecordPersonErased', data: { at: LATER, personId: PERSON, erasedAt: LATER } };
const erased: AccountabilityEvent = { type: 'AccountabilityPersonErased', data: { ...of, personId: PERSON, erasedAt: LATER } };

describe('accountability proceedings (责任追究)', () => {
  it('are opened once from a finding that is there, with the days for a statement where somebody set them', () => {
    spec.given().when(open()).then(opened());
    spec
      .given()
      .when(open({ statementDays: null }))
      .then(opened(null));
    spec.given(opened()).when(open()).thenRejected('accountability.exists');
    spec
      .given()
      .when(open({ holds: false }))
      .thenRejected('accountability.no_finding');
  });

  it('hear the lawyer, in writing or in person, or record that it was waived', () => {
    spec.given(opened()).when(hear()).then(heard);
    spec.given(opened(), heard).when(hear()).then(heard);
    spec
      .given(opened())
      .when(hear({ way: 'waived', statement: undefined }))
      .then(waived);
    spec
      .given(opened())
      .when(hear({ way: 'waived' }))
      .thenRejected('accountability.statement.invalid');
    spec
      .given(opened())
      .when(hear({ statement: undefined }))
      .thenRejected('accountability.statement.invalid');
    for (const heardAt of ['2027-02-28T02:00:00.000Z', OVER])
      spec.given(opened()).when(hear({ heardAt })).thenRejected('accountability.time.invalid');
    spec.given().when(hear()).thenRejected('accountability.not_found');
    spec.given(opened(), heard, decided()).when(hear()).thenRejected('accountability.wrong_state');
  });

  it('are decided when the lawyer was heard, waived it, or let the time pass', () => {
    spec.given(opened(), heard).when(decide()).then(decided());
    spec.given(opened(), waived).when(decide()).then(decided());
    spec.given(opened()).when(decide()).thenRejected('accountability.not_heard');
    spec
      .given(opened(null))
      .when(decide({ at: OVER }))
      .thenRejected('accountability.not_heard');
    spec
      .given(opened())
      .when(decide({ at: OVER, measure: 'warning', days: undefined, reviewDays: null }))
      .then(decided({ measure: 'warning', barredFrom: null, barredUntil: null, decidedAt: OVER, reviewDueAt: null }));
    spec.given(opened(), heard, decided()).when(decide()).thenRejected('accountability.wrong_state');
    spec.given().when(decide()).thenRejected('accountability.not_found');
  });

  it('keep a lawyer from being assigned for days, or without an end', () => {
    spec
      .given(opened(), heard)
      .when(decide({ measure: 'removed', days: undefined }))
      .then(decided({ measure: 'removed', barredUntil: null }));
    for (const wrong of [{ days: 0 }, { days: 366 }, { days: undefined }, { measure: 'warning' }]) {
      spec.given(opened(), heard).when(decide(wrong)).thenRejected('accountability.days.invalid');
    }
  });

  it('are reviewed by the justice side when the lawyer asks in time', () => {
    spec.given(opened(), heard, decided()).when(request()).then(requested);
    spec.given(opened(), heard, decided(), requested).when(request()).then();
    spec.given(opened(), heard, decided()).when(request(OVER)).thenRejected('accountability.review_too_late');
    spec
      .given(opened(), heard, decided({ reviewDueAt: null }))
      .when(request(OVER))
      .then({ ...requested, data: { ...requested.data, requestedAt: OVER } as never });
    spec
      .given(opened(), heard, decided({ measure: 'none' }))
      .when(request())
      .thenRejected('accountability.nothing_to_review');
    spec.given(opened(), heard).when(request()).thenRejected('accountability.wrong_state');
    spec.given().when(request()).thenRejected('accountability.not_found');
    spec.given(opened(), heard, decided(), requested).when(decideReview()).then(reviewed);
    spec
      .given(opened(), heard, decided(), requested)
      .when(decideReview('institution'))
      .thenRejected('accountability.review_of_own_decision.forbidden');
    spec.given(opened(), heard, decided()).when(decideReview()).thenRejected('accountability.wrong_state');
    spec.given().when(decideReview()).thenRejected('accountability.not_found');
  });

  it('forget a lawyer who is erased, and take no more texts', () => {
    spec.given(opened()).when(erase).then(erased);
    spec.given(opened(), erased).when(erase).then();
    spec.given().when(erase).then();
    spec.given(opened(), erased).when(hear()).thenRejected('accountability.person_erased');
  });
});
