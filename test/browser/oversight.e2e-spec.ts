import { randomUUID } from 'node:crypto';
import { TOPICS } from '@xiezhi/contracts';
import type { BusMessage } from '@xiezhi/eventsourcing';
import { Platform } from '@xiezhi/service';
import type { Browser } from 'playwright-core';
import { until } from '../../apps/platform/src/demo/api.js';
import { built } from '../support/built.js';
import { BROWSER, NARROW, Person, startBrowser, thereAre } from '../support/chromium.js';
import { describeWith } from '../support/needs.js';
import { notice, startTestPlatform, type TestPlatform } from '../support/platform.js';

const REQUESTS = '/api/assignment/defence-requests';
/** Building, when the sources are newer, and starting a platform and a browser. */
const START_MS = 300_000;

/** A message that says nothing that coordination understands. */
const broken = (key: string): BusMessage => ({
  topic: TOPICS.assignment,
  key,
  id: randomUUID(),
  source: '/xiezhi/assignment',
  type: 'assignment.defence-request-received.v1',
  time: new Date().toISOString(),
  subject: key,
  dataschema: 'urn:xiezhi:contract:assignment.defence-request-received.v1',
  data: { rubbish: true },
});

describeWith(BROWSER, 'oversight in the browser', () => {
  let platform: TestPlatform;
  let browser: Browser;
  let id: string;
  let person: string;

  beforeAll(async () => {
    await built();
    platform = await startTestPlatform();
    browser = await startBrowser();
    const { courtClerk, institutionOfficer } = platform.api;
    const sent = await courtClerk.post<{ id: string; position: string }>(REQUESTS, notice());
    ({ id } = sent.body);
    await courtClerk.get(`${REQUESTS}/${id}?after=${sent.body.position}`);
    const people = await courtClerk.get<{ ids: { person: string } }>(`${REQUESTS}/${id}/people?purpose=subject_request`);
    ({ person } = people.body.ids);
    await institutionOfficer.get(`${REQUESTS}/${id}/people?purpose=assignment`);
  }, START_MS);
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });

  const quiet = async (someone: Person): Promise<void> => {
    expect([...(await someone.faults()), ...someone.said]).toEqual([]);
    expect(await someone.overflow()).toBeLessThanOrEqual(0);
  };

  it('publishes a calendar after showing what it changes', async () => {
    const administrator = await Person.signIn(browser, platform.address, '演示管理员');
    const { page } = administrator;
    await administrator.go('/calendars?year=2031&division=540000');
    await page.getByText('暂定', { exact: false }).first().waitFor();
    await page.getByRole('link', { name: '公布放假安排' }).click();
    await page.getByLabel('依据文件').fill('国务院办公厅关于2031年部分节假日安排的通知(示例)');
    await page.getByLabel('发文日期').fill('2030-11-05');
    const row = (number: number) => page.getByRole('group', { name: `第 ${number} 行` });
    await row(1).getByLabel('从').fill('2031-01-01');
    await row(1).getByLabel('到').fill('2031-01-03');
    await row(1).getByLabel('节日').fill('元旦');
    await page.getByRole('button', { name: '试算影响' }).click();
    await page
      .getByRole('alert')
      .getByText(/2031-10-01/)
      .waitFor();
    await administrator.picture('calendar-fault');
    await page.getByRole('button', { name: '增加一行' }).click();
    await row(2).getByLabel('从').fill('2031-10-01');
    await row(2).getByLabel('到').fill('2031-10-07');
    await row(2).getByLabel('节日').fill('国庆节');
    await administrator.picture('calendar-form');
    await page.getByRole('button', { name: '试算影响' }).click();
    await page
      .getByRole('row', { name: /2031年1月2日/ })
      .getByText('法定节假日')
      .waitFor();
    await administrator.picture('calendar-preview');
    await quiet(administrator);
    await page.getByRole('button', { name: '公布2031年安排' }).click();
    await page.getByText('已公布第 1 版', { exact: false }).waitFor();
    await page.getByTitle(/2031年1月2日 法定节假日 元旦/).waitFor();
    await administrator.picture('calendar-published');
    await quiet(administrator);
    await administrator.close();
  });

  it('tells what is wrong with a field that is left once the mouse is let go of, which still hits what it pressed', async () => {
    const administrator = await Person.signIn(browser, platform.address, '演示管理员');
    const { page } = administrator;
    await administrator.go('/calendars/publish');
    const row = (number: number) => page.getByRole('group', { name: `第 ${number} 行` });
    await row(1).getByLabel('从').focus();
    await administrator.clickSlowly(page.getByRole('button', { name: '增加一行' }));
    await row(2).waitFor({ timeout: 5_000 });
    await row(1).getByText('请填写此项').waitFor();
    await quiet(administrator);
    await administrator.close();
  });

  it('lets one person enter a value and only another approve or refuse it', async () => {
    const first = await Person.signIn(browser, platform.address, '演示管理员');
    for (const amount of ['847.50', '900']) {
      await first.go('/reference-values/new');
      await first.page.getByLabel('金额（元）').fill(amount);
      await first.page.getByLabel('生效日期').fill('2026-01-01');
      await first.page.getByLabel('依据文件').fill('藏民发〔2025〕30号(示例)');
      await first.page.getByLabel('文件日期').fill('2025-12-20');
      await first.page.getByRole('button', { name: '录入数值' }).click();
      await first.page.getByText('已录入，等待另一人复核。').waitFor();
    }
    await first.page.getByText('须由另一人复核', { exact: false }).first().waitFor();
    await thereAre(0, first.page.getByRole('button', { name: /^复核/ }));
    await first.close();

    const second = await Person.signIn(browser, platform.address, '演示复核管理员');
    const { page } = second;
    await page.getByRole('link', { name: '新消息：2 条' }).click();
    await second.settled();
    await second.picture('attention');
    await page.getByRole('link', { name: '2 个数值等您复核' }).click();
    await page.getByRole('button', { name: /复核 .*¥847.50/ }).click();
    const dialog = page.getByRole('dialog', { name: /复核/ });
    await dialog.getByText('藏民发〔2025〕30号(示例)').waitFor();
    await second.picture('value-decide');
    await quiet(second);
    await dialog.getByRole('button', { name: '同意生效' }).click();
    await page.getByText('已同意，自', { exact: false }).waitFor();
    await page.getByRole('button', { name: /复核 .*¥900.00/ }).click();
    await dialog.getByRole('button', { name: '不同意' }).click();
    await dialog.getByLabel('不同意的理由').fill('与文件第三条不符');
    await dialog.getByRole('button', { name: '不同意' }).click();
    await page.getByText('没有等待复核的数值。').waitFor();
    await page.getByRole('link', { name: '新消息：0 条' }).waitFor();
    await second.go('/reference-values?view=history');
    await page.getByText('与文件第三条不符', { exact: false }).waitFor();
    await second.picture('values-history');
    await quiet(second);
    await second.go('/reference-values?day=2026-03-01&division=540102');
    await page.getByRole('row', { name: /城镇低保标准.*¥847.50/ }).waitFor();
    await second.picture('values-in-force');
    await second.close();
  });

  it('shows the audit who read what, and narrows it to one reader by the address', async () => {
    const auditor = await Person.signIn(browser, platform.address, '演示审计干部');
    const { page } = auditor;
    await auditor.go('/access-log');
    await page
      .getByRole('row', { name: /演示书记员.*拉萨市中级人民法院/ })
      .first()
      .waitFor();
    await auditor.picture('access-log');
    await thereAre(0, page.locator(`a[href="/requests/${id}"]`));
    await page.getByRole('button', { name: '演示经办人' }).first().click();
    await page.waitForURL(/account=/);
    await until(
      () => page.getByRole('row', { name: /演示书记员/ }).count(),
      (count) => count === 0,
      10_000,
    );
    await quiet(auditor);
    await auditor.close();
  });

  it('erases a person after asking, follows it to the end, and gives the certificate', async () => {
    const officer = await Person.signIn(browser, platform.address, '演示个人信息保护负责人');
    const { page } = officer;
    await officer.go('/erasures');
    await page.getByLabel('个人编号').fill(person);
    await page.getByRole('button', { name: '查看' }).click();
    await page.getByRole('heading', { name: '此编号没有删除登记。' }).waitFor();
    await page.getByLabel('删除事由').selectOption('consent_withdrawn');
    await page.getByLabel('决定文号').fill('第1号');
    await page.getByRole('button', { name: '登记并删除' }).click();
    await page.getByText('请按“藏司个保', { exact: false }).waitFor();
    await page.getByLabel('决定文号').fill('藏司个保〔2026〕7号');
    await officer.picture('erasure-form');
    await page.getByRole('button', { name: '登记并删除' }).click();
    const dialog = page.getByRole('dialog', { name: '确认删除此人的个人信息？' });
    await dialog.getByText('不能恢复', { exact: false }).waitFor();
    await officer.picture('erasure-confirm');
    await dialog.getByRole('button', { name: '销毁密钥并删除' }).click();
    await page.getByText('完成后证明不再变化', { exact: false }).waitFor({ timeout: 30_000 });
    await officer.picture('erasure-done');
    await quiet(officer);
    const address = await page.getByRole('link', { name: '下载证明' }).getAttribute('href');
    const file = await page.request.get(new URL(address!, platform.address).href);
    expect(await file.text()).toContain('藏司个保〔2026〕7号');
    await officer.go('/erasures');
    await page.getByRole('link', { name: '藏司个保〔2026〕7号' }).waitFor();
    await officer.picture('erasures');
    await officer.close();
  });

  it('lets the operator skip a message with a reason, after asking', async () => {
    const key = `defence-request-${randomUUID()}`;
    await (await platform.app.get(Platform).bus).publish([broken(key)]);
    await until(
      () => platform.api.operator.get<{ items: { key: string }[] }>('/api/coordination/operations/parked'),
      ({ body }) => body.items.some((one) => one.key === key),
      20_000,
    );
    const operator = await Person.signIn(browser, platform.address, '演示运维人员');
    const { page } = operator;
    await operator.go('/operations');
    const card = page.locator('section').filter({ has: page.getByRole('heading', { name: '联席会议' }) });
    await card.getByRole('button', { name: `查看消息 ${key}` }).click();
    await card.getByRole('button', { name: '跳过', exact: true }).waitFor();
    await operator.picture('operations-parked');
    await quiet(operator);
    await card.getByRole('button', { name: '跳过', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: '跳过这条消息？' });
    await dialog.getByLabel('理由').fill('测试数据');
    await operator.picture('operations-skip');
    await dialog.getByRole('button', { name: '跳过' }).click();
    await page.getByText('已记录，正在处理。').waitFor();
    await card.getByText(key).waitFor({ state: 'detached', timeout: 30_000 });
    await operator.close();
  });

  it('says the same in English', async () => {
    const administrator = await Person.signIn(browser, platform.address, '演示管理员', NARROW);
    const { page } = administrator;
    await page.getByRole('button', { name: /English/ }).click();
    for (const [path, heading] of [
      ['/calendars?year=2026', 'Working-day calendar 2026'],
      ['/reference-values/new', 'Enter a value'],
    ] as const) {
      await page.goto(new URL(path, platform.address).href);
      await page.getByRole('heading', { level: 1, name: heading }).waitFor();
      await page.locator('[role="status"][aria-label="Loading"]').first().waitFor({ state: 'hidden' });
      await administrator.picture(`english${path.replaceAll(/[^\w-]+/g, '_')}`);
      await quiet(administrator);
    }
    await administrator.close();
  });
});
