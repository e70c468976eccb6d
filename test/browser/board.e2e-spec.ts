import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { Dashboard } from '../../apps/coordination/src/joint-dashboard/joint-dashboard.queries.js';
import { until } from '../../apps/platform/src/demo/api.js';
import { built } from '../support/built.js';
import { BROWSER, NARROW, Person, SCREENSHOTS, startBrowser, thereAre } from '../support/chromium.js';
import { describeWith } from '../support/needs.js';
import { notice, startTestPlatform, type TestPlatform } from '../support/platform.js';

const REQUESTS = '/api/assignment/defence-requests';
/** Building, when the sources are newer, and starting a platform and a browser. */
const START_MS = 300_000;

describeWith(BROWSER, 'the joint dashboard in the browser', () => {
  let platform: TestPlatform;
  let browser: Browser;
  let person: Person;

  beforeAll(async () => {
    await built();
    platform = await startTestPlatform();
    browser = await startBrowser();
    const { courtClerk, procuratorateClerk, secretariat } = platform.api;
    for (let number = 0; number < 3; number += 1) await courtClerk.post(REQUESTS, notice());
    await procuratorateClerk.post(REQUESTS, notice({ stage: 'prosecution_review', hearingAt: undefined }));
    await until(
      () => secretariat.get<Dashboard>('/api/coordination/dashboard'),
      ({ body }) => body.total.open === 4 && body.trend.weeks.at(-1)?.received === 4,
      20_000,
    );
    person = await Person.signIn(browser, platform.address, '演示联席办干部');
  }, START_MS);
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });
  afterEach(() => expect(person?.said ?? []).toEqual([]));

  const rows = () => person.page.getByRole('table').getByRole('rowheader');

  it('opens behind each headline figure as many requests as it says', async () => {
    const { page } = person;
    await person.go('/dashboard');
    await page.getByRole('img').first().waitFor();
    await person.picture('board');
    expect(await person.faults()).toEqual([]);
    const figure = page.getByRole('link', { name: /^在办 4 ▲ 比一周前多 4 件/ });
    await figure.click();
    await page.getByRole('heading', { level: 1, name: '在办的通知' }).waitFor();
    await rows().nth(3).waitFor();
    await thereAre(4, rows());
    expect(await page.getByRole('main').textContent()).not.toMatch(/某某|刑初/);
    await person.picture('board-list');
    expect(await person.faults()).toEqual([]);
  });

  it('keeps its filter in sight and in the address, for every figure', async () => {
    const { page } = person;
    await person.go('/dashboard?by=organ');
    await page.getByLabel('办案机关').selectOption({ label: '拉萨市人民检察院(演示)' });
    await page.waitForURL(/organ=procuratorate-540100/);
    await page.getByRole('link', { name: /^在办 1 / }).waitFor();
    await page.getByRole('button', { name: /清除“拉萨市人民检察院/ }).waitFor();
    const cell = page
      .getByRole('row', { name: /拉萨市人民检察院/ })
      .getByRole('link')
      .first();
    await cell.click();
    await page.getByRole('heading', { level: 1, name: '收到的通知' }).waitFor();
    await rows().first().waitFor();
    await thereAre(1, rows());
  });

  it('leads from a county’s tile to what is open there', async () => {
    const { page } = person;
    await person.go('/dashboard');
    await page.getByRole('link', { name: /^拉萨市\s*在办 4/ }).click();
    await page.waitForURL(/division=540100&exact=true/);
    await page.getByRole('heading', { level: 1, name: '在办的通知' }).waitFor();
    await rows().nth(3).waitFor();
    await thereAre(4, rows());
  });

  it('prints in landscape, with its tables and without its controls', async () => {
    const { page } = person;
    await person.go('/dashboard');
    await page.getByRole('img').first().waitFor();
    await page.emulateMedia({ media: 'print' });
    await person.picture('board-print');
    const said: string = await page.evaluate('document.body.innerText');
    const pdf = (await page.pdf({ preferCSSPageSize: true, path: join(SCREENSHOTS, 'board.pdf') })).toString('latin1');
    await page.emulateMedia({ media: null });
    expect(said).toContain('数据截至');
    expect(said).not.toContain('打印本页');
    const [, width, height] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? [];
    expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([842, 595]);
  });

  it('fits a telephone', async () => {
    const narrow = await Person.signIn(browser, platform.address, '演示联席办干部', NARROW);
    await narrow.go('/dashboard');
    await narrow.page.getByRole('img').first().waitFor();
    await narrow.picture('board-narrow');
    expect([await narrow.overflow(), ...(await narrow.faults()), ...narrow.said]).toEqual([0]);
    await narrow.close();
  });
});
