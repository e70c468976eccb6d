import { hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

const KEY_BYTES = 32;
/** Anyone but the owner. */
const OTHERS = 0o077;

/**
 * Reads the master key, and makes it at the first start. Several processes may start at once: one file wins.
 * @throws Error when the file is not a key, or others than its owner may read it
 */
export async function loadMasterKey(file: string): Promise<Uint8Array> {
  const found = await readKey(file);
  if (found !== null) return found;
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${randomUUID()}`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(`${randomBytes(KEY_BYTES).toString('base64')}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    // A link fails when the file is there: unlike a rename it never replaces a key that another process has begun to use.
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft);
  }
  const made = await readKey(file);
  if (made === null) throw new Error(`the master key file ${file} vanished while it was made`);
  return made;
}

async function readKey(file: string): Promise<Uint8Array | null> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  if (process.platform !== 'win32' && ((await stat(file)).mode & OTHERS) !== 0) {
    throw new Error(`the master key file ${file} may be read by others: run chmod 600 on it`);
  }
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== KEY_BYTES) throw new Error(`the master key file ${file} does not hold 32 bytes in base64: restore it from its backup`);
  return key;
}

/** A key for one purpose, derived from the master key (HKDF-SHA256), so that no two purposes share one. */
export const derivedKey = (masterKey: Uint8Array, purpose: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', masterKey, new Uint8Array(), `xiezhi ${purpose}`, KEY_BYTES));
