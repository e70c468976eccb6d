import { access, constants, mkdir, open, readFile, rm, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { assertObjectId, AttachmentStore, StoreFull } from './attachment-store.js';

/** What a file system says when it has no room: none left, none of one's quota, a file too large. */
const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

export interface FilesystemStoreOptions {
  /** Made when it is missing. */
  readonly folder: string;
  /** Bytes of the file system that are left alone: the database may lie on the same. */
  readonly keepFree: number;
}

/** Attachments as files, one a piece, in 256 folders by the first two digits of their ids. Several processes may share the folder. */
export class FilesystemStore extends AttachmentStore {
  constructor(private readonly options: FilesystemStoreOptions) {
    super();
  }

  override async write(objectId: string, bytes: Uint8Array): Promise<void> {
    const file = this.#file(objectId);
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await this.#insistOnRoom(bytes.length);
    try {
      const handle = await open(file, 'w', 0o600);
      try {
        await handle.writeFile(bytes);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await syncFolder(dirname(file));
    } catch (error) {
      await rm(file, { force: true }).catch(() => undefined);
      if (FULL.has((error as NodeJS.ErrnoException).code ?? '')) throw new StoreFull('the file system is full', { cause: error });
      throw error;
    }
  }

  override async read(objectId: string): Promise<Buffer | null> {
    try {
      return await readFile(this.#file(objectId));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  }

  override async remove(objectId: string): Promise<void> {
    await rm(this.#file(objectId), { force: true });
  }

  override async healthy(): Promise<boolean> {
    await mkdir(this.options.folder, { recursive: true, mode: 0o700 });
    await access(this.options.folder, constants.R_OK | constants.W_OK);
    return true;
  }

  #file(objectId: string): string {
    return join(this.options.folder, assertObjectId(objectId).slice(-2), objectId);
  }

  async #insistOnRoom(bytes: number): Promise<void> {
    const { bavail, bsize } = await statfs(this.options.folder);
    if (bavail * bsize - bytes < this.options.keepFree) throw new StoreFull('the file system has no more room than is to be left free');
  }
}

/** A file is only there for good when its folder says so. Windows knows no such thing. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
