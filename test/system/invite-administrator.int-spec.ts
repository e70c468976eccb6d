import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Browser } from '../support/browser.js';
import { built, childPath } from '../support/built.js';
import { startTestPlatform, type TestPlatform } from '../support/platform.js';

const run = promisify(execFile);
const MAIN = fileURLToPath(new URL('../../dist/apps/directory/src/accounts/invite-administrator.main.js', import.meta.url));
const PASSWORD = 'a first password of the platform';

describe('whoever runs the platform', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    await built();
    platform = await startTestPlatform();
  });
  afterAll(() => platform?.stop());

  const invite = (args: readonly string[]) =>
    run(process.execPath, [MAIN, ...args], {
      env: {
        PATH: childPath(),
        DATABASE_URL: platform.database.url,
        MASTER_KEY_FILE: platform.config.masterKeyFile,
        LOG_LEVEL: 'error',
      },
    });

  it('invites a platform administrator, who sets a password and signs in', async () => {
    const { stdout } = await invite(['--sign-in-name', 'first', '--name', '首任管理员']);
    const [, code] = /Code +(\S{24})/.exec(stdout)!;
    const browser = new Browser(platform.address);
    const accepted = await browser.request('/auth/accept', {
      method: 'POST',
      body: new URLSearchParams({ code: code!, password: PASSWORD, again: PASSWORD }),
    });
    expect(accepted.status).toBe(200);
    await browser.signIn({ organ: 'administration-540000', signInName: 'first', password: PASSWORD });
    expect(await (await browser.request('/api/session')).json()).toMatchObject({ role: 'administrator', displayName: '首任管理员' });
  });

  it('is told how, when names are missing', async () => {
    await expect(invite(['--name', '某某'])).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('Usage') });
  });
});
