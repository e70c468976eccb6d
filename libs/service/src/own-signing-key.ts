import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { calculateJwkThumbprint, SignJWT, type JSONWebKeySet } from 'jose';
import type { Config } from './config.js';
import { derivedKey } from './master-key.js';
import type { Principal } from './principal.js';

/** DER of a PKCS #8 Ed25519 private key, up to its 32 bytes of seed (RFC 8410). */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A signing key of the platform's own. */
export interface OwnSigningKey {
  readonly privateKey: KeyObject;
  readonly kid: string;
  /** The public half, to be published. */
  readonly jwks: JSONWebKeySet;
}

/** The token key, for installations without another issuer: derived from the master key, so that it outlives a restart and every process of one installation has the same. */
export async function ownSigningKey(masterKey: Uint8Array): Promise<OwnSigningKey> {
  return publishable(derivedPrivateKey(masterKey, 'token signing'));
}

/** An Ed25519 key for one purpose, derived from the master key. */
export const derivedPrivateKey = (masterKey: Uint8Array, purpose: string): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, derivedKey(masterKey, purpose)]), format: 'der', type: 'pkcs8' });

/** A signing key with the public half that others verify by. */
export async function publishable(privateKey: KeyObject): Promise<OwnSigningKey> {
  const { kty, crv, x } = createPublicKey(privateKey).export({ format: 'jwk' });
  const jwk = { kty: kty!, crv: crv!, x: x! };
  const kid = await calculateJwkThumbprint(jwk);
  return { privateKey, kid, jwks: { keys: [{ ...jwk, kid, alg: 'EdDSA', use: 'sig' }] } };
}

/** An access token for `principal`, valid for `seconds` from now. */
export function issueToken(
  key: OwnSigningKey,
  config: Pick<Config, 'tokenIssuer' | 'tokenAudience'>,
  principal: Principal,
  seconds: number,
): Promise<string> {
  return new SignJWT({
    agency: principal.agency,
    agency_kind: principal.agencyKind,
    role: principal.role,
    division: principal.division,
    ...(principal.lawyerId !== undefined && { lawyer_id: principal.lawyerId }),
    as_of: new Date().toISOString(),
  })
    .setProtectedHeader({ alg: 'EdDSA', kid: key.kid, typ: 'at+jwt' })
    .setSubject(principal.account)
    .setIssuer(config.tokenIssuer)
    .setAudience(config.tokenAudience)
    .setIssuedAt()
    .setExpirationTime(`${seconds} s`)
    .sign(key.privateKey);
}
