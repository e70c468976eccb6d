import { generateKeyPairSync } from 'node:crypto';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogHead } from '@xiezhi/eventsourcing';
import { CompactSign } from 'jose';
import { headReader, headSigner, logSigningKey, publicKeysIn, unverifiedHead } from './log-signing-key.js';
import { ownSigningKey } from './own-signing-key.js';

const MASTER_KEY = new Uint8Array(32).fill(7);
const DERIVED = { logSigningKeyFile: undefined };
const HEAD: LogHead = {
  log: 'assignment',
  number: 1,
  events: 12,
  position: '0000000000000000012',
  chain: 'ab'.repeat(32),
  previous: null,
  algorithm: 'sha256-jcs',
  signedAt: '2026-11-24T03:00:00.000Z',
};

describe('the key that signs heads of logs', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'xiezhi-log-key-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const keyFile = async (name: string, type: 'ed25519' | 'x25519', mode = 0o600): Promise<string> => {
    const pair = type === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('x25519');
    const file = join(folder, name);
    await writeFile(file, pair.privateKey.export({ type: 'pkcs8', format: 'pem' }));
    await chmod(file, mode);
    return file;
  };

  it('is the same in every process of an installation, and not the one that signs tokens', async () => {
    const [one, other] = [await logSigningKey(DERIVED, MASTER_KEY), await logSigningKey(DERIVED, MASTER_KEY)];
    expect(one.kid).toBe(other.kid);
    expect(one.kid).not.toBe((await ownSigningKey(MASTER_KEY)).kid);
  });

  it('is the configured one where there is one, kept from others and of the right kind', async () => {
    const key = await logSigningKey({ logSigningKeyFile: await keyFile('own.pem', 'ed25519') }, MASTER_KEY);
    const signed = await headSigner(key).sign(HEAD);
    expect(await headReader(key.jwks)(signed)).toEqual(HEAD);
    expect(await headReader((await logSigningKey(DERIVED, MASTER_KEY)).jwks)(signed)).toBeNull();
    await expect(logSigningKey({ logSigningKeyFile: await keyFile('open.pem', 'ed25519', 0o644) }, MASTER_KEY)).rejects.toThrow(
      'chmod 600',
    );
    await expect(logSigningKey({ logSigningKeyFile: await keyFile('other.pem', 'x25519') }, MASTER_KEY)).rejects.toThrow('no Ed25519 key');
  });

  it('vouches for what it signed, whole, and for nothing that is no head', async () => {
    const key = await logSigningKey(DERIVED, MASTER_KEY);
    const read = headReader(key.jwks);
    const signed = await headSigner(key).sign(HEAD);
    const [header, , signature] = signed.split('.');
    const changed = Buffer.from(JSON.stringify({ ...HEAD, events: 11 })).toString('base64url');
    expect(unverifiedHead(signed)).toEqual(HEAD);
    expect(await read(`${header}.${changed}.${signature}`)).toBeNull();
    expect(await read('no head')).toBeNull();
    const token = await new CompactSign(Buffer.from(JSON.stringify(HEAD)))
      .setProtectedHeader({ alg: 'EdDSA', kid: key.kid })
      .sign(key.privateKey);
    expect(await read(token)).toBeNull();
  });

  it('is read from a key set, a key, or PEM', async () => {
    const pair = generateKeyPairSync('ed25519');
    const pem = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const jwk = pair.publicKey.export({ format: 'jwk' });
    const sets = await Promise.all([pem, JSON.stringify(jwk), JSON.stringify({ keys: [jwk] })].map(publicKeysIn));
    expect(new Set(sets.map(({ keys }) => keys[0]!.kid)).size).toBe(1);
    await expect(publicKeysIn('{"keys":[]}')).rejects.toThrow('no key');
    await expect(publicKeysIn('nothing')).rejects.toThrow('JSON');
  });
});
