import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import type { Browser } from 'playwright-core';
import { until } from '../../apps/platform/src/demo/api.js';
import { built } from '../support/built.js';
import { BROWSER, NARROW, Person, startBrowser, thereAre } from '../support/chromium.js';
import { directoryRows, today } from '../support/directory-rows.js';
import { setInstitution } from '../support/institution.js';
import { describeWith } from '../support/needs.js';
import { notice, startTestPlatform, type TestPlatform } from '../support/platform.js';

const FIRM = '圣湖律师事务所';
const TIBETAN = 'བཀྲ་ཤིས།';

/** Building, when the sources are newer, and starting a platform and a browser. */
const START_MS = 300_000;

describeWith(BROWSER, 'the directory’s registers in the browser', () => {
  let platform: TestPlatform;
  let browser: Browser;
  let administrator: Person;

  beforeAll(async () => {
    await built();
    platform = await startTestPlatform();
    await directoryRows(platform.api.administrator);
    browser = await startBrowser();
    administrator = await Person.signIn(browser, platform.address, '演示管理员');
  }, START_MS);
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });
  afterEach(() => {
    expect(administrator?.said ?? []).toEqual([]);
  });

  const exported = async (label: string): Promise<string[][]> => {
    const { page } = administrator;
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: label }).click()]);
    return parse(await readFile(await download.path(), 'utf8'), { bom: true }) as string[][];
  };

  it('take a lawyer by keyboard alone: what is missing is said at its field, and the lawyer stands in the list', async () => {
    const { page } = administrator;
    const { keyboard } = page;
    const type = async (label: string, text: string): Promise<void> => {
      await administrator.tabTo(page.getByLabel(label, { exact: true }));
      await keyboard.insertText(text);
    };
    await administrator.go('/lawyers');
    await administrator.tabTo(page.getByRole('link', { name: '登记律师' }));
    await keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '登记律师' }).waitFor();
    await type('姓名', `${TIBETAN} 次仁某某`);
    await type('律师事务所名称（未登记的）', FIRM);
    await type('执业年限', '7');
    await type('刑事辩护年限', '3');
    await administrator.tabTo(page.getByRole('checkbox', { name: '藏语' }));
    await keyboard.press('Space');
    await administrator.tabTo(page.getByRole('button', { name: '登记律师' }));
    await keyboard.press('Enter');
    // The summary has the focus; its entry leads to the field.
    const fault = page.getByRole('alert').getByRole('button', { name: '电话：请填写此项' });
    await fault.waitFor();
    await administrator.tabTo(fault);
    await keyboard.press('Enter');
    expect(await page.getByLabel('电话', { exact: true }).evaluate((field) => field.matches(':focus'))).toBe(true);
    await keyboard.insertText('13900000006');
    await administrator.tabTo(page.getByRole('button', { name: '登记律师' }));
    await keyboard.press('Enter');
    await page.getByText('律师已登记。').waitFor();
    await page.getByRole('heading', { level: 2, name: '变更记录' }).waitFor();

    await administrator.go('/lawyers');
    await administrator.tabTo(page.getByRole('searchbox', { name: '律师事务所名称' }));
    await keyboard.insertText('圣湖');
    await keyboard.press('Enter');
    const row = page.getByRole('row', { name: FIRM });
    await row.waitFor();
    await page.getByText('共 1 项').waitFor();
    expect(new URL(page.url()).searchParams.get('q')).toBe('圣湖');
    expect(await row.textContent()).not.toContain('次仁某某');
    expect((await exported('导出本表 CSV')).slice(1).map((cells) => cells[2])).toEqual([FIRM]);
  });

  it('open a lawyer for a purpose, and show the change of what is registered with who changed it', async () => {
    const { page } = administrator;
    await page.getByRole('row', { name: FIRM }).getByRole('link').click();
    await page.getByRole('button', { name: '查阅个人信息' }).click();
    await page.getByText('13900000006').waitFor();
    const id = new URL(page.url()).pathname.split('/').at(-1);
    const auditor = await platform.as({
      account: 'a',
      agency: 'audit-540000',
      agencyKind: 'audit',
      role: 'auditor',
      division: '540000',
    });
    const { body } = await auditor.get<{ items: { purpose: string }[] }>(`/api/directory/access-log?subjectId=${id}`);
    expect(body.items.map(({ purpose }) => purpose)).toEqual(['contact']);

    await page.getByRole('link', { name: '变更登记' }).click();
    await page.getByLabel('服务区域', { exact: true }).selectOption({ label: '日喀则市' });
    await page.getByRole('button', { name: '添加' }).click();
    await page.getByLabel('刑事辩护年限').fill('4');
    await page.getByRole('button', { name: '保存变更' }).click();
    await page.getByText('刑事辩护年限：3 → 4').waitFor();
    await page.getByText('服务区域：西藏自治区 → 西藏自治区、日喀则市').waitFor();
    await page
      .getByText(/平台管理单位\(演示\) · 本人/)
      .first()
      .waitFor();
  });

  it('take a file once its two bad rows are mended: cell by cell what is wrong, then all rows', async () => {
    const { page } = administrator;
    const head = '类别,姓名,电话,行政区划,乡镇(街道),村(居),语言,起始日期';
    const file = (...rows: string[]) => ({
      name: '联络员.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from([head, ...rows].join('\r\n')),
    });
    const sound = Array.from({ length: 3 }, (_, index) => `联络员,${TIBETAN}${index},1390000${index},城关区,某镇,某村,藏语,2026-01-05`);
    await administrator.go('/imports?list=aid-workers');
    await page
      .locator('input[type=file]')
      .setInputFiles(file(...sound, `联络员,甲,139,某某区,,,藏语,2026-01-05`, `联络员,=A1,139,城关区,,,藏语,2026-01-05`));
    await page.getByRole('button', { name: '预检文件' }).click();
    await page.getByText('共 5 行，3 行无误，2 处有误。').waitFor();
    expect(await page.getByRole('table').getByRole('rowheader').allTextContents()).toEqual(['D5', 'B6']);
    await thereAre(0, page.getByRole('button', { name: /^导入 \d/ }));

    await page
      .locator('input[type=file]')
      .setInputFiles(file(...sound, `联络员,甲,139,城关区,,,藏语,2026-01-05`, `联络员,乙,139,城关区,,,藏语,2026-01-05`));
    await page.getByRole('button', { name: '预检文件' }).click();
    await page.getByRole('button', { name: '导入 5 行' }).click();
    await page.getByText('已导入 5 / 5 行，其中 5 行有变更。').waitFor();
    await administrator.go('/aid-workers?q=某村');
    await page.getByText('共 3 项').waitFor();
    const rows = await exported('导出本表 CSV');
    expect(rows.length).toBe(4);
    expect(rows.flat().some((cell) => cell.includes(`${TIBETAN}0`))).toBe(false);
  });

  it('plan and cancel a shift, and say who is on duty now', async () => {
    const { page } = administrator;
    await administrator.go('/duty-rota');
    const now = page.locator('section', { has: page.getByRole('heading', { level: 2, name: '现在值班' }) });
    await now.getByText('至 23:59').waitFor();
    await page.getByRole('button', { name: '排班' }).click();
    await page.getByLabel('值班类别').selectOption({ label: '法院' });
    await page.getByLabel('值班地点').fill('某某法院');
    const lawyers = page.getByLabel('律师', { exact: true });
    await lawyers.getByRole('option', { name: /央金/ }).waitFor({ state: 'attached' });
    const [option] = await lawyers.getByRole('option', { name: /央金/ }).evaluateAll((all) => all.map((one) => one.getAttribute('value')));
    await lawyers.selectOption(option ?? '');
    await page.getByRole('button', { name: '保存排班' }).click();
    // Nobody sits in two places at once.
    await page
      .getByRole('alert')
      .getByText(/该律师同时在别处值班/)
      .waitFor();

    const cancel = async (shift: string): Promise<void> => {
      await page.getByRole('button', { name: `取消班次：${today()} ${shift}` }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('取消原因').selectOption({ label: '排班有误' });
      await dialog.getByRole('button', { name: '取消班次' }).click();
      await dialog.waitFor({ state: 'hidden' });
    };
    await cancel('00:00–23:59 某某看守所');
    await now.getByText('现在没有人值班。').waitFor();
    await page.getByRole('button', { name: '保存排班' }).click();
    await page.getByText(`已排班：${today()} 09:30–12:30，某某法院。`).waitFor();
    const row = page.getByRole('row', { name: /某某法院/ });
    await row.getByText('09:30–12:30').waitFor();

    // The same shift again, from the form as it stands, is another shift.
    await cancel('09:30–12:30 某某法院');
    await row.getByText('已取消：排班有误').waitFor();
    await page.getByRole('button', { name: '保存排班' }).click();
    await row.getByRole('button', { name: `取消班次：${today()} 09:30–12:30 某某法院` }).waitFor();
    await thereAre(2, row.getByText('09:30–12:30'));
  });

  it('show where an institution is missed: its notices wait, one is taken back, and the other goes on once it is registered', async () => {
    const send = () => platform.api.courtClerk.post('/api/assignment/defence-requests', notice({ division: '540234' }));
    await setInstitution(platform, '540234', false);
    await send();
    await send();

    const { page } = administrator;
    await administrator.go('/early-notices');
    await page
      .getByRole('row', { name: /吉隆县/ })
      .nth(1)
      .waitFor();
    await administrator.picture('early-notices-administrator');
    expect([await administrator.faults(), await page.getByText('刑初').count()]).toEqual([[], 0]);

    const clerk = await Person.signIn(browser, platform.address, '演示书记员', NARROW);
    await clerk.go('/early-notices');
    await clerk.picture('early-notices-clerk-narrow');
    expect([await clerk.faults(), await clerk.overflow()]).toEqual([[], 0]);
    await clerk.page
      .getByRole('button', { name: /^撤回通知：/ })
      .first()
      .click();
    const dialog = clerk.page.getByRole('dialog');
    await dialog.getByRole('button', { name: '撤回通知' }).click();
    await dialog.getByText('请填写此项').waitFor();
    await dialog.getByLabel('撤回原因').fill('已由市中心办理');
    await dialog.getByRole('button', { name: '撤回通知' }).click();
    await clerk.page.getByText('通知已撤回。').waitFor();
    await clerk.page.getByText('共 1 项').waitFor();

    await setInstitution(platform, '540234', true);
    await clerk.page.getByRole('button', { name: '已结束' }).click();
    await until(
      () => clerk.go('/early-notices?state=ended').then(() => clerk.page.getByText('已送达', { exact: true }).count()),
      (count) => count === 1,
      20_000,
    );
    await clerk.page.getByText('已撤回', { exact: true }).waitFor();
    await clerk.picture('early-notices-ended-narrow');
    await clerk.page
      .getByRole('row', { name: /已送达/ })
      .getByRole('link')
      .click();
    await clerk.page
      .getByText(/指派律师并函告办案机关/)
      .first()
      .waitFor();
    expect(clerk.said).toEqual([]);
    await clerk.close();
  });

  it('have a tree of divisions that arrow keys walk', async () => {
    const { page } = administrator;
    await administrator.go('/divisions');
    const tree = page.getByRole('tree');
    await administrator.tabTo(tree);
    for (const key of ['ArrowDown', 'ArrowRight']) await page.keyboard.press(key);
    await page.getByRole('treeitem', { name: /城关区/ }).waitFor();
    for (const key of ['ArrowDown', 'Enter']) await page.keyboard.press(key);
    await page.getByRole('heading', { level: 2, name: '城关区' }).waitFor();
    expect(new URL(page.url()).searchParams.get('division')).toBe('540102');
    await page.getByRole('link', { name: '城关区法律援助中心(演示)' }).waitFor();
  });
});
