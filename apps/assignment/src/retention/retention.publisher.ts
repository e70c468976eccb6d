import { matterExpired, TOPICS, type MatterExpiredV1 } from '@xiezhi/contracts';
import { idOf, publicMessage, type BusMessage, type RecordedEvent } from '@xiezhi/eventsourcing';
import { retention, type RetentionEvent } from './retention.js';

/** Asks the directory, which alone destroys keys, to erase the persons of a matter whose time of keeping is over. */
export function publish(event: RecordedEvent): readonly BusMessage[] {
  const matterId = idOf(retention, event.stream);
  if (matterId === null) return [];
  const told = event as unknown as RetentionEvent;
  if (told.type !== 'DeletionBegun') return [];
  const { parties, persons, ruleId, source, begunAt } = told.data;
  const data: MatterExpiredV1 = {
    service: 'assignment',
    matterId,
    persons,
    division: parties.division,
    ruleId,
    source,
    expiredAt: begunAt,
  };
  const fact = { topic: TOPICS.erasures, source: '/xiezhi/assignment', type: matterExpired.type, subject: matterId, time: begunAt, data };
  return [publicMessage(event, fact)];
}
