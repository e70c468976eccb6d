import { MAX_EVENTS_PER_APPEND, type ExpectedRevision } from '../event-store.js';
import type { Checkpoint, EventMeta, JsonObject, NewEvent, RecordedEvent } from '../message.js';
import type { ProposedEvent, StoredEvent } from './driver.js';

/** Bytes of JSON one event may hold. */
const MAX_EVENT_BYTES = 1_048_576;
const MAX_STREAM_NAME = 500;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const NAMESPACE = /^[a-z][a-z0-9_-]{0,62}$/;
/** Escapes that the PostgreSQL adapter cannot store (NUL, half of a surrogate pair): what one store refuses, every store refuses. */
const UNSTORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/;
/** Digits of the largest 64-bit position. */
const POSITION_DIGITS = 20;

/** What is kept beside an event's data, as the server's event metadata. */
interface StoredMeta {
  readonly schemaVersion: number;
  /** The append that stored it, so that an answer "success" can be told apart: stored now, or found to stand there. */
  readonly append: string;
  readonly meta: EventMeta;
}

/** Streams of one service on a server that several share: `<namespace>.<stream>`. */
export class Namespace {
  readonly prefix: string;

  /** @throws TypeError when the name could be mistaken for the beginning of another's streams, or for a system stream */
  constructor(name: string) {
    if (!NAMESPACE.test(name)) throw new TypeError('a namespace has lower-case letters, digits, "-" and "_", and begins with a letter');
    this.prefix = `${name}.`;
  }

  /** @throws TypeError when the stream's name cannot be used */
  streamId(stream: string): string {
    if (stream === '' || stream.length > MAX_STREAM_NAME) throw new TypeError(`a stream's name has 1 to ${MAX_STREAM_NAME} characters`);
    if (stream.includes('\0') || !stream.isWellFormed()) throw new TypeError("the stream's name holds a character that cannot be stored");
    return this.prefix + stream;
  }

  holds(streamId: string): boolean {
    return streamId.startsWith(this.prefix);
  }

  /** @throws TypeError when the event was not stored by this adapter */
  decode(event: StoredEvent): RecordedEvent {
    const { id, type, revision, commit } = event;
    if (!this.holds(event.stream) || !isStoredMeta(event.metadata) || !isObject(event.data))
      throw new TypeError(`the event at position ${commit} was not stored by this system`);
    return {
      id,
      type,
      schemaVersion: event.metadata.schemaVersion,
      data: event.data as JsonObject,
      meta: event.metadata.meta,
      stream: event.stream.slice(this.prefix.length),
      revision,
      position: toCheckpoint(commit),
      recordedAt: event.created.toISOString(),
    };
  }
}

/**
 * What the server is given for `events`.
 * @throws TypeError when a value cannot be stored
 */
export function encode(events: readonly NewEvent[], append: string): readonly ProposedEvent[] {
  if (events.length === 0 || events.length > MAX_EVENTS_PER_APPEND)
    throw new TypeError(`an append holds 1 to ${MAX_EVENTS_PER_APPEND} events`);
  const seen = new Set<string>();
  return events.map(({ id, type, schemaVersion, data, meta }, index) => {
    if (!UUID.test(id)) throw new TypeError(`event ${index} (${type}): its id is no UUID in lower case`);
    if (seen.has(id)) throw new TypeError(`event ${index} (${type}): its id is used twice`);
    seen.add(id);
    const metadata: StoredMeta = { schemaVersion, append, meta };
    if (!Number.isInteger(schemaVersion) || schemaVersion < 0)
      throw new TypeError(`event ${index} (${type}): ${schemaVersion} is no schema version`);
    if (sizeOf(data, `event ${index} (${type})`) + sizeOf(metadata, `event ${index} (${type})`) > MAX_EVENT_BYTES)
      throw new TypeError(`event ${index} (${type}) is larger than ${MAX_EVENT_BYTES} bytes`);
    return { id, type, data, metadata };
  });
}

/** Revision of the first event of an append. @throws TypeError when `expected` is no revision */
export function firstRevision(expected: ExpectedRevision): number {
  if (expected === 'no_stream') return 0;
  if (!Number.isSafeInteger(expected) || expected < 0) throw new TypeError(`${String(expected)} is no revision`);
  return expected + 1;
}

/** The append that stored an event. */
export const appendOf = ({ metadata }: StoredEvent): string | undefined => (isStoredMeta(metadata) ? metadata.append : undefined);

export const toCheckpoint = (commit: bigint): Checkpoint => String(commit).padStart(POSITION_DIGITS, '0');

/** The commit position a checkpoint is; `null` for the beginning. @throws TypeError when it is none */
export function fromCheckpoint(checkpoint: Checkpoint | null): bigint | null {
  if (checkpoint === null) return null;
  if (!/^\d{20}$/.test(checkpoint)) throw new TypeError('this is no checkpoint of a KurrentDB feed');
  const commit = BigInt(checkpoint);
  return commit === 0n ? null : commit;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);

const isStoredMeta = (value: unknown): value is StoredMeta =>
  isObject(value) && 'schemaVersion' in value && Number.isInteger(value.schemaVersion) && 'meta' in value && isObject(value.meta);

function sizeOf(value: object, what: string): number {
  const text = JSON.stringify(value);
  if (text[0] !== '{') throw new TypeError(`${what} is no JSON object`);
  if (UNSTORABLE.test(text)) throw new TypeError(`${what} holds a character that cannot be stored (NUL or half of a pair)`);
  return Buffer.byteLength(text);
}
