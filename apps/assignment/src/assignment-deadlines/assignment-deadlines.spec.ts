import { addressedEventDelivered, agencyNotified, lawyerAssigned, TOPICS } from '@xiezhi/contracts';
import { streamOf, type InboxItem, type JsonObject } from '@xiezhi/eventsourcing';
import { arrived, recorded, specOfWorkflow, timerFired } from '@xiezhi/eventsourcing/testing';
import { defenceRequest, type DefenceRequestEvent } from '../defence-request/defence-request.js';
import { assigned, clock, confirmed, DUE_AT, IN_TIME, open, parties, TOO_LATE } from '../defence-request/testing.js';
import { assignmentDeadlines } from './assignment-deadlines.js';

const ID = '0192f3c4-5a6b-8c7d-9e0f-112233445566';
const events = (...of: readonly DefenceRequestEvent[]) => recorded(streamOf(defenceRequest, ID), of);
const spec = specOfWorkflow(assignmentDeadlines);

/** The news that something of the request stands on an agency's topic. */
const delivered = (causeType: string): InboxItem =>
  arrived({
    topic: TOPICS.referrals,
    key: ID,
    id: '0192f3c4-5a6b-8c7d-9e0f-00000000d001',
    source: '/xiezhi/referrals',
    type: addressedEventDelivered.type,
    time: IN_TIME,
    subject: ID,
    data: {
      ...addressedEventDelivered.example,
      agency: parties.organ,
      subject: ID,
      division: parties.division,
      causeType,
      deliveredAt: IN_TIME,
    } as unknown as JsonObject,
  });

const C24: DefenceRequestEvent = {
  type: 'ClockStarted',
  data: {
    parties,
    dutyId: 'C24',
    clock: { ...clock, id: 'C24', dueAt: '2026-11-30T16:00:00.000Z' },
    holder: { kind: 'unit' },
    owedTo: { kind: 'recipient' },
    warnAt: '2026-11-29T16:00:00.000Z',
  },
};
const signed: DefenceRequestEvent = {
  type: 'ClockStopped',
  data: { parties, dutyId: 'C24', clock: C24.data['clock'] as typeof clock, stoppedAt: IN_TIME, outcome: 'met', onTime: true },
};

describe('the timers of a request (办理时限)', () => {
  it('stand at the end of each clock, and before it where the holder is to be warned', () => {
    spec
      .given(...events(...open()))
      .when(events(C24)[0]!)
      .thenTimers({ C02: DUE_AT, C24: '2026-11-30T16:00:00.000Z', 'warn:C24': '2026-11-29T16:00:00.000Z' });
  });

  it('go when the duty is done', () => {
    spec
      .given(...events(...open(), C24, assigned))
      .when(events(confirmed())[0]!)
      .thenTimers({ C24: '2026-11-30T16:00:00.000Z', 'warn:C24': '2026-11-29T16:00:00.000Z' });
    spec
      .given(...events(...open(), C24))
      .when(events(signed)[0]!)
      .thenTimers({ C02: DUE_AT });
  });

  it('say when they fired, which is late where no process ran at the end', () => {
    spec
      .given(...events(...open()))
      .when(timerFired('C02', DUE_AT, { firedAt: TOO_LATE, late: true }))
      .thenSends({ id: ID, type: 'RecordBreach', data: { clockId: 'C02', at: TOO_LATE } })
      .thenTimers({});
  });
});

describe('the news that the letter stands with an agency', () => {
  const confirmation = { id: ID, type: 'ConfirmNotified', data: { at: IN_TIME, agency: parties.organ } };

  it('confirms the assignment, at the time of the delivery', () => {
    spec
      .given(...events(...open(), assigned))
      .when(delivered(lawyerAssigned.type))
      .thenSends(confirmation)
      .thenTimers({ C02: DUE_AT });
  });

  it('does so also when it is heard before what it follows from, and leaves nothing behind', () => {
    spec.given().when(delivered(lawyerAssigned.type)).thenSends(confirmation).thenState(null);
    // What comes after it finds the beginning of the request, as if the news had not been.
    spec
      .given(delivered(lawyerAssigned.type))
      .when(events(...open()).at(-1)!)
      .thenTimers({ C02: DUE_AT });
  });

  it('confirms nothing where other news was delivered', () => {
    spec
      .given(...events(...open()))
      .when(delivered(agencyNotified.type))
      .thenSends();
  });
});
