import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import type { CandidatesPage } from '../../apps/assignment/src/candidates/candidates.queries.js';
import { DEMONSTRATION_ACCOUNTS } from '../../apps/platform/src/demonstration/accounts.js';
import { until } from '../../apps/platform/src/demo/api.js';
import { built } from '../support/built.js';
import { BROWSER, NARROW, Person, startBrowser } from '../support/chromium.js';
import { describeWith } from '../support/needs.js';
import { notice, startTestPlatform, type TestPlatform } from '../support/platform.js';

const REQUESTS = '/api/assignment/defence-requests';
/** Building, when the sources are newer, and starting a platform and a browser. */
const START_MS = 300_000;
/** A lawyer of the demonstration, who has an account. */
const { lawyerId } = DEMONSTRATION_ACCOUNTS.lawyer;

describeWith(BROWSER, 'finding a lawyer in the browser', () => {
  let platform: TestPlatform;
  let browser: Browser;

  beforeAll(async () => {
    await built();
    // Nobody listens there: what is sent fails, and is tried again.
    platform = await startTestPlatform({
      smtpUrl: 'smtp://127.0.0.1:1',
      mailFrom: 'office@example.org',
      quietHours: { from: 24, until: 0 },
    });
    browser = await startBrowser();
  }, START_MS);
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });

  /** A request whose candidates are there. */
  const request = async (caseNumber: string): Promise<string> => {
    const sent = await platform.api.courtClerk.post<{ id: string; position: string }>(REQUESTS, notice({ caseNumber }));
    const { id, position } = sent.body;
    await until(
      async () => (await platform.api.institutionOfficer.get<CandidatesPage>(`${REQUESTS}/${id}/candidates?after=${position}`)).body.may,
      (may) => may > 2,
      15_000,
    );
    return id;
  };
  const quiet = async (someone: Person): Promise<void> => {
    expect([...(await someone.faults()), ...someone.said]).toEqual([]);
    expect(await someone.overflow()).toBeLessThanOrEqual(0);
  };

  it('shows the officer the ranking with its reasons, asks the first, and another instead', async () => {
    const id = await request(`（2026）藏01刑初${randomUUID().slice(0, 8)}号`);
    const officer = await Person.signIn(browser, platform.address, '演示经办人');
    const { page } = officer;
    await officer.go(`/requests/${id}/assign`);
    await page.getByRole('columnheader', { name: '排序依据' }).waitFor();
    await page
      .getByText(/^\d+ 分$/)
      .first()
      .click();
    await page.getByText('会当事人语言').first().waitFor();
    await officer.picture('offers-ranking');
    await quiet(officer);
    await page.getByRole('button', { name: '邀约第一位' }).click();
    await page.getByText(/正在邀约/).waitFor();
    await page.getByText(/还有/).first().waitFor();
    await officer.picture('offers-running');
    await quiet(officer);
    await page
      .getByRole('button', { name: /^邀约 / })
      .first()
      .click();
    await page.getByText('已收回').waitFor();
    await page.getByRole('button', { name: '停止寻找' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '停止寻找' }).click();
    await page.getByText('本机构已停止寻找。').waitFor();
    await page.getByRole('button', { name: '重新寻找' }).waitFor();
    await quiet(officer);
  }, 120_000);

  it('tells the lawyer, who declines one offer for a reason and accepts the other, on a phone', async () => {
    const [one, other] = [await request('（2026）藏01刑初901号'), await request('（2026）藏01刑初902号')];
    const lawyer = await Person.signIn(browser, platform.address, '演示律师01', NARROW);
    const { page } = lawyer;
    await lawyer.go('/offers');
    await page.getByText('没有等您答复的邀约。').waitFor();
    await lawyer.picture('offers-none');
    await quiet(lawyer);
    // The page stands open: the offers come by themselves.
    for (const id of [one, other]) {
      const { status } = await platform.api.institutionOfficer.post(`${REQUESTS}/${id}/search`, { first: lawyerId });
      expect(status).toBe(200);
    }
    await page.getByRole('heading', { name: /902号/ }).waitFor();
    await page.getByRole('heading', { name: /901号/ }).waitFor();
    await lawyer.picture('offers-open');
    await quiet(lawyer);
    const card = (number: string) => page.locator('section.card', { hasText: number });
    await card('901号').getByRole('button', { name: '谢绝' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '谢绝' }).click();
    await dialog.getByText('请填写此项').first().waitFor();
    await dialog.getByLabel('理由').selectOption('workload');
    await lawyer.picture('offers-decline');
    await dialog.getByRole('button', { name: '谢绝' }).click();
    await page.getByText('已谢绝，谢谢您的答复。').waitFor();
    await card('902号').getByRole('button', { name: '接受' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '接受' }).click();
    await page.getByText('没有等您答复的邀约。').waitFor();
    await page.getByRole('button', { name: '已结束' }).click();
    await card('901号')
      .getByText(/已谢绝/)
      .waitFor();
    await card('902号')
      .getByText(/已接受/)
      .waitFor();
    await lawyer.picture('offers-answered');
    await quiet(lawyer);
    const assigned = await until(
      async () => (await platform.api.institutionOfficer.get<{ lawyerId: string | null }>(`${REQUESTS}/${other}`)).body.lawyerId,
      (id) => id !== null,
      15_000,
    );
    expect(assigned.value).toBe(lawyerId);
  }, 120_000);

  it('lets the lawyer agree to be told by e-mail, and shows the officer what became of it', async () => {
    const lawyer = await Person.signIn(browser, platform.address, '演示律师01', NARROW);
    const { page } = lawyer;
    await lawyer.go('/offers');
    await page.getByText('您没有同意邮件或者短信通知').waitFor();
    await page.getByRole('button', { name: '设置通知方式' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('邮件').check();
    await dialog.getByRole('button', { name: '保存通知方式' }).click();
    await dialog
      .getByText(/请填写对应的地址/)
      .first()
      .waitFor();
    await lawyer.picture('offers-telling');
    await quiet(lawyer);
    await dialog.getByLabel('邮箱地址').fill('lawyer@example.org');
    await dialog.getByRole('button', { name: '保存通知方式' }).click();
    await page.getByText('有新邀约或者投诉待陈述时，除浏览器外还通过邮件通知您。').waitFor();
    await quiet(lawyer);
    const id = await request('（2026）藏01刑初904号');
    await platform.api.institutionOfficer.post(`${REQUESTS}/${id}/search`, { first: lawyerId });
    const officer = await Person.signIn(browser, platform.address, '演示经办人');
    await officer.go(`/requests/${id}/assign`);
    await officer.page.getByText(/邮件第 1 次未送出/).waitFor();
    await officer.picture('offers-told');
    await quiet(officer);
  }, 120_000);

  it('finds a replacement by offers, for a reason', async () => {
    const id = await request('（2026）藏01刑初905号');
    const { institutionOfficer } = platform.api;
    const { items } = (await institutionOfficer.get<CandidatesPage>(`${REQUESTS}/${id}/candidates`)).body;
    expect((await institutionOfficer.post(`${REQUESTS}/${id}/assign`, { lawyerId: items[0]!.lawyerId })).status).toBe(200);
    const officer = await Person.signIn(browser, platform.address, '演示经办人');
    const { page } = officer;
    await officer.go(`/requests/${id}/replace`);
    await page.getByRole('button', { name: '寻找接替律师' }).click();
    await page.getByText('请填写此项').waitFor();
    await page.getByRole('combobox').selectOption('language');
    await officer.picture('offers-replacement');
    await quiet(officer);
    await page.getByRole('button', { name: '寻找接替律师' }).click();
    await page.getByText(/正在邀约/).waitFor();
    await quiet(officer);
  }, 120_000);

  it('says the same in English, also narrow', async () => {
    const id = await request('（2026）藏01刑初903号');
    await platform.api.institutionOfficer.post(`${REQUESTS}/${id}/search`, {});
    const officer = await Person.signIn(browser, platform.address, '演示经办人', NARROW);
    await officer.go(`/requests/${id}/assign`);
    await officer.page.getByRole('button', { name: 'EN' }).click();
    await officer.page.getByText(/^Asked: /).waitFor();
    await officer.page.getByText('Why here').first().waitFor();
    await officer.picture('offers-english');
    await quiet(officer);
  }, 60_000);
});
