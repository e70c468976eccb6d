import { specOf } from '@xiezhi/eventsourcing/testing';
import { returnVisit, type ReturnVisitCommand, type ReturnVisitEvent } from './return-visit.js';

const spec = specOf(returnVisit);
const parties = { institution: 'institution-540100', division: '540100' };
const REQUEST = '0192f3c4-5a6b-8c7d-9e0f-112233445566';
const PERSON = '0192f3c4-5a6b-7c7d-8e0f-000000000001';
const AT = '2027-02-20T02:00:30.000Z';
const LATER = '2027-02-21T02:00:00.000Z';
const of = { parties, requestId: REQUEST };

const plan = { ...of, personId: PERSON, reason: 'sampled', every: 5, language: 'bo' } as const;
const planning: ReturnVisitCommand = { type: 'PlanVisit', data: { at: AT, ...plan } };
const planned: ReturnVisitEvent = { type: 'VisitPlanned', data: { ...plan, plannedAt: AT } };
const said = { way: 'phone', visitedAt: LATER, language: 'bo', satisfaction: 4, answers: { met: 'yes', free: 'no' } } as const;
const record = (changes: object = {}): ReturnVisitCommand => ({ type: 'RecordVisit', data: { at: LATER, ...said, ...changes } });
const visited: ReturnVisitEvent = { type: 'RecipientVisited', data: { ...of, personId: PERSON, ...said } };
const failing = (why: 'no_answer' | 'declined' = 'no_answer', triedAt = LATER): ReturnVisitCommand => ({
  type: 'RecordNotReached',
  data: { at: LATER, way: 'phone', triedAt, why },
});
const failed = (tries: number, why: 'no_answer' | 'declined' = 'no_answer'): ReturnVisitEvent => ({
  type: 'RecipientNotReached',
  data: { ...of, way: 'phone', triedAt: LATER, why, tries },
});
const giveUp: ReturnVisitCommand = { type: 'GiveUpVisit', data: { at: LATER } };
const givenUp = (tries: number): ReturnVisitEvent => ({ type: 'VisitGivenUp', data: { ...of, givenUpAt: LATER, tries } });
const erase: ReturnVisitCommand = { type: 'RecordPersonErased', data: { at: LATER, personId: PERSON, erasedAt: LATER } };
const erased: ReturnVisitEvent = { type: 'VisitPersonErased', data: { ...of, personId: PERSON, erasedAt: LATER } };

it('is planned once for a request', () => {
  spec.given().when(planning).then(planned);
  spec.given(planned).when(planning).then();
});

it('says of a granted case that it is one, from the plan to the answer', () => {
  const ofCase = { matter: 'aid-case' } as const;
  const onCase: ReturnVisitEvent = { type: 'VisitPlanned', data: { ...plan, ...ofCase, plannedAt: AT } };
  spec
    .given()
    .when({ type: 'PlanVisit', data: { at: AT, ...plan, ...ofCase } })
    .then(onCase);
  spec
    .given(onCase)
    .when(record())
    .then({ type: 'RecipientVisited', data: { ...visited.data, ...ofCase } as never });
  spec
    .given(onCase, issued)
    .when(answer())
    .then({ type: 'RecipientVisited', data: { ...(answered as ReturnVisitEvent).data, ...ofCase } as never });
});

it('records what the recipient said, once, within the time since it was planned', () => {
  spec.given(planned).when(record()).then(visited);
  spec
    .given(planned)
    .when(record({ remark: '谢谢' }))
    .then({ type: 'RecipientVisited', data: { ...visited.data, remark: '谢谢' } as never });
  spec
    .given(planned)
    .when(record({ visitedAt: '2027-02-20T02:00:00.000Z' }))
    .thenLike(expect.anything());
  spec
    .given(planned)
    .when(record({ visitedAt: '2027-02-20T01:59:00.000Z' }))
    .thenRejected('return_visit.time.invalid');
  spec
    .given(planned)
    .when(record({ visitedAt: '2027-02-22T02:00:00.000Z' }))
    .thenRejected('return_visit.time.invalid');
  spec.given(planned, visited).when(record()).thenRejected('return_visit.closed');
  spec.given().when(record()).thenRejected('return_visit.not_found');
});

