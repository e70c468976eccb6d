import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { until } from '../../apps/platform/src/demo/api.js';
import { Browser, demonstrationSignIn } from '../support/browser.js';
import { startTestPlatform, type TestPlatform } from '../support/platform.js';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform?.stop());

interface SessionBody {
  readonly account: string;
  readonly code?: string;
  readonly csrfToken: string;
  readonly role: string;
  readonly permissions: readonly string[];
  readonly lastSignInAt: string | null;
}

const sessionOf = async (browser: Browser): Promise<{ status: number; body: SessionBody }> => {
  const response = await browser.request('/api/session');
  return { status: response.status, body: (await response.json()) as SessionBody };
};

const sql = async (statement: string): Promise<void> => {
  const client = new Client({ connectionString: platform.database.url });
  await client.connect();
  await client.query(statement);
  await client.end();
};

const signedIn = async (name: string): Promise<Browser> => {
  const browser = new Browser(platform.address);
  await browser.signIn(demonstrationSignIn(name));
  return browser;
};

const post = async (
  browser: Browser,
  path: string,
  headers: Record<string, string>,
  body: unknown = {},
): Promise<readonly [number, string | undefined]> => {
  const response = await browser.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...headers },
    body: JSON.stringify(body),
  });
  return [response.status, ((await response.json()) as { code?: string }).code];
};

describe('a person who signs in', () => {
  it('is shown a page that needs no script, with the demonstration accounts, and comes back to the page asked for', async () => {
    const browser = new Browser(platform.address);
    const { response, url } = await browser.visit('/auth/sign-in?returnTo=/requests?status=open');
    const html = await response.text();
    expect([response.status, url.pathname.startsWith('/auth/interaction/')]).toEqual([200, true]);
    expect(html).not.toContain('<script');
    expect(html).toContain('<html lang="zh-CN">');
    expect(html).toContain('演示环境');
    const answer = await browser.fill(url, demonstrationSignIn('procuratorate-clerk'), ({ pathname }) => pathname === '/requests');
    expect(answer.url.href).toBe(`${platform.config.publicUrl}/requests?status=open`);

    const { status, body } = await sessionOf(browser);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      displayName: '演示检察官助理',
      agency: 'procuratorate-540100',
      agencyKind: 'procuratorate',
      agencyName: '拉萨市人民检察院(演示)',
      role: 'case_agency_clerk',
      division: '540100',
      demonstration: true,
      lastSignInAt: null,
    });
    expect(body.permissions).toContain('assignment.defence-request.send');
    expect(body.permissions).not.toContain('assignment.defence-request.assign');
  });

  it('may choose English, and signs in with the name of the agency as well as with its code', async () => {
    const browser = new Browser(platform.address);
    const { url } = await browser.visit('/auth/sign-in');
    const english = await (await browser.request(`${url.pathname}?lang=en`)).text();
    expect(english).toContain('<html lang="en">');
    expect(english).toContain('Sign-in name');
    await browser.fill(url, { ...demonstrationSignIn('court-clerk'), organ: '拉萨市中级人民法院(演示)' });
    expect((await sessionOf(browser)).status).toBe(200);
  });

  it('is told when the account signed in before', async () => {
    const before = Date.now();
    await signedIn('secretariat');
    const again = await sessionOf(await signedIn('secretariat'));
    const last = Date.parse(again.body.lastSignInAt!);
    expect(last).toBeGreaterThanOrEqual(before - 1_000);
    expect(last).toBeLessThanOrEqual(Date.now() + 1_000);
  });

  it.each([
    ['//elsewhere.example/', '/'],
    ['https://elsewhere.example/', '/'],
    ['/\\elsewhere.example', '/'],
    ['/auth/sign-out', '/'],
    ['/%2F/elsewhere', '/%2F/elsewhere'],
  ])('asking to come back to %s comes to %s', async (asked, led) => {
    const browser = new Browser(platform.address);
    const { url } = await browser.visit(`/auth/sign-in?returnTo=${encodeURIComponent(asked)}`);
    const answer = await browser.fill(url, demonstrationSignIn('court-clerk'), ({ pathname }) => !/^\/(auth|oidc)\//.test(pathname));
    expect(answer.url.href).toBe(`${platform.config.publicUrl}${led}`);
  });

  it('on a page that was opened elsewhere meanwhile is asked to begin anew, in a page', async () => {
    const browser = new Browser(platform.address);
    await browser.visit('/auth/sign-in');
    const answer = await browser.request('/auth/callback?code=x&state=y');
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('请重新登录');
  });
});

