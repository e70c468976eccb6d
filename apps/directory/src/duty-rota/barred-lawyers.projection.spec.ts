import { accountabilityDecided, TOPICS, type AccountabilityDecidedV1 } from '@xiezhi/contracts';
import type { InboxItem, JsonObject } from '@xiezhi/eventsourcing';
import { specOfProjection } from '@xiezhi/eventsourcing/testing';
import { barredLawyers } from './barred-lawyers.projection.js';

const FROM = '2027-03-05T02:00:00.000Z';
const { accountabilityId, lawyerId } = accountabilityDecided.example;
const decided = (n: number, changes: Partial<AccountabilityDecidedV1>): InboxItem => ({
  position: String(n),
  id: `0192f3c4-5a6b-7c7d-9e0f-00000000000${n}`,
  source: '/xiezhi/assignment',
  topic: TOPICS.assignment,
  key: 'accountability',
  type: accountabilityDecided.type,
  time: FROM,
  subject: accountabilityId,
  data: { ...accountabilityDecided.example, ...changes } as unknown as JsonObject,
  extensions: {},
  receivedAt: FROM,
});

it('bars a lawyer until a review revokes it', () => {
  const barred = decided(1, { barredFrom: FROM, barredUntil: null, revoked: false });
  specOfProjection(barredLawyers)
    .given([barred, barred])
    .thenKeys(accountabilityId)
    .thenRowLike(accountabilityId, { lawyer_id: lawyerId, barred_from: FROM, barred_until: null });
  specOfProjection(barredLawyers)
    .given([barred, decided(2, { barredFrom: null, barredUntil: null, revoked: true })])
    .thenKeys();
});

it('bars nobody for a warning', () => {
  specOfProjection(barredLawyers)
    .given([decided(1, { barredFrom: null, barredUntil: null, revoked: false })])
    .thenKeys();
});
