import { randomBytes } from 'node:crypto';
import { LruMap, PersonKeys, uuidv7, type PersonKey } from '@xiezhi/eventsourcing';
import type { Pool } from 'pg';
import { derivedKey } from '../master-key.js';
import { unwrapKey, wrapKey, WRAPPING } from './wrapping.js';

/** Keys made and stored at once, ahead of need; the next block is made when this many are left. */
const BLOCK = 256;
const LOW_WATER = 64;
const KEPT_KEYS = 20_000;
/** An erased person's key is forgotten everywhere within this time. */
const KEPT_FOR_MS = 60_000;
const KEY_BYTES = 32;

interface Kept {
  readonly key: Uint8Array;
  readonly until: number;
}

export interface PersonKeysOptions {
  /** On the schema of the keys. */
  readonly pool: Pool;
  readonly masterKey: Uint8Array;
  readonly now?: () => number;
}

/** Keys of persons in PostgreSQL, wrapped by the master key, which lies elsewhere. */
export class PostgresPersonKeys extends PersonKeys {
  readonly #pool: Pool;
  readonly #wrapping: Uint8Array;
  readonly #now: () => number;
  readonly #kept = new LruMap<string, Kept>(KEPT_KEYS);
  readonly #ready: PersonKey[] = [];
  #making: Promise<void> | null = null;

  constructor({ pool, masterKey, now = Date.now }: PersonKeysOptions) {
    super();
    this.#pool = pool;
    this.#wrapping = derivedKey(masterKey, 'person keys');
    this.#now = now;
  }

  async create(): Promise<PersonKey> {
    while (this.#ready.length === 0) await this.#make();
    const made = this.#ready.pop()!;
    if (this.#ready.length < LOW_WATER) this.#make().catch(() => undefined);
    this.#keep(made.personId, made.key);
    return made;
  }

  async find(personIds: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
    const found = new Map<string, Uint8Array>();
    const missing: string[] = [];
    const now = this.#now();
    for (const id of personIds) {
      const kept = this.#kept.get(id);
      if (kept !== undefined && kept.until > now) found.set(id, kept.key);
      else missing.push(id);
    }
    if (missing.length === 0) return found;
    const { rows } = await this.#pool.query<{ id: string; wrapped: Buffer }>({
      name: 'find person keys',
      text: 'SELECT person_id AS id, wrapped FROM keys WHERE person_id = ANY ($1::uuid[])',
      values: [missing],
    });
    for (const { id, wrapped } of rows) {
      const key = unwrapKey(this.#wrapping, id, wrapped);
      this.#keep(id, key);
      found.set(id, key);
    }
    return found;
  }

  #keep(id: string, key: Uint8Array): void {
    this.#kept.set(id, { key, until: this.#now() + KEPT_FOR_MS });
  }

  /** Makes the next block; none of its keys is given away before all are durable. */
  #make(): Promise<void> {
    this.#making ??= this.#storeBlock().finally(() => {
      this.#making = null;
    });
    return this.#making;
  }

  async #storeBlock(): Promise<void> {
    const block = Array.from({ length: BLOCK }, () => ({ personId: uuidv7(this.#now()), key: randomBytes(KEY_BYTES) }));
    await this.#pool.query(
      'INSERT INTO keys (person_id, algorithm, wrapped) SELECT person_id, $3, wrapped FROM unnest($1::uuid[], $2::bytea[]) AS made (person_id, wrapped)',
      [block.map(({ personId }) => personId), block.map(({ personId, key }) => wrapKey(this.#wrapping, personId, key)), WRAPPING],
    );
    this.#ready.push(...block);
  }
}
