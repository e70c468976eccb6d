import type { Browser } from 'playwright-core';
import { until } from '../../apps/platform/src/demo/api.js';
import { demonstrationLawyerId } from '../../apps/directory/src/demonstration-data/demonstration-data.js';
import { built } from '../support/built.js';
import { BROWSER, NARROW, Person, startBrowser, WIDE } from '../support/chromium.js';
import { closedGrant } from '../support/grants.js';
import { describeWith } from '../support/needs.js';
import { notice, startTestPlatform, type TestPlatform } from '../support/platform.js';
import { doing, localNow, Looks } from '../support/quality-pages.js';

const REQUESTS = '/api/assignment/defence-requests';
const START_MS = 300_000;
const HEAD = '演示负责人';
const LAWYER = '演示律师01';
const SECOND_LAWYER = '演示律师06';

describeWith(BROWSER, 'quality work in the browser', () => {
  let platform: TestPlatform;
  let browser: Browser;
  const looks = new Looks();

  beforeAll(async () => {
    await built();
    platform = await startTestPlatform();
    browser = await startBrowser();
  }, START_MS);
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });

  it(
    'inspects closed cases of both kinds',
    async () => {
      const granted = await closedGrant(platform);
      const { courtClerk, institutionHead } = platform.api;
      const { body } = await courtClerk.post<{ id: string }>(REQUESTS, notice({ caseNumber: '（2026）藏01刑初732号' }));
      await institutionHead.post(`${REQUESTS}/${body.id}/terminate`, { ground: 'recipient_asked', reason: '本人要求' });
      const servedAt = new Date().toISOString();
      expect((await institutionHead.post(`${REQUESTS}/${body.id}/termination-served`, { servedAt })).status).toBe(200);
      const { day } = localNow();
      await until(
        () => institutionHead.get<{ closed: number }>(`/api/assignment/quality-overview?from=${day}&to=${day}`),
        (answer) => answer.body.closed === 2,
        30_000,
      );

      const head = await Person.signIn(browser, platform.address, HEAD, WIDE);
      const { page } = head;
      await head.go('/quality/inspections/new');
      await page.getByLabel('期间自').fill(localNow().day);
      await page.getByLabel('期间至').fill(localNow().day);
      await page.getByLabel('抽查件数').fill('3');
      await looks.at(head, 'inspection-form');
      await page.getByRole('button', { name: '抽取样本' }).click();
      await page.getByText('检查计划已制定，样本已抽定').waitFor();
      // Cases of either kind are named by their numbers, and lead to their pages.
      const sample = page.locator('section', { has: page.getByRole('heading', { name: '抽查样本' }) });
      await sample.getByText('受援案件').waitFor();
      await sample.getByRole('link', { name: '（2026）藏01刑初732号' }).waitFor();
      const named = await sample.getByRole('link', { name: /拉萨援决字/ }).textContent();
      for (const number of [named!, '（2026）藏01刑初732号']) {
        await doing(page, '评定案件', async (dialog) => {
          await dialog.getByLabel('案件').selectOption({ label: number });
          await dialog.getByLabel('质量等级').selectOption('good');
          await dialog.getByLabel('归档超期').check();
        });
        await page.getByText(`案件：${number}`).waitFor();
      }
      await sample.getByRole('link', { name: named! }).click();
      await page.waitForURL(`**/aid-cases/${granted}`);
      await page.getByRole('link', { name: '启动同行评估' }).click();
      await page.getByText(granted).waitFor();
      await page.goBack();
      await page.goBack();
      await doing(page, '公布检查结果', () => Promise.resolve());
      await page.getByText('检查结果已公布').waitFor();
      await page.getByText('良好：2').first().waitFor();
      await looks.at(head, 'inspection');
      await head.close();

      const narrow = await Person.signIn(browser, platform.address, HEAD, NARROW);
      await narrow.go('/quality/inspections?view=closed');
      await looks.at(narrow, 'inspections-narrow');
      await narrow.close();
      expect(looks.wrong).toEqual([]);
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
      await looks.at(head, 'tracking-form');
      await page.getByRole('button', { name: '抽取样本' }).click();
      await page.getByText('跟踪计划已制定，样本已抽定').waitFor();
      await page.getByText('1 件中抽取 1 件').waitFor();
      const tracking = new URL(page.url()).pathname;
      await doing(page, '指定跟踪人', async (dialog) => {
        await dialog.getByLabel('案件').selectOption({ index: 1 });
        await dialog.getByLabel('跟踪人').selectOption({ index: 2 });
        await looks.at(head, 'tracking-tracker');
      });
      await page.getByText('已指定跟踪人').waitFor();
      await doing(page, '登记跟踪意见', async (dialog) => {
        await dialog.getByLabel('案件').selectOption({ index: 1 });
        await dialog.getByLabel('监督方式').selectOption('hearing_attended');
        await dialog.getByLabel('跟踪时间 日期').fill(localNow().day);
        await dialog.getByLabel('跟踪时间 时间').fill(localNow().time);
        await dialog.getByLabel('跟踪意见').selectOption('wanting');
        await dialog.getByLabel('未阅卷').check();
        await looks.at(head, 'tracking-finding');
      });
      await page.getByText('已登记跟踪意见').waitFor();
      await doing(page, '办结跟踪', () => Promise.resolve());
      await page.getByText('跟踪已办结').waitFor();
      await looks.at(head, 'tracking');
      await page.getByRole('link', { name: '立案追究' }).click();
      await page.getByLabel('追究事由').selectOption('refused_or_neglected');
      await looks.at(head, 'accountability-form');
      await page.getByRole('button', { name: '立案', exact: true }).click();
      await page.getByText('已立案，律师可以陈述、申辩').waitFor();
      const proceedings = new URL(page.url()).pathname;
      await looks.at(head, 'accountability-opened');

      const lawyer = await Person.signIn(browser, platform.address, LAWYER, NARROW);
      await lawyer.go('/quality/accountabilities');
      await lawyer.page.getByRole('link', { name: /拉萨援责字/ }).click();
      await doing(lawyer.page, '陈述、申辩', async (dialog) => {
        await dialog.getByLabel('陈述、申辩').fill('已于庭前阅卷，有记录可查。');
        await looks.at(lawyer, 'accountability-statement-narrow');
      });
      await lawyer.page.getByText('已提交陈述、申辩').waitFor();

      await head.go(proceedings);
      await doing(page, '作出决定', async (dialog) => {
        await dialog.getByLabel('处理措施').selectOption('suspended');
        await dialog.getByLabel('暂停指派天数').fill('30');
        await dialog.getByLabel('查明的事实与理由').fill('没有阅卷记录');
        await looks.at(head, 'accountability-decide');
      });
      await page.getByText('决定已作出').waitFor();
      await looks.at(head, 'accountability-decided');
      // The rota knows of it too, and another lawyer takes the shift over.
      await head.go(`/duty-rota?week=${day}`);
      await page.getByText('暂停指派至', { exact: false }).waitFor();
      await looks.at(head, 'rota-of-barred');
      const rotaNarrow = await Person.signIn(browser, platform.address, HEAD, NARROW);
      await rotaNarrow.go(`/duty-rota?week=${day}`);
      await looks.at(rotaNarrow, 'rota-of-barred-narrow');
      await rotaNarrow.close();
      await page.getByRole('button', { name: `改派：${day} 09:30–12:30 某某法院` }).click();
      const replacing = page.getByRole('dialog', { name: `改派：${day} 09:30–12:30 某某法院` });
      await replacing.getByLabel('改派给').selectOption({ index: 3 });
      await looks.at(head, 'rota-replace');
      await replacing.getByRole('button', { name: '改派', exact: true }).click();
      await page.getByText('已改派。').waitFor();
      await page.getByText('暂停指派至', { exact: false }).waitFor({ state: 'detached' });
      await looks.at(head, 'rota-replaced');
      await head.close();

      await lawyer.go(proceedings);
      await lawyer.page.getByRole('button', { name: '申请复核' }).waitFor();
      await looks.at(lawyer, 'accountability-narrow');
      await lawyer.page
        .getByRole('button', { name: /English|EN/ })
        .first()
        .click();
      await lawyer.page.getByText('Assignment suspended').first().waitFor();
      await looks.at(lawyer, 'accountability-english');
      await lawyer.close();

      const narrow = await Person.signIn(browser, platform.address, HEAD, NARROW);
      await narrow.go(tracking);
      await looks.at(narrow, 'tracking-narrow');
      await narrow.go('/quality/trackings?view=closed');
      await looks.at(narrow, 'trackings-narrow');
      await narrow.close();
      expect(looks.wrong).toEqual([]);
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
      await looks.at(head, 'review-form');
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
        await looks.at(reviewer, `review-of-reviewer${shown}`);
        await doing(reviewer.page, '评分', async (dialog) => {
          await dialog.getByText('辩护意见（满分 25）').waitFor();
          for (const [place, given] of each.entries()) await dialog.getByRole('spinbutton').nth(place).fill(String(given));
          await looks.at(reviewer, `review-score${shown}`);
        });
        await reviewer.page.getByText('已评分').first().waitFor();
        await reviewer.close();
      };
      await points(LAWYER, [18, 18, 20, 18, 10], NARROW);
      await points(SECOND_LAWYER, [16, 18, 20, 18, 10], WIDE);

      await head.go(`/quality/reviews/${opened.body.id}`);
      await head.page.getByText('83').first().waitFor();
      await head.page.getByText('良好').first().waitFor();
      await looks.at(head, 'review-concluded');
      await head.go('/quality/overview');
      await head.page.getByRole('heading', { name: '四种监督方式' }).waitFor();
      await looks.at(head, 'overview');
      await head.page.getByRole('row', { name: /^案卷检查 [1-9]\d* 件/ }).waitFor();
      await head.close();
      expect(looks.wrong).toEqual([]);
    },
    START_MS,
  );
});
