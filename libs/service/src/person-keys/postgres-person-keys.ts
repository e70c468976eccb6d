import { LruMap, PersonKeys, randomBytes, uuidv7, type PersonKey } from '@xiezhi/eventsourcing';
import type { Pool } from 'pg';
import type { KeyWrapping } from './key-wrapping.js';
import { KeyNotReadable, WRAPPING } from './wrapping.js';

/** Keys made and stored at once, ahead of need; the next block is made when this many are left. */
const BLOCK = 256;
const LOW_WATER = 64;
/** How many blocks one caller waits for, when others take the keys before it. */
const MAX_BLOCKS_AWAITED = 64;
/** A rotation that begins while a block is wrapped is met once, perhaps twice. */
const MAX_STORE_ATTEMPTS = 5;
const MAX_PERSONS_PER_QUERY = 1_000;
const KEPT_KEYS = 20_000;
/** An erased person's key is forgotten everywhere within this time. */
const KEPT_FOR_MS = 60_000;
const KEY_BYTES = 32;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

interface Kept {
  readonly key: Uint8Array;
  readonly until: number;
}

export interface PersonKeysOptions {
  /** On the schema of the keys. */
  readonly pool: Pool;
  readonly wrapping: KeyWrapping;
  /** Unwrapped keys kept at most. */
  readonly keptKeys?: number;
  readonly now?: () => number;
}

interface StoredKey {
  readonly id: string;
  readonly wrapped: Buffer;
  readonly by: string | null;
}

/**
 * Keys of persons in PostgreSQL, wrapped by the master key, which lies elsewhere. A process that ends leaves the rest of its block unused,
 * which harms nobody.
 */
export class PostgresPersonKeys extends PersonKeys {
  readonly #pool: Pool;
  readonly #wrapping: KeyWrapping;
  readonly #now: () => number;
  readonly #kept: LruMap<string, Kept>;
  readonly #ready: PersonKey[] = [];
  #making: Promise<void> | null = null;
  #masterKeyFits = false;

  constructor({ pool, wrapping, keptKeys = KEPT_KEYS, now = Date.now }: PersonKeysOptions) {
    super();
    this.#pool = pool;
    this.#wrapping = wrapping;
    this.#now = now;
    this.#kept = new LruMap(keptKeys);
  }

  async create(): Promise<PersonKey> {
    for (let awaited = 0; awaited < MAX_BLOCKS_AWAITED; awaited++) {
      const made = this.#ready.pop();
      if (made === undefined) {
        await this.#make();
        continue;
      }
      // One that fails here is told to the caller who finds no key left.
      if (this.#ready.length < LOW_WATER) this.#make().catch(() => undefined);
      this.#keep(made.personId, made.key, this.#now());
      return made;
    }
    throw new RangeError('too many callers wait for a person key');
  }

  async find(personIds: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
    const found = new Map<string, Uint8Array>();
    const missing = new Set<string>();
    // Keys are kept from before they were read: an erasure meanwhile is not outlived by more than the bound.
    const now = this.#now();
    for (const id of personIds) {
      const kept = this.#kept.get(id);
      if (kept !== undefined && kept.until > now) found.set(id, kept.key);
      else if (UUID.test(id)) missing.add(id);
    }
    const ids = [...missing];
    for (let from = 0; from < ids.length; from += MAX_PERSONS_PER_QUERY) {
      const asked = ids.slice(from, from + MAX_PERSONS_PER_QUERY);
      for (const id of asked) this.#kept.delete(id);
      for (const [id, key] of await this.#read(asked)) {
        this.#keep(id, key, now);
        found.set(id, key);
      }
    }
    return found;
  }

  async erase(personIds: readonly string[]): Promise<number> {
    let erased = 0;
    const ids = personIds.filter((id) => UUID.test(id));
    for (let from = 0; from < ids.length; from += MAX_PERSONS_PER_QUERY) {
      const asked = ids.slice(from, from + MAX_PERSONS_PER_QUERY);
      const { rowCount } = await this.#pool.query('DELETE FROM keys WHERE person_id = ANY ($1::uuid[])', [asked]);
      for (const id of asked) this.#kept.delete(id);
      erased += rowCount ?? 0;
    }
    return erased;
  }

  /** Waits for the block that is being stored; the pool is its owner's to close. */
  async close(): Promise<void> {
    await this.#making?.catch(() => undefined);
    this.#ready.length = 0;
    this.#kept.clear();
  }

  async #read(ids: readonly string[]): Promise<readonly (readonly [string, Uint8Array])[]> {
    const { rows } = await this.#pool.query<StoredKey>({
      name: 'find person keys',
      text: 'SELECT person_id AS id, wrapped, wrapped_by AS by FROM keys WHERE person_id = ANY ($1::uuid[])',
      values: [ids],
    });
    const keys = await this.#wrapping.unwrap(rows.map(({ id, wrapped, by }) => ({ personId: id, wrapped, by })));
    return rows.map(({ id }, index) => [id, keys[index]!] as const);
  }

  #keep(id: string, key: Uint8Array, from: number): void {
    this.#kept.set(id, { key, until: from + KEPT_FOR_MS });
  }

  /** Makes the next block; none of its keys is given away before all are durable. */
  #make(): Promise<void> {
    this.#making ??= this.#storeBlock().finally(() => {
      this.#making = null;
    });
    return this.#making;
  }

  async #storeBlock(): Promise<void> {
    await this.#checkMasterKey();
    const block = Array.from({ length: BLOCK }, () => ({ personId: uuidv7(this.#now()), key: randomBytes(KEY_BYTES) }));
    for (let attempt = 1; !(await this.#store(block)); attempt++) if (attempt === MAX_STORE_ATTEMPTS) throw new KeyNotReadable();
    this.#ready.push(...block);
  }

  /** Stores a block unless a newer wrapping key has begun meanwhile: then false, and it is wrapped anew. */
  async #store(block: readonly PersonKey[]): Promise<boolean> {
    const { by, wrapped } = await this.#wrapping.wrap(block);
    const { rowCount } = await this.#pool.query(
      `WITH newest AS MATERIALIZED (SELECT key_id FROM wrapping FOR SHARE)
       INSERT INTO keys (person_id, algorithm, wrapped, wrapped_by)
       SELECT person_id, $3, wrapped, $4 FROM unnest($1::uuid[], $2::bytea[]) AS made (person_id, wrapped)
       WHERE EXISTS (SELECT FROM newest WHERE key_id IN ('', $4))`,
      [block.map(({ personId }) => personId), wrapped, WRAPPING, by],
    );
    return rowCount === block.length;
  }

  /** Before the first block: made under another master key, some persons would be readable with one key and some with the other. */
  async #checkMasterKey(): Promise<void> {
    if (this.#masterKeyFits) return;
    const { rows } = await this.#pool.query<StoredKey>('SELECT person_id AS id, wrapped, wrapped_by AS by FROM keys LIMIT 1');
    await this.#wrapping.unwrap(rows.map(({ id, wrapped, by }) => ({ personId: id, wrapped, by })));
    await this.#pool.query(`INSERT INTO wrapping (key_id) VALUES ('') ON CONFLICT (one) DO NOTHING`);
    this.#masterKeyFits = true;
  }
}
