import type { Browser } from 'playwright-core';
import { demonstrationLawyerId } from '../../apps/directory/src/demonstration-data/demonstration-data.js';
import { until } from '../../apps/platform/src/demo/api.js';
import { built } from '../support/built.js';
import { BROWSER, NARROW, Person, startBrowser } from '../support/chromium.js';
import { describeWith } from '../support/needs.js';
import { notice, startTestPlatform, type TestPlatform } from '../support/platform.js';

const REQUESTS = '/api/assignment/defence-requests';
/** Building, when the sources are newer, and starting a platform and a browser. */
const START_MS = 300_000;
const MINUTE_MS = 60_000;

describeWith(BROWSER, 'the whole way of a case in the browser', () => {
  let platform: TestPlatform;
  let browser: Browser;
  let page: string;
  const at = { day: '', time: '' };

  beforeAll(async () => {
    await built();
    platform = await startTestPlatform();
    browser = await startBrowser();
    const { courtClerk, institutionOfficer } = platform.api;
    const { body } = await courtClerk.post<{ id: string }>(REQUESTS, notice());
    page = `/requests/${body.id}`;
    await institutionOfficer.post(`${REQUESTS}/${body.id}/assign`, { lawyerId: demonstrationLawyerId(0) });
    await until(
      () => institutionOfficer.get<{ status: string; receivedAt: string }>(`${REQUESTS}/${body.id}`),
      (answer) => answer.body.status === 'confirmed',
      30_000,
    );
    // What is told lies between the notice and now, to the minute.
    const told = await institutionOfficer.get<{ receivedAt: string }>(`${REQUESTS}/${body.id}`);
    const next = Math.ceil((Date.parse(told.body.receivedAt) + 1) / MINUTE_MS) * MINUTE_MS;
    await until(
      () => Promise.resolve(Date.now()),
      (now) => now > next,
      2 * MINUTE_MS,
    );
    const civil = new Date(next + 8 * 60 * MINUTE_MS).toISOString();
    Object.assign(at, { day: civil.slice(0, 10), time: civil.slice(11, 16) });
  }, START_MS);
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });

  const quiet = async (someone: Person): Promise<void> => {
    expect([...(await someone.faults()), ...someone.said]).toEqual([]);
    expect(await someone.overflow()).toBeLessThanOrEqual(0);
  };
  const fill = async (someone: Person, label: string, day = at.day, time = at.time): Promise<void> => {
    await someone.page.getByLabel(`${label} 日期`).fill(day);
    await someone.page.getByLabel(`${label} 时间`).fill(time);
  };
  /** Opens a command's dialog, also behind the menu. */
  const open = async ({ page: shown }: Person, name: string): Promise<void> => {
    const button = shown.getByRole('button', { name, exact: true });
    if ((await button.count()) === 0) {
      await shown.getByRole('button', { name: '更多操作' }).click();
      await shown.getByRole('menuitem', { name }).click();
    } else await button.click();
    await shown.getByRole('dialog', { name }).waitFor();
  };
  const confirm = (someone: Person, name: string): Promise<void> =>
    someone.page.getByRole('dialog', { name }).getByRole('button', { name, exact: true }).click();

  it('the lawyer finds the case, signs the agreement, and records the first meeting', async () => {
    const lawyer = await Person.signIn(browser, platform.address, '演示律师01');
    await lawyer.page.getByRole('link', { name: '我的案件' }).first().click();
    await lawyer.settled();
    await lawyer.picture('my-cases');
    await quiet(lawyer);
    await lawyer.go(page);
    await open(lawyer, '登记签订委托手续');
    await fill(lawyer, '签订时间');
    await lawyer.picture('engagement');
    await confirm(lawyer, '登记签订委托手续');
    await lawyer.page.getByText('已登记签订委托手续。').waitFor();
    await open(lawyer, '登记首次会见');
    await fill(lawyer, '会见时间');
    await lawyer.page.getByLabel('当事人意见').selectOption('agreed');
    await confirm(lawyer, '登记首次会见');
    await lawyer.page.getByText('已登记首次会见。').waitFor();
    await lawyer.page.getByText('同意该律师辩护').waitFor();
    await lawyer.picture('defending');
    await quiet(lawyer);
    await lawyer.close();
  });

  it('the court moves the hearing, which the institution finds in its calendar, and concludes the stage', async () => {
    const clerk = await Person.signIn(browser, platform.address, '演示书记员');
    await clerk.go(page);
    await open(clerk, '变更开庭时间');
    await fill(clerk, '新的开庭时间', '2030-03-12', '09:30');
    await confirm(clerk, '变更开庭时间');
    await clerk.page.getByText('开庭时间已变更', { exact: false }).first().waitFor();

    const officer = await Person.signIn(browser, platform.address, '演示经办人', NARROW);
    await officer.go('/calendar?day=2030-03-12');
    await officer.page.getByRole('button', { name: /2030年3月12日.*开庭 1/ }).waitFor();
    await officer.picture('calendar-narrow');
    await quiet(officer);
    await officer.close();

    await open(clerk, '本阶段办结');
    await fill(clerk, '办结时间');
    await clerk.page.getByLabel('办结方式').selectOption('judgment');
    await confirm(clerk, '本阶段办结');
    await clerk.page.getByText('本阶段已办结', { exact: false }).first().waitFor();
    await clerk.picture('concluded');
    await quiet(clerk);
    await clerk.close();
  });

  it('the lawyer hands in the file, is told what is missing, and the institution accepts it', async () => {
    const lawyer = await Person.signIn(browser, platform.address, '演示律师01', NARROW);
    await lawyer.go(page);
    await open(lawyer, '提交立卷材料');
    await lawyer.page.getByLabel('指派通知书', { exact: false }).check();
    await confirm(lawyer, '提交立卷材料');
    await lawyer.page.getByText('案卷缺少', { exact: false }).first().waitFor();
    await lawyer.picture('file-incomplete');
    await lawyer.page.getByLabel('缺少必备材料的原因', { exact: false }).fill('其余材料随后补交');
    await confirm(lawyer, '提交立卷材料');
    await lawyer.page.getByText('立卷材料已提交', { exact: false }).waitFor();
    await lawyer.picture('filed-narrow');
    await quiet(lawyer);

    const officer = await Person.signIn(browser, platform.address, '演示经办人');
    await officer.go('/requests?state=closing');
    await officer.picture('closing');
    await quiet(officer);
    await officer.go(page);
    await open(officer, '审查合格，结案');
    await confirm(officer, '审查合格，结案');
    await officer.page.getByText('案卷审查合格，本件已结案。').waitFor();
    await officer.picture('completed');
    await quiet(officer);
    await officer.close();
    // With the case ends the lawyer's access.
    await lawyer.go('/my-cases');
    await lawyer.page.getByText('目前没有您承办的案件。').waitFor();
    await lawyer.go(page);
    await lawyer.page.getByRole('heading', { level: 1, name: '没有找到这个页面' }).waitFor();
    await lawyer.close();
  });
});
