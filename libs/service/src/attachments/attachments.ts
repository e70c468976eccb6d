import { createHash, type Hash, type KeyObject } from 'node:crypto';
import { Rejected, uuidv7, type PersonKeys } from '@xiezhi/eventsourcing';
import { attachmentProblems as problems } from './attachment-problems.js';
import type { AttachmentRemoval } from './attachment-removal.js';
import type { AttachmentRow, AttachmentRows, ChunkRow, NewAttachment } from './attachment-rows.js';
import { StoreFull, StoreNotReachable, type AttachmentStore } from './attachment-store.js';
import { MEDIA_TYPES, mediaTypeOf, type MediaType } from './media-type.js';
import { attachmentKey, bytesOfChunk, CHUNK_BYTES, chunksOf, openChunk, sealChunk } from './sealed-chunk.js';
import { ScannerNotReachable, type VirusScanner } from './virus-scanner.js';

/** An upload that is not finished is removed after this time, and so is one whose outcome stayed unknown. */
export const UNFINISHED_FOR_MS = 24 * 3_600_000;
/** Time to store the event that gives an attachment up, before its matter is asked. */
const DOUBT_MS = 600_000;
/** Unfinished uploads of one matter at once. */
const MAX_UNFINISHED = 20;
/** Chunks at the end of a content that its kind may be read from. */
const TAIL_CHUNKS = 2;

export interface AttachmentsParts {
  readonly rows: AttachmentRows;
  readonly store: AttachmentStore;
  readonly removal: AttachmentRemoval;
  /** `null`: there is none; content is then kept as not scanned. */
  readonly scanner: VirusScanner | null;
  readonly keys: PersonKeys;
  readonly maxBytes: number;
  readonly now: () => number;
}

/** How far an upload has come. */
export interface Upload {
  readonly id: string;
  readonly size: number;
  readonly mediaType: string;
  /** Bytes of every chunk but the last. */
  readonly chunkBytes: number;
  readonly chunks: number;
  /** Numbers, from 0, of the chunks that are stored for good. */
  readonly stored: readonly number[];
  /** When it is removed unless it is finished; `null` once it is. */
  readonly expiresAt: string | null;
}

/** What a whole content was found to be. */
export type Inspected =
  | { readonly infected: false; readonly sha256: string; readonly size: number; readonly mediaType: MediaType; readonly scanned: boolean }
  | { readonly infected: true; readonly signature: string };

/** Content of an attachment, to be streamed. */
export interface AttachmentContent {
  readonly size: number;
  readonly content: AsyncGenerator<Buffer>;
}

/**
 * Attachments (附件) of all services: content sealed under a person's key in chunks, uploaded chunk by chunk so that an upload goes on
 * where it broke off. Whose matter one belongs to, and who may read it, is for the service to say.
 */
export class Attachments {
  readonly #parts: AttachmentsParts;
  readonly #rows: AttachmentRows;

  constructor(parts: AttachmentsParts) {
    this.#parts = parts;
    this.#rows = parts.rows;
  }

