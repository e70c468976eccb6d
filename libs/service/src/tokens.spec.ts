import { createServer, type Server } from 'node:http';
import { writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type JSONWebKeySet, type JWTPayload } from 'jose';
import { Endings } from './sessions/endings.js';
import { LIAISON, scratch, type Scratch } from './testing/scratch.js';
import { keySetOf, KeysUnavailable, tokenRules, TokenVerifier } from './tokens.js';

const CLAIMS = { agency: 'a', agency_kind: 'court', role: 'liaison', division: '540102' };

describe('access tokens', () => {
  let given: Scratch;
  beforeAll(async () => {
    given = await scratch();
  });
  afterAll(() => given.remove());

  const verifierAt = async (now?: () => number): Promise<TokenVerifier> =>
    new TokenVerifier(await tokenRules(given.config, given.signingKey.jwks), Endings.none(), now);

  const signed = (claims: JWTPayload, shape: (jwt: SignJWT) => SignJWT = (jwt) => jwt): Promise<string> =>
    shape(
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'EdDSA', kid: given.signingKey.kid })
        .setSubject('s')
        .setIssuer(given.config.tokenIssuer)
        .setAudience('xiezhi')
        .setExpirationTime('5 m'),
    ).sign(given.signingKey.privateKey);

  it('given a token of ours, knows the principal, and knows it at once the next time', async () => {
    const verifier = await verifierAt();
    const token = await given.token();
    expect(verifier.known(token)).toBeUndefined();
    expect(await verifier.verify(token)).toEqual(LIAISON);
    expect(verifier.known(token)).toEqual(LIAISON);
  });

  it('given a kept token, forgets it when it expires', async () => {
    let now = Date.now();
    const verifier = await verifierAt(() => now);
    const token = await given.token({}, 60);
    await verifier.verify(token);
    now += 59_000;
    expect(verifier.known(token)).toEqual(LIAISON);
    now += 2_000;
    expect(verifier.known(token)).toBeUndefined();
    now += 10_000;
    expect(await verifier.verify(token)).toBeNull();
  });

  it.each<[string, () => Promise<string>]>([
    ['another issuer', () => signed(CLAIMS, (jwt) => jwt.setIssuer('http://elsewhere'))],
    ['another audience', () => signed(CLAIMS, (jwt) => jwt.setAudience('other'))],
    ['no subject', () => signed(CLAIMS, (jwt) => jwt.setSubject(''))],
    ['no agency', () => signed({ ...CLAIMS, agency: undefined })],
    ['an agency that is no text', () => signed({ ...CLAIMS, agency: ['a'] })],
    ['no role', () => signed({ ...CLAIMS, role: undefined })],
    ['a division that is none', () => signed({ ...CLAIMS, division: '54' })],
    ['not valid before tomorrow', () => signed(CLAIMS, (jwt) => jwt.setNotBefore('1 day'))],
    [
      'no expiry',
      () =>
        new SignJWT(CLAIMS)
          .setProtectedHeader({ alg: 'EdDSA' })
          .setSubject('s')
          .setIssuer(given.config.tokenIssuer)
          .setAudience('xiezhi')
          .sign(given.signingKey.privateKey),
    ],
    [
      'no signature',
      async () =>
        new UnsecuredJWT(CLAIMS)
          .setSubject('s')
          .setIssuer(given.config.tokenIssuer)
          .setAudience('xiezhi')
          .setExpirationTime('5 m')
          .encode(),
    ],
    [
      'the public key used as a shared secret',
      () =>
        new SignJWT(CLAIMS)
          .setProtectedHeader({ alg: 'HS256', kid: given.signingKey.kid })
          .setSubject('s')
          .setIssuer(given.config.tokenIssuer)
          .setAudience('xiezhi')
          .setExpirationTime('5 m')
          .sign(new TextEncoder().encode(JSON.stringify(given.signingKey.jwks))),
    ],
    [
      "another's key",
      async () =>
        new SignJWT(CLAIMS)
          .setProtectedHeader({ alg: 'EdDSA', kid: given.signingKey.kid })
          .setSubject('s')
          .setIssuer(given.config.tokenIssuer)
          .setAudience('xiezhi')
          .setExpirationTime('5 m')
          .sign((await generateKeyPair('Ed25519')).privateKey),
    ],
    ['more characters than a token has', async () => `${await given.token()}${'x'.repeat(10_000)}`],
  ])('given a token with %s, refuses', async (_name, make) => {
    const verifier = await verifierAt();
    const token = await make();
    expect(await verifier.verify(token)).toBeNull();
    expect(verifier.known(token)).toBeUndefined();
  });

  describe('from another issuer', () => {
    let jwks: JSONWebKeySet;
    let tokens: string[];
    let server: Server;
    let url: string;
    let fetched = 0;

    beforeAll(async () => {
      const pairs = await Promise.all(
        ['ES256', 'RS256', 'PS384'].map(async (alg) => ({ alg, ...(await generateKeyPair(alg, { extractable: true })) })),
      );
      jwks = { keys: await Promise.all(pairs.map(async ({ alg, publicKey }) => ({ ...(await exportJWK(publicKey)), alg, kid: alg }))) };
      tokens = await Promise.all(
        pairs.map(({ alg, privateKey }) =>
          new SignJWT(CLAIMS)
            .setProtectedHeader({ alg, kid: alg })
            .setSubject('s')
            .setIssuer('https://issuer.example')
            .setAudience('xiezhi')
            .setExpirationTime('5 m')
            .sign(privateKey),
        ),
      );
      server = createServer((_request, response) => {
        fetched++;
        response.setHeader('content-type', 'application/json').end(JSON.stringify(jwks));
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`;
    });
    afterAll(() => new Promise((resolve) => server.close(resolve)));

    const verifierWith = async (location: string): Promise<TokenVerifier> =>
      new TokenVerifier({ issuer: 'https://issuer.example', audience: 'xiezhi', keys: await keySetOf(location) }, Endings.none());

    it('takes its ES256 and RS256 tokens with keys from a URL, fetched once', async () => {
      const verifier = await verifierWith(url);
      for (const token of tokens.slice(0, 2)) expect(await verifier.verify(token)).toMatchObject({ account: 's', agency: 'a' });
      expect(fetched).toBe(1);
    });

    it('refuses a signature of a kind that is not on the list, though its key is published', async () => {
      expect(await (await verifierWith(url)).verify(tokens[2]!)).toBeNull();
    });

    it('takes them with keys from a file', async () => {
      const file = join(dirname(given.config.masterKeyFile), 'jwks.json');
      await writeFile(file, JSON.stringify(jwks));
      const verifier = await verifierWith(file);
      for (const token of tokens.slice(0, 2)) expect(await verifier.verify(token)).toMatchObject({ account: 's' });
    });

    it('given keys that cannot be fetched, says so instead of calling the token invalid', async () => {
      const verifier = await verifierWith('http://127.0.0.1:1/jwks');
      await expect(verifier.verify(tokens[0]!)).rejects.toBeInstanceOf(KeysUnavailable);
    });
  });
});
