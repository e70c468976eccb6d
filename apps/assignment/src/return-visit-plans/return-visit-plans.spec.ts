import { recorded, specOfWorkflow } from '@xiezhi/eventsourcing/testing';
import { returnVisitPlans } from './return-visit-plans.js';

const REQUEST = '0192f3c4-5a6b-8c7d-9e0f-112233445566';
const on = (type: string) => recorded(`defence-request-${REQUEST}`, [{ type, data: {} }])[0]!;

it.each([
  ['CaseFileAccepted', 'accepted'],
  ['AidTerminated', 'terminated'],
])('asks whether to visit the recipient when a case ends with %s', (type, ended) => {
  specOfWorkflow(returnVisitPlans)
    .given()
    .when(on(type))
    .thenSends({ type: 'PlanVisit', data: { requestId: REQUEST, ended } });
});

it.each([
  ['completed', 'accepted'],
  ['terminated', 'terminated'],
])('asks of a granted case when it closes as %s, and not before', (reason, ended) => {
  const [over, closed] = recorded(`aid-case-${REQUEST}`, [
    { type: 'AidTerminated', data: {} },
    { type: 'AidCaseClosed', data: { reason } },
  ]);
  expect(returnVisitPlans.keyOf(over!)).toBeNull();
  specOfWorkflow(returnVisitPlans)
    .given()
    .when(closed!)
    .thenSends({ type: 'PlanVisit', data: { requestId: REQUEST, matter: 'aid-case', ended } });
});

it('asks nothing while a case goes on', () => {
  expect(returnVisitPlans.keyOf(on('LawyerAssigned'))).toBeNull();
});