  /** Begins an upload; the same one again is answered how far it has come. */
  async begin(one: NewAttachment): Promise<Upload> {
    if (one.size === 0) throw problems.empty();
    if (one.size > this.#parts.maxBytes) throw problems.tooLarge(this.#parts.maxBytes);
    if (!MEDIA_TYPES.some((known) => known === one.mediaType)) throw problems.typeRefused();
    // Of a person who was erased nothing is begun.
    await this.#key(one);
    const inserted = await this.#rows.insert(one, this.#in(UNFINISHED_FOR_MS), MAX_UNFINISHED);
    const row = await this.#rows.find(one.id);
    if (row === null) throw inserted ? problems.notFound() : problems.tooManyUnfinished(MAX_UNFINISHED);
    if (row.matterId !== one.matterId || row.fingerprint !== (one.fingerprint ?? null)) {
      throw new Rejected('command.reused', 'This Idempotency-Key was used for another content. Send a new key for a new command.');
    }
    return this.#progress(row);
  }

  /** How far an upload has come. @throws HttpProblem 404 when the matter has no such upload */
  async progress(id: string, matterId: string): Promise<Upload> {
    return this.#progress(await this.#find(id, matterId));
  }

  /** Stores one chunk for good; the same chunk again changes nothing. Chunks may come in any order, and several at once. */
  async receive(id: string, matterId: string, number: number, content: Buffer): Promise<Upload> {
    const row = await this.#find(id, matterId);
    if (number < 0 || number >= chunksOf(row.size)) throw problems.noSuchChunk();
    if (content.length !== bytesOfChunk(number, row.size)) throw problems.chunkLength(bytesOfChunk(number, row.size));
    const key = await this.#key(row);
    const there = await this.#chunk(row, number);
    if (there !== undefined || !(await this.#put(row, number, content, key))) {
      const stored = there ?? (await this.#chunk(row, number));
      if (stored === undefined) throw problems.notFound();
      if (!content.equals(await this.#open(row, stored, key))) throw problems.chunkDiffers();
    }
    return this.#progress(row);
  }

  /**
   * Reads a whole upload: its hash, what kind of file it is by its content, whether it is infected. Its removal is put off meanwhile.
   * `sha256`: the hash that it should have.
   * @throws HttpProblem when it is incomplete, of a kind that is not accepted or was not declared, has another hash, or cannot be scanned now
   */
  async inspect(id: string, matterId: string, sha256?: string): Promise<Inspected> {
    const row = await this.#find(id, matterId);
    const chunks = await this.#rows.storedChunks(id);
    if (chunks.length < chunksOf(row.size)) throw problems.incomplete(chunksOf(row.size) - chunks.length);
    if (!(await this.#rows.settleAt(id, matterId, this.#in(UNFINISHED_FOR_MS)))) throw problems.notFound();
    const key = await this.#key(row);
    const head = await this.#open(row, chunks[0]!, key);
    const tail = await joined(this.#contentOf(row, chunks.slice(-TAIL_CHUNKS), key));
    const mediaType = await mediaTypeOf(head, tail, row.size);
    if (mediaType === null) throw problems.typeRefused();
    if (mediaType !== row.mediaType) throw problems.typeDiffers();

    const seen = { hash: createHash('sha256'), bytes: 0 };
    const content = watched(this.#contentOf(row, chunks, key), seen);
    const { scanner } = this.#parts;
    if (scanner !== null) {
      const result = await this.#scan(scanner, content);
      if (result.found) return { infected: true, signature: result.signature };
    } else {
      await drained(content);
    }
    // A scanner that says well before it has seen all has not scanned it.
    if (seen.bytes !== row.size) throw problems.scannerNotReachable();
    const found = seen.hash.digest('hex');
    if (sha256 !== undefined && sha256 !== found) throw problems.hashDiffers();
    return { infected: false, sha256: found, size: row.size, mediaType, scanned: scanner !== null };
  }

  /** The matter uses it from now on: it stays. */
  async keep(id: string, matterId: string): Promise<void> {
    await this.#rows.settleAt(id, matterId, null);
  }

  /**
   * The matter is about to give it up, or may have: should its process end now, the matter is asked, and the content removed if it is not
   * used. Call it before the event is stored, and {@link remove} or {@link keep} after.
   */
  async doubt(id: string, matterId: string): Promise<void> {
    await this.#rows.settleAt(id, matterId, this.#in(DOUBT_MS));
  }

  /** Destroys an attachment and its content. It may be gone already. */
  remove(id: string): Promise<void> {
    return this.#storing(() => this.#parts.removal.remove(id));
  }

  /** Destroys every attachment that is sealed under a person's key, of all services; gives back how many. */
  removeOfPerson(personId: string): Promise<number> {
    return this.#storing(() => this.#parts.removal.removeOfPerson(personId));
  }

  /**
   * The whole content, its first chunk opened already, so that what cannot be read is known before anything is sent.
   * @throws HttpProblem 410 when it, or its person's key, was erased
   */
  async content(id: string): Promise<AttachmentContent> {
    const row = await this.#rows.find(id);
    if (row === null || row.removing) throw problems.gone();
    const key = await this.#key(row);
    const [first, ...rest] = await this.#rows.storedChunks(id);
    if (first === undefined || rest.length !== chunksOf(row.size) - 1) throw problems.gone();
    const opened = await this.#open(row, first, key);
    const others = this.#contentOf(row, rest, key);
    return {
      size: row.size,
      content: (async function* () {
        yield opened;
        yield* others;
      })(),
    };
  }

  async #find(id: string, matterId: string): Promise<AttachmentRow> {
    const row = await this.#rows.find(id);
    if (row === null || row.removing || row.matterId !== matterId) throw problems.notFound();
    return row;
  }

  async #progress(row: AttachmentRow): Promise<Upload> {
    const { id, size, mediaType, settleAt } = row;
    const stored = (await this.#rows.storedChunks(id)).map(({ number }) => number);
    return { id, size, mediaType, chunkBytes: CHUNK_BYTES, chunks: chunksOf(size), stored, expiresAt: settleAt?.toISOString() ?? null };
  }

  async #chunk({ id }: AttachmentRow, number: number): Promise<ChunkRow | undefined> {
    return (await this.#rows.storedChunks(id)).find((chunk) => chunk.number === number);
  }

  /** Stores a chunk as an object of its own; false when another request stored it first. */
  async #put(row: AttachmentRow, number: number, content: Buffer, key: KeyObject): Promise<boolean> {
    const objectId = uuidv7(this.#parts.now());
    if (!(await this.#rows.beginChunk(row.id, number, objectId, this.#in(0)))) throw problems.notFound();
    try {
      const sealed = sealChunk(key, { attachmentId: row.id, number, size: row.size }, content);
      await this.#storing(() => this.#parts.store.write(objectId, sealed));
      if (await this.#rows.endChunk(objectId)) return true;
    } catch (error) {
      // What cannot be tidied up now is found by its row later.
      await this.#parts.removal.removeObject(objectId).catch(() => undefined);
      throw error;
    }
    await this.#parts.removal.removeObject(objectId);
    return false;
  }

  async #key({ id, personId }: Pick<AttachmentRow, 'id' | 'personId'>): Promise<KeyObject> {
    const key = (await this.#parts.keys.find([personId])).get(personId);
    if (key === undefined) throw problems.gone();
    return attachmentKey(key, id);
  }

  async *#contentOf(row: AttachmentRow, chunks: readonly ChunkRow[], key: KeyObject): AsyncGenerator<Buffer> {
    for (const chunk of chunks) yield await this.#open(row, chunk, key);
  }

  async #open({ id, size }: AttachmentRow, { objectId, number }: ChunkRow, key: KeyObject): Promise<Buffer> {
    const sealed = await this.#storing(() => this.#parts.store.read(objectId));
    if (sealed === null) throw problems.gone();
    return openChunk(key, { attachmentId: id, number, size }, sealed);
  }

  async #scan(scanner: VirusScanner, content: AsyncIterable<Uint8Array>) {
    try {
      return await scanner.scan(content);
    } catch (error) {
      throw error instanceof ScannerNotReachable ? problems.scannerNotReachable() : error;
    }
  }

  async #storing<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof StoreFull) throw problems.storeFull();
      throw error instanceof StoreNotReachable ? problems.storeNotReachable() : error;
    }
  }

  #in(ms: number): Date {
    return new Date(this.#parts.now() + ms);
  }
}

async function* watched(content: AsyncIterable<Buffer>, seen: { readonly hash: Hash; bytes: number }): AsyncGenerator<Buffer> {
  for await (const piece of content) {
    seen.hash.update(piece);
    seen.bytes += piece.length;
    yield piece;
  }
}

async function drained(content: AsyncGenerator<Buffer>): Promise<void> {
  while ((await content.next()).done !== true);
}

async function joined(content: AsyncIterable<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of content) pieces.push(piece);
  return Buffer.concat(pieces);
}
