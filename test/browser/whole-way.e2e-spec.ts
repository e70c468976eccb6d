import { readFile } from 'node:fs/promises';
import type { Browser, Locator } from 'playwright-core';
import type { CandidatesPage } from '../../apps/assignment/src/candidates/candidates.queries.js';
import { DEMONSTRATION_ACCOUNTS } from '../../apps/platform/src/demonstration/accounts.js';
import { until } from '../../apps/platform/src/demo/api.js';
import { built } from '../support/built.js';
import { BROWSER, NARROW, Person, startBrowser } from '../support/chromium.js';
import { HurriedTime } from '../support/hurried-time.js';
import { describeWith } from '../support/needs.js';
import { startTestPlatform, type TestPlatform } from '../support/platform.js';

const REQUESTS = '/api/assignment/defence-requests';
const NUMBER = `（2026）藏01刑初${Date.now() % 1_000_000}号`;
const NAME = 'བཀྲ་ཤིས། 扎西某某';
/** Building, when the sources are newer, and starting a platform and a browser. */
const START_MS = 300_000;
const CLERK = '演示书记员';
const OFFICER = '演示经办人';
const HEAD = '演示负责人';
const FIRST_LAWYER = '演示律师01';
const SECOND_LAWYER = '演示律师06';

const time = new HurriedTime();

