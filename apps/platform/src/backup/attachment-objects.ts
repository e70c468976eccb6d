import { hash } from 'node:crypto';
import { join } from 'node:path';
import { FilesystemStore, type AttachmentStore } from '@xiezhi/service';
import type { ClientBase } from 'pg';
import { ATTACHMENTS_SCHEMA } from './layout.js';
import type { AttachmentsInBackup } from './manifest.js';
import { linesOf, writeLines } from './table-files.js';

const PAGE = 1_000;

/** An object as the backup lists it. */
interface Listed {
  readonly id: string;
  readonly bytes: number;
  readonly sha256: string;
}

const listFile = (folder: string): string => join(folder, ATTACHMENTS_SCHEMA, 'objects.jsonl.gz');
const objectsIn = (folder: string): AttachmentStore =>
  new FilesystemStore({ folder: join(folder, ATTACHMENTS_SCHEMA, 'objects'), keepFree: 0 });

/** Ids of the objects that attachments are made of, as of the client's snapshot. */
async function* objectIds(client: ClientBase): AsyncGenerator<string> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await client.query<{ id: string }>(
      `SELECT c.object_id AS id FROM ${ATTACHMENTS_SCHEMA}.chunks c JOIN ${ATTACHMENTS_SCHEMA}.attachments a ON a.id = c.attachment_id
       WHERE c.stored AND NOT a.removing AND c.object_id > $1 ORDER BY c.object_id LIMIT $2`,
      [after, PAGE],
    );
    for (const { id } of rows) yield id;
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    after = last.id;
  }
}

/** Copies the attachments' objects, sealed as they are, into the backup. One that was removed since the snapshot is counted as missing. */
export async function writeObjects(client: ClientBase, store: Pick<AttachmentStore, 'read'>, folder: string): Promise<AttachmentsInBackup> {
  const copies = objectsIn(folder);
  let [objects, bytes, missing] = [0, 0, 0];
  const sha256 = await writeLines(async function* () {
    for await (const id of objectIds(client)) {
      const content = await store.read(id);
      if (content === null) {
        missing++;
        continue;
      }
      await copies.write(id, content);
      objects++;
      bytes += content.length;
      yield `${JSON.stringify({ id, bytes: content.length, sha256: hash('sha256', content) } satisfies Listed)}\n`;
    }
  }, listFile(folder));
  return { objects, bytes, missing, sha256 };
}

/** The objects of a backup one by one, each what was backed up. @throws Error naming one that is not */
async function* objectsOf(folder: string): AsyncGenerator<{ readonly id: string; readonly content: Buffer }> {
  const copies = objectsIn(folder);
  for await (const line of linesOf(listFile(folder))) {
    const { id, sha256 } = JSON.parse(line) as Listed;
    const content = await copies.read(id);
    if (content === null || hash('sha256', content) !== sha256) {
      throw new Error(`the object ${id} of an attachment in ${folder} is not what was backed up: its checksum differs`);
    }
    yield { id, content };
  }
}

/** @throws Error when the list or an object is not what was backed up */
export async function verifyObjects(
  folder: string,
  told: AttachmentsInBackup,
  sha256OfList: (file: string) => Promise<string>,
): Promise<void> {
  const file = listFile(folder);
  if ((await sha256OfList(file)) !== told.sha256) throw new Error(`${file} is not what was backed up: its checksum differs`);
  const objects = objectsOf(folder);
  while ((await objects.next()).done !== true);
}

/** Puts the objects of a backup into a store. Done again it does the same. */
export async function restoreObjects(folder: string, store: Pick<AttachmentStore, 'write'>): Promise<void> {
  for await (const { id, content } of objectsOf(folder)) await store.write(id, content);
}