describe('a browser’s session', () => {
  it('is a cookie out of reach of scripts, and the API knows the person by it', async () => {
    const browser = new Browser(platform.address);
    const { url } = await browser.visit('/auth/sign-in');
    const answer = await browser.fill(url, demonstrationSignIn('court-clerk'), ({ pathname }) => pathname === '/');
    const cookie = answer.response.headers.getSetCookie().find((line) => line.startsWith('xiezhi_session='))!;
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect((await browser.request('/api/assignment/defence-requests')).status).toBe(200);
    expect((await browser.request('/api/directory/lawyers')).status).toBe(403);
  });

  it('sends nothing without the token of its page, nor for a page of another site', async () => {
    const browser = await signedIn('administrator');
    const { csrfToken } = (await sessionOf(browser)).body;
    const agency = { code: 'court-test', kind: 'court', division: '540102', name: '测试', nameEn: 'Test' };
    const path = '/api/directory/agencies';
    expect(await post(browser, path, {}, agency)).toEqual([403, 'csrf.refused']);
    expect(await post(browser, path, { 'x-csrf-token': `${csrfToken}x` }, agency)).toEqual([403, 'csrf.refused']);
    expect(await post(browser, path, { 'x-csrf-token': csrfToken, 'sec-fetch-site': 'cross-site' }, agency)).toEqual([403, 'csrf.refused']);
    expect(await post(browser, path, { 'x-csrf-token': csrfToken, 'sec-fetch-site': 'same-origin' }, agency)).toEqual([200, 'court-test']);
  });

  it('ends at once when its person signs out, and opens nothing afterwards', async () => {
    const browser = await signedIn('court-clerk');
    const token = browser.cookie('xiezhi_session')!;
    const { csrfToken } = (await sessionOf(browser)).body;
    expect(await post(browser, '/auth/sign-out', {})).toEqual([403, 'csrf.refused']);
    expect(await post(browser, '/auth/sign-out', { 'x-csrf-token': csrfToken })).toEqual([200, undefined]);
    expect(browser.cookie('xiezhi_session')).toBeUndefined();
    browser.setCookie('xiezhi_session', token);
    expect(await sessionOf(browser)).toMatchObject({ status: 401, body: { code: 'token.missing_or_invalid' } });
    // Our own issuer keeps no way back in: it asks for the password.
    const { url } = await browser.visit('/auth/sign-in');
    expect(url.pathname).toMatch(/^\/auth\/interaction\//);
  });

  it('is not begun by an invented cookie, nor is one there for an access token', async () => {
    const browser = new Browser(platform.address);
    for (const invented of ['x', 'A'.repeat(43), "' OR 1=1 --"]) {
      browser.setCookie('xiezhi_session', encodeURIComponent(invented));
      expect((await sessionOf(browser)).status).toBe(401);
    }
    expect((await platform.api.courtClerk.get<{ code: string }>('/api/session')).body.code).toBe('session.missing');
  });

  it('ends when nothing was done for the idle time, though the browser still has it', async () => {
    const browser = await signedIn('court-clerk');
    expect((await sessionOf(browser)).status).toBe(200);
    const minutes = platform.config.sessionIdleMinutes;
    const seen = `UPDATE sessions.sessions SET last_seen_at = now() - interval '${minutes} minutes 1 second'`;
    await sql(seen);
    // What this process remembers is newer than the row; another process, which reads the row, finds it over.
    const other = await startTestPlatform({ databaseUrl: platform.database.url, databaseAdminUrl: platform.database.url });
    try {
      const there = new Browser(other.address);
      there.setCookie('xiezhi_session', browser.cookie('xiezhi_session')!);
      expect((await sessionOf(there)).status).toBe(401);
    } finally {
      await other.stop();
    }
  });
});

describe('a person who is signed in at several browsers', () => {
  interface Running {
    readonly id: string;
    readonly current: boolean;
  }
  const running = async (browser: Browser): Promise<readonly Running[]> =>
    ((await (await browser.request('/api/session/sessions')).json()) as { items: readonly Running[] }).items;

  it('sees where, and ends one of them or all others at once, never anybody else’s', async () => {
    const [here, second, third, stranger] = [
      await signedIn('womens-federation-officer'),
      await signedIn('womens-federation-officer'),
      await signedIn('womens-federation-officer'),
      await signedIn('civil-affairs-officer'),
    ];
    const csrf = { 'x-csrf-token': (await sessionOf(here)).body.csrfToken };
    const items = await running(here);
    expect(items.map(({ current }) => current)).toEqual([false, false, true]);
    const [foreign] = await running(stranger);
    expect(await post(here, `/api/session/sessions/${foreign!.id}/end`, csrf)).toEqual([404, 'session.not_found']);
    expect((await sessionOf(stranger)).status).toBe(200);

    const its = (await running(second)).find(({ current }) => current)!;
    expect(await post(here, `/api/session/sessions/${its.id}/end`, {})).toEqual([403, 'csrf.refused']);
    expect(await post(here, `/api/session/sessions/${its.id}/end`, csrf)).toEqual([200, undefined]);
    expect((await sessionOf(second)).status).toBe(401);
    expect((await sessionOf(third)).status).toBe(200);
    expect(await post(here, '/api/session/sessions/end-others', csrf)).toEqual([200, undefined]);
    expect((await sessionOf(third)).status).toBe(401);
    expect((await running(here)).map(({ current }) => current)).toEqual([true]);
    const token = await platform.api.womensFederationOfficer.get<{ code: string }>('/api/session/sessions');
    expect([token.status, token.body.code]).toEqual([401, 'session.missing']);
  });
});

describe('an account that is deactivated, or changes its role, in mid-session', () => {
  it('is signed out everywhere at once, and cannot sign in again until it is revived', async () => {
    const other = await startTestPlatform({ databaseUrl: platform.database.url, databaseAdminUrl: platform.database.url });
    try {
      const browser = await signedIn('liaison');
      const there = new Browser(other.address);
      there.setCookie('xiezhi_session', browser.cookie('xiezhi_session')!);
      const { account } = (await sessionOf(browser)).body;
      expect((await sessionOf(there)).status).toBe(200);

      const { status } = await platform.api.administrator.post(`/api/directory/accounts/${account}/deactivate`, { reason: 'left' });
      expect(status).toBe(200);
      // In the process that answered: before it answered.
      expect((await sessionOf(browser)).status).toBe(401);
      await until(
        () => sessionOf(there),
        (answer) => answer.status === 401,
        1_000,
      );
      const refused = await browser.signIn(demonstrationSignIn('liaison'));
      expect([refused.status, await refused.text()]).toEqual([401, expect.stringContaining('账号已停用')]);

      await platform.api.administrator.post(`/api/directory/accounts/${account}/revive`, { reason: 'mistake' });
      expect((await sessionOf(await signedIn('liaison'))).status).toBe(200);
    } finally {
      await other.stop();
    }
  });

  it('has the new role after the next sign-in only, and the old one not a moment longer', async () => {
    const browser = await signedIn('institution-officer');
    const { account } = (await sessionOf(browser)).body;
    await platform.api.administrator.post(`/api/directory/accounts/${account}/role`, { role: 'institution_head' });
    expect((await sessionOf(browser)).status).toBe(401);
    expect((await sessionOf(await signedIn('institution-officer'))).body.role).toBe('institution_head');
  });
});

describe('wrong passwords', () => {
  const said = async (fields: { organ: string; signInName: string; password: string }): Promise<readonly [number, string]> => {
    const browser = new Browser(platform.address);
    const response = await browser.signIn(fields);
    const fault = /<p class="fault"[^>]*>([^<]*)</.exec(await response.text())?.[1] ?? '';
    return [response.status, fault];
  };

  it('are reported alike, whether the agency, the name or the password is wrong', async () => {
    const right = demonstrationSignIn('auditor');
    const answers = [
      await said({ ...right, password: 'wrong' }),
      await said({ ...right, signInName: 'nobody' }),
      await said({ ...right, organ: 'no-such-agency' }),
    ];
    expect(answers[0]).toEqual([401, expect.stringContaining('单位、登录名或密码不正确')]);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  it('are slowed after the fifth, for a name that exists like for one that does not; then even the right one waits', async () => {
    for (const signInName of ['finance-officer', 'nobody-at-all']) {
      const wrong = { ...demonstrationSignIn('finance-officer'), signInName, password: 'wrong' };
      const statuses: number[] = [];
      for (let attempt = 0; attempt < 8; attempt++) statuses.push((await said(wrong))[0]);
      expect([signInName, statuses]).toEqual([signInName, [401, 401, 401, 401, 401, 401, 429, 429]]);
    }
    const [status, fault] = await said(demonstrationSignIn('finance-officer'));
    expect([status, fault]).toEqual([429, expect.stringMatching(/请在 \d+ 秒后再试/)]);
    await sql(`UPDATE sessions.failed_attempts SET blocked_until = now() - interval '1 second'`);
    expect((await sessionOf(await signedIn('finance-officer'))).status).toBe(200);
  });

  it('sent many at once gain nothing', async () => {
    const wrong = { ...demonstrationSignIn('operator'), password: 'wrong' };
    const statuses = (await Promise.all(Array.from({ length: 12 }, () => said(wrong)))).map(([status]) => status);
    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(6);
  });
});
