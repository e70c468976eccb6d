import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto';
import { randomBytes } from '@xiezhi/eventsourcing';

/** How a person's key is wrapped; stored with it, so that another way may be introduced beside this one. */
export const WRAPPING = 'A256GCM';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Wraps a person's key, bound to the person: nonce, tag, ciphertext. */
export function wrapKey(wrapping: KeyObject, personId: string, key: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', wrapping, nonce);
  cipher.setAAD(Buffer.from(personId, 'utf8'));
  const body = Buffer.concat([cipher.update(key), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** A stored key cannot be unwrapped. Its person is not erased, and must not be taken for it. */
export class KeyNotReadable extends Error {
  override readonly name = 'KeyNotReadable';
  constructor() {
    super('a person’s key cannot be unwrapped: put back the master key file that belongs to this database');
  }
}

/** @throws KeyNotReadable when the master key is another one, or the row was changed or moved */
export function unwrapKey(wrapping: KeyObject, personId: string, wrapped: Uint8Array): Uint8Array {
  const bytes = Buffer.from(wrapped);
  const decipher = createDecipheriv('aes-256-gcm', wrapping, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(personId, 'utf8'));
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
  } catch {
    throw new KeyNotReadable();
  }
}
