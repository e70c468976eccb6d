import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { until } from '../../apps/platform/src/demo/api.js';
import { BROWSER, Person, startBrowser } from '../support/chromium.js';
import { built } from '../support/built.js';
import { describeWith } from '../support/needs.js';
import { startTestPlatform, type TestPlatform } from '../support/platform.js';

const NUMBER = `（2026）藏01刑初${Date.now() % 1_000_000}号`;
const NAME = 'བཀྲ་ཤིས། 扎西某某';

/** Building, when the sources are newer, and starting a platform and a browser. */
const START_MS = 300_000;

describeWith(BROWSER, 'a notice from court to institution to court, in the browser', () => {
  let platform: TestPlatform;
  let browser: Browser;
  let court: Person;
  let institution: Person;
  let matter: string;

  beforeAll(async () => {
    await built();
    platform = await startTestPlatform();
    browser = await startBrowser();
    court = await Person.signIn(browser, platform.address, '演示书记员');
    institution = await Person.signIn(browser, platform.address, '演示经办人');
  }, START_MS);
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });
  afterEach(() => {
    expect([...(court?.said ?? []), ...(institution?.said ?? [])]).toEqual([]);
  });

  it('is written, checked and served by keyboard alone', async () => {
    const { page } = court;
    const { keyboard } = page;
    const type = async (label: string, text: string): Promise<void> => {
      await court.tabTo(page.getByRole('textbox', { name: label }).first());
      await keyboard.insertText(text);
    };
    const choose = async (label: string, option: string): Promise<void> => {
      const list = page.getByRole('combobox', { name: label });
      await court.tabTo(list);
      for (let steps = 0; steps < 90 && (await list.locator('option:checked').textContent()) !== option; steps += 1)
        await keyboard.press('ArrowDown');
      expect(await list.locator('option:checked').textContent()).toBe(option);
    };
    await court.tabTo(page.getByRole('link', { name: '新建通知' }).first());
    await keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '新建通知辩护' }).waitFor();
    await page.getByRole('radio').first().waitFor();
    await type('姓名', NAME);
    await choose('使用语言', '藏语');
    await court.tabTo(page.getByRole('checkbox', { name: '需要翻译' }));
    await keyboard.press('Space');
    await choose('强制措施', '刑事拘留');
    await type('案号', NUMBER);
    await type('涉嫌罪名', '故意伤害罪');
    await choose('诉讼阶段', '一审');
    // Into the group of grounds, then along it.
    const ground = page.getByRole('radio', { name: /视力、听力、言语残疾人/ });
    await court.tabTo(page.getByRole('radio').first());
    for (let steps = 0; steps < 20 && !(await ground.isChecked()); steps += 1) await keyboard.press('ArrowDown');
    expect(await ground.isChecked()).toBe(true);
    await type('承办人', '承办人某某');
    await type('联系电话', '0891-7654321');
    await court.tabTo(page.getByRole('button', { name: '核对通知内容' }));
    await keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '请核对通知内容' }).waitFor();
    expect(await page.getByRole('main').textContent()).toContain('刑事拘留');
    await court.tabTo(page.getByRole('button', { name: '送达通知' }));
    await keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '通知已送达' }).waitFor();
    await court.tabTo(page.getByRole('link', { name: '查看本件' }));
    await keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: NUMBER }).waitFor();
    matter = new URL(page.url()).pathname;
    expect(await page.getByRole('button', { name: /还剩.*查看期限如何计算/ }).isVisible()).toBe(true);
    // The draft has done its work.
    expect((await platform.api.courtClerk.get<{ items: unknown[] }>('/api/assignment/notice-drafts')).body.items).toEqual([]);
  });

  it('takes a paper of the notice as a file, and gives it back byte for byte', async () => {
    const { page } = court;
    const content = Buffer.from('%PDF-1.4\n起诉书 བཀྲ་ཤིས།\n%%EOF\n');
    await page.getByLabel('材料种类').selectOption('indictment');
    const file = { name: '起诉书 བཀྲ་ཤིས།.pdf', mimeType: 'application/pdf', buffer: content };
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByRole('button', { name: '提交材料' }).click();
    const link = page.getByRole('link', { name: /^起诉书 ·/ });
    await link.waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toBe(file.name);
    expect(await readFile(await download.path())).toEqual(content);
  });

  it('reaches the institution’s open list by itself, and is assigned from there in three clicks', async () => {
    const { page } = institution;
    await institution.go('/requests');
    const row = page.getByRole('row', { name: NUMBER });
    await row.waitFor();
    expect(await row.textContent()).not.toContain('某某');
    await row.getByRole('link', { name: '指派律师' }).click();
    await page.getByRole('heading', { level: 2, name: '不能指派' }).waitFor();
    expect(
      await page
        .getByText(/依据：《律师法/)
        .first()
        .isVisible(),
    ).toBe(true);
    await page
      .getByRole('button', { name: /^指派并函告/ })
      .first()
      .click();
    await page.getByRole('dialog').getByRole('button', { name: '指派并函告' }).click();
    await page.getByText(/^已指派律师/).waitFor();
    await page.getByText(/^拉萨援刑函字.*第\d+号$/).waitFor();
  });

  it('shows the court the lawyer, on a page that changed before its eyes', async () => {
    const { page } = court;
    expect(new URL(page.url()).pathname).toBe(matter);
    await page.getByText(/律师信息函告.*指派期限停止/).waitFor();
    await page.getByRole('button', { name: /已办结/ }).waitFor();
    await page.getByRole('button', { name: '查看律师信息' }).click();
    await page.getByText(/^演示律师\d+$/).waitFor();
    await page.getByRole('button', { name: '查看当事人信息' }).click();
    // Tibetan stands in an element of its own, so the name is put together again from its parts.
    await until(
      () => page.getByRole('main').textContent(),
      (text) => text?.includes(NAME) === true,
      5_000,
    );
    expect(await page.locator('.tibetan[lang="bo"]').first().isVisible()).toBe(true);
  });

  it('does not exist for another agency: not on its page, in its list or in its search', async () => {
    const foreign = await Person.signIn(browser, platform.address, '演示检察官助理');
    await foreign.go(matter);
    await foreign.page.getByRole('heading', { level: 1, name: '没有找到这个页面' }).waitFor();
    await foreign.go('/requests');
    await foreign.page.getByText('没有在办的通知').waitFor();
    await foreign.go(`/search?q=${encodeURIComponent(NUMBER)}`);
    await foreign.page.getByText(/没有找到与“.*”相符的事项/).waitFor();
    expect(foreign.said).toEqual([]);
    await foreign.close();
  });

  it('keeps what is typed as a draft, and gives it back after the page was closed', async () => {
    const writer = await Person.signIn(browser, platform.address, '演示书记员');
    await writer.go('/requests/new');
    await writer.page.getByLabel('姓名', { exact: true }).fill('未写完的人');
    await writer.page.getByText(/草稿已保存/).waitFor();
    await writer.go('/requests/new');
    await writer.page.getByRole('button', { name: '继续填写' }).click();
    await until(
      () => writer.page.getByLabel('姓名', { exact: true }).inputValue(),
      (name) => name === '未写完的人',
      5_000,
    );
    expect(writer.said).toEqual([]);
    await writer.close();
  });
});
