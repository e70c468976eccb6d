import { fileTypeFromBuffer } from 'file-type';

/** Kinds of file that papers come in. OFD (GB/T 33190) is what Chinese authorities exchange signed documents in. */
export const MEDIA_TYPES = [
  'application/pdf',
  'image/jpeg',
  'image/png',
  'image/tiff',
  'application/ofd',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

const OFD = 'application/ofd';
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const ZIP = Buffer.from('PK\x03\x04', 'latin1');
/** What file-type calls a ZIP of which it saw too little to say more. */
const ZIP_TYPES: readonly (string | undefined)[] = [undefined, 'application/zip', DOCX];
/** Entries of a ZIP that are looked through at most. */
const MAX_ENTRIES = 10_000;

/**
 * What kind of file a content of `size` bytes is, by the content alone; `null` when it is none of {@link MEDIA_TYPES}. `head` and `tail`:
 * its first and last bytes, as many as may be; a ZIP lists at its end what it holds.
 */
export async function mediaTypeOf(head: Buffer, tail: Buffer, size: number): Promise<MediaType | null> {
  const found = (await fileTypeFromBuffer(head))?.mime;
  if (!head.subarray(0, ZIP.length).equals(ZIP)) return MEDIA_TYPES.find((known) => known === found) ?? null;
  if (!ZIP_TYPES.includes(found)) return null;
  const entries = new Set(entriesOf(tail, size));
  if (entries.has('OFD.xml')) return OFD;
  // With macros it is another kind of document, whatever it calls itself.
  const isDocx = entries.has('[Content_Types].xml') && entries.has('word/document.xml') && !entries.has('word/vbaProject.bin');
  return isDocx ? DOCX : null;
}

/** Names that the central directory of a ZIP lists; none when it does not lie wholly within `tail`. */
function entriesOf(tail: Buffer, size: number): readonly string[] {
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0 || end + 22 > tail.length) return [];
  let at = tail.readUInt32LE(end + 16) - (size - tail.length);
  const names: string[] = [];
  while (names.length < MAX_ENTRIES && at >= 0 && at + 46 <= end && tail.readUInt32LE(at) === 0x02014b50) {
    const [name, extra, comment] = [tail.readUInt16LE(at + 28), tail.readUInt16LE(at + 30), tail.readUInt16LE(at + 32)];
    names.push(tail.toString('utf8', at + 46, at + 46 + name));
    at += 46 + name + extra + comment;
  }
  return names;
}
