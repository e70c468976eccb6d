import { Person } from '../support/chromium.js';
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

    it('tells an institution without a pace that there is none to forecast from', async () => {
      const officer = await Person.signIn(ground.browser, ground.address, '演示经办人');
      await officer.go('/obligations');
      await officer.page.getByText('近 20 个工作日没有履行完毕的责任').waitFor();
      await officer.close();
    });
  },
);
