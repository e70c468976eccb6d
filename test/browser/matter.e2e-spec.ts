import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { until } from '../../apps/platform/src/demo/api.js';
import { built } from '../support/built.js';
import { BROWSER, NARROW, Person, SCREENSHOTS, startBrowser, thereAre } from '../support/chromium.js';
import { describeWith } from '../support/needs.js';
import { notice, startTestPlatform, type TestPlatform } from '../support/platform.js';

const REQUESTS = '/api/assignment/defence-requests';
const NUMBER = `（2026）藏01刑初${Date.now() % 1_000_000}号`;
/** Building, when the sources are newer, and starting a platform and a browser. */
const START_MS = 300_000;

describeWith(BROWSER, 'the page of a matter', () => {
  let platform: TestPlatform;
  let browser: Browser;
  let officer: Person;
  let clerk: Person;
  let id: string;

  beforeAll(async () => {
    await built();
    platform = await startTestPlatform();
    browser = await startBrowser();
    const { courtClerk, institutionOfficer } = platform.api;
    const first = notice({ caseNumber: NUMBER });
    const sent = await courtClerk.post<{ id: string }>(REQUESTS, first);
    ({ id } = sent.body);
    await institutionOfficer.post(`${REQUESTS}/${id}/return`, { missing: '起诉书副本' });
    const { division: _division, ...corrected } = notice({ ...first, offence: '抢劫罪' });
    expect((await courtClerk.post(`${REQUESTS}/${id}/correct`, corrected)).status).toBe(200);
    await until(
      () => institutionOfficer.get<{ items: { may: boolean }[] }>(`${REQUESTS}/${id}/candidates`),
      ({ body }) => body.items?.some(({ may }) => may) === true,
      15_000,
    );
    officer = await Person.signIn(browser, platform.address, '演示经办人');
    clerk = await Person.signIn(browser, platform.address, '演示书记员');
  }, START_MS);
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });
  afterEach(() => expect([...(officer?.said ?? []), ...(clerk?.said ?? [])]).toEqual([]));

  it('says whose time it took, and what a corrected fact was first', async () => {
    const { page } = officer;
    await officer.go(`/requests/${id}`);
    const ledger = page.getByRole('table', { name: '各单位占用的时间和期限' });
    await ledger.getByRole('row').first().waitFor();
    await thereAre(2, ledger.getByRole('row'));
    // The court's clocks are over, the institution's runs; each row draws its holder's time.
    expect(await ledger.getByRole('row', { name: /人民法院/ }).textContent()).toMatch(/C01/);
    expect(await ledger.getByRole('row', { name: /法律援助中心/ }).textContent()).toMatch(/还剩.*C02/);
    expect(await ledger.locator('svg').count()).toBeGreaterThan(0);
    expect(await page.getByText('原填').locator('del').textContent()).toBe('故意伤害罪');
    await officer.picture('matter');
    expect(await officer.faults()).toEqual([]);
  });

  it('opens what was written to those it was written for, with its step', async () => {
    const { page } = officer;
    const step = page.locator('.timeline > li', { hasText: '要求补正' });
    expect(await page.locator('.timeline').textContent()).not.toContain('起诉书副本');
    await page.getByRole('button', { name: '查看经过中的文字' }).click();
    await step.getByText('起诉书副本').waitFor();
    await officer.picture('matter-texts');
    expect(await officer.faults()).toEqual([]);
  });

  it('shows of what happened what one asks for', async () => {
    const { page } = officer;
    const steps = page.locator('.timeline > li:not(.pending)');
    const all = await steps.count();
    await page.getByRole('button', { name: /^往来函告/ }).click();
    expect(await steps.count()).toBeLessThan(all);
    await thereAre(4, steps);
    await page.getByRole('button', { name: /^材料 0/ }).click();
    await page.getByText('没有这一类的经过').waitFor();
    await page.getByRole('button', { name: /^全部/ }).click();
    await thereAre(all, steps);
  });

  it('shows how it stood at the end of a day, with nothing to be done, and leads back', async () => {
    const { page } = officer;
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    await page.getByLabel('查看当日情况').fill(today);
    await page.getByText(/您看到的是今天截至目前的情况/).waitFor();
    await page.getByRole('heading', { level: 1, name: NUMBER }).waitFor();
    await thereAre(0, page.getByRole('link', { name: '指派律师' }));
    await thereAre(0, page.getByRole('button', { name: '查看当事人信息' }));
    await officer.picture('matter-as-of');
    expect(await officer.faults()).toEqual([]);
    await officer.go(`/requests/${id}?at=2020-01-01`);
    await page.getByText(/那时还没有这件通知/).waitFor();
    await page.getByRole('link', { name: '回到现在' }).click();
    await page.getByRole('link', { name: '指派律师' }).waitFor();
  });

  it('prints on one clean page, with its number and the time', async () => {
    const { page } = officer;
    await officer.go(`/requests/${id}`);
    await page.emulateMedia({ media: 'print' });
    const said: string = await page.evaluate('document.body.innerText');
    await officer.picture('matter-print');
    const pdf = (await page.pdf({ format: 'A4', path: join(SCREENSHOTS, 'matter.pdf') })).toString('latin1');
    await page.emulateMedia({ media: null });
    expect(said).toContain(NUMBER);
    expect(said).toMatch(/打印时间：\d{4}年\d+月\d+日/);
    for (const control of ['打印本页', '退回补正', '工作台', '查看当事人信息', '往来函告']) expect(said).not.toContain(control);
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  });

  it('compares candidates, and shows the letter before it is sent', async () => {
    const { page } = officer;
    await officer.go(`/requests/${id}/assign`);
    const row = page.getByRole('row').filter({ has: page.getByRole('button', { name: /^指派并函告/ }) });
    await row.first().waitFor();
    expect(await row.first().textContent()).toMatch(/演示×.*0 件/);
    await officer.picture('matter-assign');
    await row
      .first()
      .getByRole('button', { name: /^指派并函告/ })
      .click();
    const letter = page.getByRole('dialog').getByRole('region', { name: '公函预览' });
    expect(await letter.textContent()).toMatch(new RegExp(`就 ${NUMBER}（抢劫罪）一案.*第三十六条.*律师担任.*的辩护人`));
    await officer.picture('matter-letter');
    expect(await officer.faults()).toEqual([]);
    const narrow = await Person.signIn(browser, platform.address, '演示经办人', NARROW);
    for (const [name, path] of [
      ['matter', `/requests/${id}`],
      ['matter-assign', `/requests/${id}/assign`],
    ] as const) {
      await narrow.go(path);
      await narrow.picture(`${name}-narrow`);
      expect([await narrow.overflow(), ...(await narrow.faults())]).toEqual([0]);
    }
    expect(narrow.said).toEqual([]);
    await narrow.close();
  });

  it('gives a notice of the same case what is the case’s, and nothing of the person', async () => {
    const { page } = clerk;
    await clerk.go(`/requests/${id}`);
    await page.getByRole('button', { name: '更多操作' }).click();
    await page.getByRole('menuitem', { name: '同案再发一件' }).click();
    await page.getByText(`取自 ${NUMBER}`).waitFor();
    expect(await page.getByLabel('案号', { exact: true }).inputValue()).toBe(NUMBER);
    expect(await page.getByLabel('涉嫌罪名').inputValue()).toBe('抢劫罪');
    expect(await page.getByLabel('姓名', { exact: true }).inputValue()).toBe('');
  });
});
