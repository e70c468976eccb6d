import { jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { SystemClock } from '../../apps/assignment/src/clock.js';
import { RetentionRounds } from '../../apps/assignment/src/retention/retention.rounds.js';
import type { RetainedPage } from '../../apps/assignment/src/retained-matters/retained-matters.queries.js';
import { until } from '../../apps/platform/src/demo/api.js';
import { BROWSER, NARROW, Person, startBrowser, WIDE } from '../support/chromium.js';
import { built } from '../support/built.js';
import { describeWith } from '../support/needs.js';
import { notice, startTestPlatform, type TestPlatform } from '../support/platform.js';

const REQUESTS = '/api/assignment/defence-requests';
const VALUES = '/api/directory/reference-values';
const START_MS = 300_000;
const WAIT_MS = 30_000;
const DAY_MS = 86_400_000;
const HEAD = '演示负责人';

describeWith(BROWSER, 'the institution’s head', () => {
  const clock = jest.spyOn(SystemClock.prototype, 'now');
  let platform: TestPlatform;
  let browser: Browser;
  let id: string;
  let dueAt: string;

  const nowIs = (at: string): unknown => clock.mockReturnValue(at);
  const daysAfterDue = (days: number): string => new Date(Date.parse(dueAt) + days * DAY_MS).toISOString();
  const first = async (stage: string) =>
    (await platform.api.institutionHead.get<RetainedPage>(`/api/assignment/retention?stage=${stage}`)).body.items[0];
  const reaches = (stage: string) =>
    until(
      async () => {
        await platform.app.get(RetentionRounds, { strict: false }).run();
        return first(stage);
      },
      (matter) => matter?.id === id,
      WAIT_MS,
    );

  beforeAll(async () => {
    await built();
    platform = await startTestPlatform();
    browser = await startBrowser();
    const { courtClerk, administrator, secondAdministrator } = platform.api;
    const sent = await courtClerk.post<{ id: string }>(REQUESTS, notice());
    ({ id } = sent.body);
    await courtClerk.post(`${REQUESTS}/${id}/withdraw`, { reason: '重复' });
    const value = { kind: 'retention_withdrawn', division: '540000', value: 24, validFrom: '2026-01-01', sourceOn: '2025-12-01' };
    const entered = await administrator.post<{ id: string }>(VALUES, { ...value, source: '藏司规〔2025〕9号(示例)' });
    expect((await secondAdministrator.post(`${VALUES}/${entered.body.id}/decide`, { decision: 'approved' })).status).toBe(200);
    const kept = await until(
      () => first('kept'),
      (matter) => (matter?.dueAt ?? null) !== null,
      WAIT_MS,
    );
    dueAt = kept.value!.dueAt!;
    nowIs(dueAt);
    await reaches('announced');
  }, START_MS);
  afterAll(async () => {
    clock.mockRestore();
    await browser?.close();
    await platform?.stop();
  });

  it(
    'exempts a matter that is to be deleted, holds it, and later finds it in the deletion log',
    async () => {
      const person = await Person.signIn(browser, platform.address, HEAD, WIDE);
      const { page } = person;
      const wrong: string[] = [];
      const look = async (name: string): Promise<void> => {
        await person.picture(`retention-${name}`);
        wrong.push(...(await person.faults()).map((fault) => `${name} ${fault}`));
      };
      await person.go('/retention');
      await page.getByText('还有 30 天').waitFor();
      await look('announced');

      await page.getByRole('button', { name: '保存例外' }).click();
      const dialog = page.getByRole('dialog', { name: /保存例外/ });
      await dialog.getByLabel('理由').selectOption('proceedings');
      await dialog.getByLabel('文号').fill('张某某');
      await dialog.getByLabel('保存至').fill('2029-06-30');
      await dialog.getByRole('button', { name: '保存例外' }).click();
      await dialog.getByText('请只填文号').first().waitFor();
      await look('exempt-refused');
      await dialog.getByLabel('文号').fill('拉援存字〔2028〕1号');
      await dialog.getByRole('button', { name: '保存例外' }).click();
      await page.getByText('已登记保存例外').waitFor();
      await page.getByText('没有拟销毁的案件').waitFor();

      await page.getByRole('button', { name: '例外与暂停' }).click();
      await page.getByText('拉援存字〔2028〕1号').waitFor();
      await page.getByText('2029年6月30日 周六 24:00', { exact: false }).waitFor();
      await page.getByRole('button', { name: '暂停销毁' }).click();
      const hold = page.getByRole('dialog', { name: /暂停销毁/ });
      await hold.getByLabel('事由').selectOption('complaint');
      await hold.getByLabel('文号').fill('拉援投字〔2028〕3号');
      await hold.getByRole('button', { name: '暂停销毁' }).click();
      await page.getByText('拉援投字〔2028〕3号').waitFor();
      await look('exempt');
      await page.getByRole('button', { name: '恢复销毁：投诉处理中' }).click();
      const lift = page.getByRole('dialog', { name: /恢复销毁/ });
      await look('lift');
      await lift.getByRole('button', { name: '恢复销毁：投诉处理中' }).click();
      await page.getByText('已恢复销毁：投诉处理中').waitFor();

      nowIs(daysAfterDue(700));
      await reaches('announced');
      nowIs(daysAfterDue(735));
      await reaches('deleted');
      await person.go('/retention?stage=deleted');
      await page.getByText('2 人的密钥，0 份材料').waitFor();
      await look('deleted');
      const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '导出销毁清册 Excel' }).click()]);
      expect(file.suggestedFilename()).toBe('deletion-log.xlsx');
      expect([...wrong, ...person.said]).toEqual([]);
      await person.close();
    },
    START_MS,
  );

  it('sees it on a telephone, and in English', async () => {
    const person = await Person.signIn(browser, platform.address, HEAD, NARROW);
    await person.go('/retention?stage=deleted');
    await person.picture('retention-deleted-narrow');
    expect(await person.overflow()).toBeLessThanOrEqual(0);
    expect(await person.faults()).toEqual([]);
    await person.close();
    const wide = await Person.signIn(browser, platform.address, HEAD, WIDE);
    await wide.go('/retention?stage=deleted');
    await wide.page.getByRole('button', { name: /English/ }).click();
    await wide.page.getByText('Keys of 2 persons, 0 papers').waitFor();
    await wide.picture('retention-deleted-english');
    expect(await wide.faults()).toEqual([]);
    await wide.close();
  });
});