it('counts the tries on which nobody was reached', () => {
  spec.given(planned).when(failing()).then(failed(1));
  spec.given(planned, failed(1)).when(failing()).then(failed(2));
  spec.given(planned).when(failing('no_answer', '2027-02-22T02:00:00.000Z')).thenRejected('return_visit.time.invalid');
  spec.given(planned, visited).when(failing()).thenRejected('return_visit.closed');
});

const form = { digest: 'A-digest', expiresAt: '2027-03-06T02:00:00.000Z' };
const issue: ReturnVisitCommand = { type: 'IssueForm', data: { at: LATER, ...form } };
const issued: ReturnVisitEvent = { type: 'VisitFormIssued', data: { ...of, ...form, issuedAt: LATER } };
const wrote = { language: 'zh', satisfaction: 5, answers: { met: 'yes' }, remark: '谢谢' } as const;
const answer = (changes: object = {}): ReturnVisitCommand => ({
  type: 'AnswerForm',
  data: { at: LATER, digest: form.digest, ...wrote, ...changes },
});
const answered = { type: 'RecipientVisited', data: { ...of, personId: PERSON, way: 'form', visitedAt: LATER, ...wrote } } as never;

it('gives out a form by its link, and another when that was lost', () => {
  spec.given(planned).when(issue).then(issued);
  spec.given(planned, issued).when(issue).then();
  spec
    .given(planned, issued)
    .when({ type: 'IssueForm', data: { at: LATER, ...form, digest: 'Another' } })
    .thenLike(expect.objectContaining({ type: 'VisitFormIssued', data: expect.objectContaining({ digest: 'Another' }) }));
  spec.given(planned, visited).when(issue).thenRejected('return_visit.closed');
  spec.given(planned, erased).when(issue).thenRejected('return_visit.person_erased');
  spec.given().when(issue).thenRejected('return_visit.not_found');
});

it('is answered by the form once, in time, and with the last link alone', () => {
  const another: ReturnVisitEvent = { type: 'VisitFormIssued', data: { ...issued.data, digest: 'Another' } as never };
  spec.given(planned, issued).when(answer()).then(answered);
  spec.given(planned).when(answer()).thenRejected('return_visit.form.not_found');
  spec.given().when(answer()).thenRejected('return_visit.form.not_found');
  spec
    .given(planned, issued)
    .when(answer({ digest: 'Another' }))
    .thenRejected('return_visit.form.not_found');
  spec.given(planned, issued, another).when(answer()).thenRejected('return_visit.form.not_found');
  spec
    .given(planned, issued)
    .when(answer({ at: form.expiresAt }))
    .thenRejected('return_visit.form.over');
  spec
    .given(planned, issued)
    .when(answer({ at: '2027-03-06T01:59:59.999Z' }))
    .thenLike(expect.anything());
  spec.given(planned, issued, answered).when(answer()).thenRejected('return_visit.form.over');
  spec.given(planned, issued, visited).when(answer()).thenRejected('return_visit.form.over');
  spec.given(planned, issued, failed(1, 'declined'), givenUp(1)).when(answer()).thenRejected('return_visit.form.over');
  spec.given(planned, issued, erased).when(answer()).thenRejected('return_visit.form.over');
});

it('is given up after three tries, or when the person declined', () => {
  spec.given(planned, failed(1), failed(2), failed(3)).when(giveUp).then(givenUp(3));
  spec.given(planned, failed(1, 'declined')).when(giveUp).then(givenUp(1));
  spec.given(planned, failed(1), failed(2)).when(giveUp).thenRejected('return_visit.too_few_tries');
  spec.given(planned, failed(1, 'declined'), givenUp(1)).when(giveUp).then();
  spec.given(planned, visited).when(giveUp).thenRejected('return_visit.closed');
});

it('forgets the person who was erased: what is coded can be recorded, words cannot', () => {
  spec.given(planned).when(erase).then(erased);
  spec.given(planned, erased).when(erase).then();
  spec.given().when(erase).then();
  spec.given(planned, erased).when(record()).then(visited);
  spec
    .given(planned, erased)
    .when(record({ remark: '谢谢' }))
    .thenRejected('return_visit.person_erased');
});
