import { decodeJwt, exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey, type JWK } from 'jose';
import * as oidc from 'openid-client';
import { ownClientSecret } from '@xiezhi/service';
import { Api, type ProblemBody } from '../../apps/platform/src/demo/api.js';
import { Browser, demonstrationSignIn } from '../support/browser.js';
import { notice, startTestPlatform, TEST_MASTER_KEY, type TestPlatform } from '../support/platform.js';

const KEYS = '/api/directory/system-keys';

let platform: TestPlatform;
let issuer: URL;
beforeAll(async () => {
  platform = await startTestPlatform();
  issuer = new URL(platform.config.tokenIssuer);
});
afterAll(() => platform?.stop());

describe('the embedded issuer, to a certified client', () => {
  const discover = (): Promise<oidc.Configuration> => {
    const secret = ownClientSecret(TEST_MASTER_KEY);
    return oidc.discovery(
      issuer,
      'xiezhi-web',
      { client_secret: secret, id_token_signed_response_alg: 'EdDSA' },
      oidc.ClientSecretBasic(secret),
      { execute: [oidc.allowInsecureRequests, oidc.enableNonRepudiationChecks] },
    );
  };

  /** Goes as far as the redirect that carries the code; nothing of ours takes it. */
  const codeFor = async (configuration: oidc.Configuration, parameters: Record<string, string>): Promise<URL> => {
    const browser = new Browser(platform.address);
    const start = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: `${platform.config.publicUrl}/auth/callback`,
      scope: 'openid profile',
      ...parameters,
    });
    const { url } = await browser.visit(start.href);
    return (await browser.fill(url, demonstrationSignIn('lawyer'), ({ pathname }) => pathname === '/auth/callback')).url;
  };

  it('completes code and PKCE: an ID token for the client, an access token for the API', async () => {
    const configuration = await discover();
    const verifier = oidc.randomPKCECodeVerifier();
    const [state, nonce] = [oidc.randomState(), oidc.randomNonce()];
    const current = await codeFor(configuration, {
      state,
      nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true };
    const tokens = await oidc.authorizationCodeGrant(configuration, current, checks);
    expect(tokens.claims()).toMatchObject({
      iss: issuer.href,
      aud: 'xiezhi-web',
      role: 'lawyer',
      agency_kind: 'law_firm',
      name: '演示律师01',
    });
    expect(tokens.expires_in).toBeLessThanOrEqual(300);

    const access = decodeJwt(tokens.access_token);
    expect(access).toMatchObject({
      iss: issuer.href,
      aud: 'xiezhi',
      role: 'lawyer',
      agency: 'law-firm-demonstration-2',
      division: '540100',
    });
    expect(JSON.stringify(access)).not.toContain('演示');
    expect((await new Api(platform.address, tokens.access_token).get('/api/directory/agencies')).status).toBe(200);
    // An ID token is no access token.
    expect((await new Api(platform.address, tokens.id_token!).get('/api/directory/agencies')).status).toBe(401);
    // A code works once.
    await expect(oidc.authorizationCodeGrant(configuration, current, checks)).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  it('gives nothing for a code without its PKCE verifier, or with another', async () => {
    const configuration = await discover();
    const state = oidc.randomState();
    const challenge = {
      code_challenge: await oidc.calculatePKCECodeChallenge(oidc.randomPKCECodeVerifier()),
      code_challenge_method: 'S256',
    };
    const current = await codeFor(configuration, { state, ...challenge });
    const checks = { pkceCodeVerifier: oidc.randomPKCECodeVerifier(), expectedState: state };
    await expect(oidc.authorizationCodeGrant(configuration, current, checks)).rejects.toMatchObject({ error: 'invalid_grant' });
    const bare = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: `${platform.config.publicUrl}/auth/callback`,
      state,
      scope: 'openid',
    });
    const { response, url } = await new Browser(platform.address).visit(bare.href, {}, ({ pathname }) => pathname === '/auth/callback');
    expect([response.status, url.searchParams.get('error')]).toEqual([303, 'invalid_request']);
  });

  it('sends nobody to an address that is not registered', async () => {
    const configuration = await discover();
    const elsewhere = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: 'https://elsewhere.example/',
      scope: 'openid',
      state: 'x',
    });
    const { response } = await new Browser(platform.address).visit(elsewhere.href);
    expect([response.status, (await response.json()) as { error: string }]).toEqual([
      400,
      expect.objectContaining({ error: 'invalid_redirect_uri' }),
    ]);
  });
});

