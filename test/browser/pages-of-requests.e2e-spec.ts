import { Person } from '../support/chromium.js';
import { everyPage, type Pages } from '../support/every-page.js';

const PAGES: Pages = [
  [
    '演示书记员',
    [
      '/',
      '/requests',
      '/requests?state=overdue',
      '/requests/new',
      '/requests/:id',
      '/requests/:id/correct',
      '/news',
      '/search?q=%EF%BC%88',
      '/nothing',
    ],
  ],
  [
    '演示经办人',
    [
      '/',
      '/requests',
      '/requests?status=done',
      '/requests?state=pressing',
      '/requests/:id',
      '/requests/:id/assign',
      '/lawyers',
      '/lawyers/:lawyer',
      '/stations/:station',
    ],
  ],
  [
    '演示联席办干部',
    [
      '/',
      '/dashboard',
      '/dashboard?by=organ',
      '/dashboard/requests?state=open',
      '/agencies/court-540102',
      '/institutions/institution-540102',
      '/law-firms/:firm',
      '/aid-workers/:worker',
    ],
  ],
  ['演示负责人', ['/retention', '/retention?stage=kept', '/retention?stage=exempt', '/retention?stage=deleted']],
];

everyPage('every page of those who handle requests', PAGES, (ground) => {
  it('has pop-ups without a fault that axe finds', async () => {
    const person = await Person.signIn(ground.browser, ground.address, '演示经办人');
    const { page } = person;
    const wrong: string[] = [];
    const look = async (name: string): Promise<void> => {
      await person.picture(`pop-up-${name}`);
      wrong.push(...(await person.faults()).map((fault) => `${name} ${fault}`));
    };
    await person.go(`/requests/${ground.rows.id}`);
    for (const action of ['退回补正', '移送其他机构']) {
      await page.getByRole('button', { name: action }).click();
      await page.getByRole('dialog', { name: action }).waitFor();
      await look(action);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
    }
    await page.getByRole('button', { name: /查看期限如何计算/ }).click();
    await page.getByRole('dialog').getByText('开始的当日不计算').waitFor();
    await look('clock');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: /援助机构工作人员/ }).click();
    await page.getByRole('menuitem', { name: '退出登录' }).waitFor();
    await look('account');
    await page.keyboard.press('Escape');
    await person.go('/requests');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: '键盘操作' }).waitFor();
    await look('keys');
    expect([...wrong, ...person.said]).toEqual([]);
    await person.close();
  });

  it('speaks English when asked, and remembers it', async () => {
    const person = await Person.signIn(ground.browser, ground.address, '演示书记员');
    const { page } = person;
    await page.getByRole('button', { name: /English/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
    await page.goto(new URL(`/requests/${ground.rows.id}`, ground.address).href);
    await page.getByRole('heading', { level: 2, name: 'What happened' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await person.picture('english');
    expect([...(await person.faults()), ...person.said]).toEqual([]);
    await person.close();
  });

  it('says who is signed in, and lets nobody stay after signing out', async () => {
    const person = await Person.signIn(ground.browser, ground.address, '演示联席办干部');
    const { page } = person;
    await page.getByRole('button', { name: /联席会议办公室/ }).click();
    await page.getByRole('menuitem', { name: '退出登录' }).click();
    await page.getByRole('button', { name: '演示书记员' }).waitFor();
    expect((await page.request.get(new URL('/api/session', ground.address).href)).status()).toBe(401);
    await person.close();
  });
});
