import type { Browser } from 'playwright-core';
import { until } from '../../apps/platform/src/demo/api.js';
import { demonstrationLawyerId } from '../../apps/directory/src/demonstration-data/demonstration-data.js';
import { built } from '../support/built.js';
import { BROWSER, NARROW, Person, startBrowser, thereAre, WIDE } from '../support/chromium.js';
import { describeWith } from '../support/needs.js';
import { notice, startTestPlatform, type TestPlatform } from '../support/platform.js';
import { doing, localNow, Looks } from '../support/quality-pages.js';

const REQUESTS = '/api/assignment/defence-requests';
const START_MS = 300_000;
const HEAD = '演示负责人';
const OFFICER = '演示经办人';
const LAWYER = '演示律师01';

describeWith(BROWSER, 'complaints and return visits in the browser', () => {
  let platform: TestPlatform;
  let browser: Browser;
  const looks = new Looks();
  const caseNumber = '（2026）藏01刑初731号';

  beforeAll(async () => {
    await built();
    platform = await startTestPlatform();
    browser = await startBrowser();
    const sent = await platform.api.courtClerk.post<{ id: string }>(REQUESTS, notice({ caseNumber }));
    expect(sent.status).toBe(201);
  }, START_MS);
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });

  it(
    'takes a complaint from the counter to its answer',
    async () => {
      const officer = await Person.signIn(browser, platform.address, OFFICER, WIDE);
      const { page } = officer;
      await officer.go('/quality/complaints');
      await page.getByText('没有办理中的事项').waitFor();
      await looks.at(officer, 'complaints-none');
      await page.getByRole('link', { name: '登记投诉' }).click();
      await page.getByRole('button', { name: '登记投诉' }).click();
      await page.getByRole('alert').getByText('投诉人姓名：请填写此项').first().waitFor();
      await looks.at(officer, 'complaint-form-faults');
      await page.getByLabel('投诉对象').selectOption('request');
      await page.getByLabel('案件 · 案号开头').fill(caseNumber.slice(0, 8));
      await page.getByRole('button', { name: '查找' }).click();
      await page.getByRole('option', { name: caseNumber }).waitFor({ state: 'attached' });
      await page.getByLabel('案件', { exact: true }).selectOption({ label: caseNumber });
      await page.getByLabel('投诉人身份').selectOption('recipient');
      await page.getByLabel('投诉人姓名').fill('བློ་བཟང་། 洛桑某某');
      await page.getByLabel('方式').selectOption('visit');
      await page.getByLabel('收取财物').check();
      await page.getByLabel('投诉内容').fill('律师收了两千元。');
      await looks.at(officer, 'complaint-form');
      await page.getByRole('button', { name: '登记投诉' }).click();
      await page.getByText('投诉已登记').waitFor();
      await page.getByText('受理决定：未设期限', { exact: false }).waitFor();
      await looks.at(officer, 'complaint-filed');
      await thereAre(0, page.getByRole('button', { name: '受理', exact: true }));
      const address = new URL(page.url()).pathname;
      await officer.close();

      const head = await Person.signIn(browser, platform.address, HEAD, WIDE);
      await head.go(address);
      await doing(head.page, '受理', () => Promise.resolve());
      await head.page.getByText('已受理').waitFor();
      await doing(head.page, '记录调查', async (dialog) => {
        await dialog.getByLabel('调查措施').selectOption('heard_subject');
        await dialog.getByLabel('完成时间 日期').fill(localNow().day);
        await dialog.getByLabel('完成时间 时间').fill(localNow().time);
        await dialog.getByLabel('记录').fill('律师承认收款');
      });
      await head.page.getByText('已记录').waitFor();
      await doing(head.page, '作出结论', async (dialog) => {
        await dialog.getByLabel('处理结论').selectOption('upheld');
        await dialog.getByLabel('责令改正').check();
        await dialog.getByLabel('查明的事实与理由').fill('属实');
        await looks.at(head, 'complaint-decide');
      });
      await head.page.getByText('已作出处理结论').waitFor();
      await doing(head.page, '答复投诉人', async (dialog) => {
        await dialog.getByLabel('方式').selectOption('phone');
        await dialog.getByLabel('答复时间 日期').fill(localNow().day);
        await dialog.getByLabel('答复时间 时间').fill(localNow().time);
        await dialog.getByLabel('答复内容').fill('已责令退还');
      });
      await head.page.getByText('已答复，投诉办结').waitFor();
      await head.page.getByRole('button', { name: '打开内容' }).click();
      await head.page.getByText('律师承认收款').waitFor();
      await looks.at(head, 'complaint-answered');
      await head.go('/quality/complaints?view=closed');
      await head.page.getByRole('link', { name: /拉萨援投字/ }).waitFor();
      await looks.at(head, 'complaints-closed');
      await head.close();

      const narrow = await Person.signIn(browser, platform.address, HEAD, NARROW);
      await narrow.go('/quality/complaints?view=closed');
      await looks.at(narrow, 'complaints-narrow');
      await narrow.go(address);
      await looks.at(narrow, 'complaint-narrow');
      await narrow.page
        .getByRole('button', { name: /English|EN/ })
        .first()
        .click();
      await narrow.page.getByText('Complainant answered').waitFor();
      await looks.at(narrow, 'complaint-english');
      await narrow.close();
      expect(looks.wrong).toEqual([]);
    },
    START_MS,
  );

  it(
    'tells the lawyer whom an accepted complaint is about, beside the bell, until the own side is stated',
    async () => {
      const { institutionOfficer, institutionHead } = platform.api;
      const lawyer = await Person.signIn(browser, platform.address, LAWYER, NARROW);
      const { page } = lawyer;
      await lawyer.go('/news');
      const subject = { about: 'lawyer', lawyerId: demonstrationLawyerId(0), institution: 'institution-540100' };
      const said = {
        complainantKind: 'recipient',
        way: 'visit',
        grounds: ['attitude'],
        complainant: { name: '投诉某某' },
        text: '态度不好',
      };
      const filed = await institutionOfficer.post<{ id: string }>('/api/assignment/complaints', { ...subject, ...said });
      expect(filed.status).toBe(201);
      expect((await institutionHead.post(`/api/assignment/complaints/${filed.body.id}/accept`, {})).status).toBe(200);
      // It comes by itself, while the page stands open.
      await page.getByRole('link', { name: '1 件投诉等您陈述、申辩' }).click();
      await page.getByRole('link', { name: /拉萨援投字/ }).click();
      await looks.at(lawyer, 'complaint-told-narrow');
      await doing(page, '陈述、申辩', async (dialog) => {
        await dialog.getByLabel('陈述、申辩').fill('当时已经说明');
      });
      await page.getByText('已提交').first().waitFor();
      await lawyer.go('/news');
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.getByRole('link', { name: '1 件投诉等您陈述、申辩' }).waitFor({ state: 'detached' });
      await thereAre(0, page.getByText('投诉某某'));
      await lawyer.close();
      expect(looks.wrong).toEqual([]);
    },
    START_MS,
  );

  it(
    'visits the recipient of a case that ended',
    async () => {
      const { courtClerk, institutionHead } = platform.api;
      const { body } = await courtClerk.post<{ id: string }>(REQUESTS, notice());
      await institutionHead.post(`${REQUESTS}/${body.id}/terminate`, { ground: 'recipient_asked', reason: '本人要求' });
      const servedAt = new Date().toISOString();
      expect((await institutionHead.post(`${REQUESTS}/${body.id}/termination-served`, { servedAt })).status).toBe(200);
      await until(
        () => institutionHead.get<{ items: readonly unknown[] }>('/api/assignment/return-visits'),
        (answer) => answer.body.items.length > 0,
        30_000,
      );

      const head = await Person.signIn(browser, platform.address, HEAD, WIDE);
      const { page } = head;
      await head.go('/quality/visits');
      await page.getByText('终止法律援助的案件').waitFor();
      await looks.at(head, 'visits');
      await page.locator('table.list a').first().click();
      await doing(page, '登记回访', async (dialog) => {
        await dialog.getByLabel('方式').selectOption('visit');
        await dialog.getByLabel('回访时间 日期').fill(localNow().day);
        await dialog.getByLabel('回访时间 时间').fill(localNow().time);
        await dialog.getByLabel('使用语言').selectOption('bo');
        await dialog.getByLabel('满意度').selectOption('5');
        await dialog.getByLabel('律师是否会见、见面').selectOption('yes');
        await looks.at(head, 'visit-record');
      });
      await page.getByText('已登记回访').waitFor();
      await page.getByText('非常满意').first().waitFor();
      await looks.at(head, 'visit');

      await head.close();

      const narrow = await Person.signIn(browser, platform.address, HEAD, NARROW);
      await narrow.go('/quality/visits?view=closed');
      await looks.at(narrow, 'visits-narrow');
      await narrow.close();
      expect(looks.wrong).toEqual([]);
    },
    START_MS,
  );

  it(
    'asks a recipient by a form that is filled in on a telephone where no script runs',
    async () => {
      const { courtClerk, institutionOfficer } = platform.api;
      const { body } = await courtClerk.post<{ id: string }>(REQUESTS, notice());
      const planned = await institutionOfficer.post<{ id: string }>('/api/assignment/return-visits', { requestId: body.id });
      const officer = await Person.signIn(browser, platform.address, OFFICER, WIDE);
      const { page } = officer;
      await officer.go(`/quality/visits/${planned.body.id}`);
      await page.getByRole('button', { name: '发放问卷' }).click();
      const asking = page.getByRole('dialog', { name: '发放问卷' });
      await asking.getByText('填写后本次回访即办结').waitFor();
      await asking.getByRole('button', { name: '发放问卷' }).click();
      const given = page.getByRole('dialog', { name: '问卷链接已生成' });
      await given.getByRole('img', { name: '问卷链接的二维码' }).waitFor();
      await looks.at(officer, 'visit-form-given');
      const link = (await given.locator('code').textContent())!;
      await page.emulateMedia({ media: 'print' });
      expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(false);
      expect(await given.getByRole('img', { name: '问卷链接的二维码' }).isVisible()).toBe(true);
      await officer.picture('quality-visit-form-printed');
      await page.emulateMedia({ media: 'screen' });
      await given.getByRole('button', { name: '完成' }).click();
      await page.getByText('发放问卷链接').waitFor();

      const wide = await Person.stranger(browser, platform.address, { viewport: WIDE });
      await wide.go(link.replace('/bo/', '/en/'));
      await looks.at(wide, 'visit-form-english');
      await wide.go(`${link}?type=large`);
      await looks.at(wide, 'visit-form-large');
      await wide.close();
      const recipient = await Person.stranger(browser, platform.address, { viewport: NARROW });
      await recipient.go(link);
      await looks.at(recipient, 'visit-form-narrow');
      await recipient.page.getByLabel('您还想说什么?').fill('讲得很清楚');
      await recipient.page.getByRole('button', { name: '提交评价' }).click();
      await recipient.page.getByText('请选择您的满意程度').waitFor();
      await looks.at(recipient, 'visit-form-faults-narrow');
      await recipient.close();
      const plain = await Person.stranger(browser, platform.address, { javaScriptEnabled: false, viewport: NARROW });
      await plain.page.goto(link);
      await plain.page.getByLabel('非常满意').check();
      await plain.page.getByLabel('律师把案件进展告诉您了吗?').selectOption('yes');
      await plain.page.getByRole('button', { name: '提交评价' }).press('Enter');
      await plain.page.getByRole('heading', { level: 1, name: '谢谢您的评价' }).waitFor();
      await plain.picture('quality-visit-form-thanks-narrow');
      await plain.page.goto(link);
      await plain.page.getByRole('heading', { level: 1, name: '这个链接不能使用' }).waitFor();
      await plain.picture('quality-visit-form-gone-narrow');
      await plain.close();

      await officer.go(`/quality/visits/${planned.body.id}`);
      await page.getByText('填写问卷', { exact: false }).first().waitFor();
      await looks.at(officer, 'visit-by-form');
      await officer.close();
      expect(looks.wrong).toEqual([]);
    },
    START_MS,
  );
});