describe('an agency’s own system', () => {
  interface Registered {
    readonly id: string;
    readonly clientId: string;
  }

  const pair = async (alg: string): Promise<{ privateKey: CryptoKey; jwk: JWK }> => {
    const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
    return { privateKey, jwk: await exportJWK(publicKey) };
  };

  const register = (jwk: JWK, role = 'case_agency_clerk') => platform.api.agencyAdministrator.post<Registered>(KEYS, { role, jwk });

  const tokenOf = async (clientId: string, privateKey: CryptoKey, kid?: string): Promise<string> => {
    const configuration = await oidc.discovery(
      issuer,
      clientId,
      {},
      oidc.PrivateKeyJwt(kid === undefined ? privateKey : { key: privateKey, kid }),
      { execute: [oidc.allowInsecureRequests] },
    );
    return (await oidc.clientCredentialsGrant(configuration)).access_token;
  };

  it('signs in with its private key and files a notice; two keys overlap while it changes from one to the other', async () => {
    const [first, second, third] = await Promise.all([pair('Ed25519'), pair('ES256'), pair('Ed25519')]);
    const one = await register(first.jwk);
    expect([one.status, one.body.clientId]).toEqual([201, 'system:court-540100:case_agency_clerk']);
    const { clientId } = one.body;
    const api = new Api(platform.address, await tokenOf(clientId, first.privateKey));
    expect((await api.post('/api/assignment/defence-requests', notice())).status).toBe(201);

    const two = await register(second.jwk);
    for (const { privateKey } of [first, second]) expect(decodeJwt(await tokenOf(clientId, privateKey)).sub).toBe(clientId);
    const refused = (await register(third.jwk)) as unknown as { status: number; body: ProblemBody };
    expect([refused.status, refused.body.code]).toEqual([409, 'system_key.two_active']);

    await platform.api.agencyAdministrator.post(`${KEYS}/${one.body.id}/revoke`, { reason: 'rotated' });
    await expect(tokenOf(clientId, first.privateKey)).rejects.toMatchObject({ error: 'invalid_client' });
    expect(await tokenOf(clientId, second.privateKey)).toEqual(expect.any(String));
    const listed = (await platform.api.agencyAdministrator.get<{ items: { id: string; revokedAt: string | null }[] }>(KEYS)).body.items;
    expect(listed.map(({ id, revokedAt }) => [id, revokedAt !== null])).toEqual(
      expect.arrayContaining([
        [one.body.id, true],
        [two.body.id, false],
      ]),
    );
    const again = (await register(first.jwk)) as unknown as { body: ProblemBody };
    expect(again.body.code).toBe('system_key.registered');
    await platform.api.agencyAdministrator.post(`${KEYS}/${two.body.id}/revoke`, { reason: 'ended' });
    await expect(tokenOf(clientId, second.privateKey)).rejects.toMatchObject({ error: 'invalid_client' });
  });

  it('is refused a private key, a weak or unknown one, and a role that its agency does not have', async () => {
    const { privateKey } = await generateKeyPair('Ed25519', { extractable: true });
    const code = async (jwk: unknown, role = 'case_agency_clerk') =>
      (await platform.api.agencyAdministrator.post<ProblemBody>(KEYS, { role, jwk })).body.code;
    expect(await code(await exportJWK(privateKey))).toBe('request.invalid');
    expect(await code({ kty: 'OKP', crv: 'Ed25519', x: 'AAAA' })).toBe('system_key.invalid');
    expect(await code({ kty: 'RSA', n: 'AQAB', e: 'AQAB' })).toBe('system_key.invalid');
    expect(await code({ kty: 'OKP', crv: 'Ed25519' })).toBe('system_key.invalid');
    const { jwk } = await pair('Ed25519');
    expect(await code(jwk, 'institution_officer')).toBe('system_key.role.invalid');
    expect(await code(jwk, 'administrator')).toBe('request.invalid');
  });

  it('is given nothing for an assertion that is unsigned, expired, for another audience, or sent twice', async () => {
    const { privateKey, jwk } = await pair('Ed25519');
    const { clientId, id } = (await register(jwk)).body;
    const ask = async (assertion: string): Promise<readonly [number, string?]> => {
      const response = await fetch(`${issuer.href}/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
          client_assertion: assertion,
        }),
      });
      const { error } = (await response.json()) as { error?: string };
      return error === undefined ? [response.status] : [response.status, error];
    };
    const claims = { iss: clientId, sub: clientId, jti: 'once' };
    const signed = (audience = issuer.href, expires = '1 min', key = privateKey) =>
      new SignJWT({ ...claims, jti: `${Math.random()}` })
        .setProtectedHeader({ alg: 'EdDSA' })
        .setAudience(audience)
        .setIssuedAt()
        .setExpirationTime(expires)
        .sign(key);
    const refused = [401, 'invalid_client'];
    expect(await ask(await signed())).toEqual([200]);
    expect(await ask(await signed('https://elsewhere.example'))).toEqual(refused);
    expect(await ask(await signed(issuer.href, '-1 min'))).toEqual(refused);
    expect(await ask(await signed(issuer.href, '1 min', (await pair('Ed25519')).privateKey))).toEqual(refused);
    expect(await ask(new UnsecuredJWT(claims).setAudience(issuer.href).setExpirationTime('1 min').encode())).toEqual(refused);
    const twice = await signed();
    expect(await ask(twice)).toEqual([200]);
    expect(await ask(twice)).toEqual(refused);
    await platform.api.agencyAdministrator.post(`${KEYS}/${id}/revoke`, { reason: 'ended' });
  });

  it('has keys that a foreign agency’s administrator can neither see nor revoke', async () => {
    const { jwk } = await pair('ES256');
    const { id } = (await register(jwk)).body;
    const foreign = await platform.as({
      account: 'foreign',
      agency: 'police-540100',
      agencyKind: 'police',
      role: 'agency_administrator',
      division: '540100',
    });
    expect((await foreign.get<{ items: unknown[] }>(KEYS)).body.items).toEqual([]);
    expect((await foreign.get<{ items: unknown[] }>(`${KEYS}?agency=court-540100`)).body.items).toEqual([]);
    const { status, body } = await foreign.post<ProblemBody>(`${KEYS}/${id}/revoke`, { reason: 'lost' });
    expect([status, body.code]).toEqual([404, 'system_key.not_found']);
  });
});
