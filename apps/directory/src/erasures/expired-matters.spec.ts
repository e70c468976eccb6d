import { matterExpired, TOPICS } from '@xiezhi/contracts';
import type { InboxItem, JsonObject } from '@xiezhi/eventsourcing';
import { specOfWorkflow } from '@xiezhi/eventsourcing/testing';
import { ERASE_PERSON, expiredMatters } from './expired-matters.js';

const PERSON = '0192f3c4-5a6b-7c7d-8e0f-000000000001';
const CONTACT = '0192f3c4-5a6b-7c7d-8e0f-000000000002';

const expired: InboxItem = {
  position: '1',
  id: '0192f3c4-5a6b-8c7d-9e0f-000000000001',
  source: '/xiezhi/assignment',
  topic: TOPICS.erasures,
  key: matterExpired.example.matterId,
  type: matterExpired.type,
  time: matterExpired.example.expiredAt,
  subject: matterExpired.example.matterId,
  data: { ...matterExpired.example, persons: [PERSON, CONTACT] } as unknown as JsonObject,
  extensions: {},
  receivedAt: matterExpired.example.expiredAt,
};

it('erases each person of a matter that expired, for the document behind its rule', () => {
  const erase = (id: string) => ({ to: 'person', id, type: ERASE_PERSON, data: { source: matterExpired.example.source } });
  specOfWorkflow(expiredMatters).given().when(expired).thenSends(erase(PERSON), erase(CONTACT));
});

it('has nothing to do for a matter whose persons were erased before', () => {
  const nobody = { ...expired, data: { ...expired.data, persons: [] } };
  specOfWorkflow(expiredMatters).given().when(nobody).thenSends();
});
