import { dutyShiftRecorded, TOPICS } from '@xiezhi/contracts';
import { publicMessage, type BusMessage, type RecordedEvent } from '@xiezhi/eventsourcing';

const TOLD: ReadonlySet<string> = new Set(['DutyShiftPlanned', 'DutyShiftCancelled']);

/** What others learn of the duty rota (值班表): who sits where, and when. */
export function publish(event: RecordedEvent): readonly BusMessage[] {
  if (!TOLD.has(event.type)) return [];
  const told = {
    topic: TOPICS.directory,
    source: '/xiezhi/directory',
    type: dutyShiftRecorded.type,
    subject: String(event.data['shiftId']),
    time: event.recordedAt,
    data: event.data,
  };
  return [publicMessage(event, told)];
}
