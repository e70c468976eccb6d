import type { Api } from '../../apps/platform/src/demo/api.js';
import { crc32 } from 'node:zlib';

/** Files as agencies send them, made up: small, and true to their kind as far as their kind can be told by their content. */

/** A PDF that holds `text`, padded to `bytes`. */
export function pdf(text: string, bytes = 0): Buffer {
  const head = Buffer.from(`%PDF-1.7\n1 0 obj<</Type/Catalog/Note(${text})>>endobj\n`, 'utf8');
  const tail = Buffer.from('\ntrailer<</Root 1 0 R>>\n%%EOF\n');
  return Buffer.concat([head, Buffer.alloc(Math.max(0, bytes - head.length - tail.length), ' '), tail]);
}

export const png = (): Buffer =>
  Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=', 'base64');

export const html = (): Buffer => Buffer.from('<!doctype html><script>alert(1)</script>');

const CONTENT_TYPES =
  '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
  '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';

export const docx = (text: string): Buffer =>
  zip({ '[Content_Types].xml': CONTENT_TYPES, 'word/document.xml': `<document>${text}</document>` });

/** An OFD (GB/T 33190): a ZIP with an `OFD.xml` at its root. */
export const ofd = (text: string): Buffer => zip({ 'Doc_0/Document.xml': `<Document>${text}</Document>`, 'OFD.xml': '<ofd:OFD/>' });

/** A ZIP of stored entries. */
export function zip(entries: Readonly<Record<string, string>>): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, text] of Object.entries(entries)) {
    const [path, content] = [Buffer.from(name), Buffer.from(text)];
    // Version, flags, method, time, date, CRC, sizes, length of the name, of the extra field.
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(content.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(path.length, 22);
    files.push(Buffer.from([0x50, 0x4b, 3, 4]), common, path, content);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    directory.push(Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), common, rest, path);
    at += 30 + path.length + content.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(entries).length, 8);
  end.writeUInt16LE(Object.keys(entries).length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...files, list, end]);
}

export const papersOf = (requestId: string): string => `/api/assignment/defence-requests/${requestId}/papers`;

export interface UploadBody {
  readonly id: string;
  readonly chunkBytes: number;
  readonly chunks: number;
  readonly stored: readonly number[];
}

/** Uploads `content` for a request, chunk by chunk, as a client does. */
export async function uploadTo(api: Api, requestId: string, content: Buffer, mediaType = 'application/pdf'): Promise<string> {
  const { status, body } = await api.post<UploadBody>(`${papersOf(requestId)}/uploads`, { size: content.length, mediaType });
  if (status !== 201) throw new Error(`the upload was refused: ${status} ${JSON.stringify(body)}`);
  for (let number = 0; number < body.chunks; number++) {
    const chunk = Uint8Array.from(content.subarray(number * body.chunkBytes, (number + 1) * body.chunkBytes));
    const stored = await api.put(`${papersOf(requestId)}/uploads/${body.id}/chunks/${number}`, chunk);
    if (stored.status !== 200) throw new Error(`chunk ${number} was refused: ${stored.status} ${JSON.stringify(stored.body)}`);
  }
  return body.id;
}
