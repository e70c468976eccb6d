import type { Checkpoint, EventMeta, JsonObject, RecordedEvent } from '../message.js';

/** A row as the server sent it: one text a column. */
export type RawRow = readonly (string | null)[];

const POSITION_DIGITS = 19;

/** Lets `pg` hand over columns as text: decoding is ours, and only where it is needed. */
export const RAW_TYPES = { getTypeParser: () => (text: string) => text } as const;

export const toCheckpoint = (position: string): Checkpoint => position.padStart(POSITION_DIGITS, '0');

/** @throws TypeError when it is no checkpoint of this adapter */
export function fromCheckpoint(checkpoint: Checkpoint): number {
  if (!/^\d{19}$/.test(checkpoint)) throw new TypeError('this is no checkpoint of a PostgreSQL feed');
  return Number(checkpoint);
}

/** PostgreSQL's text form of a timestamptz(3) as ISO 8601 in UTC with milliseconds. */
export function toIso(text: string): string {
  // '2026-03-01 08:09:10.1+00', the zeros at the end left out
  if (!text.endsWith('+00') || text.length < 22) return new Date(text).toISOString();
  const fraction = text.slice(20, -3);
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${fraction.padEnd(3, '0')}Z`;
}

export const EVENT_COLUMNS = ['stream', 'revision', 'event_id', 'type', 'schema_version', 'data', 'meta', 'recorded_at'] as const;

/**
 * `[position, ...EVENT_COLUMNS]` as an event. What is JSON is parsed when somebody asks for it: most of those who follow a log go by the
 * stream and the type of nearly all events.
 */
export function decodeEvent(row: RawRow): RecordedEvent {
  let data: JsonObject | undefined;
  let meta: EventMeta | undefined;
  return {
    id: row[3]!,
    type: row[4]!,
    schemaVersion: Number(row[5]),
    get data() {
      return (data ??= JSON.parse(row[6]!) as JsonObject);
    },
    get meta() {
      return (meta ??= JSON.parse(row[7]!) as EventMeta);
    },
    stream: row[1]!,
    revision: Number(row[2]),
    position: toCheckpoint(row[0]!),
    recordedAt: toIso(row[8]!),
  };
}
