import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import type { CandidatesPage } from '../../apps/assignment/src/candidates/candidates.queries.js';
import { demonstrationLawyerId } from '../../apps/directory/src/demonstration-data/demonstration-data.js';
import { built } from '../support/built.js';
import { BROWSER, NARROW, Person, startBrowser, WIDE } from '../support/chromium.js';
import { describeWith } from '../support/needs.js';
import { aidGrant, startTestPlatform, type TestPlatform } from '../support/platform.js';

const CASES = '/api/assignment/aid-cases';
const START_MS = 300_000;
const OFFICER = '演示经办人';
const HEAD = '演示负责人';
const LAWYER = '演示律师01';

describeWith(BROWSER, 'granted cases in the browser', () => {
  let platform: TestPlatform;
  let browser: Browser;

  beforeAll(async () => {
    await built();
    platform = await startTestPlatform();
    browser = await startBrowser();
  }, START_MS);
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });

  const wrong: string[] = [];
  const look = async (person: Person, name: string): Promise<void> => {
    await person.picture(`aid-case-${name}`);
    wrong.push(...(await person.faults()).map((fault) => `${name} ${fault}`), ...person.said.splice(0));
    const over = await person.overflow();
    if (over > 0) wrong.push(`${name} is ${over}px too wide`);
  };
  /** Opens a command's dialog, fills it in, and confirms it. */
  const doing = async (page: Page, action: string, fill: (dialog: ReturnType<Page['getByRole']>) => Promise<void>): Promise<void> => {
    await page.getByRole('button', { name: action, exact: true }).click();
    const dialog = page.getByRole('dialog', { name: action });
    await fill(dialog);
    await dialog.getByRole('button', { name: action, exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
  };
  /** In Lhasa, so many minutes from now. */
  const local = (minutes = 0): { day: string; time: string } => {
    const at = new Date(Date.now() + 8 * 3_600_000 + minutes * 60_000).toISOString();
    return { day: at.slice(0, 10), time: at.slice(11, 16) };
  };
  const when = async (dialog: ReturnType<Page['getByRole']>, label: string, minutes = 0): Promise<void> => {
    await dialog.getByLabel(`${label} 日期`).fill(local(minutes).day);
    await dialog.getByLabel(`${label} 时间`).fill(local(minutes).time);
  };

  it(
    'goes from the decision on paper to the lawyer, who works, mediates and hands in the file',
    async () => {
      const officer = await Person.signIn(browser, platform.address, OFFICER, WIDE);
      const { page } = officer;
      await officer.go('/aid-cases');
      await page.getByText('这里没有案件').waitFor();
      await look(officer, 'none');
      await page.getByRole('link', { name: '登记给予决定' }).click();
      await page.getByRole('button', { name: '登记并等待指派' }).click();
      await page.getByRole('alert').getByText('受援人姓名').first().waitFor();
      await look(officer, 'form-faults');
      await page.getByLabel('决定书编号').fill(`拉萨援决字〔2026〕第${randomUUID().slice(0, 4)}号`);
      await page.getByLabel('申请编号').fill('拉萨援申字〔2026〕第8号');
      await page.getByLabel('决定时间 日期').fill(local(-60).day);
      await page.getByLabel('决定时间 时间').fill(local(-60).time);
      await page.getByLabel('案件类型').selectOption('civil');
      await page.getByLabel('援助形式').selectOption('litigation');
      await page.getByLabel('援助事项').selectOption('labour');
      await page.getByLabel('案由').fill('追索劳动报酬纠纷');
      await page.getByLabel('受援人姓名').fill('སྒྲོལ་མ། 卓玛某某');
      await page.getByLabel('语言').selectOption('bo');
      await page.getByLabel('对方当事人').fill('某某建筑公司\n某某劳务公司');
      await look(officer, 'form');
      await page.getByRole('button', { name: '登记并等待指派' }).click();
      await page.getByText('已登记，请在时限内指派律师').waitFor();
      await page.getByText('等待', { exact: false }).first().waitFor();
      await look(officer, 'received');
      const address = new URL(page.url()).pathname;
      await page.getByRole('link', { name: '指派律师' }).click();
      await page
        .getByRole('button', { name: /^指派律师 / })
        .first()
        .waitFor();
      await look(officer, 'candidates');
      const { institutionOfficer } = platform.api;
      const id = address.split('/').at(-1)!;
      const assigned = await institutionOfficer.post<{ position: string }>(`${CASES}/${id}/assign`, { lawyerId: demonstrationLawyerId(0) });
      expect(assigned.status).toBe(200);
      await officer.close();

      const lawyer = await Person.signIn(browser, platform.address, LAWYER, WIDE);
      await lawyer.go('/aid-cases');
      await lawyer.page.getByRole('link', { name: /××/ }).first().waitFor();
      await look(lawyer, 'lawyer-list');
      await lawyer.go(address);
      await doing(lawyer.page, '登记签订委托协议', (dialog) => when(dialog, '签订时间'));
      await lawyer.page.getByText('律师正在承办').waitFor();
      await doing(lawyer.page, '登记承办情况', async (dialog) => {
        await dialog.getByLabel('工作事项').selectOption('evidence');
        await when(dialog, '办理时间');
        await dialog.getByLabel(/说明/).fill('到工地调取工资表');
        await look(lawyer, 'work-dialog');
      });
      await doing(lawyer.page, '登记开庭时间', (dialog) => when(dialog, '新的开庭时间', 20 * 24 * 60));
      await doing(lawyer.page, '提出调解', (dialog) => when(dialog, '提出时间'));
      await lawyer.page.getByText('已提出，等待受援人答复').waitFor();
      await doing(lawyer.page, '受援人同意调解', (dialog) => when(dialog, '同意时间'));
      await lawyer.page.getByText('受援人同意，正在调解').waitFor();
      await look(lawyer, 'mediating');
      await lawyer.go('/my-cases');
      await lawyer.page.getByRole('link', { name: /拉萨援决字/ }).waitFor();
      await look(lawyer, 'my-cases');
      await lawyer.go(`/calendar?day=${local(20 * 24 * 60).day}`);
      await lawyer.page
        .getByRole('link', { name: /拉萨援决字/ })
        .first()
        .waitFor();
      await look(lawyer, 'calendar');
      await lawyer.go(address);
      await doing(lawyer.page, '登记调解结果', async (dialog) => {
        await when(dialog, '结束时间');
        await dialog.getByLabel('结果').selectOption('settled');
      });
      await lawyer.page.getByText('已达成调解协议').first().waitFor();
      await doing(lawyer.page, '登记办结', async (dialog) => {
        await when(dialog, '办结时间');
        await dialog.getByLabel('办结方式').selectOption('settlement');
      });
      await lawyer.page.getByText('已办结，等待律师提交案卷').waitFor();
      await doing(lawyer.page, '提交案卷', async (dialog) => {
        await dialog.getByLabel(/结案报告表/).check();
        await dialog.getByLabel(/缺少必备材料的原因/).fill('调解结案，无庭审材料');
      });
      await lawyer.page.getByText('案卷待审').first().waitFor();
      await lawyer.page.getByRole('button', { name: '查看受援人和承办记录' }).click();
      await lawyer.page.getByText('到工地调取工资表').waitFor();
      await look(lawyer, 'filed');
      await lawyer.close();

      const head = await Person.signIn(browser, platform.address, HEAD, NARROW);
      await head.go(address);
      await doing(head.page, '案卷审查合格', () => Promise.resolve());
      await head.page.getByText('已终结').first().waitFor();
      await look(head, 'narrow');
      await head.go('/aid-cases?state=ended');
      await head.page.getByRole('link', { name: /××/ }).first().waitFor();
      await look(head, 'list-narrow');
      await head.page
        .getByRole('button', { name: /English|EN/ })
        .first()
        .click();
      await head.page.getByRole('heading', { name: 'Granted cases' }).waitFor();
      await look(head, 'list-english');
      await head.close();
      expect(wrong).toEqual([]);
    },
    START_MS,
  );

  it(
    'finds the lawyer by offers: the lawyer reads what the case is and accepts, and the notice to the firm is there',
    async () => {
      const { institutionOfficer } = platform.api;
      const grant = aidGrant({
        causeText: '草场承包经营权纠纷',
        cause: 'land_rights',
        language: 'zh',
        caseNumber: '（2026）藏0102民初21号',
      });
      const { id } = (await institutionOfficer.post<{ id: string }>(CASES, grant)).body;
      const officer = await Person.signIn(browser, platform.address, OFFICER, WIDE);
      await officer.go(`/aid-cases/${id}/assign`);
      const ask = officer.page.getByRole('button', { name: /^邀约 / });
      await ask.first().waitFor();
      await officer.page.getByRole('button', { name: '邀约第一位' }).waitFor();
      // The demonstration's first lawyer has an account to answer with.
      const { items } = (await institutionOfficer.get<CandidatesPage>(`${CASES}/${id}/candidates?limit=100`)).body;
      const place = items.filter(({ may }) => may).findIndex(({ lawyerId }) => lawyerId === demonstrationLawyerId(0));
      await ask.nth(place).click();
      await officer.page.getByText('正在邀约', { exact: false }).first().waitFor();
      await look(officer, 'asked');

      const lawyer = await Person.signIn(browser, platform.address, LAWYER, NARROW);
      await lawyer.go('/offers');
      await lawyer.page.getByRole('heading', { name: /草场承包经营权纠纷/ }).waitFor();
      await look(lawyer, 'offer-narrow');
      await lawyer.page.getByRole('button', { name: '接受' }).click();
      const dialog = lawyer.page.getByRole('dialog', { name: '接受' });
      await dialog.getByText('五日内与受援人签订委托协议', { exact: false }).waitFor();
      await dialog.getByRole('button', { name: '接受' }).click();
      await lawyer.page.getByText('没有等您答复的邀约').waitFor();
      await lawyer.close();

      await officer.go(`/aid-cases/${id}`);
      await officer.page.getByText('律师已接受并已指派').waitFor();
      await officer.page.getByRole('link', { name: /指派通知书 · .*援指字/ }).waitFor();
      await look(officer, 'accepted');
      await officer.page.getByRole('link', { name: /指派通知书 · .*援指字/ }).click();
      await officer.page.getByRole('heading', { name: /指派通知书/ }).waitFor();
      await officer.page.getByRole('button', { name: '打开正文' }).click();
      await officer.page.getByText('拉萨市城关区人民法院').first().waitFor();
      await look(officer, 'letter');
      await officer.close();
      expect(wrong).toEqual([]);
    },
    START_MS,
  );

  it(
    'warns that nobody who suffered violence at home is pressed to settle',
    async () => {
      const { institutionOfficer, lawyer: api } = platform.api;
      const recorded = await institutionOfficer.post<{ id: string }>(
        CASES,
        aidGrant({ cause: 'domestic_violence', causeText: '离婚纠纷' }),
      );
      const { id } = recorded.body;
      await institutionOfficer.post(`${CASES}/${id}/assign`, { lawyerId: demonstrationLawyerId(0) });
      expect((await api.post(`${CASES}/${id}/engagement`, { signedAt: new Date().toISOString() })).status).toBe(200);
      const lawyer = await Person.signIn(browser, platform.address, LAWYER, WIDE);
      const { page } = lawyer;
      await lawyer.go(`/aid-cases/${id}`);
      await page.getByText('不得劝说调解', { exact: false }).waitFor();
      await look(lawyer, 'violence');
      await page.getByRole('button', { name: '提出调解', exact: true }).click();
      const dialog = page.getByRole('dialog', { name: '提出调解' });
      await when(dialog, '提出时间');
      await dialog.getByRole('button', { name: '提出调解', exact: true }).click();
      await dialog.getByText('只有本人主动要求', { exact: false }).last().waitFor();
      await look(lawyer, 'violence-refused');
      await lawyer.close();
      // The refusal of the platform is what the browser says of its answer.
      expect(wrong.filter((fault) => !fault.includes('409'))).toEqual([]);
    },
    START_MS,
  );
});
