import { readFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { Platform } from '@xiezhi/service';
import type { Browser } from 'playwright-core';
import { until } from '../../apps/platform/src/demo/api.js';
import { built } from '../support/built.js';
import { BROWSER, NARROW, Person, startBrowser, thereAre } from '../support/chromium.js';
import { HurriedTime } from '../support/hurried-time.js';
import { describeWith } from '../support/needs.js';
import { notice, startTestPlatform, type TestPlatform } from '../support/platform.js';

const REQUESTS = '/api/assignment/defence-requests';
const SERIES = `（2026）藏01刑初${Date.now() % 1_000_000}`;
/** Building, when the sources are newer, and starting a platform and a browser. */
const START_MS = 300_000;

const time = new HurriedTime();

describeWith(BROWSER, 'a worklist in the browser', () => {
  let platform: TestPlatform;
  let browser: Browser;
  let officer: Person;
  const ids: string[] = [];

  const focused = (): Promise<string> => officer.page.evaluate('document.activeElement?.textContent ?? ""');

  beforeAll(async () => {
    await built();
    platform = await startTestPlatform({}, time);
    browser = await startBrowser();
    for (let number = 1; number <= 5; number += 1) {
      const changes = { caseNumber: `${SERIES}-${number}号`, ...(number === 5 && { language: 'zh', interpreterNeeded: false }) };
      const { body } = await platform.api.courtClerk.post<{ id: string }>(REQUESTS, notice(changes));
      ids.push(body.id);
    }
    const { value } = await until(
      () => platform.api.institutionOfficer.get<{ items: { lawyerId: string; may: boolean }[] }>(`${REQUESTS}/${ids[0]!}/candidates`),
      ({ body }) => body.items?.some(({ may }) => may) === true,
      15_000,
    );
    // Nothing is delivered any more: what is assigned waits for the letter to be handed over.
    await platform.app.get(Platform).serviceNamed('referrals')?.stop();
    const lawyers = value.body.items.filter(({ may }) => may);
    for (const id of ids.slice(0, 2)) {
      const { status } = await platform.api.institutionOfficer.post(`${REQUESTS}/${id}/assign`, { lawyerId: lawyers[0]!.lawyerId });
      expect(status).toBe(200);
    }
    officer = await Person.signIn(browser, platform.address, '演示经办人');
  }, START_MS);
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });
  afterEach(() => expect(officer?.said ?? []).toEqual([]));

  const row = (number: number) => officer.page.getByRole('row', { name: `${SERIES}-${number}号` });

  it('is worked through with the keys alone, and gives back the row one came from', async () => {
    const { page } = officer;
    await officer.go('/requests');
    await row(1).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: '键盘操作' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    for (const key of ['j', 'j', 'ArrowDown', 'k']) await page.keyboard.press(key);
    const second = await focused();
    await page.keyboard.press('x');
    await page.getByText('已选 1 项').waitFor();
    await page.keyboard.press('x');
    await page.getByText('已选 1 项').waitFor({ state: 'hidden' });
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: second }).waitFor();
    await page.goBack();
    await row(1).waitFor();
    await until(focused, (text) => text === second, 5_000);
    await page.getByRole('link', { name: `${SERIES}-3号` }).focus();
    await page.keyboard.press('a');
    await page.getByRole('heading', { level: 1, name: `指派律师 ${SERIES}-3号` }).waitFor();
    await page.goBack();
    await until(focused, (text) => text === `${SERIES}-3号`, 5_000);
  });

  it('tells which of several were done and keeps the others chosen', async () => {
    const { page } = officer;
    await officer.go('/requests');
    for (const number of [1, 2, 3]) await row(number).getByRole('checkbox').check();
    await page.getByText('已选 3 项').waitFor();
    await page.getByRole('button', { name: '批量登记送达' }).click();
    const dialog = page.getByRole('dialog', { name: '批量登记送达' });
    await officer.picture('worklist-bulk');
    // A receipt says the minute: it must have begun after the notices came.
    const { day, time: minute } = time.aMinuteLater();
    await dialog.getByLabel('送达时间 日期').fill(day);
    await dialog.getByLabel('送达时间 时间').fill(minute);
    await dialog.getByRole('button', { name: '登记 3 项送达' }).click();
    const outcome = page.getByRole('alert').filter({ hasText: '3 项中' });
    await outcome.waitFor();
    expect(await outcome.textContent()).toContain('3 项中 2 项成功，1 项未办：');
    expect(await outcome.textContent()).toContain(`${SERIES}-3号：尚未指派律师`);
    await officer.picture('worklist-outcome');
    expect(await row(3).getByRole('checkbox').isChecked()).toBe(true);
    expect(await officer.faults()).toEqual([]);
  }, 180_000);

  it('is put into another order under the hand that asks for it', async () => {
    const { page } = officer;
    await officer.go('/requests');
    await row(3).waitFor();
    const numbers = async (): Promise<readonly string[]> =>
      (await page.locator('a[data-row]').allTextContents()).filter((text) => text.startsWith(SERIES));
    const sort = page.getByRole('button', { name: /^案号/ });
    await sort.focus();
    await page.keyboard.press('Space');
    await until(numbers, (shown) => shown.length > 1 && shown.join() === [...shown].sort().join(), 5_000);
    await page.keyboard.press('Enter');
    await until(numbers, (shown) => shown.length > 1 && shown.join() === [...shown].sort().reverse().join(), 5_000);
    expect(await sort.evaluate((element) => element.matches(':focus'))).toBe(true);
    expect(await page.getByRole('columnheader', { name: /^案号/ }).getAttribute('aria-sort')).toBe('descending');
  });

  it('keeps both of two changes of the view that follow each other faster than it is drawn', async () => {
    const { page } = officer;
    await officer.go('/requests');
    await officer.pressAndChoose(page.getByRole('button', { name: /^待指派/ }), page.locator('select', { hasText: '藏语' }), 'bo');
    await page.getByRole('button', { name: /^待指派/, pressed: true }).waitFor({ timeout: 10_000 });
    await row(4).waitFor();
    expect(new URL(page.url()).search).toBe('?state=received&language=bo');
  });

  it('gives the chosen rows and the filtered list as files', async () => {
    const { page } = officer;
    await officer.go('/requests?language=zh');
    await row(5).waitFor();
    await thereAre(0, row(4));
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '导出 CSV' }).click()]);
    const text = await readFile(await file.path(), 'utf8');
    expect(text).toContain(`${SERIES}-5号`);
    expect(text).not.toContain(`${SERIES}-4号`);
    expect(text).not.toContain('某某');
    await officer.go('/requests');
    await row(4).getByRole('checkbox').check();
    const [chosen] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '导出所选' }).click()]);
    expect(chosen.suggestedFilename()).toBe('defence-requests.xlsx');
  });

  it('keeps a view by its name with the account, and opens it elsewhere', async () => {
    const { page } = officer;
    const name = `藏语待指派 བོད་ ${randomUUID().slice(0, 4)}`;
    await officer.go('/requests');
    await page.getByRole('button', { name: /^待指派/ }).click();
    await page.getByText('更多筛选').click();
    await page.getByLabel('使用语言').selectOption('bo');
    await page.getByRole('button', { name: /^案号/ }).click();
    await page.getByRole('button', { name: '保存为视图' }).click();
    await page.getByRole('dialog').getByLabel('视图名称').fill(name);
    await officer.picture('worklist-view');
    await page.getByRole('dialog').getByRole('button', { name: '保存视图' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    const elsewhere = await Person.signIn(browser, platform.address, '演示经办人', NARROW);
    await elsewhere.go('/requests');
    await elsewhere.page.getByRole('link', { name: /^藏语待指派/ }).click();
    await elsewhere.page.waitForURL(/state=received&language=bo&sort=number/);
    const shown = (number: number) => elsewhere.page.getByRole('row').filter({ hasText: `${SERIES}-${number}号` });
    // What is not of the view goes as the view comes: only once it is gone can what stays be of it.
    await shown(5).waitFor({ state: 'detached' });
    await shown(4).waitFor();
    await elsewhere.picture('worklist-view-narrow');
    expect([...(await elsewhere.faults()), ...elsewhere.said, await elsewhere.overflow()]).toEqual([0]);
    await elsewhere.close();
    await page.getByRole('button', { name: /^删除视图/ }).click();
    await page.getByRole('link', { name: /^藏语待指派/ }).waitFor({ state: 'hidden' });
  });

  it('opens behind the clock of the header what the clock counts', async () => {
    const { page } = officer;
    await officer.go('/requests');
    const link = page.getByRole('link', { name: /^今日到期或已超期：\d+ 件/ });
    const counted = Number(/\d+/.exec((await link.getAttribute('aria-label')) ?? '')?.[0]);
    await link.click();
    await page.waitForURL(/state=pressing/);
    const rows = page.getByRole('row').filter({ has: page.getByRole('checkbox', { name: /^选择 / }) });
    // The rows of the list one came from stand until those of this one are there.
    await until(
      () => rows.count(),
      (shown) => shown === counted,
      10_000,
    );
  });
});
