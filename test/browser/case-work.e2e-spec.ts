import type { Browser } from 'playwright-core';
import { demonstrationLawyerId } from '../../apps/directory/src/demonstration-data/demonstration-data.js';
import { until } from '../../apps/platform/src/demo/api.js';
import { built } from '../support/built.js';
import { BROWSER, NARROW, Person, startBrowser, thereAre, WIDE } from '../support/chromium.js';
import { describeWith } from '../support/needs.js';
import { notice, startTestPlatform, type TestPlatform } from '../support/platform.js';

const START_MS = 300_000;
const NUMBER = `（2026）藏01刑初${Date.now() % 1_000_000}号`;

describeWith(BROWSER, 'case work in the browser', () => {
  let platform: TestPlatform;
  let browser: Browser;
  let clerk: Person;

  beforeAll(async () => {
    await built();
    platform = await startTestPlatform();
    browser = await startBrowser();
    clerk = await Person.signIn(browser, platform.address, '演示书记员');
  }, START_MS);
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });

  const quiet = async (someone: Person): Promise<void> => {
    expect([...(await someone.faults()), ...someone.said]).toEqual([]);
    expect(await someone.overflow()).toBeLessThanOrEqual(0);
  };

  it('records that a defender is needed before the notice can be written, and runs the time to notify', async () => {
    const { page } = clerk;
    await page.getByRole('link', { name: '新建通知' }).first().click();
    await page.getByRole('link', { name: '登记发现情形' }).click();
    await page.getByRole('heading', { level: 1, name: '登记应当通知辩护的情形' }).waitFor();
    await page.getByRole('button', { name: '登记情形' }).click();
    await page.getByRole('alert').first().waitFor();
    await clerk.picture('discovery-faults');
    await page.getByLabel('案号', { exact: true }).fill(NUMBER);
    await page.getByLabel('诉讼阶段').selectOption({ label: '一审' });
    await page.getByLabel('通知理由').selectOption('life_or_death');
    const yesterday = new Date(Date.now() - 16 * 3_600_000).toISOString();
    await page.getByLabel('发现应当通知情形的时间 日期').fill(yesterday.slice(0, 10));
    await page.getByLabel('发现应当通知情形的时间 时间').fill('09:30');
    // A field is looked at again when it is left.
    await page.getByLabel('发现应当通知情形的时间 时间').blur();
    await page.getByText('日期和时间请一并填写').waitFor({ state: 'detached' });
    await clerk.picture('discovery');
    await quiet(clerk);
    await page.getByRole('button', { name: '登记情形' }).click();
    await page.getByText('已登记，通知期限自发现时起算。').waitFor();
    await page.getByRole('heading', { level: 1, name: NUMBER }).waitFor();
    await page.getByText(/一审 · 可能被判处无期徒刑、死刑/).waitFor();
    await page.getByRole('table', { name: '各单位占用的时间和期限' }).getByText('C01').waitFor();
    await clerk.picture('discovered');
    await quiet(clerk);
  });

  it('serves its notice from the worklist, with what was recorded filled in', async () => {
    const narrow = await Person.signIn(browser, platform.address, '演示书记员', NARROW);
    const { page } = narrow;
    await narrow.go('/requests?state=discovered');
    await page.getByRole('link', { name: '送达通知辩护公函' }).click();
    await page.getByRole('heading', { level: 1, name: `送达通知辩护公函 ${NUMBER}` }).waitFor();
    expect(await page.getByLabel('案号', { exact: true }).inputValue()).toBe(NUMBER);
    expect(await page.getByLabel('诉讼阶段').inputValue()).toBe('first_instance');
    expect(await page.getByRole('radio', { name: /无期徒刑/ }).isChecked()).toBe(true);
    await page.getByLabel('姓名', { exact: true }).fill('བསྟན་འཛིན། 旦增某某');
    await page.getByLabel('强制措施').selectOption({ label: '刑事拘留' });
    await page.getByLabel('涉嫌罪名').fill('故意杀人罪');
    await page.getByLabel('承办人').fill('承办人某某');
    await page.getByLabel('联系电话').fill('0891-7654321');
    await narrow.picture('discovered-notice-narrow');
    await quiet(narrow);
    await page.getByRole('button', { name: '核对通知内容' }).click();
    await page.getByRole('button', { name: '送达通知' }).click();
    await page.getByText('通知已送达').first().waitFor();
    await page.getByText('待指派律师').first().waitFor();
    await narrow.picture('discovered-sent-narrow');
    await quiet(narrow);
    const address = page.url();
    await narrow.go(`${new URL(address).pathname}/notice`);
    await page.getByText('本件的通知已经送达').waitFor();
    await quiet(narrow);
    await narrow.close();
  });

  it('reminds the institution of several at once, echoes how many, and the institution has it as a message', async () => {
    for (const body of [notice(), notice()])
      expect((await platform.api.courtClerk.post('/api/assignment/defence-requests', body)).status).toBe(201);
    const { page } = clerk;
    await clerk.go('/requests');
    const choices = page.locator('input[data-choose]');
    await until(
      async () => {
        await clerk.go('/requests');
        return choices.count();
      },
      (count) => count === 3,
      15_000,
    );
    for (const place of [0, 1, 2]) await choices.nth(place).check();
    await page.getByRole('button', { name: '批量催办' }).click();
    await page.getByRole('dialog', { name: '批量催办' }).waitFor();
    await clerk.picture('remind');
    await quiet(clerk);
    await page.getByRole('button', { name: '催办 3 项' }).click();
    await page.getByText('3 项中 3 项成功。').waitFor();
    await clerk.picture('reminded');
    await quiet(clerk);

    const officer = await Person.signIn(browser, platform.address, '演示经办人', NARROW);
    await until(
      async () => {
        await officer.go('/news');
        return officer.page.getByText('对方催办，请尽快办理').count();
      },
      (count) => count === 3,
      15_000,
    );
    await officer.page.getByText('C02 指派律师期限').first().waitFor();
    await officer.picture('reminded-news-narrow');
    await quiet(officer);
    await officer.page.getByRole('link', { name: '对方催办，请尽快办理' }).first().click();
    await officer.page.getByText('催办 · 指派律师期限').waitFor();
    await officer.close();
  });

  it('marks in the lawyer’s calendar both hearings of a half-day, in words', async () => {
    const { courtClerk, institutionOfficer } = platform.api;
    const at = '/api/assignment/defence-requests';
    const hearings = ['2030-05-14T01:30:00.000Z', '2030-05-20T01:30:00.000Z'];
    const ids: string[] = [];
    for (const hearingAt of hearings) ids.push((await courtClerk.post<{ id: string }>(at, notice({ hearingAt }))).body.id);
    const lawyerId = demonstrationLawyerId(0);
    for (const id of ids) {
      const { value } = await until(
        () => institutionOfficer.post(`${at}/${id}/assign`, { lawyerId }),
        ({ status }) => status === 200,
        15_000,
      );
      expect(value.status).toBe(200);
    }
    // The court moves the second onto the morning of the first.
    expect((await courtClerk.post(`${at}/${ids[1]!}/hearing`, { hearingAt: '2030-05-14T03:00:00.000Z' })).status).toBe(200);
    const lawyer = await Person.signIn(browser, platform.address, '演示律师01', NARROW);
    const { page } = lawyer;
    await lawyer.go('/calendar?day=2030-05-14');
    await page.getByRole('button', { name: /2030年5月14日.*开庭 2.*庭期冲突 2/ }).waitFor();
    const marked = page.getByRole('listitem').filter({ hasText: '庭期冲突：律师同一半天另有开庭' });
    await marked.nth(1).waitFor();
    await thereAre(2, marked);
    await lawyer.picture('clashing-narrow');
    await quiet(lawyer);
    await lawyer.resize(WIDE);
    await lawyer.picture('clashing');
    await quiet(lawyer);
    await lawyer.close();
  });

  it('keeps what is typed of a discovery as a draft, and gives it back on its own page alone', async () => {
    const writer = await Person.signIn(browser, platform.address, '演示书记员');
    const { page } = writer;
    await writer.go('/requests/discoveries/new');
    await page.getByLabel('案号', { exact: true }).fill(`${NUMBER}之二`);
    await page.getByLabel('诉讼阶段').selectOption({ label: '一审' });
    await page.getByText(/草稿已保存/).waitFor();
    await writer.go('/requests/new');
    await page.getByLabel('姓名', { exact: true }).waitFor();
    await thereAre(0, page.getByRole('button', { name: '继续填写' }));
    await writer.go('/requests/discoveries/new');
    await page.getByText(`${NUMBER}之二`).waitFor();
    await writer.picture('discovery-drafts');
    await quiet(writer);
    await page.getByRole('button', { name: '继续填写' }).click();
    await page.getByText(/草稿已保存/).waitFor();
    const stage = page.getByLabel('诉讼阶段');
    expect([await page.getByLabel('案号', { exact: true }).inputValue(), await stage.inputValue()]).toEqual([
      `${NUMBER}之二`,
      'first_instance',
    ]);
    await page.getByLabel('通知理由').selectOption('life_or_death');
    const yesterday = new Date(Date.now() - 16 * 3_600_000).toISOString();
    await page.getByLabel('发现应当通知情形的时间 日期').fill(yesterday.slice(0, 10));
    await page.getByLabel('发现应当通知情形的时间 时间').fill('09:30');
    await page.getByRole('button', { name: '登记情形' }).click();
    await page.getByText('已登记，通知期限自发现时起算。').waitFor();

    // Its notice is kept too, and offered where it is written.
    const notified = `${new URL(page.url()).pathname}/notice`;
    await writer.go(notified);
    await page.getByLabel('姓名', { exact: true }).fill('未写完的人');
    await page.getByText(/草稿已保存/).waitFor();
    await writer.go(notified);
    await page.getByRole('button', { name: '继续填写' }).click();
    await until(
      () => page.getByLabel('姓名', { exact: true }).inputValue(),
      (name) => name === '未写完的人',
      5_000,
    );
    await writer.go('/requests/discoveries/new');
    await page.getByLabel('案号', { exact: true }).waitFor();
    await thereAre(0, page.getByRole('button', { name: '继续填写' }));
    expect(writer.said).toEqual([]);
    await writer.close();
  });

  it('says the same in English', async () => {
    await clerk.go('/requests/discoveries/new');
    await clerk.page.getByRole('button', { name: 'EN' }).click();
    await clerk.page.getByRole('heading', { level: 1, name: 'Record that a defender is needed' }).waitFor();
    await clerk.picture('discovery-english');
    await quiet(clerk);
  });
});
