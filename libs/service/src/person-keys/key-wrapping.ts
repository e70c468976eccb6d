import { createSecretKey, type KeyObject } from 'node:crypto';
import type { PersonKey } from '@xiezhi/eventsourcing';
import { derivedKey, readKeyFile } from '../master-key.js';
import { KeyNotReadable, unwrapKey, wrapKey } from './wrapping.js';

/** A person's key as it is stored. */
export interface WrappedKey {
  readonly personId: string;
  readonly wrapped: Uint8Array;
  /** Id of the key it is wrapped by; `null`: the master key, as before any rotation. */
  readonly by: string | null;
}

/**
 * **Port.** Wraps and unwraps persons' keys under a key that is kept elsewhere: a file beside the installation, or a key management
 * service. In batches, for a remote one costs a round trip each.
 */
export abstract class KeyWrapping {
  /** Wraps under the newest key there is. */
  abstract wrap(keys: readonly PersonKey[]): Promise<{ readonly by: string; readonly wrapped: readonly Uint8Array[] }>;
  /** In the order of `keys`. @throws KeyNotReadable when one is wrapped by a key that is not there, or was changed or moved */
  abstract unwrap(keys: readonly WrappedKey[]): Promise<readonly Uint8Array[]>;
}

const PURPOSE = 'person keys';
const ID_BYTES = 8;

/** Names a key without telling anything of it. */
export const wrappingKeyId = (key: Uint8Array): string =>
  Buffer.from(derivedKey(key, 'wrapping key id').subarray(0, ID_BYTES)).toString('hex');

/** Where the wrapping keys of an installation lie, beside its master key. */
export const wrappingFiles = (masterKeyFile: string): { readonly current: string; readonly next: string } => ({
  current: `${masterKeyFile}.wrapping`,
  next: `${masterKeyFile}.wrapping-next`,
});

/**
 * Wrapping keys in files. The master key wraps until the first rotation; then the file `.wrapping` does, and while a rotation runs
 * `.wrapping-next` does and both are accepted. The files are looked at again before new keys are wrapped and when an unknown key is named.
 */
export class FileKeyWrapping extends KeyWrapping {
  readonly #masterId: string;
  #accepted: ReadonlyMap<string, KeyObject>;
  #newest: string;

  /** `file`: of the master key; `null` when there are no files beside it. */
  constructor(
    masterKey: Uint8Array,
    private readonly file: string | null,
  ) {
    super();
    this.#masterId = wrappingKeyId(masterKey);
    this.#master = createSecretKey(derivedKey(masterKey, PURPOSE));
    this.#accepted = new Map([[this.#masterId, this.#master]]);
    this.#newest = this.#masterId;
  }

  readonly #master: KeyObject;

  async wrap(keys: readonly PersonKey[]): Promise<{ readonly by: string; readonly wrapped: readonly Uint8Array[] }> {
    await this.#look();
    const by = this.#newest;
    const key = this.#accepted.get(by)!;
    return { by, wrapped: keys.map(({ personId, key: secret }) => wrapKey(key, personId, secret)) };
  }

  async unwrap(keys: readonly WrappedKey[]): Promise<readonly Uint8Array[]> {
    if (keys.some(({ by }) => !this.#accepted.has(by ?? this.#masterId))) await this.#look();
    return keys.map(({ personId, wrapped, by }) => {
      const key = this.#accepted.get(by ?? this.#masterId);
      if (key === undefined) throw new KeyNotReadable();
      return unwrapKey(key, personId, wrapped);
    });
  }

  /** Reads the files; the master key is retired as a wrapping key once `.wrapping` is there. */
  async #look(): Promise<void> {
    if (this.file === null) return;
    const { current, next } = wrappingFiles(this.file);
    // Next before current: when it becomes the current one between the two looks, it is found by the second.
    const coming = await readKeyFile(next);
    const present = await readKeyFile(current);
    const accepted = new Map<string, KeyObject>();
    let newest = this.#masterId;
    if (present === null) accepted.set(this.#masterId, this.#master);
    for (const key of [present, coming]) {
      if (key === null) continue;
      newest = wrappingKeyId(key);
      accepted.set(newest, createSecretKey(derivedKey(key, PURPOSE)));
    }
    this.#accepted = accepted;
    this.#newest = newest;
  }
}
