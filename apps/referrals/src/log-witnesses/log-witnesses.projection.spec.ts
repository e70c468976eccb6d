import { logHeadsCollected, TOPICS, type LogHeadsCollectedV1 } from '@xiezhi/contracts';
import type { InboxItem, JsonObject } from '@xiezhi/eventsourcing';
import { specOfProjection } from '@xiezhi/eventsourcing/testing';
import { logWitnesses } from './log-witnesses.projection.js';

const [example] = logHeadsCollected.example.heads;
const told = (place: number, log: string, number: number, agencies: readonly string[]): InboxItem => ({
  position: String(place),
  id: `0192f3c4-5a6b-7c7d-9e0f-00000000000${place}`,
  source: '/xiezhi/referrals',
  topic: TOPICS.logHeads,
  key: `log-witness-${place}`,
  type: logHeadsCollected.type,
  time: `2026-11-24T0${place}:00:00.000Z`,
  subject: 'log-heads',
  data: {
    heads: [{ ...example!, log, number, events: number * 10 }],
    agencies,
  } satisfies LogHeadsCollectedV1 as unknown as JsonObject,
  extensions: {},
  receivedAt: '2026-11-24T09:00:00.000Z',
});

it('holds who was sent the newest head of each log, all parts of a telling together', () => {
  specOfProjection(logWitnesses)
    .given([
      told(1, 'assignment', 1, ['court-540100']),
      told(2, 'directory', 7, ['court-540100']),
      told(3, 'assignment', 2, ['court-540100', 'institution-540100']),
      told(4, 'assignment', 2, ['police-540100']),
    ])
    .thenKeys('assignment', 'directory')
    .thenRowLike('assignment', {
      number: 2,
      events: 20,
      told_at: '2026-11-24T04:00:00.000Z',
      agencies: ['court-540100', 'institution-540100', 'police-540100'],
    })
    .thenRowLike('directory', { number: 7, agencies: ['court-540100'] });
});

it('follows a log whose numbers began again after a restore', () => {
  specOfProjection(logWitnesses)
    .given([told(1, 'assignment', 9, ['court-540100', 'police-540100']), told(2, 'assignment', 1, ['court-540100'])])
    .thenRowLike('assignment', { number: 1, agencies: ['court-540100'] });
});
