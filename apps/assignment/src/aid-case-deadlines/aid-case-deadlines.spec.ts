import { applicationGranted, TOPICS } from '@xiezhi/contracts';
import type { InboxItem, JsonObject, RecordedEvent } from '@xiezhi/eventsourcing';
import { recorded, specOfWorkflow, timerFired } from '@xiezhi/eventsourcing/testing';
import type { AidCaseCommand } from '../aid-case/aid-case.js';
import { ASSIGN_BY, assign, atWork, command, conclude, course, FILE, grant, LAST, SIGN_BY } from '../aid-case/testing.js';
import { aidCaseDeadlines } from './aid-case-deadlines.js';

const ID = '0192f3c4-5a6b-8c7d-9e0f-0000000a1d10';
const matter = (...commands: readonly AidCaseCommand[]): readonly RecordedEvent[] => recorded(`aid-case-${ID}`, course(...commands));
const spec = specOfWorkflow(aidCaseDeadlines);
const told: InboxItem = {
  position: '1',
  id: '0192f3c4-5a6b-8c7d-9e0f-000000000001',
  source: '/xiezhi/intake',
  topic: TOPICS.intake,
  key: 'application-1',
  type: applicationGranted.type,
  time: '2026-11-23T02:00:00.000Z',
  subject: applicationGranted.example.applicationId,
  data: applicationGranted.example as unknown as JsonObject,
  extensions: {},
  receivedAt: '2026-11-23T02:05:00.000Z',
};

it('makes a case of what intake granted', () => {
  spec.given().when(told).thenSends({ type: 'TakeGrant', data: told.data });
});

it('has a timer for each clock while it runs', () => {
  const [received, c23] = matter(grant());
  spec.given(received!).when(c23!).thenTimers({ C23: ASSIGN_BY });
  const events = matter(grant(), assign());
  spec
    .given(...events.slice(0, -1))
    .when(events.at(-1)!)
    .thenTimers({ C24: SIGN_BY });
});

it('records that a clock ran out, and before that warns', () => {
  const breach = { type: 'RecordBreach', data: { dutyId: 'C23', at: ASSIGN_BY } };
  spec
    .given(...matter(grant()))
    .when(timerFired('C23', ASSIGN_BY))
    .thenSends(breach);
  const warned = grant();
  const early = { ...warned, data: { ...warned.data, warningHours: 24 } } as AidCaseCommand;
  const warning = { type: 'RecordWarning', data: { dutyId: 'C23', at: '2026-11-25T16:00:00.000Z' } };
  spec
    .given(...matter(early))
    .when(timerFired('warn:C23', '2026-11-25T16:00:00.000Z'))
    .thenSends(warning);
});

it('ends with the case', () => {
  const closed = matter(...atWork(), conclude, command('SubmitFile', { items: [...FILE] }, LAST), command('AcceptFile', {}, LAST));
  spec
    .given(...closed.slice(0, -1))
    .when(closed.at(-1)!)
    .thenTimers({});
});
