/** What a pasted text is: a public key as the platform takes it, a private key, or nothing of the kind. */
export type Pasted = { readonly jwk: JsonWebKey } | 'private' | 'unreadable';

const PEM = /-----BEGIN PUBLIC KEY-----([\s\S]+?)-----END PUBLIC KEY-----/;
/** Members of a private JWK (RFC 7518, 8037). */
const PRIVATE = ['d', 'p', 'q', 'k'];
/** Kinds of keys that are taken, as the browser names them. */
const ALGORITHMS = [
  { name: 'Ed25519' },
  { name: 'ECDSA', namedCurve: 'P-256' },
  { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
] as const satisfies readonly (Algorithm | EcKeyImportParams | RsaHashedImportParams)[];

/** The members that the platform asks for, without what a tool wrote beside them. */
const members = ({ kty, crv, x, y, n, e }: JsonWebKey): JsonWebKey =>
  Object.fromEntries(Object.entries({ kty, crv, x, y, n, e }).filter(([, value]) => value !== undefined));

/** Reads a public key from PEM or JWK, in the browser: a private key that was pasted by mistake never leaves it. */
export async function readPublicKey(text: string): Promise<Pasted> {
  if (/BEGIN [A-Z ]*PRIVATE KEY/.test(text)) return 'private';
  const pem = PEM.exec(text)?.[1];
  return pem === undefined ? fromJwk(text) : fromPem(pem);
}

function fromJwk(text: string): Pasted {
  try {
    const jwk = JSON.parse(text) as JsonWebKey | null;
    if (typeof jwk !== 'object' || jwk === null || typeof jwk.kty !== 'string') return 'unreadable';
    return PRIVATE.some((name) => name in jwk) ? 'private' : { jwk: members(jwk) };
  } catch {
    return 'unreadable';
  }
}

async function fromPem(pem: string): Promise<Pasted> {
  let der: Uint8Array<ArrayBuffer>;
  try {
    der = Uint8Array.from(atob(pem.replaceAll(/\s/g, '')), (character) => character.codePointAt(0) ?? 0);
  } catch {
    return 'unreadable';
  }
  for (const algorithm of ALGORITHMS) {
    try {
      const key = await crypto.subtle.importKey('spki', der, algorithm, true, ['verify']);
      return { jwk: members(await crypto.subtle.exportKey('jwk', key)) };
    } catch {
      // A key of another kind: the next is tried.
    }
  }
  return 'unreadable';
}
