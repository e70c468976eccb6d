import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto';
import { randomBytes } from './ids.js';
import type { JsonObject } from './message.js';
import type { PersonKeys } from './person-keys.js';

/**
 * A personal field as it is stored, published and copied: AES-256-GCM under the key of `person`, bound to its stream and field so that a
 * ciphertext cannot be moved elsewhere. `value` is base64 of nonce (12 bytes), tag (16) and ciphertext of the field's JSON.
 */
export interface Sealed extends JsonObject {
  readonly $sealed: JsonObject & { readonly person: string; readonly alg: 'A256GCM'; readonly value: string };
}

/** The type of a personal field in an event: plain when decided, sealed when read back. No state may be built from it. */
export type Personal<T> = T | Sealed;

/** Which top-level fields of an event's data are personal: field → the field of the same event that names the person. */
export type PersonalFields<EventType extends string = string> = {
  readonly [Type in EventType]?: Readonly<Record<string, string>>;
};

/** The field cannot be opened: its person was erased, or it was moved or changed. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

/** A field cannot be sealed, for its person has no key: erased, or never made. */
export class NoPersonKey extends Unreadable {}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export const isSealed = (value: unknown): value is Sealed => typeof value === 'object' && value !== null && '$sealed' in value;

/** Node prepares a key given as bytes anew for every field, at more than the cost of sealing it; prepared keys go with their bytes. */
const prepared = new WeakMap<Uint8Array, KeyObject>();

function preparedKey(key: Uint8Array): KeyObject {
  const known = prepared.get(key);
  if (known !== undefined) return known;
  const made = createSecretKey(key);
  prepared.set(key, made);
  return made;
}

const boundTo = (stream: string, field: string): Buffer => Buffer.from(`${stream}|${field}`, 'utf8');

/** Seals one field value of `stream` for `person`. */
export function seal(value: unknown, person: string, key: Uint8Array, stream: string, field: string): Sealed {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', preparedKey(key), nonce);
  cipher.setAAD(boundTo(stream, field));
  const body = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
  return { $sealed: { person, alg: 'A256GCM', value: Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64') } };
}

/**
 * Opens one sealed field.
 * @throws Unreadable when the key does not fit or the value was moved or changed
 */
export function unseal<T>(sealed: Sealed, key: Uint8Array, stream: string, field: string): T {
  const bytes = Buffer.from(sealed.$sealed.value, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', preparedKey(key), bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(boundTo(stream, field));
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  try {
    const body = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
    return JSON.parse(body.toString('utf8')) as T;
  } catch {
    throw new Unreadable(`field ${field} cannot be opened`);
  }
}

/** Opens a sealed field with the person's key, `null` when the person was erased. A plain value is given back as it is. */
export async function open<T>(value: Personal<T>, keys: PersonKeys, stream: string, field: string): Promise<T | null> {
  if (!isSealed(value)) return value;
  const key = (await keys.find([value.$sealed.person])).get(value.$sealed.person);
  return key === undefined ? null : unseal<T>(value, key, stream, field);
}

/** An event to be sealed: what {@link sealAll} needs of it. */
export interface Sealable {
  readonly type: string;
  readonly data: JsonObject;
}

/**
 * Seals the personal fields of `events` of one stream; events without any are given back as they are.
 * @throws NoPersonKey when a person has none: nothing may be stored in clear instead
 */
export async function sealAll<E extends Sealable>(
  events: readonly E[],
  personal: PersonalFields,
  keys: PersonKeys,
  stream: string,
): Promise<readonly E[]> {
  const persons = new Set<string>();
  for (const { type, data } of events) {
    for (const [field, holder] of Object.entries(personal[type] ?? {})) {
      if (data[field] !== undefined) persons.add(personOf(data, holder));
    }
  }
  if (persons.size === 0) return events;
  const found = await keys.find([...persons]);
  return events.map((event) => {
    const fields = personal[event.type];
    if (fields === undefined) return event;
    const data: Record<string, JsonObject[string]> = { ...event.data };
    for (const [field, holder] of Object.entries(fields)) {
      const value = data[field];
      if (value === undefined || isSealed(value)) continue;
      const person = personOf(event.data, holder);
      const key = found.get(person);
      if (key === undefined) throw new NoPersonKey(`no key for the person of field ${field}`);
      data[field] = seal(value, person, key, stream, field);
    }
    return { ...event, data };
  });
}

function personOf(data: JsonObject, holder: string): string {
  const person = data[holder];
  if (typeof person !== 'string') throw new Unreadable(`field ${holder} names no person`);
  return person;
}
