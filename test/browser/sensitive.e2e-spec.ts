import type { Browser } from 'playwright-core';
import { built } from '../support/built.js';
import { BROWSER, NARROW, Person, startBrowser } from '../support/chromium.js';
import { describeWith } from '../support/needs.js';
import { notice, startTestPlatform, type TestPlatform } from '../support/platform.js';

const REQUESTS = '/api/assignment/defence-requests';
/** Building, when the sources are newer, and starting a platform and a browser. */
const START_MS = 300_000;

describeWith(BROWSER, 'sensitive matters in the browser', () => {
  let platform: TestPlatform;
  let browser: Browser;
  let id: string;

  beforeAll(async () => {
    await built();
    platform = await startTestPlatform();
    browser = await startBrowser();
    const { courtClerk } = platform.api;
    const sent = await courtClerk.post<{ id: string; position: string }>(REQUESTS, notice({ caseNumber: '（2026）藏01刑初77号' }));
    ({ id } = sent.body);
    await courtClerk.get(`${REQUESTS}/${id}?after=${sent.body.position}`);
  }, START_MS);
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });

  const quiet = async (someone: Person): Promise<void> => {
    expect([...(await someone.faults()), ...someone.said]).toEqual([]);
    expect(await someone.overflow()).toBeLessThanOrEqual(0);
  };

  it(
    'flags a case with a reason, records its report and links a petition',
    async () => {
      const officer = await Person.signIn(browser, platform.address, '演示经办人');
      const { page } = officer;
      await officer.go(`/requests/${id}`);
      await page.getByRole('button', { name: '敏感标注' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: '敏感标注' }).click();
      await dialog.getByText('请填写此项。').first().waitFor();
      await officer.picture('sensitive-flag-fault');
      await dialog.getByLabel('标注事由').selectOption('mass_matter');
      await dialog.getByLabel('说明').fill('同村二十余人，བཀྲ་ཤིས། 等');
      await dialog.getByRole('button', { name: '敏感标注' }).click();
      await page.getByText('本机构只有负责人和知悉范围内的人员可以看到', { exact: false }).waitFor();
      await page.getByRole('button', { name: '关联信访事项' }).click();
      await dialog.getByLabel('信访件编号').fill('藏信〔2026〕12号');
      await dialog.getByLabel('受理机关').fill('拉萨市信访局');
      await dialog.getByLabel('信访日期').fill('2026-11-20');
      await dialog.getByLabel('办理状态').selectOption('registered');
      await dialog.getByLabel('关联理由').fill('同一事项');
      await dialog.getByRole('button', { name: '关联信访事项' }).click();
      await page.getByText('藏信〔2026〕12号').waitFor();
      await page.getByRole('button', { name: '查阅说明' }).click();
      await page.getByText('同村二十余人', { exact: false }).waitFor();
      await officer.picture('sensitive-card');
      await quiet(officer);
      await officer.go('/sensitive');
      await page.getByText('社会敏感性群体性案件', { exact: false }).first().waitFor();
      await officer.picture('sensitive-list');
      await quiet(officer);
      await officer.close();
    },
    START_MS,
  );

  it(
    'shows the report to those above, and fits a narrow screen',
    async () => {
      const { institutionOfficer } = platform.api;
      const done = await institutionOfficer.post<{ position: string }>(`/api/assignment/sensitive-matters/${id}/report`, {
        reportedAt: new Date().toISOString(),
        text: '已书面报告市司法局',
      });
      expect(done.status).toBe(200);
      const overseer = await Person.signIn(browser, platform.address, '演示联席办干部', NARROW);
      const { page } = overseer;
      await overseer.go('/sensitive');
      await page.getByRole('button', { name: '查阅报告' }).click();
      await page.getByText('已书面报告市司法局').waitFor();
      await overseer.picture('sensitive-report-narrow');
      await quiet(overseer);
      await overseer.close();
      const head = await Person.signIn(browser, platform.address, '演示负责人', NARROW);
      await head.go(`/requests/${id}`);
      await head.page.getByRole('button', { name: '解除标注' }).waitFor();
      await head.picture('sensitive-card-narrow');
      await quiet(head);
      await head.page.getByRole('button', { name: '确定知悉范围' }).click();
      const dialog = head.page.getByRole('dialog');
      await dialog.getByLabel('演示经办人').waitFor();
      expect(await dialog.getByLabel('演示经办人').isChecked()).toBe(true);
      await dialog.getByLabel('演示经办人').uncheck();
      await head.picture('sensitive-circle-narrow');
      await quiet(head);
      await dialog.getByRole('button', { name: '确定知悉范围' }).click();
      await head.page.getByText('已确定知悉范围。').waitFor();
      expect((await institutionOfficer.get(`${REQUESTS}/${id}`)).status).toBe(404);
      await head.close();
    },
    START_MS,
  );
});
