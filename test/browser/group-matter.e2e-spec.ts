import type { Browser } from 'playwright-core';
import { built } from '../support/built.js';
import { BROWSER, NARROW, Person, startBrowser, thereAre } from '../support/chromium.js';
import { describeWith } from '../support/needs.js';
import { notice, startTestPlatform, type TestPlatform } from '../support/platform.js';

const REQUESTS = '/api/assignment/defence-requests';
/** Building, when the sources are newer, and starting a platform and a browser. */
const START_MS = 300_000;

describeWith(BROWSER, 'group matters in the browser', () => {
  let platform: TestPlatform;
  let browser: Browser;
  const numbers = [71, 72, 73].map((n) => `（2026）藏01刑初${n}号`);

  const SAME = '（2026）藏01刑初99号';

  beforeAll(async () => {
    await built();
    platform = await startTestPlatform({ groupSuggestedFrom: 3 });
    browser = await startBrowser();
    const { courtClerk, institutionOfficer } = platform.api;
    for (const caseNumber of [...numbers, SAME, SAME, SAME]) {
      const { body } = await courtClerk.post<{ id: string; position: string }>(REQUESTS, notice({ caseNumber }));
      await institutionOfficer.get(`${REQUESTS}/${body.id}?after=${body.position}`);
    }
  }, START_MS);
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });

  const quiet = async (someone: Person): Promise<void> => {
    expect([...(await someone.faults()), ...someone.said]).toEqual([]);
    expect(await someone.overflow()).toBeLessThanOrEqual(0);
  };

  it(
    'joins chosen cases in a new group, handles them at once, and says what could not be done',
    async () => {
      const officer = await Person.signIn(browser, platform.address, '演示经办人');
      const { page } = officer;
      const dialog = page.getByRole('dialog');
      await officer.go('/group-matters');
      await page.getByText('没有办理中的群体性案件').waitFor();
      await officer.picture('groups-empty');
      await officer.go('/requests');
      for (const number of numbers) await page.getByLabel(`选择 ${number}`).check();
      await page.getByRole('button', { name: '并入群体性案件' }).click();
      await dialog.getByRole('button', { name: '并入 3 件' }).click();
      await dialog.getByText('请填写此项。').first().waitFor();
      await officer.picture('groups-join-fault');
      await dialog.getByLabel('名称').fill('某工地拖欠工资案');
      await dialog.getByLabel('类型').selectOption('wages');
      await dialog.getByLabel('并入理由').selectOption('same_event');
      await dialog.getByRole('button', { name: '并入 3 件' }).click();
      await dialog.getByText('3 项中 3 项成功。').waitFor();
      await officer.picture('groups-joined');
      await dialog.getByRole('link', { name: '查看群体性案件' }).click();
      await page.getByRole('heading', { name: '某工地拖欠工资案' }).waitFor();
      await page.getByRole('link', { name: numbers[0]! }).waitFor();
      await quiet(officer);

      await page.getByLabel('选择全部成员案件').check();
      await page.getByRole('button', { name: '批量寻找律师' }).click();
      await dialog.getByRole('button', { name: '为 3 件寻找律师' }).click();
      await page.getByText('3 项中', { exact: false }).waitFor();
      await officer.picture('groups-searched');
      await page.getByLabel('选择全部成员案件').check();
      await page.getByRole('button', { name: '批量寻找律师' }).click();
      await dialog.getByRole('button', { name: '为 3 件寻找律师' }).click();
      await page.getByText('3 项中 0 项成功，3 项未办：').waitFor();
      await officer.picture('groups-refused');
      await quiet(officer);
      await page.getByRole('button', { name: '关闭' }).click();

      await page.getByRole('button', { name: '批量指派' }).click();
      await dialog.getByRole('button', { name: '指派 3 件' }).click();
      await dialog.getByText('请填写此项。').waitFor();
      await dialog.getByLabel('律师').selectOption({ index: 1 });
      await officer.picture('groups-assign');
      await quiet(officer);
      await dialog.getByRole('button', { name: '指派 3 件' }).click();
      await page.getByText('3 项中 3 项成功。').waitFor();
      await page.getByRole('button', { name: '关闭' }).click();
      await page.getByLabel('选择全部成员案件').check();
      await thereAre(0, page.getByRole('button', { name: '批量指派' }));
      await page.getByRole('button', { name: '取消选择' }).click();
      await page.getByLabel(`选择 ${numbers[2]}`).check();
      await page.getByRole('button', { name: '移出' }).click();
      await dialog.getByLabel('移出理由').selectOption('other_facts');
      await dialog.getByRole('button', { name: '移出 1 件' }).click();
      await page.getByRole('heading', { name: '曾并入的案件' }).waitFor();
      await page.getByRole('link', { name: numbers[0]! }).click();
      await page.getByRole('link', { name: '某工地拖欠工资案（2 件）' }).waitFor();
      await officer.picture('groups-case');
      await quiet(officer);
      await officer.go('/requests');
      await page.getByText('可并为群体案件').nth(2).waitFor();
      await thereAre(3, page.getByText('可并为群体案件'));
      await officer.picture('groups-marked');
      await quiet(officer);
      await page.getByRole('link', { name: SAME }).first().click();
      await page.getByText('3 件同案，建议并为群体性案件').waitFor();
      await officer.picture('groups-suggested');
      await quiet(officer);
      await page.getByRole('button', { name: '并为群体性案件' }).click();
      await dialog.getByLabel('名称').fill('某某涉众案');
      await dialog.getByLabel('类型').selectOption('many_accused');
      await dialog.getByRole('button', { name: '并入 3 件' }).click();
      await dialog.getByText('3 项中 3 项成功。').waitFor();
      await dialog.getByText('关闭', { exact: true }).click();
      await page.getByRole('link', { name: '某某涉众案（3 件）' }).click();
      // One defender for one of several co-accused: one of the three has the lawyer, each of the others says why not.
      await page.getByLabel('选择全部成员案件').check();
      await page.getByRole('button', { name: '批量指派' }).click();
      await dialog.getByLabel('律师').selectOption({ index: 1 });
      await dialog.getByRole('button', { name: '指派 3 件' }).click();
      await page.getByText('3 项中 1 项成功，2 项未办：').waitFor();
      await officer.picture('groups-assign-refused');
      await quiet(officer);
      await officer.go('/requests');
      await page.getByRole('link', { name: SAME }).first().click();
      await page.getByRole('link', { name: '某某涉众案（3 件）' }).waitFor();
      await quiet(officer);
      await page.getByRole('button', { name: /English/ }).click();
      await page.getByRole('link', { name: '某某涉众案 (cases: 3)' }).click();
      await page.getByRole('heading', { name: 'Its cases' }).waitFor();
      await officer.picture('groups-english');
      await quiet(officer);
      await officer.close();
    },
    START_MS,
  );

  it(
    'lets the head name who leads it and close it, on a narrow screen',
    async () => {
      const head = await Person.signIn(browser, platform.address, '演示负责人', NARROW);
      const { page } = head;
      const dialog = page.getByRole('dialog');
      await head.go('/group-matters');
      await page.getByRole('link', { name: '某工地拖欠工资案' }).click();
      await page.getByRole('link', { name: numbers[0]! }).waitFor();
      await head.picture('groups-narrow');
      await quiet(head);
      await page.getByRole('button', { name: '更换牵头承办人' }).click();
      await dialog.getByLabel('牵头承办人').selectOption({ label: '演示负责人' });
      await head.picture('groups-officer-narrow');
      await dialog.getByRole('button', { name: '更换牵头承办人' }).click();
      await page.getByText('已更换牵头承办人。').waitFor();
      await page.getByRole('button', { name: '结束' }).click();
      await dialog.getByLabel('结束理由').selectOption('settled');
      await dialog.getByRole('button', { name: '结束' }).click();
      await page.getByText('群体性案件已结束。').waitFor();
      await quiet(head);
      await head.go('/group-matters?state=closed');
      await page.getByText('群体性问题已解决', { exact: false }).waitFor();
      await head.picture('groups-closed-narrow');
      await quiet(head);
      await head.close();
    },
    START_MS,
  );
});
