import { readPublicKey } from './public-key.ts';

const ALGORITHMS: readonly (readonly [name: string, algorithm: AlgorithmIdentifier | EcKeyGenParams | RsaHashedKeyGenParams])[] = [
  ['Ed25519', 'Ed25519'],
  ['P-256', { name: 'ECDSA', namedCurve: 'P-256' }],
  ['RSA', { name: 'RSASSA-PKCS1-v1_5', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' }],
];

const pairOf = async (algorithm: (typeof ALGORITHMS)[number][1]): Promise<CryptoKeyPair> =>
  (await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as CryptoKeyPair;

async function pemOf(key: CryptoKey, format: 'spki' | 'pkcs8'): Promise<string> {
  const text = btoa(String.fromCodePoint(...new Uint8Array(await crypto.subtle.exportKey(format, key))));
  const label = format === 'spki' ? 'PUBLIC KEY' : 'PRIVATE KEY';
  return `-----BEGIN ${label}-----\n${text.replaceAll(/(.{64})/g, '$1\n')}\n-----END ${label}-----\n`;
}

describe('a key that was pasted', () => {
  it.each(ALGORITHMS)('as PEM or JWK of %s is read as its public members', async (_name, algorithm) => {
    const { publicKey } = await pairOf(algorithm);
    const { key_ops: _operations, ext: _extractable, alg: _alg, ...jwk } = await crypto.subtle.exportKey('jwk', publicKey);
    expect(await readPublicKey(`\n${await pemOf(publicKey, 'spki')}\n`)).toEqual({ jwk });
    expect(await readPublicKey(JSON.stringify({ ...jwk, kid: 'one', use: 'sig', alg: 'any' }))).toEqual({ jwk });
  });

  it.each(ALGORITHMS)('that is a private one of %s is told, in PEM and in JWK', async (_name, algorithm) => {
    const { privateKey } = await pairOf(algorithm);
    expect(await readPublicKey(await pemOf(privateKey, 'pkcs8'))).toBe('private');
    expect(await readPublicKey(JSON.stringify(await crypto.subtle.exportKey('jwk', privateKey)))).toBe('private');
  });

  it.each(['', 'ssh-ed25519 AAAA', '{}', 'null', '-----BEGIN PUBLIC KEY-----\n%%%\n-----END PUBLIC KEY-----'])(
    'that is none (%s) is not read',
    async (text) => expect(await readPublicKey(text)).toBe('unreadable'),
  );
});
