import { generateKeyPairSync } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { DEMONSTRATION_SIGN_INS } from '../../apps/directory/src/demonstration-data/demonstration-accounts.js';
import { BROWSER, Person, startBrowser, thereAre } from '../support/chromium.js';
import { built } from '../support/built.js';
import { describeWith } from '../support/needs.js';
import { startTestPlatform, type TestPlatform } from '../support/platform.js';

const START_MS = 300_000;
const PASSWORD = '雪域高原上的第一缕阳光 2026';
const NAME = 'བཀྲ་ཤིས། 新来某某';

describeWith(BROWSER, 'people, systems and their agencies, in the browser', () => {
  let platform: TestPlatform;
  let browser: Browser;
  const open: Person[] = [];

  const enter = async (displayName: string): Promise<Person> => {
    const person = await Person.signIn(browser, platform.address, displayName);
    open.push(person);
    return person;
  };

  beforeAll(async () => {
    await built();
    platform = await startTestPlatform();
    browser = await startBrowser();
  }, START_MS);
  afterEach(async () => {
    const said = open.flatMap((person) => person.said);
    await Promise.all(open.splice(0).map((person) => person.close()));
    expect(said).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });

  it.each(DEMONSTRATION_SIGN_INS.map(({ displayName, role }) => [displayName, role] as const))(
    '%s (%s) signs in with one click, and may use every page that the navigation leads to',
    async (displayName) => {
      const person = await enter(displayName);
      const { page } = person;
      const refused: string[] = [];
      page.on('response', (response) => {
        if ([401, 403].includes(response.status())) refused.push(`${response.status()} ${new URL(response.url()).pathname}`);
      });
      await person.settled();
      await person.picture(`home-${displayName}`);
      const main = page.locator('main');
      expect((await main.innerText()).replaceAll(/\s/g, '').length).toBeGreaterThan(40);
      const links = (scope: string): Promise<string[]> =>
        page.locator(`${scope} a[href^="/"]`).evaluateAll((found) => found.map((one) => one.getAttribute('href')!));
      const entries = await links('nav.side');
      expect(entries[0]).toBe('/');
      const seen = new Set<string>();
      const waiting = [...entries, ...(await links('main')), '/account'];
      for (let path = waiting.shift(); path !== undefined && seen.size < 40; path = waiting.shift()) {
        if (seen.has(path)) continue;
        seen.add(path);
        await person.follow(path);
        expect([path, await page.getByRole('heading', { level: 1 }).innerText()]).not.toEqual([path, '没有找到这个页面']);
        expect([path, await page.locator('.problem').count()]).toEqual([path, 0]);
        // Those of the section next: the way to them is shown here.
        waiting.unshift(...(await links('nav.neighbours')));
      }
      expect(refused).toEqual([]);
    },
    120_000,
  );

  it('given an invitation, a person sets a password and signs in; deactivated, is out while looking at a page', async () => {
    const { page } = await enter('演示单位管理员');
    await page.getByRole('link', { name: '账号' }).first().click();
    await page.getByRole('link', { name: '邀请人员' }).click();
    await page.getByRole('button', { name: '发出邀请' }).click();
    await page.getByRole('heading', { level: 2, name: /请更正/ }).waitFor();
    // A court's people have a court's roles, and an agency's administrator gives none that manages others.
    const roles = await page.getByLabel('角色').locator('option').allTextContents();
    expect(roles).toContain('办案机关经办人');
    for (const never of ['平台管理员', '单位管理员', '律师', '法律援助机构负责人']) expect(roles).not.toContain(never);
    await page.getByLabel('角色').selectOption({ label: '办案机关经办人' });
    await page.getByLabel('姓名').fill(NAME);
    await page.getByLabel('登录名').fill('court-clerk');
    await page.getByRole('button', { name: '发出邀请' }).click();
    await page.getByText('本单位已有人使用这个登录名').first().waitFor();
    await page.getByLabel('登录名').fill('new-clerk');
    await page.getByRole('button', { name: '发出邀请' }).click();
    const dialog = page.getByRole('dialog', { name: '邀请码已生成' });
    const code = await dialog.locator('code').innerText();
    await dialog.getByRole('button', { name: '完成' }).click();
    await page.getByRole('heading', { level: 1, name: '账号' }).waitFor();
    expect(await page.locator('body').innerText()).not.toContain(code);

    const context = await browser.newContext({ locale: 'zh-CN' });
    const invited = await context.newPage();
    await invited.goto(new URL('/auth/accept', platform.address).href);
    await invited.getByLabel('邀请码').fill(code);
    await invited.getByLabel('新密码').fill(PASSWORD);
    await invited.getByLabel('再输入一次').fill(PASSWORD);
    await invited.getByRole('button', { name: '设置密码并启用账号' }).click();
    await invited.getByRole('link', { name: '登录平台' }).click();
    await invited.getByLabel('单位', { exact: true }).fill('court-540100');
    await invited.getByLabel('登录名', { exact: true }).fill('new-clerk');
    await invited.getByLabel('密码', { exact: true }).fill(PASSWORD);
    await invited.getByRole('button', { name: '登录平台' }).click();
    await invited.getByRole('heading', { level: 1, name: '工作台' }).waitFor();

    await page.getByLabel('姓名或登录名').fill('new-clerk');
    await page.getByRole('button', { name: '搜索', exact: true }).last().click();
    await page.getByText('共 1 项').waitFor();
    expect(new URL(page.url()).search).toBe('?q=new-clerk');
    await page.getByRole('button', { name: /^办理/ }).click();
    await page.getByRole('menuitem', { name: '停用账号' }).click();
    await page.getByRole('dialog').getByLabel('原因').selectOption('left');
    await page.getByRole('dialog').getByRole('button', { name: '停用账号' }).click();
    await page.getByText('账号已停用，登录已结束').waitFor();
    await page.locator('.tag', { hasText: '已停用' }).waitFor();
    await invited.goto(new URL('/requests', platform.address).href);
    await invited.getByRole('heading', { level: 1, name: '登录' }).waitFor();
    await context.close();
  });

  it('given a key that was pasted, registers it, shows two that overlap, and revokes the older', async () => {
    const person = await enter('演示单位管理员');
    const { page } = person;
    const register = async (text: string): Promise<void> => {
      await person.go('/system-keys/new');
      await page.getByLabel('系统以什么角色办理').selectOption({ label: '办案机关经办人' });
      await page.getByLabel('公钥', { exact: true }).fill(text);
      await page.getByRole('button', { name: '登记公钥' }).click();
    };
    const pair = generateKeyPairSync('ed25519');
    await register(pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
    await page.getByText('这是私钥').first().waitFor();
    await register(pair.publicKey.export({ type: 'spki', format: 'pem' }).toString());
    await page.getByText('客户端标识为 system:court-540100:case_agency_clerk').waitFor();
    await register(JSON.stringify(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' })));
    await page.getByText(/^轮换中/).waitFor();
    await person.picture('system-keys-rotating');
    expect(await person.faults()).toEqual([]);
    await page
      .getByRole('row', { name: /有效 · 旧/ })
      .getByRole('button')
      .click();
    await page.getByRole('dialog').getByLabel('原因').selectOption('rotated');
    await page.getByRole('dialog').getByRole('button', { name: '撤销' }).click();
    await page.getByText('公钥已撤销').waitFor();
    await page.getByText(/^轮换中/).waitFor({ state: 'hidden' });
    await thereAre(1, page.getByText('有效', { exact: true }));
  });

  it('given an agency that has not accepted the terms, records who signed and when', async () => {
    await platform.api.administrator.post('/api/directory/accounts', {
      agency: 'court-540200',
      role: 'case_agency_clerk',
      displayName: NAME,
      signInName: 'first',
    });
    const person = await enter('演示复核管理员');
    const { page } = person;
    await person.go('/data-use-terms?accepted=no');
    await page.getByRole('button', { name: /^登记签署：/ }).click();
    await page.getByRole('dialog').getByLabel('签署人').fill('院长某某');
    await page.getByRole('dialog').getByLabel('签署时间 日期').fill('2026-02-02');
    await page.getByRole('dialog').getByLabel('签署时间 时间').fill('09:00');
    await person.picture('terms-dialog');
    expect(await person.faults()).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: '登记签署' }).click();
    await page.getByText(/^已登记 .* 的签署/).waitFor();
    await page.getByText('没有符合').waitFor();
    await person.go('/data-use-terms?accepted=yes');
    await page.getByRole('button', { name: /^签署记录：日喀则/ }).click();
    await page.getByRole('dialog').getByText('院长某某').waitFor();
  });

  it('shows a person where they are signed in, and ends the others', async () => {
    const [here, there] = [await enter('演示民政干部'), await enter('演示民政干部')];
    await here.go('/account');
    await here.page.getByText('当前浏览器').waitFor();
    await here.picture('own-account');
    await here.page.getByRole('button', { name: '结束其他全部登录' }).click();
    await here.page.getByRole('dialog').getByRole('button', { name: '结束其他全部登录' }).click();
    await here.page.getByText('已结束。').waitFor();
    await there.page.goto(new URL('/account', platform.address).href);
    await there.page.getByRole('heading', { level: 1, name: '登录' }).waitFor();
    await thereAre(0, here.page.getByText('其他浏览器'));
  });
});
