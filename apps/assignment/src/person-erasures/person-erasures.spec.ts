import { personErased, TOPICS } from '@xiezhi/contracts';
import type { InboxItem } from '@xiezhi/eventsourcing';
import { specOf, specOfWorkflow, timerFired } from '@xiezhi/eventsourcing/testing';
import { personErasure } from './person-erasure.js';
import { FOLLOW_ERASURE, personErasures } from './person-erasures.js';

const PERSON = '0192f3c4-5a6b-7c7d-8e0f-000000000001';
const ERASED_AT = '2026-11-28T02:00:00.000Z';

const erased: InboxItem = {
  position: '1',
  id: '0192f3c4-5a6b-8c7d-9e0f-000000000001',
  source: '/xiezhi/directory',
  topic: TOPICS.directory,
  key: `person-${PERSON}`,
  type: personErased.type,
  time: ERASED_AT,
  subject: PERSON,
  data: { personId: PERSON, erasedAt: ERASED_AT },
  extensions: {},
  receivedAt: '2026-11-28T02:00:01.000Z',
};
const follow = { type: FOLLOW_ERASURE, data: { personId: PERSON, erasedAt: ERASED_AT } };
const AGAIN_AT = '2026-11-28T02:01:31.000Z';

it('takes an erased person out of the matters at once, and once more when no process remembers the key', () => {
  const spec = specOfWorkflow(personErasures);
  spec.given().when(erased).thenSends(follow).thenTimers({ again: AGAIN_AT });
  spec.given(erased).when(timerFired('again', AGAIN_AT)).thenSends(follow).thenTimers({});
});

it('says once that it is done, with the first count', () => {
  const spec = specOf(personErasure);
  const first = { type: 'RecordFollowed', data: { personId: PERSON, matters: 2, followedAt: ERASED_AT } } as const;
  const done = { type: 'ErasureFollowed', data: { personId: PERSON, matters: 2, followedAt: ERASED_AT } } as const;
  spec.given().when(first).thenLike(done);
  spec
    .given(done)
    .when({ type: 'RecordFollowed', data: { ...done.data, matters: 0 } })
    .then();
});
