import { MAX_EVENTS_PER_APPEND, type Appended, type ExpectedRevision } from '../event-store.js';
import type { NewEvent } from '../message.js';

/** Bytes of JSON one event may hold. */
export const MAX_EVENT_BYTES = 1_048_576;
const MAX_STREAM_NAME = 500;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** An escape that JSON allows and PostgreSQL's text cannot hold: the character NUL, or half of a surrogate pair. */
const UNSTORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/;
const LONE_SURROGATE = /\p{Surrogate}/u;
const MAX_REVISION = 2_147_483_647;
const MAX_SMALL_INTEGER = 32_767;

export interface EncodedEvent {
  readonly id: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: string;
  readonly meta: string;
}

/** An append that waits for its batch. */
export interface Pending {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  /** Revision of the first event. */
  readonly first: number;
  readonly events: readonly EncodedEvent[];
  readonly bytes: number;
  readonly resolve: (appended: Appended) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Encodes an append and refuses what the database would refuse, before it can spoil the batch of others.
 * @throws TypeError when a value cannot be stored
 */
export function encode(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Omit<Pending, 'resolve' | 'reject'> {
  if (stream === '' || stream.length > MAX_STREAM_NAME) throw new TypeError(`a stream's name has 1 to ${MAX_STREAM_NAME} characters`);
  if (events.length === 0 || events.length > MAX_EVENTS_PER_APPEND)
    throw new TypeError(`an append holds 1 to ${MAX_EVENTS_PER_APPEND} events`);
  const first = expected === 'no_stream' ? 0 : expected + 1;
  if (!Number.isInteger(first) || first < (expected === 'no_stream' ? 0 : 1) || first + events.length > MAX_REVISION)
    throw new TypeError(`${String(expected)} is no revision`);
  storable(stream, "the stream's name");
  let bytes = 0;
  const seen = new Set<string>();
  const encoded = events.map((event, index): EncodedEvent => {
    const { id, type, schemaVersion } = event;
    if (!UUID.test(id)) throw new TypeError(`event ${index} (${type}): its id is no UUID in lower case`);
    if (seen.has(id)) throw new TypeError(`event ${index} (${type}): its id is used twice`);
    seen.add(id);
    storable(type, `the type of event ${index}`);
    if (!Number.isInteger(schemaVersion) || schemaVersion < 0 || schemaVersion > MAX_SMALL_INTEGER)
      throw new TypeError(`event ${index} (${type}): ${schemaVersion} is no schema version`);
    const data = json(event.data, `the data of event ${index} (${type})`);
    const meta = json(event.meta, `the envelope of event ${index} (${type})`);
    const size = data.length + meta.length;
    if (size > MAX_EVENT_BYTES) throw new TypeError(`event ${index} (${type}) is larger than ${MAX_EVENT_BYTES} bytes`);
    bytes += size;
    return { id, type, schemaVersion, data, meta };
  });
  return { stream, expected, first, events: encoded, bytes };
}

function storable(text: string, what: string): void {
  if (text.includes('\0') || LONE_SURROGATE.test(text))
    throw new TypeError(`${what} holds a character that cannot be stored (NUL or half of a pair)`);
}

function json(value: unknown, what: string): string {
  const text: string | undefined = JSON.stringify(value);
  if (text === undefined || text[0] !== '{') throw new TypeError(`${what} is no JSON object`);
  if (text.includes('\\u') && UNSTORABLE.test(text))
    throw new TypeError(`${what} holds a character that cannot be stored (NUL or half of a pair)`);
  return text;
}