describeWith(BROWSER, 'the whole way of a case, by its pages alone', () => {
  let platform: TestPlatform;
  let browser: Browser;
  let clerk: Person;
  let officer: Person;
  let lawyer: Person;
  /** The page of the request. */
  let page: string;

  beforeAll(async () => {
    await built();
    platform = await startTestPlatform({}, time);
    browser = await startBrowser();
    [clerk, officer, lawyer] = await Promise.all([
      Person.signIn(browser, platform.address, CLERK),
      Person.signIn(browser, platform.address, OFFICER),
      Person.signIn(browser, platform.address, SECOND_LAWYER),
    ]);
  }, START_MS);
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });

  const quiet = async (someone: Person): Promise<void> => {
    expect([...(await someone.faults()), ...someone.said]).toEqual([]);
    expect(await someone.overflow()).toBeLessThanOrEqual(0);
  };
  const at = async (where: Person | Locator, label: string, { day, time: hour } = time.aMinuteLater()): Promise<void> => {
    const form = where instanceof Person ? where.page : where;
    await form.getByLabel(`${label} 日期`).fill(day);
    await form.getByLabel(`${label} 时间`).fill(hour);
  };
  /** Does what a button asks for in a dialog, also one behind the menu, and waits until the page says so. */
  const does = async ({ page: shown }: Person, action: string, fill: (dialog: Locator) => Promise<void>, said: string): Promise<void> => {
    const button = shown.getByRole('button', { name: action, exact: true });
    const menu = shown.getByRole('button', { name: '更多操作' });
    await button.or(menu).first().waitFor();
    if ((await button.count()) === 0) {
      await menu.click();
      await shown.getByRole('menuitem', { name: action }).click();
    } else await button.click();
    const dialog = shown.getByRole('dialog', { name: action });
    await dialog.waitFor();
    await fill(dialog);
    await dialog.getByRole('button', { name: action, exact: true }).click();
    await shown.getByText(said, { exact: false }).first().waitFor();
  };
  const asks = async (): Promise<void> => undefined;

  it('the clerk writes the notice, checks it and serves it', async () => {
    const { page: shown } = clerk;
    await shown.getByRole('link', { name: '新建通知' }).first().click();
    await shown.getByRole('radio').first().waitFor();
    await shown.getByLabel('姓名', { exact: true }).fill(NAME);
    await shown.getByLabel('使用语言').selectOption({ label: '藏语' });
    await shown.getByLabel('强制措施').selectOption({ label: '刑事拘留' });
    await shown.getByLabel('案号', { exact: true }).fill(NUMBER);
    await shown.getByLabel('涉嫌罪名').fill('故意伤害罪');
    await shown.getByLabel('诉讼阶段').selectOption({ label: '一审' });
    await shown.getByRole('radio', { name: /视力、听力、言语残疾人/ }).check();
    await shown.getByLabel('承办人').fill('承办人某某');
    await shown.getByLabel('联系电话').fill('0891-7654321');
    await shown.getByRole('button', { name: '核对通知内容' }).click();
    await shown.getByRole('button', { name: '送达通知' }).click();
    await shown.getByRole('link', { name: '查看本件' }).click();
    await shown.getByRole('heading', { level: 1, name: NUMBER }).waitFor();
    page = new URL(shown.url()).pathname;
  });

  it('the institution asks one lawyer, who declines on a telephone', async () => {
    const { page: shown } = officer;
    await officer.go('/requests');
    await shown.getByRole('row', { name: NUMBER }).getByRole('link', { name: '指派律师' }).click();
    await shown
      .getByRole('button', { name: /^邀约 / })
      .first()
      .waitFor();
    // Names are masked: which row is whose, its place among the candidates tells.
    const { body } = await platform.api.institutionOfficer.get<CandidatesPage>(`${REQUESTS}/${page.split('/').at(-1)!}/candidates`);
    const place = body.items.filter(({ may }) => may).findIndex(({ lawyerId }) => lawyerId === DEMONSTRATION_ACCOUNTS.lawyer.lawyerId);
    await shown
      .getByRole('button', { name: /^邀约 / })
      .nth(place)
      .click();
    await shown.getByText(/^正在邀约/).waitFor();

    const asked = await Person.signIn(browser, platform.address, FIRST_LAWYER, NARROW);
    await asked.page.goto(new URL('/offers', platform.address).href);
    await asked.page.getByRole('heading', { name: NUMBER }).waitFor();
    await does(asked, '谢绝', async (dialog) => void (await dialog.getByLabel('理由').selectOption('workload')), '已谢绝，谢谢您的答复。');
    await quiet(asked);
    await asked.close();
    await shown.getByText(/已谢绝: /).waitFor();
    await shown.getByText(/^正在邀约.*第1律师事务所/).waitFor();
    await officer.picture('way-asking');
    await quiet(officer);
  });

  it('the next lawyer accepts, and the letters come by themselves, to be read, printed and kept', async () => {
    const { page: shown } = lawyer;
    await lawyer.go('/offers');
    await shown.getByRole('heading', { name: NUMBER }).waitFor();
    await does(lawyer, '接受', asks, '没有等您答复的邀约。');

    const letter = officer.page.getByRole('link', { name: /法律援助公函 · 拉萨援刑函字/ });
    await until(
      async () => {
        await officer.go(page);
        return letter.count();
      },
      (found) => found === 1,
      20_000,
    );
    await letter.click();
    await officer.page.getByRole('button', { name: '打开正文' }).click();
    await officer.page.getByText('特此函告。').waitFor();
    const [printed] = await Promise.all([officer.page.waitForEvent('popup'), officer.page.getByRole('link', { name: '打印页面' }).click()]);
    await printed.getByText(NUMBER).first().waitFor();
    await printed.close();
    const [kept] = await Promise.all([
      officer.page.waitForEvent('download'),
      officer.page.getByRole('link', { name: '下载 Word 文档' }).click(),
    ]);
    expect(kept.suggestedFilename()).toMatch(/\.docx$/);
    // A DOCX is a ZIP file.
    expect((await readFile(await kept.path())).subarray(0, 4)).toEqual(Buffer.from('PK\u0003\u0004'));
  });

  it('the lawyer finds the case, signs the agreement, and records the first meeting', async () => {
    await lawyer.page.getByRole('link', { name: '我的案件' }).first().click();
    await lawyer.settled();
    await lawyer.picture('my-cases');
    await quiet(lawyer);
    await lawyer.go(page);
    await does(lawyer, '登记签订委托手续', (dialog) => at(dialog, '签订时间'), '已登记签订委托手续。');
    await does(
      lawyer,
      '登记首次会见',
      async (dialog) => {
        await at(dialog, '会见时间');
        await dialog.getByLabel('当事人意见').selectOption('agreed');
      },
      '已登记首次会见。',
    );
    await lawyer.page.getByText('同意该律师辩护').waitFor();
    await lawyer.picture('defending');
    await quiet(lawyer);
  });

  it('the court moves the hearing, which the institution finds in its calendar, and concludes the stage', async () => {
    await clerk.go(page);
    await does(clerk, '变更开庭时间', (dialog) => at(dialog, '新的开庭时间', { day: '2030-03-12', time: '09:30' }), '开庭时间已变更');

    const narrow = await Person.signIn(browser, platform.address, OFFICER, NARROW);
    await narrow.go('/calendar?day=2030-03-12');
    await narrow.page.getByRole('button', { name: /2030年3月12日.*开庭 1/ }).waitFor();
    await narrow.picture('calendar-narrow');
    await quiet(narrow);
    await narrow.close();

    await does(
      clerk,
      '本阶段办结',
      async (dialog) => {
        await at(dialog, '办结时间');
        await dialog.getByLabel('办结方式').selectOption('judgment');
      },
      '本阶段已办结',
    );
    await clerk.picture('concluded');
    await quiet(clerk);
  });

  it('the lawyer hands in the file, is told what is missing, and the institution accepts it', async () => {
    const { page: shown } = lawyer;
    await shown.setViewportSize(NARROW);
    await lawyer.go(page);
    await does(
      lawyer,
      '提交立卷材料',
      async (dialog) => void (await dialog.getByLabel('指派通知书', { exact: false }).check()),
      '案卷缺少',
    );
    await lawyer.picture('file-incomplete');
    const dialog = shown.getByRole('dialog', { name: '提交立卷材料' });
    await dialog.getByLabel('缺少必备材料的原因', { exact: false }).fill('其余材料随后补交');
    await dialog.getByRole('button', { name: '提交立卷材料', exact: true }).click();
    await shown.getByText('立卷材料已提交', { exact: false }).waitFor();
    await lawyer.picture('filed-narrow');
    await quiet(lawyer);

    await officer.go('/requests?state=closing');
    await officer.picture('closing');
    await quiet(officer);
    await officer.go(page);
    await does(officer, '审查合格，结案', asks, '案卷审查合格，本件已结案。');
    await officer.picture('completed');
    await quiet(officer);
    // With the case ends the lawyer's access.
    await lawyer.go('/my-cases');
    await shown.getByText('目前没有您承办的案件。').waitFor();
    await lawyer.go(page);
    await shown.getByRole('heading', { level: 1, name: '没有找到这个页面' }).waitFor();
  });

  it('the institution visits the recipient, who is not satisfied', async () => {
    const { page: shown } = officer;
    // While the division sets no figure, every recipient is asked: this one, for no other case has ended here.
    const visit = shown.locator('table.list a');
    await until(
      async () => {
        await officer.go('/quality/visits');
        return visit.count();
      },
      (found) => found === 1,
      15_000,
    );
    await visit.click();
    await does(
      officer,
      '登记回访',
      async (dialog) => {
        await dialog.getByLabel('方式').selectOption('phone');
        await at(dialog, '回访时间');
        await dialog.getByLabel('使用语言').selectOption('bo');
        await dialog.getByLabel('满意度').selectOption('2');
      },
      '已登记回访',
    );
  });

  it('takes the complaint, hears the lawyer, decides and answers', async () => {
    const { page: shown } = officer;
    await officer.go('/quality/complaints/new');
    await shown.getByLabel('投诉对象').selectOption('request');
    await shown.getByLabel('案件 · 案号开头').fill(NUMBER);
    await shown.getByRole('button', { name: '查找' }).click();
    await shown.getByRole('option', { name: NUMBER }).waitFor({ state: 'attached' });
    await shown.getByLabel('案件', { exact: true }).selectOption({ label: NUMBER });
    await shown.getByLabel('投诉人身份').selectOption('recipient');
    await shown.getByLabel('投诉人姓名').fill(NAME);
    await shown.getByLabel('方式').selectOption('phone');
    await shown.getByRole('checkbox').first().check();
    await shown.getByLabel('投诉内容').fill('律师只来过一次。');
    await shown.getByRole('button', { name: '登记投诉' }).click();
    await shown.getByText('投诉已登记').waitFor();

    const head = await Person.signIn(browser, platform.address, HEAD);
    await head.go(new URL(shown.url()).pathname);
    await does(head, '受理', asks, '已受理');
    await does(
      head,
      '记录调查',
      async (dialog) => {
        await dialog.getByLabel('调查措施').selectOption('heard_subject');
        await at(dialog, '完成时间');
        await dialog.getByLabel('记录').fill('律师说明了情况');
      },
      '已记录',
    );
    await does(
      head,
      '作出结论',
      async (dialog) => {
        await dialog.getByLabel('处理结论').selectOption('upheld');
        await dialog.getByLabel('查明的事实与理由').fill('属实');
      },
      '已作出处理结论',
    );
    await does(
      head,
      '答复投诉人',
      async (dialog) => {
        await dialog.getByLabel('方式').selectOption('phone');
        await at(dialog, '答复时间');
        await dialog.getByLabel('答复内容').fill('已责令改正');
      },
      '已答复，投诉办结',
    );
    expect([...clerk.said, ...officer.said, ...lawyer.said, ...head.said]).toEqual([]);
    await head.close();
  });
});
