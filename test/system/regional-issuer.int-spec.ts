import { freePort } from '@xiezhi/service';
import { Browser } from '../support/browser.js';
import { startTestPlatform, type TestPlatform } from '../support/platform.js';
import { RegionalIssuer } from '../support/regional-issuer.js';

describe('a region’s own issuer', () => {
  let region: RegionalIssuer;
  let platform: TestPlatform;
  const claims: Record<string, unknown> = {
    org: 'court-540100',
    kind: 'court',
    duty: 'case_agency_clerk',
    area: '540100',
    name: '区里某某',
  };
  beforeAll(async () => {
    const port = await freePort();
    const publicUrl = `http://127.0.0.1:${port}`;
    region = await RegionalIssuer.start(`${publicUrl}/auth/callback`, claims);
    platform = await startTestPlatform({
      port,
      publicUrl,
      oidcIssuer: region.url,
      oidcClientId: RegionalIssuer.clientId,
      oidcClientSecret: RegionalIssuer.secret,
      oidcClaims: { agency: 'org', agency_kind: 'kind', role: 'duty', division: 'area' },
    });
  });
  afterAll(async () => {
    await platform?.stop();
    await region?.stop();
  });

  /** Goes through the region's own pages: name, then consent. */
  const signIn = async (browser: Browser): Promise<{ response: Response; url: URL }> => {
    const login = await browser.visit('/auth/sign-in?returnTo=/home');
    const form = (fields: Record<string, string>): RequestInit => ({ method: 'POST', body: new URLSearchParams(fields) });
    const consent = await browser.visit(login.url.href, form({ prompt: 'login', login: 'u-4711', password: 'x' }));
    return browser.visit(consent.url.href, form({ prompt: 'consent' }), ({ pathname }) => pathname === '/home');
  };

  it('signs people in by its own claims', async () => {
    const browser = new Browser(platform.address);
    expect((await signIn(browser)).url.pathname).toBe('/home');
    const session = await (await browser.request('/api/session')).json();
    expect(session).toMatchObject({
      account: 'u-4711',
      agency: 'court-540100',
      role: 'case_agency_clerk',
      displayName: '区里某某',
      lastSignInAt: null,
    });
  });

  it('that knows a person without a role here has them told so, in a page', async () => {
    const role = claims['duty'];
    claims['duty'] = undefined;
    try {
      const { response } = await signIn(new Browser(platform.address));
      expect([response.status, await response.text()]).toEqual([403, expect.stringContaining('没有本平台的单位和角色')]);
    } finally {
      claims['duty'] = role;
    }
  });

  it('that is away lets those signed in go on, and tells others what is wrong', async () => {
    const browser = new Browser(platform.address);
    await signIn(browser);
    const underway = new Browser(platform.address);
    const login = await underway.visit('/auth/sign-in');
    expect(login.url.origin).toBe(region.url);
    await region.stop();

    expect((await browser.request('/api/assignment/defence-requests')).status).toBe(200);
    const back = await underway.request('/auth/callback?code=x&state=y');
    expect(back.status).toBeGreaterThanOrEqual(400);
    const other = await startTestPlatform({ ...platform.config, port: await freePort(), databaseUrl: platform.database.url });
    try {
      const answer = await new Browser(other.address).request('/auth/sign-in');
      expect([answer.status, answer.headers.get('content-type')]).toEqual([503, 'text/html; charset=utf-8']);
      expect(await answer.text()).toContain('统一身份认证服务没有应答');
    } finally {
      await other.stop();
    }
  });
});
