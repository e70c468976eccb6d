import type { Browser } from 'playwright-core';
import { until } from '../../apps/platform/src/demo/api.js';
import { built } from '../support/built.js';
import { BROWSER, NARROW, Person, startBrowser, WIDE } from '../support/chromium.js';
import { describeWith } from '../support/needs.js';
import { notice, startTestPlatform, type TestPlatform } from '../support/platform.js';

const REQUESTS = '/api/assignment/defence-requests';
const START_MS = 300_000;
const WAIT_MS = 20_000;
const OFFICER = '演示经办人';
const CLERK = '演示书记员';

describeWith(BROWSER, 'official letters in the browser', () => {
  let platform: TestPlatform;
  let browser: Browser;
  let request: string;

  beforeAll(async () => {
    await built();
    platform = await startTestPlatform();
    browser = await startBrowser();
    const { courtClerk: court, institutionOfficer: officer } = platform.api;
    request = (await court.post<{ id: string }>(REQUESTS, notice())).body.id;
    const { value } = await until(
      () => officer.get<{ items: { lawyerId: string; may: boolean }[] }>(`${REQUESTS}/${request}/candidates`),
      ({ status, body }) => status === 200 && body.items.some(({ may }) => may),
      WAIT_MS,
    );
    await officer.post(`${REQUESTS}/${request}/assign`, { lawyerId: value.body.items.find(({ may }) => may)!.lawyerId });
    await until(
      () => officer.get<{ items: { form: number; status: string }[] }>(`${REQUESTS}/${request}/letters`),
      ({ body }) => body.items.length === 2 && body.items.some(({ status }) => status === 'served'),
      WAIT_MS,
    );
  }, START_MS);
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });

  const wrong: string[] = [];
  const look = async (person: Person, name: string): Promise<void> => {
    await person.picture(`letters-${name}`);
    wrong.push(...(await person.faults()).map((fault) => `${name} ${fault}`), ...person.said.splice(0));
    const over = await person.overflow();
    if (over > 0) wrong.push(`${name} is ${over}px too wide`);
  };

  it('drafts a letter, completes it, issues it, is asked for its service, and finds it in the register', async () => {
    const officer = await Person.signIn(browser, platform.address, OFFICER, WIDE);
    const { page } = officer;
    await officer.go(`/requests/${request}`);
    await page.getByRole('link', { name: /法律援助公函 · 拉萨援刑函字/ }).waitFor();
    await look(officer, 'matter');
    await page.getByLabel('文书格式').selectOption({ label: '格式31 征询办案机关意见函' });
    await page.getByRole('button', { name: '拟制文书' }).click();
    await page.getByRole('heading', { level: 1, name: '征询办案机关意见函' }).waitFor();
    await page.getByRole('button', { name: '打开正文' }).click();
    await page.getByText('特此').or(page.getByText('为了解承办质量')).first().waitFor();
    await look(officer, 'draft');
    await page.getByRole('button', { name: '签发并取号' }).click();
    await page.getByRole('alert').waitFor();
    await page.getByLabel('回复期限(日)').fill('10');
    await page.getByRole('button', { name: '保存内容' }).click();
    await page.getByText('文书内容已保存').waitFor();
    await page.getByRole('button', { name: '签发并取号' }).click();
    await page.getByRole('heading', { level: 1, name: /征询办案机关意见函 拉萨援征字〔\d{4}〕第1号/ }).waitFor();
    await page.getByRole('button', { name: '记录送达' }).click();
    const dialog = page.getByRole('dialog', { name: '记录送达' });
    const local = new Date(Date.now() + 8 * 3_600_000 + 60_000).toISOString();
    await dialog.getByLabel('送达时间 日期').fill(local.slice(0, 10));
    await dialog.getByLabel('送达时间 时间').fill(local.slice(11, 16));
    await dialog.getByLabel('送达方式').selectOption('in_person');
    await dialog.getByLabel('送达人').fill('达娃某某');
    await look(officer, 'serve');
    await dialog.getByRole('button', { name: '取消' }).click();
    await look(officer, 'issued');
    await officer.go('/letters');
    await page.getByRole('link', { name: /拉萨援征字/ }).waitFor();
    await look(officer, 'register');
    await officer.close();
  }, 180_000);

  it('fits a telephone, and shows the organ what is addressed to it', async () => {
    const clerk = await Person.signIn(browser, platform.address, CLERK, NARROW);
    await clerk.go(`/requests/${request}`);
    await clerk.page.getByRole('link', { name: /法律援助公函 · 拉萨援刑函字/ }).click();
    await clerk.page.getByRole('button', { name: '打开正文' }).click();
    await clerk.page.getByText('特此函告。').waitFor();
    await look(clerk, 'organ-narrow');
    await clerk.close();
    const officer = await Person.signIn(browser, platform.address, OFFICER, NARROW);
    await officer.go('/letters');
    await officer.page
      .getByRole('link', { name: /拉萨援刑函字/ })
      .first()
      .waitFor();
    await look(officer, 'register-narrow');
    await officer.close();
  }, 180_000);

  it('found nothing wrong with any of these pages', () => {
    expect(wrong).toEqual([]);
  });
});
