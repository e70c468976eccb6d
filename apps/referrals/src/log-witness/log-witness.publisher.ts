import { logHeadsCollected, TOPICS } from '@xiezhi/contracts';
import { idOf, publicMessage, type BusMessage, type RecordedEvent } from '@xiezhi/eventsourcing';
import { logWitness, type LogWitnessEvent } from './log-witness.js';

/** Tells addressed delivery which heads go to which agencies. */
export function publishCollected(event: RecordedEvent): readonly BusMessage[] {
  const id = idOf(logWitness, event.stream);
  if (id === null) return [];
  const { data } = event as unknown as LogWitnessEvent;
  return [
    publicMessage(event, {
      topic: TOPICS.logHeads,
      source: '/xiezhi/referrals',
      type: logHeadsCollected.type,
      subject: id,
      time: event.recordedAt,
      data,
    }),
  ];
}
