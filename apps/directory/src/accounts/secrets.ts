import { createHmac, createSecretKey, hash as digest, type KeyObject } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { derivedKey } from '@xiezhi/service';

/** OWASP's least for argon2id: 19 MiB, two passes. The library's salt has 16 bytes. */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** Length of an invitation code in characters of base64url: 144 bits. */
const CODE_LENGTH = 24;

/** Keyed digests and hashes of what people type to get in. */
export class AccountSecrets {
  readonly #names: KeyObject;
  readonly #invitations: KeyObject;
  /** Verified in place of an account's that is not there, so that both take as long. */
  #nobody: Promise<string> | null = null;

  constructor(masterKey: Uint8Array) {
    this.#names = createSecretKey(derivedKey(masterKey, 'sign-in names'));
    this.#invitations = createSecretKey(derivedKey(masterKey, 'invitations'));
  }

  /** By what an account is found; case does not matter, width of letters does. */
  signInDigest(agency: string, signInName: string): Buffer {
    return createHmac('sha256', this.#names).update(`${agency}\n${signInName.toLowerCase()}`).digest();
  }

  /** The one-time code of an invitation: of its command, so that the command sent again is answered with the same. */
  invitationCode(commandId: string): string {
    return createHmac('sha256', this.#invitations).update(commandId).digest('base64url').slice(0, CODE_LENGTH);
  }

  codeDigest(code: string): Buffer {
    return digest('sha256', code, 'buffer');
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
