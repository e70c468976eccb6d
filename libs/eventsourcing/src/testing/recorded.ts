import { derivedId } from '../ids.js';
import type { InboxItem } from '../inbox.js';
import type { BusMessage } from '../message-bus.js';
import type { JsonObject, Message, RecordedEvent } from '../message.js';

const META = {
  actor: { agency: 'court-540100', role: 'case_agency_clerk' },
  correlationId: 'c0000000-0000-8000-8000-000000000000',
  division: '540100',
};

/** Events as a store would give them back: revisions, positions and ids in order, one command each. */
export function recorded<Event extends Message>(stream: string, events: readonly Event[], from = 0): RecordedEvent[] {
  return events.map(({ type, data }, index) => {
    const revision = from + index;
    return {
      id: derivedId(stream, String(revision)),
      stream,
      type,
      data: data as JsonObject,
      schemaVersion: 1,
      revision,
      position: String(revision + 1).padStart(19, '0'),
      recordedAt: '2026-11-24T02:00:00.000Z',
      meta: { ...META, commandId: derivedId('command', stream, String(revision)) },
    };
  });
}

/** A message as a consumer would have stored it. */
export const arrived = (message: BusMessage, position = 1): InboxItem => ({
  position: String(position).padStart(19, '0'),
  id: message.id,
  source: message.source,
  topic: message.topic,
  key: message.key,
  type: message.type,
  time: message.time,
  subject: message.subject ?? null,
  data: message.data,
  extensions: message.extensions ?? {},
  receivedAt: message.time,
});
