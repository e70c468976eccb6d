import type { Json, JsonObject } from './message.js';
import type { BusMessage } from './message-bus.js';

/** A message in the JSON event format of CloudEvents 1.0. The key travels as the `partitionkey` extension. */
export interface CloudEventObject extends JsonObject {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly partitionkey: string;
  readonly data: JsonObject;
}

/** What was read is no CloudEvent 1.0 that this system can carry; the message says why, and quotes nothing of it. */
export class NotACloudEvent extends Error {
  override readonly name = 'NotACloudEvent';
}

/** Attributes that are no extensions: those of the specification, and the key. */
const CORE = new Set([
  'specversion',
  'id',
  'source',
  'type',
  'time',
  'subject',
  'dataschema',
  'datacontenttype',
  'partitionkey',
  'data',
  'data_base64',
]);
/** CloudEvents allows no control characters in a text, and databases and logs take them badly. */
const CONTROL = /[\p{Cc}]/u;
const EXTENSION_NAME = /^[a-z0-9]{1,64}$/;
const JSON_MEDIA_TYPE = /^[^;]*[/+]json\s*(;|$)/i;

/**
 * The CloudEvent a message is.
 * @throws TypeError when an extension's name is not lower-case letters and digits, or is taken, or a text holds control characters
 */
export function toCloudEvent(message: BusMessage): CloudEventObject {
  for (const name of Object.keys(message.extensions ?? {}))
    if (!EXTENSION_NAME.test(name) || CORE.has(name)) throw new TypeError(`"${name}" cannot name a CloudEvents extension`);
  const texts = [message.id, message.source, message.type, message.time, message.key, message.subject, message.dataschema];
  if (CONTROL.test(texts.join('') + Object.values(message.extensions ?? {}).join('')))
    throw new TypeError('an attribute holds control characters');
  return {
    specversion: '1.0',
    id: message.id,
    source: message.source,
    type: message.type,
    time: message.time,
    ...(message.subject !== undefined && { subject: message.subject }),
    ...(message.dataschema !== undefined && { dataschema: message.dataschema }),
    datacontenttype: 'application/json',
    partitionkey: message.key,
    ...message.extensions,
    data: message.data,
  };
}

function clean(value: string, what: string): string {
  if (CONTROL.test(value)) throw new NotACloudEvent(`${what} holds control characters`);
  return value;
}

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

function required(event: JsonObject, name: string): string {
  const value = event[name];
  if (typeof value !== 'string' || value === '') throw new NotACloudEvent(`the attribute "${name}" is missing`);
  return clean(value, `the attribute "${name}"`);
}

function optional(event: JsonObject, name: string): string | undefined {
  const value = event[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw new NotACloudEvent(`the attribute "${name}" is not a text`);
  return clean(value, `the attribute "${name}"`);
}

function extensionsOf(event: JsonObject): Record<string, string> {
  const extensions: Record<string, string> = {};
  for (const [name, value] of Object.entries(event)) {
    if (CORE.has(name) || value === undefined || value === null) continue;
    if (!EXTENSION_NAME.test(name)) throw new NotACloudEvent('an attribute has a name that CloudEvents does not allow');
    if (typeof value === 'object') throw new NotACloudEvent(`the attribute "${name}" is not a simple value`);
    extensions[name] = clean(String(value), `the attribute "${name}"`);
  }
  return extensions;
}

function timeOf(event: JsonObject, otherwise: string | undefined): string {
  const time = optional(event, 'time') ?? otherwise;
  if (time === undefined) throw new NotACloudEvent('the attribute "time" is missing');
  if (!/^\d{4}-\d{2}-\d{2}[Tt ]/.test(time) || Number.isNaN(Date.parse(time)))
    throw new NotACloudEvent('the attribute "time" is no instant');
  return time;
}

/**
 * The message a CloudEvent on `topic` is. `key`: what it was sent under, when the transport knows; else `partitionkey`, else its id.
 * `time`: the transport's own, used when the event has none.
 * @throws NotACloudEvent
 */
export function fromCloudEvent(
  event: Json | undefined,
  at: { readonly topic: string; readonly key?: string; readonly time?: string },
): BusMessage {
  if (!isObject(event)) throw new NotACloudEvent('it is no JSON object');
  if (event['specversion'] !== '1.0') throw new NotACloudEvent('the attribute "specversion" is not 1.0');
  const contentType = optional(event, 'datacontenttype');
  if (contentType !== undefined && !JSON_MEDIA_TYPE.test(contentType)) throw new NotACloudEvent('its data is not JSON');
  const data = event['data'];
  if (!isObject(data)) throw new NotACloudEvent('its data is no JSON object');
  const id = required(event, 'id');
  const subject = optional(event, 'subject');
  const dataschema = optional(event, 'dataschema');
  const extensions = extensionsOf(event);
  return {
    topic: at.topic,
    key: clean(at.key ?? optional(event, 'partitionkey') ?? id, 'the key'),
    id,
    source: required(event, 'source'),
    type: required(event, 'type'),
    time: timeOf(event, at.time),
    ...(subject !== undefined && { subject }),
    ...(dataschema !== undefined && { dataschema }),
    ...(Object.keys(extensions).length > 0 && { extensions }),
    data,
  };
}
