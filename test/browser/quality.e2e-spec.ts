import type { Browser, Page } from 'playwright-core';
import { until } from '../../apps/platform/src/demo/api.js';
import { demonstrationLawyerId } from '../../apps/directory/src/demonstration-data/demonstration-data.js';
import { built } from '../support/built.js';
import { BROWSER, NARROW, Person, startBrowser, WIDE } from '../support/chromium.js';
import { describeWith } from '../support/needs.js';
import { notice, startTestPlatform, type TestPlatform } from '../support/platform.js';

const REQUESTS = '/api/assignment/defence-requests';
const START_MS = 300_000;
const HEAD = '演示负责人';
const OFFICER = '演示经办人';
const LAWYER = '演示律师01';
const SECOND_LAWYER = '演示律师06';

describeWith(BROWSER, 'quality work in the browser', () => {
  let platform: TestPlatform;
  let browser: Browser;
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

  const wrong: string[] = [];
  const look = async (person: Person, name: string): Promise<void> => {
    await person.picture(`quality-${name}`);
    wrong.push(...(await person.faults()).map((fault) => `${name} ${fault}`), ...person.said.splice(0));
    const over = await person.overflow();
    if (over > 0) wrong.push(`${name} is ${over}px too wide`);
  };
  /** Opens a deed's dialog, fills it in, and confirms it. */
  const doing = async (page: Page, action: string, fill: (dialog: ReturnType<Page['getByRole']>) => Promise<void>): Promise<void> => {
    await page.getByRole('button', { name: action, exact: true }).click();
    const dialog = page.getByRole('dialog', { name: action });
    await fill(dialog);
    await dialog.getByRole('button', { name: action, exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
  };
  const now = (): { day: string; time: string } => {
    const local = new Date(Date.now() + 8 * 3_600_000).toISOString();
    return { day: local.slice(0, 10), time: local.slice(11, 16) };
  };

  it(
    'takes a complaint from the counter to its answer',
    async () => {
      const officer = await Person.signIn(browser, platform.address, OFFICER, WIDE);
      const { page } = officer;
      await officer.go('/quality/complaints');
      await page.getByText('没有办理中的事项').waitFor();
      await look(officer, 'complaints-none');
      await page.getByRole('link', { name: '登记投诉' }).click();
      await page.getByRole('button', { name: '登记投诉' }).click();
      await page.getByRole('alert').getByText('投诉人姓名：请填写此项').first().waitFor();
      await look(officer, 'complaint-form-faults');
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
      await look(officer, 'complaint-form');
      await page.getByRole('button', { name: '登记投诉' }).click();
      await page.getByText('投诉已登记').waitFor();
      await page.getByText('受理决定：未设期限', { exact: false }).waitFor();
      await look(officer, 'complaint-filed');
      expect(await page.getByRole('button', { name: '受理', exact: true }).count()).toBe(0);
      const address = new URL(page.url()).pathname;
      await officer.close();

      const head = await Person.signIn(browser, platform.address, HEAD, WIDE);
      await head.go(address);
      await doing(head.page, '受理', () => Promise.resolve());
      await head.page.getByText('已受理').waitFor();
      await doing(head.page, '记录调查', async (dialog) => {
        await dialog.getByLabel('调查措施').selectOption('heard_subject');
        await dialog.getByLabel('完成时间 日期').fill(now().day);
        await dialog.getByLabel('完成时间 时间').fill(now().time);
        await dialog.getByLabel('记录').fill('律师承认收款');
      });
      await head.page.getByText('已记录').waitFor();
      await doing(head.page, '作出结论', async (dialog) => {
        await dialog.getByLabel('处理结论').selectOption('upheld');
        await dialog.getByLabel('责令改正').check();
        await dialog.getByLabel('查明的事实与理由').fill('属实');
        await look(head, 'complaint-decide');
      });
      await head.page.getByText('已作出处理结论').waitFor();
      await doing(head.page, '答复投诉人', async (dialog) => {
        await dialog.getByLabel('方式').selectOption('phone');
        await dialog.getByLabel('答复时间 日期').fill(now().day);
        await dialog.getByLabel('答复时间 时间').fill(now().time);
        await dialog.getByLabel('答复内容').fill('已责令退还');
      });
      await head.page.getByText('已答复，投诉办结').waitFor();
      await head.page.getByRole('button', { name: '打开内容' }).click();
      await head.page.getByText('律师承认收款').waitFor();
      await look(head, 'complaint-answered');
      await head.go('/quality/complaints?view=closed');
      await head.page.getByRole('link', { name: /拉萨援投字/ }).waitFor();
      await look(head, 'complaints-closed');
      await head.close();

      const narrow = await Person.signIn(browser, platform.address, HEAD, NARROW);
      await narrow.go('/quality/complaints?view=closed');
      await look(narrow, 'complaints-narrow');
      await narrow.go(address);
      await look(narrow, 'complaint-narrow');
      await narrow.page
        .getByRole('button', { name: /English|EN/ })
        .first()
        .click();
      await narrow.page.getByText('Complainant answered').waitFor();
      await look(narrow, 'complaint-english');
      await narrow.close();
      expect(wrong).toEqual([]);
    },
    START_MS,
  );

  it(
    'visits the recipient of a case that ended, and inspects the case',
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
      await look(head, 'visits');
      await page.locator('table.list a').first().click();
      await doing(page, '登记回访', async (dialog) => {
        await dialog.getByLabel('方式').selectOption('visit');
        await dialog.getByLabel('回访时间 日期').fill(now().day);
        await dialog.getByLabel('回访时间 时间').fill(now().time);
        await dialog.getByLabel('使用语言').selectOption('bo');
        await dialog.getByLabel('满意度').selectOption('5');
        await dialog.getByLabel('律师是否会见、见面').selectOption('yes');
        await look(head, 'visit-record');
      });
      await page.getByText('已登记回访').waitFor();
      await page.getByText('非常满意').first().waitFor();
      await look(head, 'visit');

      await head.go('/quality/inspections/new');
      await page.getByLabel('期间自').fill(now().day);
      await page.getByLabel('期间至').fill(now().day);
      await page.getByLabel('抽查件数').fill('3');
      await look(head, 'inspection-form');
      await page.getByRole('button', { name: '抽取样本' }).click();
      await page.getByText('检查计划已制定，样本已抽定').waitFor();
      await doing(page, '评定案件', async (dialog) => {
        await dialog.getByLabel('案件').selectOption({ index: 1 });
        await dialog.getByLabel('质量等级').selectOption('good');
        await dialog.getByLabel('归档超期').check();
      });
      await page.getByText('已评定').waitFor();
      await doing(page, '公布检查结果', () => Promise.resolve());
      await page.getByText('检查结果已公布').waitFor();
      await page.getByText('良好：1').first().waitFor();
      await look(head, 'inspection');
      await head.close();

      const narrow = await Person.signIn(browser, platform.address, HEAD, NARROW);
      await narrow.go('/quality/inspections?view=closed');
      await look(narrow, 'inspections-narrow');
      await narrow.go('/quality/visits?view=closed');
      await look(narrow, 'visits-narrow');
      await narrow.close();
      expect(wrong).toEqual([]);
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
      await look(officer, 'visit-form-given');
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
      await look(wide, 'visit-form-english');
      await wide.go(`${link}?type=large`);
      await look(wide, 'visit-form-large');
      await wide.close();
      const recipient = await Person.stranger(browser, platform.address, { viewport: NARROW });
      await recipient.go(link);
      await look(recipient, 'visit-form-narrow');
      await recipient.page.getByLabel('您还想说什么?').fill('讲得很清楚');
      await recipient.page.getByRole('button', { name: '提交评价' }).click();
      await recipient.page.getByText('请选择您的满意程度').waitFor();
      await look(recipient, 'visit-form-faults-narrow');
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
      await look(officer, 'visit-by-form');
      await officer.close();
      expect(wrong).toEqual([]);
    },
    START_MS,
  );

  it(
    'tracks a case under way, and makes its lawyer answer for what was found',
    async () => {
      const { courtClerk, institutionOfficer, institutionHead } = platform.api;
      const { body } = await courtClerk.post<{ id: string }>(REQUESTS, notice());
      expect((await institutionOfficer.post(`${REQUESTS}/${body.id}/assign`, { lawyerId: demonstrationLawyerId(0) })).status).toBe(200);
      const day = new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10);
      const shift = { institution: 'institution-540100', placeKind: 'court', place: '某某法院', day, starts: '09:30', ends: '12:30' };
      const planned = await institutionHead.post('/api/directory/duty-rota', { ...shift, lawyerId: demonstrationLawyerId(0) });
      expect(planned.status).toBe(201);

      const head = await Person.signIn(browser, platform.address, HEAD, WIDE);
      const { page } = head;
      await head.go('/quality/trackings/new');
      await page.getByLabel('分层方式').selectOption('stage');
      await page.getByLabel('抽取比例（%）').fill('100');
      await look(head, 'tracking-form');
      await page.getByRole('button', { name: '抽取样本' }).click();
      await page.getByText('跟踪计划已制定，样本已抽定').waitFor();
      await page.getByText('1 件中抽取 1 件').waitFor();
      const tracking = new URL(page.url()).pathname;
      await doing(page, '指定跟踪人', async (dialog) => {
        await dialog.getByLabel('案件').selectOption({ index: 1 });
        await dialog.getByLabel('跟踪人').selectOption({ index: 2 });
        await look(head, 'tracking-tracker');
      });
      await page.getByText('已指定跟踪人').waitFor();
      await doing(page, '登记跟踪意见', async (dialog) => {
        await dialog.getByLabel('案件').selectOption({ index: 1 });
        await dialog.getByLabel('监督方式').selectOption('hearing_attended');
        await dialog.getByLabel('跟踪时间 日期').fill(now().day);
        await dialog.getByLabel('跟踪时间 时间').fill(now().time);
        await dialog.getByLabel('跟踪意见').selectOption('wanting');
        await dialog.getByLabel('未阅卷').check();
        await look(head, 'tracking-finding');
      });
      await page.getByText('已登记跟踪意见').waitFor();
      await doing(page, '办结跟踪', () => Promise.resolve());
      await page.getByText('跟踪已办结').waitFor();
      await look(head, 'tracking');
      await page.getByRole('link', { name: '立案追究' }).click();
      await page.getByLabel('追究事由').selectOption('refused_or_neglected');
      await look(head, 'accountability-form');
      await page.getByRole('button', { name: '立案', exact: true }).click();
      await page.getByText('已立案，律师可以陈述、申辩').waitFor();
      const proceedings = new URL(page.url()).pathname;
      await look(head, 'accountability-opened');

      const lawyer = await Person.signIn(browser, platform.address, LAWYER, NARROW);
      await lawyer.go('/quality/accountabilities');
      await lawyer.page.getByRole('link', { name: /拉萨援责字/ }).click();
      await doing(lawyer.page, '陈述、申辩', async (dialog) => {
        await dialog.getByLabel('陈述、申辩').fill('已于庭前阅卷，有记录可查。');
        await look(lawyer, 'accountability-statement-narrow');
      });
      await lawyer.page.getByText('已提交陈述、申辩').waitFor();

      await head.go(proceedings);
      await doing(page, '作出决定', async (dialog) => {
        await dialog.getByLabel('处理措施').selectOption('suspended');
        await dialog.getByLabel('暂停指派天数').fill('30');
        await dialog.getByLabel('查明的事实与理由').fill('没有阅卷记录');
        await look(head, 'accountability-decide');
      });
      await page.getByText('决定已作出').waitFor();
      await look(head, 'accountability-decided');
      // The rota knows of it too, and another lawyer takes the shift over.
      await head.go(`/duty-rota?week=${day}`);
      await page.getByText('暂停指派至', { exact: false }).waitFor();
      await look(head, 'rota-of-barred');
      const rotaNarrow = await Person.signIn(browser, platform.address, HEAD, NARROW);
      await rotaNarrow.go(`/duty-rota?week=${day}`);
      await look(rotaNarrow, 'rota-of-barred-narrow');
      await rotaNarrow.close();
      await page.getByRole('button', { name: `改派：${day} 09:30–12:30 某某法院` }).click();
      const replacing = page.getByRole('dialog', { name: `改派：${day} 09:30–12:30 某某法院` });
      await replacing.getByLabel('改派给').selectOption({ index: 3 });
      await look(head, 'rota-replace');
      await replacing.getByRole('button', { name: '改派', exact: true }).click();
      await page.getByText('已改派。').waitFor();
      await page.getByText('暂停指派至', { exact: false }).waitFor({ state: 'detached' });
      await look(head, 'rota-replaced');
      await head.close();

      await lawyer.go(proceedings);
      await lawyer.page.getByRole('button', { name: '申请复核' }).waitFor();
      await look(lawyer, 'accountability-narrow');
      await lawyer.page
        .getByRole('button', { name: /English|EN/ })
        .first()
        .click();
      await lawyer.page.getByText('Assignment suspended').first().waitFor();
      await look(lawyer, 'accountability-english');
      await lawyer.close();

      const narrow = await Person.signIn(browser, platform.address, HEAD, NARROW);
      await narrow.go(tracking);
      await look(narrow, 'tracking-narrow');
      await narrow.go('/quality/trackings?view=closed');
      await look(narrow, 'trackings-narrow');
      await narrow.close();
      expect(wrong).toEqual([]);
    },
    START_MS,
  );

  it(
    'lets peers score a closed case, each alone',
    async () => {
      const { courtClerk, institutionHead, institutionOfficer } = platform.api;
      const { body } = await courtClerk.post<{ id: string }>(REQUESTS, notice());
      expect((await institutionOfficer.post(`${REQUESTS}/${body.id}/assign`, { lawyerId: demonstrationLawyerId(1) })).status).toBe(200);
      await institutionHead.post(`${REQUESTS}/${body.id}/terminate`, { ground: 'recipient_asked', reason: '本人要求' });
      const servedAt = new Date().toISOString();
      expect((await institutionHead.post(`${REQUESTS}/${body.id}/termination-served`, { servedAt })).status).toBe(200);

      const head = await Person.signIn(browser, platform.address, HEAD, WIDE);
      await head.go('/quality/reviews/new');
      await look(head, 'review-form');
      const reviewers = { firstReviewer: demonstrationLawyerId(0), secondReviewer: demonstrationLawyerId(5) };
      const opened = await institutionHead.post<{ id: string }>('/api/assignment/peer-reviews', { requestId: body.id, ...reviewers });
      expect(opened.status).toBe(201);

      const points = async (name: string, each: readonly number[], viewport: typeof WIDE): Promise<void> => {
        const reviewer = await Person.signIn(browser, platform.address, name, viewport);
        const shown = viewport === NARROW ? '-narrow' : '';
        await reviewer.go('/quality/reviews');
        await reviewer.page.getByRole('link', { name: /拉萨援评字/ }).click();
        await reviewer.page.getByText('案件经过').waitFor();
        await reviewer.page.getByText('故意伤害罪').waitFor();
        await look(reviewer, `review-of-reviewer${shown}`);
        await doing(reviewer.page, '评分', async (dialog) => {
          await dialog.getByText('辩护意见（满分 25）').waitFor();
          for (const [place, given] of each.entries()) await dialog.getByRole('spinbutton').nth(place).fill(String(given));
          await look(reviewer, `review-score${shown}`);
        });
        await reviewer.page.getByText('已评分').first().waitFor();
        await reviewer.close();
      };
      await points(LAWYER, [18, 18, 20, 18, 10], NARROW);
      await points(SECOND_LAWYER, [16, 18, 20, 18, 10], WIDE);

      await head.go(`/quality/reviews/${opened.body.id}`);
      await head.page.getByText('83').first().waitFor();
      await head.page.getByText('良好').first().waitFor();
      await look(head, 'review-concluded');
      await head.go('/quality/overview');
      await head.page.getByRole('heading', { name: '四种监督方式' }).waitFor();
      await look(head, 'overview');
      await head.page.getByRole('row', { name: /^案卷检查 [1-9]\d* 件/ }).waitFor();
      await head.close();
      expect(wrong).toEqual([]);
    },
    START_MS,
  );
});
