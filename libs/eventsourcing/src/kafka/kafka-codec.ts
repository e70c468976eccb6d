import { NotACloudEvent, fromCloudEvent, toCloudEvent } from '../cloud-event.js';
import type { Json } from '../message.js';
import type { BusMessage } from '../message-bus.js';

/** A record as it goes to the broker: CloudEvents 1.0, Kafka protocol binding, binary content mode. */
export interface KafkaRecord {
  readonly key: string;
  readonly value: string;
  readonly headers: Record<string, string>;
}

/** A record as it comes from the broker. */
export interface ReceivedRecord {
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  /** Milliseconds since 1970, by the broker or the sender. */
  readonly timestamp: string;
  readonly headers?: Readonly<Record<string, Buffer | string | (Buffer | string)[] | undefined>>;
}

/** Attributes go to `ce_` headers, the media type to `content-type`, the data alone to the value. */
export function toKafka(message: BusMessage): KafkaRecord {
  const { data, datacontenttype, ...attributes } = toCloudEvent(message);
  const headers: Record<string, string> = { 'content-type': datacontenttype };
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) headers[`ce_${name}`] = String(value);
  return { key: message.key, value: JSON.stringify(data), headers };
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function text(bytes: Uint8Array, what: string): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new NotACloudEvent(`${what} is not UTF-8`);
  }
}

function json(bytes: Uint8Array): Json {
  const content = text(bytes, 'the value');
  try {
    return JSON.parse(content) as Json;
  } catch {
    throw new NotACloudEvent('the value is not JSON');
  }
}

function headersOf(record: ReceivedRecord): Map<string, string> {
  const headers = new Map<string, string>();
  for (const [name, given] of Object.entries(record.headers ?? {})) {
    const lower = name.toLowerCase();
    if (given === undefined || (lower !== 'content-type' && !lower.startsWith('ce_'))) continue;
    const value = Array.isArray(given) ? given[0] : given;
    if (value !== undefined) headers.set(lower, typeof value === 'string' ? value : text(value, `the header "${lower.slice(0, 40)}"`));
  }
  return headers;
}

function timeOf(record: ReceivedRecord): string | undefined {
  const ms = Number(record.timestamp);
  return ms > 0 && ms < 8.64e15 ? new Date(ms).toISOString() : undefined;
}

/**
 * The message a record is. Binary content mode is what we send; structured mode is read as well, for senders of other makes.
 * @throws NotACloudEvent
 */
export function fromKafka(topic: string, record: ReceivedRecord): BusMessage {
  if (record.value === null) throw new NotACloudEvent('it has no value');
  const time = timeOf(record);
  const at = {
    topic,
    ...(record.key !== null && record.key.length > 0 && { key: text(record.key, 'the key') }),
    ...(time !== undefined && { time }),
  };
  const headers = headersOf(record);
  const contentType = headers.get('content-type');
  if (contentType?.toLowerCase().startsWith('application/cloudevents')) {
    if (!/^application\/cloudevents\+json\s*(;|$)/i.test(contentType))
      throw new NotACloudEvent('its format is not application/cloudevents+json');
    return fromCloudEvent(json(record.value), at);
  }
  if (!headers.has('ce_specversion')) throw new NotACloudEvent('it has no CloudEvents headers');
  const event: Record<string, Json> = {};
  for (const [name, value] of headers) if (name.startsWith('ce_')) event[name.slice('ce_'.length)] = value;
  if (contentType !== undefined) event['datacontenttype'] = contentType;
  return fromCloudEvent({ ...event, data: json(record.value) }, at);
}
