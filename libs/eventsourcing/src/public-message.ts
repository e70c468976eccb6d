import type { JsonObject, RecordedEvent } from './message.js';
import type { BusMessage } from './message-bus.js';

/** What a publisher adds to a stored event to tell it to others. */
export interface PublicFact {
  readonly topic: string;
  /** Publishing service, as `/xiezhi/<service>`. */
  readonly source: string;
  readonly type: string;
  /** What it is about: the id within the stream type. */
  readonly subject: string;
  /** When it happened (ISO 8601). */
  readonly time: string;
  readonly data: object;
}

/** The public message of a stored event: its id is the event's, its key the stream, so that sending it twice is sending one message. */
export function publicMessage(event: RecordedEvent, fact: PublicFact): BusMessage {
  const { correlationId, causationId, commandId, traceparent } = event.meta;
  return {
    topic: fact.topic,
    key: event.stream,
    id: event.id,
    source: fact.source,
    type: fact.type,
    time: fact.time,
    subject: fact.subject,
    dataschema: `urn:xiezhi:contract:${fact.type}`,
    extensions: {
      correlationid: correlationId,
      causationid: causationId ?? commandId,
      ...(traceparent !== undefined && { traceparent }),
    },
    data: fact.data as JsonObject,
  };
}
