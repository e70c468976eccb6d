import { NARROW, Person } from '../support/chromium.js';
import { everyPage } from '../support/every-page.js';

const PAGES = ['/obligations', '/obligations?state=met&side=mine', '/obligations?state=overdue&side=theirs'];

everyPage(
  'the ledger of duties',
  [
    ['演示书记员', PAGES],
    ['演示经办人', PAGES],
    ['演示律师01', ['/obligations']],
  ],
  (ground) => {
    it('says who owes what under which article, narrows by tab and side, and leads to the case', async () => {
      const clerk = await Person.signIn(ground.browser, ground.address, '演示书记员');
      const { page } = clerk;
      await clerk.go('/obligations');
      await page.getByText('没有这样的责任').waitFor();
      await page.getByLabel('范围').selectOption('theirs');
      const row = page.getByRole('row').filter({ hasText: 'C02' });
      await row.getByText('法律援助法').waitFor();
      await page.getByRole('button', { name: /^按时履行/ }).click();
      await page.getByLabel('范围').selectOption('mine');
      await page.getByRole('row').filter({ hasText: 'C10' }).first().waitFor();
      expect(new URL(page.url()).search).toBe('?state=met&side=mine');
      await page.getByRole('row').filter({ hasText: 'C01' }).getByRole('link').first().click();
      await page.getByRole('heading', { level: 1, name: /藏01刑初/ }).waitFor();
      expect(clerk.said).toEqual([]);
      await clerk.close();
    });

    it('keeps both of two changes of the view that follow each other faster than it is drawn', async () => {
      const clerk = await Person.signIn(ground.browser, ground.address, '演示书记员');
      const { page } = clerk;
      await clerk.go('/obligations');
      await clerk.pressAndChoose(page.getByRole('button', { name: /^按时履行/ }), page.getByLabel('范围'), 'theirs');
      await page.getByRole('button', { name: /^按时履行/, pressed: true }).waitFor({ timeout: 10_000 });
      expect([new URL(page.url()).search, await page.getByLabel('范围').inputValue()]).toEqual(['?state=met&side=theirs', 'theirs']);
      await clerk.close();
    });

    it('narrows by clock, holder, division, agency and period, and an address opens the same view', async () => {
      const clerk = await Person.signIn(ground.browser, ground.address, '演示书记员');
      const { page } = clerk;
      await clerk.go('/obligations?side=theirs');
      await page.getByRole('row').filter({ hasText: 'C02' }).first().waitFor();
      await page.getByText('更多筛选').click();
      await page.getByLabel('期限种类').selectOption('C02');
      await page.getByLabel('责任人', { exact: true }).selectOption('institution');
      await page.getByLabel('地区').selectOption('540100');
      await page.getByLabel('对方单位').selectOption('institution-540100');
      await page.getByLabel('届满日至').fill('2099-12-31');
      await page.getByRole('row').filter({ hasText: 'C02' }).first().waitFor();
      await clerk.picture('ledger-narrowed');
      expect([...(await clerk.faults()), await clerk.overflow()]).toEqual([0]);
      const address = new URL(page.url());
      const other = await Person.signIn(ground.browser, ground.address, '演示书记员', NARROW);
      await other.go(`${address.pathname}${address.search}`);
      await other.page.getByRole('row').filter({ hasText: 'C02' }).first().waitFor();
      await other.picture('ledger-narrowed-narrow');
      expect([...(await other.faults()), await other.overflow()]).toEqual([0]);
      await other.page.getByLabel('届满日至').fill('2020-01-01');
      await other.page.getByText('没有这样的责任').waitFor();
      await other.page.getByRole('button', { name: /2020年1月1日/ }).click();
      await other.page.getByRole('row').filter({ hasText: 'C02' }).first().waitFor();
      expect([...clerk.said, ...other.said]).toEqual([]);
      await clerk.close();
      await other.close();
    });

    it('tells an institution without a pace that there is none to forecast from', async () => {
      const officer = await Person.signIn(ground.browser, ground.address, '演示经办人');
      await officer.go('/obligations');
      await officer.page.getByText('近 20 个工作日没有履行完毕的责任').waitFor();
      await officer.close();
    });
  },
);
