import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto';
import { derivedKey } from './master-key.js';

/** Length of a code in characters of base64url: 144 bits. */
const CODE_LENGTH = 24;

/** Codes that somebody is given once to get in with; only their digests are kept. */
export class OneTimeCodes {
  readonly #key: KeyObject;

  /** `purpose`: codes of one purpose open nothing of another. */
  constructor(masterKey: Uint8Array, purpose: string) {
    this.#key = createSecretKey(derivedKey(masterKey, purpose));
  }

  /** The code that a command gives out: of its id, so that the command sent again is answered with the same. */
  of(commandId: string): string {
    return createHmac('sha256', this.#key).update(commandId).digest('base64url').slice(0, CODE_LENGTH);
  }

  digest(code: string): Buffer {
    return hash('sha256', code, 'buffer');
  }
}
