import { DEMONSTRATION_SIGN_INS } from '../../apps/directory/src/demonstration-data/demonstration-accounts.js';
import { Browser } from '../support/browser.js';
import { startTestPlatform, type TestPlatform } from '../support/platform.js';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform?.stop());

const demonstration = (name: string) => {
  const { agency: organ, signInName, password } = DEMONSTRATION_SIGN_INS.find((one) => one.signInName === name)!;
  return { organ, signInName, password };
};

interface SessionBody {
  readonly account: string;
  readonly csrfToken: string;
  readonly permissions: readonly string[];
  readonly lastSignInAt: string | null;
}

const sessionOf = async (browser: Browser): Promise<{ status: number; body: SessionBody & { code?: string } }> => {
  const response = await browser.request('/api/session');
  return { status: response.status, body: (await response.json()) as SessionBody };
};

describe('a person who signs in', () => {
  it('is shown a page that needs no script, with the demonstration accounts, and comes back to the page asked for', async () => {
    const browser = new Browser(platform.address);
    const { response, url } = await browser.visit('/auth/sign-in?returnTo=/requests?status=open');
    const html = await response.text();
    expect([response.status, url.pathname.startsWith('/auth/interaction/')]).toEqual([200, true]);
    expect(html).not.toContain('<script');
    expect(html).toContain('演示环境');
    const answer = await browser.fill(url, demonstration('court-clerk'), ({ pathname }) => pathname === '/requests');
    expect(answer.url.href).toBe(`${platform.config.publicUrl}/requests?status=open`);

    const { status, body } = await sessionOf(browser);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      displayName: '演示书记员',
      agency: 'court-540100',
      agencyKind: 'court',
      agencyName: '拉萨市中级人民法院(演示)',
      role: 'case_agency_clerk',
      division: '540100',
      demonstration: true,
      lastSignInAt: null,
    });
    expect(body.permissions).toContain('assignment.defence-request.send');
    expect(body.permissions).not.toContain('assignment.defence-request.assign');
  });
});
