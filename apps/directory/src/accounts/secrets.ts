import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { derivedKey, OneTimeCodes } from '@xiezhi/service';

/** OWASP's least for argon2id: 19 MiB, two passes. The library's salt has 16 bytes. */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Keyed digests and hashes of what people type to get in. */
export class AccountSecrets {
  readonly #names: KeyObject;
  /** Codes of invitations. */
  readonly invitations: OneTimeCodes;
  /** Verified in place of an account's that is not there, so that both take as long. */
  #nobody: Promise<string> | null = null;

  constructor(masterKey: Uint8Array) {
    this.#names = createSecretKey(derivedKey(masterKey, 'sign-in names'));
    this.invitations = new OneTimeCodes(masterKey, 'invitations');
  }

  /** By what an account is found; case does not matter, width of letters does. */
  signInDigest(agency: string, signInName: string): Buffer {
    return createHmac('sha256', this.#names).update(`${agency}\n${signInName.toLowerCase()}`).digest();
  }

  hashPassword(password: string): Promise<string> {
    return hash(password, ARGON2ID);
  }

  /** True when the password fits; takes as long when there is no hash to compare with. */
  async fits(password: string, stored: string | null): Promise<boolean> {
    this.#nobody ??= this.hashPassword('nobody has this password');
    const fits = await verify(stored ?? (await this.#nobody), password);
    return stored !== null && fits;
  }
}
