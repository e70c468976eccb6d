import { createPrivateKey, createPublicKey } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import type { HeadSigner, LogHead, ReadHead, SignedHead } from '@xiezhi/eventsourcing';
import { calculateJwkThumbprint, CompactSign, compactVerify, createLocalJWKSet, errors, type JSONWebKeySet, type JWK } from 'jose';
import type { Config } from './config.js';
import { derivedPrivateKey, publishable, type OwnSigningKey } from './own-signing-key.js';

/** Says what a signed text is, so that a head is never taken for a token, nor a token for a head. */
const HEAD_TYPE = 'xiezhi-log-head+jws';
/** Anyone but the owner. */
const OTHERS = 0o077;

/**
 * The key that signs the heads of the logs: the configured one, or one derived from the master key.
 * @throws Error when the configured one cannot be used
 */
export async function logSigningKey(config: Pick<Config, 'logSigningKeyFile'>, masterKey: Uint8Array): Promise<OwnSigningKey> {
  const { logSigningKeyFile: file } = config;
  if (file === undefined) return publishable(derivedPrivateKey(masterKey, 'log head signing'));
  const pem = await readFile(file);
  if (process.platform !== 'win32' && ((await stat(file)).mode & OTHERS) !== 0)
    throw new Error(`LOG_SIGNING_KEY_FILE: ${file} may be read by others: run chmod 600 on it`);
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyType !== 'ed25519')
    throw new Error(`LOG_SIGNING_KEY_FILE: ${file} holds no Ed25519 key (openssl genpkey -algorithm ed25519)`);
  return publishable(key);
}

/** Signs heads as JWS in compact form (RFC 7515), which any library for it can verify. */
export const headSigner = ({ privateKey, kid }: OwnSigningKey): HeadSigner => ({
  sign: (head) =>
    new CompactSign(new TextEncoder().encode(JSON.stringify(head)))
      .setProtectedHeader({ alg: 'EdDSA', kid, typ: HEAD_TYPE })
      .sign(privateKey),
});

/** What a head says, whoever signed it: enough for a head of our own, and to see which log one is of. @throws SyntaxError when it is none */
export const unverifiedHead = (head: SignedHead): LogHead =>
  JSON.parse(Buffer.from(head.split('.')[1] ?? '', 'base64url').toString()) as LogHead;

/**
 * The public keys in a file's text: a JSON Web Key Set as `/.well-known/log-keys.json` gives it, one key of it, or a key in PEM.
 * @throws Error when it holds none
 */
export async function publicKeysIn(text: string): Promise<JSONWebKeySet> {
  if (text.includes('-----BEGIN')) {
    const { kty, crv, x } = createPublicKey(text).export({ format: 'jwk' });
    return publicKeysIn(JSON.stringify({ kty, crv, x }));
  }
  const read = JSON.parse(text) as Partial<JSONWebKeySet> & JWK;
  const keys = await Promise.all(
    (read.keys ?? [read]).map(async (key) => ({ ...key, kid: key.kid ?? (await calculateJwkThumbprint(key)) })),
  );
  if (keys.length === 0) throw new Error('it holds no key');
  return { keys };
}

/** Reads heads that one of `keys` has signed. */
export function headReader(keys: JSONWebKeySet): ReadHead {
  const known = createLocalJWKSet(keys);
  return async (signed) => {
    try {
      const { payload, protectedHeader } = await compactVerify(signed, known, { algorithms: ['EdDSA'] });
      return protectedHeader.typ === HEAD_TYPE ? (JSON.parse(new TextDecoder().decode(payload)) as LogHead) : null;
    } catch (error) {
      if (error instanceof errors.JOSEError) return null;
      throw error;
    }
  };
}
