import { inflateRawSync } from 'node:zlib';

const END = 0x06_05_4b_50;
const ENTRY = 0x02_01_4b_50;
const LOCAL = 0x04_03_4b_50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const MAX_COMMENT_BYTES = 65_535;
const STORED = 0;
const DEFLATED = 8;

/**
 * Whether the entries of a ZIP archive unpack to at most `limit` bytes together. Each is unpacked to see, for an archive may say anything of
 * its sizes: a few hundred kilobytes can hold a gigabyte. False also for what is no sound archive.
 */
export function unpacksWithin(archive: Buffer, limit: number): boolean {
  try {
    let left = limit;
    for (const { method, packed } of entriesOf(archive)) {
      if (method === STORED) left -= packed.length;
      else if (method === DEFLATED) left -= inflateRawSync(packed, { maxOutputLength: Math.max(1, left) }).length;
      else return false;
      if (left < 0) return false;
    }
    return true;
  } catch {
    return false;
  }
}

function entriesOf(archive: Buffer): readonly { readonly method: number; readonly packed: Buffer }[] {
  const end = endOf(archive);
  const count = archive.readUInt16LE(end + 10);
  let at = archive.readUInt32LE(end + 16);
  const entries: { method: number; packed: Buffer }[] = [];
  for (let index = 0; index < count; index += 1) {
    if (archive.readUInt32LE(at) !== ENTRY) throw new RangeError('no entry where one is listed');
    const method = archive.readUInt16LE(at + 10);
    const size = archive.readUInt32LE(at + 20);
    const local = archive.readUInt32LE(at + 42);
    if (archive.readUInt32LE(local) !== LOCAL) throw new RangeError('no entry where one is listed');
    const start = local + LOCAL_BYTES + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    if (start + size > archive.length) throw new RangeError('an entry is cut off');
    entries.push({ method, packed: archive.subarray(start, start + size) });
    at += ENTRY_BYTES + archive.readUInt16LE(at + 28) + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return entries;
}

function endOf(archive: Buffer): number {
  const first = Math.max(0, archive.length - END_BYTES - MAX_COMMENT_BYTES);
  for (let at = archive.length - END_BYTES; at >= first; at -= 1) if (archive.readUInt32LE(at) === END) return at;
  throw new RangeError('no ZIP archive');
}
