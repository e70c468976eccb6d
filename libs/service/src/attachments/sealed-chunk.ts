import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { randomBytes } from '@xiezhi/eventsourcing';

/** Bytes of content in one chunk; the last holds the rest. */
export const CHUNK_BYTES = 1_048_576;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/** Where a chunk stands. With the size of the whole, its number says also whether it is the last. */
export interface ChunkPlace {
  readonly attachmentId: string;
  readonly number: number;
  /** Bytes of the whole content. */
  readonly size: number;
}

/** A chunk cannot be opened: it was changed, moved, or sealed under another key. */
export class ChunkNotReadable extends Error {
  override readonly name = 'ChunkNotReadable';
}

export const chunksOf = (size: number): number => Math.ceil(size / CHUNK_BYTES);

/** Bytes that chunk `number` of a content of `size` bytes holds. */
export const bytesOfChunk = (number: number, size: number): number => Math.min(CHUNK_BYTES, size - number * CHUNK_BYTES);

/** The key of one attachment, derived from its person's: without the person's key there is none. */
export const attachmentKey = (personKey: Uint8Array, attachmentId: string): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync('sha256', personKey, new Uint8Array(), `xiezhi attachment ${attachmentId}`, KEY_BYTES)));

const boundTo = ({ attachmentId, number, size }: ChunkPlace): Buffer => Buffer.from(`${attachmentId}|${number}|${size}`, 'utf8');

/** Seals a chunk (AES-256-GCM: nonce, tag, ciphertext), bound to its place, so that none can be moved, left out or added at the end. */
export function sealChunk(key: KeyObject, place: ChunkPlace, content: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(boundTo(place));
  const body = Buffer.concat([cipher.update(content), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** @throws ChunkNotReadable when it is not exactly what was sealed for this place */
export function openChunk(key: KeyObject, place: ChunkPlace, sealed: Buffer): Buffer {
  const said = `chunk ${place.number} of an attachment cannot be opened`;
  if (sealed.length !== NONCE_BYTES + TAG_BYTES + bytesOfChunk(place.number, place.size)) throw new ChunkNotReadable(said);
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(boundTo(place));
  decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
  } catch {
    throw new ChunkNotReadable(said);
  }
}
