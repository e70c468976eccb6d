import { hash, randomFillSync } from 'node:crypto';

/** Random bytes made ahead: asking the operating system for a few at a time costs more than what most of them are used for. */
const POOL_BYTES = 16_384;
let pool = Buffer.alloc(0);
let used = 0;

/** `count` random bytes (at most 1,024), fit for keys; no byte is ever given twice. */
export function randomBytes(count: number): Buffer {
  if (used + count > pool.length) [pool, used] = [randomFillSync(Buffer.allocUnsafeSlow(POOL_BYTES)), 0];
  const bytes = Buffer.from(pool.subarray(used, used + count));
  pool.fill(0, used, used + count);
  used += count;
  return bytes;
}

const bytesToUuid = (bytes: Buffer): string => {
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
};

/** A new UUIDv7 (RFC 9562) for the instant `now` (ms since 1970). */
export function uuidv7(now: number): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytesToUuid(bytes);
}

/**
 * A UUID that is always the same for the same parts (RFC 9562 version 8: SHA-256 over the length-prefixed parts), for everything that
 * must come out the same when it is done twice: command ids, the ids of the events and streams that follow from them.
 */
export function derivedId(...parts: readonly string[]): string {
  const bytes = hash('sha256', parts.map((part) => `${Buffer.byteLength(part)}:${part}`).join(''), 'buffer').subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytesToUuid(bytes);
}
