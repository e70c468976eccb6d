import type { Browser } from 'playwright-core';
import { demonstrationLawyerId } from '../../apps/directory/src/demonstration-data/demonstration-data.js';
import { until } from '../../apps/platform/src/demo/api.js';
import { built } from '../support/built.js';
import { BROWSER, NARROW, Person, startBrowser } from '../support/chromium.js';
import { describeWith } from '../support/needs.js';
import { dutyHelpRequest, startTestPlatform, type TestPlatform } from '../support/platform.js';

const HELPS = '/api/assignment/duty-helps';
const PLACE = '拉萨市看守所法律援助工作站';
const HOUR_MS = 3_600_000;
const SHANGHAI_MS = 8 * HOUR_MS;
/** Building, when the sources are newer, and starting a platform and a browser. */
const START_MS = 300_000;

describeWith(BROWSER, 'duty lawyers’ help in the browser', () => {
  let platform: TestPlatform;
  let browser: Browser;

  beforeAll(async () => {
    await built();
    platform = await startTestPlatform();
    browser = await startBrowser();
    const day = new Date(Date.now() + SHANGHAI_MS).toISOString().slice(0, 10);
    const shift = { institution: 'institution-540100', placeKind: 'detention_centre', place: PLACE, day, starts: '00:00', ends: '23:59' };
    await platform.api.institutionHead.post('/api/directory/duty-rota', { ...shift, lawyerId: demonstrationLawyerId(0) });
    await until(
      () => platform.api.policeOfficer.get<{ places: readonly unknown[] }>(`${HELPS}/choices?division=540100`),
      ({ body }) => body.places.length > 0,
      20_000,
    );
  }, START_MS);
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });

  const quiet = async (someone: Person): Promise<void> => {
    expect([...(await someone.faults()), ...someone.said]).toEqual([]);
    expect(await someone.overflow()).toBeLessThanOrEqual(0);
  };

  it('goes from the asking at a detention centre to the lawyer’s sheet', async () => {
    const officer = await Person.signIn(browser, platform.address, '演示办案民警');
    const { page } = officer;
    await officer.go('/duty-help');
    await page.getByText('没有办理中的法律帮助').waitFor();
    await quiet(officer);
    await officer.picture('help-empty');
    await page.getByRole('link', { name: '申请法律帮助' }).click();
    await page.getByRole('button', { name: '提交申请' }).click();
    await page.getByRole('alert').getByText('请更正下列各项').waitFor();
    await officer.picture('help-form-faults');
    await quiet(officer);
    await page.getByLabel('姓名').fill('旦增 བསྟན་འཛིན།');
    await page.getByLabel('强制措施', { exact: true }).selectOption('detained');
    await page.getByLabel('约见地点').selectOption('detention_centre');
    await page.getByLabel('值班地点名称').fill(PLACE);
    await page.getByLabel('诉讼阶段').selectOption('investigation');
    await page.getByLabel('涉嫌罪名（案由）').fill('盗窃罪');
    await page.getByLabel('提供法律咨询').check();
    await page.getByLabel('承办人').fill('管教某某');
    await page.getByLabel('联系电话').fill('0891-6000000');
    await officer.picture('help-form');
    await page.getByRole('button', { name: '提交申请' }).click();
    await page.getByText('申请已提交').waitFor();
    await page.getByText('按值班表通知').waitFor();
    await quiet(officer);
    await officer.picture('help-organ');
    const address = new URL(page.url()).pathname;
    await officer.close();

    const lawyer = await Person.signIn(browser, platform.address, '演示律师01');
    await lawyer.go('/duty-help');
    await lawyer.page.getByRole('table').waitFor();
    await quiet(lawyer);
    await lawyer.picture('help-list-lawyer');
    await lawyer.go(address);
    await lawyer.page.getByRole('button', { name: '登记法律帮助' }).click();
    const dialog = lawyer.page.getByRole('dialog');
    await dialog.getByLabel('帮助种类').selectOption('measure_change');
    await dialog.getByLabel('方式').selectOption('meeting');
    await dialog.getByLabel('咨询与建议的内容').fill('建议申请取保候审');
    await quiet(lawyer);
    await lawyer.picture('help-record');
    await dialog.getByRole('button', { name: '登记法律帮助' }).click();
    await lawyer.page.getByText('已登记法律帮助。').waitFor();
    await lawyer.page.getByRole('button', { name: '收到法律援助申请' }).click();
    await lawyer.page.getByRole('dialog').getByRole('button', { name: '收到法律援助申请' }).click();
    await lawyer.page.getByText('请在时限内转交').waitFor();
    await lawyer.picture('help-clock');
    await lawyer.page.getByRole('button', { name: '转交法律援助申请' }).click();
    await lawyer.page.getByRole('dialog').getByRole('button', { name: '转交法律援助申请' }).click();
    await lawyer.page.getByText('已转交法律援助申请。').waitFor();
    await lawyer.page.getByRole('button', { name: '查看当事人信息' }).click();
    await lawyer.page.getByText('建议申请取保候审').waitFor();
    await lawyer.page.getByRole('button', { name: '办结' }).click();
    await lawyer.page.getByRole('dialog').getByRole('button', { name: '办结' }).click();
    await lawyer.page.getByText('已办结').first().waitFor();
    await quiet(lawyer);
    await lawyer.picture('help-concluded');
    await lawyer.close();
  }, 120_000);

  it('lets an officer choose the lawyer, on a telephone too, in either language', async () => {
    const place = '当雄县看守所';
    const sent = await platform.api.policeOfficer.post<{ id: string; position: string }>(
      HELPS,
      dutyHelpRequest({
        stage: 'investigation',
        placeKind: 'detention_centre',
        place,
        requestedAt: new Date(Date.now() - 20 * HOUR_MS).toISOString(),
      }),
    );
    const { id, position } = sent.body;
    await platform.api.institutionOfficer.get(`${HELPS}/${id}?after=${position}`);
    const officer = await Person.signIn(browser, platform.address, '演示经办人', NARROW);
    const { page } = officer;
    await officer.go('/duty-help');
    await page.getByText(place).waitFor();
    await quiet(officer);
    await officer.picture('help-list-360');
    await officer.go(`/duty-help/${id}`);
    await quiet(officer);
    await officer.picture('help-page-360');
    await page.getByRole('button', { name: '指定值班律师' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('律师').selectOption(demonstrationLawyerId(1));
    await quiet(officer);
    await officer.picture('help-choose-360');
    await dialog.getByRole('button', { name: '指定值班律师' }).click();
    await page.getByText('已通知值班律师。').waitFor();
    await page.getByText('由援助机构指定').waitFor();
    await officer.close();

    const english = await Person.signIn(browser, platform.address, '演示办案民警', NARROW);
    await english.go('/duty-help/new');
    await english.page.getByRole('button', { name: /English/ }).click();
    await english.page.getByRole('heading', { level: 1, name: 'Ask for legal help' }).waitFor();
    await english.picture('help-form-360');
    await quiet(english);
    await english.close();
  }, 120_000);
});
