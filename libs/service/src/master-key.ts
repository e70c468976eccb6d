import { hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

const KEY_BYTES = 32;
/** Anyone but the owner. */
const OTHERS = 0o077;

/**
 * Reads the master key, and makes it at the first start. Several processes may start at once: one file wins.
 * @throws Error when the file is not a key, or others than its owner may read it
 */
export async function loadMasterKey(file: string): Promise<Uint8Array> {
  return (await readKeyFile(file)) ?? (await makeKeyFile(file));
}

/** Makes a key file and gives back what it holds; where one is there already, that one's. `key`: new at random when left out. */
export async function makeKeyFile(file: string, key: Uint8Array = randomBytes(KEY_BYTES)): Promise<Uint8Array> {
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${randomUUID()}`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(`${Buffer.from(key).toString('base64')}\n`);
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
  const made = await readKeyFile(file);
  if (made === null) throw new Error(`the master key file ${file} vanished while it was made`);
  return made;
}

/** The key in a file; `null` when there is no file. @throws Error when it is not a key, or others than its owner may read it */
export async function readKeyFile(file: string): Promise<Uint8Array | null> {
  let handle: FileHandle;
  try {
    handle = await open(file, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  let text: string;
  try {
    // Of the file that was opened, whatever is put in its place meanwhile.
    if (process.platform !== 'win32' && ((await handle.stat()).mode & OTHERS) !== 0) {
      throw new Error(`the master key file ${file} may be read by others: run chmod 600 on it`);
    }
    text = await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== KEY_BYTES) throw new Error(`the master key file ${file} does not hold 32 bytes in base64: restore it from its backup`);
  return key;
}

/** A key for one purpose, derived from the master key (HKDF-SHA256), so that no two purposes share one. */
export const derivedKey = (masterKey: Uint8Array, purpose: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', masterKey, new Uint8Array(), `xiezhi ${purpose}`, KEY_BYTES));
