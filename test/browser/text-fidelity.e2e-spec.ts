import { parse } from 'csv-parse/sync';
import type { Browser } from 'playwright-core';
import { built } from '../support/built.js';
import { BROWSER, Person, startBrowser } from '../support/chromium.js';
import { describeWith } from '../support/needs.js';
import { startTestPlatform, type TestPlatform } from '../support/platform.js';

const START_MS = 300_000;
const REQUESTS = '/api/assignment/defence-requests';
const TEXTS: readonly (readonly [what: string, text: string])[] = [
  ['Tibetan', 'བསོད་ནམས་རྒྱལ་མཚན་'],
  ['two characters', '李四'],
  ['thirty characters', '阿卜杜热合曼·买买提艾力·吐尔逊江·艾则孜·木沙·库尔班江'.padEnd(30, '某')],
  ['full-width digits beside a Tibetan vowel in one sign', '张３０９ ཱི'],
  ['a right-to-left mark', '阿里\u200fعلي\u200f'],
  ['letters in two parts that look like one', 'Ngawang Tsere\u0301n'],
];

describeWith(BROWSER, 'a text that was typed', () => {
  let platform: TestPlatform;
  let browser: Browser;
  let court: Person;

  beforeAll(async () => {
    await built();
    platform = await startTestPlatform();
    browser = await startBrowser();
    court = await Person.signIn(browser, platform.address, '演示书记员');
  }, START_MS);
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });

  const filled = async (name: string, caseNumber: string, offence: string): Promise<void> => {
    const { page } = court;
    await court.go('/requests/new');
    await page.getByRole('radio').first().waitFor();
    await page.getByLabel('姓名', { exact: true }).fill(name);
    await page.getByLabel('强制措施').selectOption({ label: '刑事拘留' });
    await page.getByLabel('案号').fill(caseNumber);
    await page.getByLabel('涉嫌罪名').fill(offence);
    await page.getByLabel('诉讼阶段').selectOption({ label: '一审' });
    await page.getByRole('radio', { name: /视力、听力、言语残疾人/ }).check();
    await page.getByLabel('承办人').fill('承办人某某');
    await page.getByLabel('联系电话').fill('0891-7654321');
    await page.getByRole('button', { name: '核对通知内容' }).click();
    await page.getByRole('heading', { level: 1, name: '请核对通知内容' }).waitFor();
  };

  it.each(TEXTS)('with %s is the same in form, list, page, print, file and API', async (_what, text) => {
    const { page } = court;
    const number = `${text}（2026）${Date.now()}号`;
    await filled(text, number, `${text}罪`);
    expect(await page.getByRole('main').textContent()).toContain(text);
    await page.getByRole('button', { name: '送达通知' }).click();
    await page.getByRole('heading', { level: 1, name: '通知已送达' }).waitFor();
    await page.getByRole('link', { name: '查看本件' }).click();
    await page.getByRole('button', { name: '查看当事人信息' }).waitFor();
    const id = new URL(page.url()).pathname.split('/').at(-1)!;
    const main = page.getByRole('main');

    const { facts } = (await platform.api.courtClerk.get<{ facts: { caseNumber: string; offence: string } }>(`${REQUESTS}/${id}`)).body;
    expect([facts.caseNumber, facts.offence]).toEqual([number, `${text}罪`]);
    const people = await platform.api.courtClerk.get<{ person: { name: string } }>(`${REQUESTS}/${id}/people?purpose=case_handling`);
    expect(people.body.person.name).toBe(text);

    await page.getByRole('button', { name: '查看当事人信息' }).click();
    await page.getByText('承办人某某').first().waitFor();
    const shown = await main.textContent();
    expect([shown?.includes(number), shown?.includes(`${text}罪`), shown?.split(text).length]).toEqual([true, true, expect.any(Number)]);
    await page.emulateMedia({ media: 'print' });
    expect(await main.textContent()).toContain(number);
    expect(await page.getByText('打印时间', { exact: false }).first().isVisible()).toBe(true);
    await page.emulateMedia({ media: 'screen' });

    await court.go('/requests');
    const row = page.getByRole('row').filter({ has: page.locator(`[data-row="${id}"]`) });
    await row.waitFor();
    expect(await row.textContent()).toContain(number);
    const file = await platform.api.courtClerk.download(`/api/assignment/exports/defence-requests?format=csv&ids=${id}`);
    const [, line] = parse(Buffer.from(await file.arrayBuffer()), { bom: true }) as string[][];
    expect(line).toEqual(expect.arrayContaining([number, `${text}罪`]));
    expect(court.said).toEqual([]);
  });

  it('with a character that turns the order around is refused, and the character is named at its field', async () => {
    const { page } = court;
    await filled('扎西\u202e某', `（2026）${Date.now()}号`, '盗窃罪');
    await page.getByRole('button', { name: '送达通知' }).click();
    await page
      .getByText(/第 3 个字符是不可见的控制字符 U\+202E/)
      .first()
      .waitFor();
    const field = page.getByLabel('姓名', { exact: true });
    expect(await field.inputValue()).toBe('扎西\u202e某');
    await page.locator('#notice_person_name[aria-invalid="true"]').waitFor();
  });
});
