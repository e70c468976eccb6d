import type { Browser } from 'playwright-core';
import { BROWSER, NARROW, Person, startBrowser, WIDE } from '../support/chromium.js';
import { built } from '../support/built.js';
import { describeWith } from '../support/needs.js';
import { directoryRows } from '../support/directory-rows.js';
import { notice, startTestPlatform, type TestPlatform } from '../support/platform.js';

/** Who looks at which pages; `:id` is a request that waits for a lawyer, the others are rows of the directory. */
const PAGES: readonly (readonly [displayName: string, paths: readonly string[]])[] = [
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
  [
    '演示管理员',
    [
      '/',
      '/agencies',
      '/agencies?q=nothing',
      '/agencies/new',
      '/agencies/institution-540102',
      '/divisions',
      '/divisions?division=540102',
      '/institutions',
      '/institutions/institution-540102',
      '/imports',
      '/stations',
      '/stations/new',
      '/stations/:station',
    ],
  ],
  [
    '演示管理员',
    [
      '/lawyers',
      '/lawyers/new',
      '/lawyers/:lawyer',
      '/lawyers/:lawyer/edit',
      '/law-firms',
      '/law-firms/new',
      '/law-firms/:firm',
      '/aid-workers',
      '/aid-workers/new',
      '/aid-workers/:worker',
      '/duty-rota',
    ],
  ],
  [
    '演示复核管理员',
    [
      '/calendars?year=2026&division=540100',
      '/calendars?year=2026&view=table',
      '/calendars?year=2033',
      '/calendars/publish',
      '/reference-values',
      '/reference-values?view=history',
      '/reference-values?view=waiting',
      '/reference-values/new',
      '/accounts',
      '/accounts?agency=court-540100&state=active',
      '/accounts?q=nobody-has-this',
      '/accounts/new',
      '/system-keys',
      '/data-use-terms',
      '/data-use-terms?accepted=no',
    ],
  ],
  ['演示审计干部', ['/access-log', '/access-log?account=nobody&from=2026-01-01', '/erasures', '/log']],
  ['演示个人信息保护负责人', ['/erasures?state=unfinished', '/erasures/0192f3c4-5a6b-7c7d-9e0f-665544332211']],
  ['演示运维人员', ['/operations', '/log']],
  ['演示单位管理员', ['/', '/accounts', '/accounts/new', '/system-keys', '/system-keys/new', '/data-use-terms', '/account']],
];

/** Building, when the sources are newer, and starting a platform and a browser. */
const START_MS = 300_000;

describeWith(BROWSER, 'every page', () => {
  let platform: TestPlatform;
  let browser: Browser;
  let id: string;
  let rows: Readonly<Record<string, string>>;

  beforeAll(async () => {
    await built();
    platform = await startTestPlatform();
    browser = await startBrowser();
    const sent = await platform.api.courtClerk.post<{ id: string }>('/api/assignment/defence-requests', notice());
    id = sent.body.id;
    const withdrawn = await platform.api.courtClerk.post<{ id: string }>('/api/assignment/defence-requests', notice());
    await platform.api.courtClerk.post(`/api/assignment/defence-requests/${withdrawn.body.id}/withdraw`, { reason: '重复' });
    rows = await directoryRows(platform.api.administrator);
  }, START_MS);
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });

  const looked = async (displayName: string, paths: readonly string[], size: 'wide' | 'narrow'): Promise<void> => {
    const person = await Person.signIn(browser, platform.address, displayName, size === 'wide' ? WIDE : NARROW);
    const wrong: string[] = [];
    for (const path of paths) {
      await person.go(path.replaceAll(/:(\w+)/g, (_whole, name: string) => (name === 'id' ? id : (rows[name] ?? name))));
      await person.picture(`${displayName}${path.replaceAll(/[^\w:-]+/g, '_').replaceAll(':', '')}-${size}`);
      wrong.push(...(await person.faults()).map((fault) => `${path} ${fault}`));
      const wider = await person.overflow();
      if (wider > 0) wrong.push(`${path} is ${wider} px too wide`);
    }
    expect([...wrong, ...person.said]).toEqual([]);
    await person.close();
  };

  it.each(PAGES)('of %s has no fault that axe finds, and the console stays silent', (displayName, paths) =>
    looked(displayName, paths, 'wide'),
  );
  it.each(PAGES)('of %s fits a telephone, without a fault', (displayName, paths) => looked(displayName, paths, 'narrow'));

  it('has pop-ups without a fault that axe finds', async () => {
    const person = await Person.signIn(browser, platform.address, '演示经办人');
    const { page } = person;
    const wrong: string[] = [];
    const look = async (name: string): Promise<void> => {
      await person.picture(`pop-up-${name}`);
      wrong.push(...(await person.faults()).map((fault) => `${name} ${fault}`));
    };
    await person.go(`/requests/${id}`);
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
    const person = await Person.signIn(browser, platform.address, '演示书记员');
    const { page } = person;
    await page.getByRole('button', { name: /English/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
    await page.goto(new URL(`/requests/${id}`, platform.address).href);
    await page.getByRole('heading', { level: 2, name: 'What happened' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await person.picture('english');
    expect([...(await person.faults()), ...person.said]).toEqual([]);
    await person.close();
  });

  it('says who is signed in, and lets nobody stay after signing out', async () => {
    const person = await Person.signIn(browser, platform.address, '演示联席办干部');
    const { page } = person;
    await page.getByRole('button', { name: /联席会议办公室/ }).click();
    await page.getByRole('menuitem', { name: '退出登录' }).click();
    await page.getByRole('button', { name: '演示书记员' }).waitFor();
    expect((await page.request.get(new URL('/api/session', platform.address).href)).status()).toBe(401);
    await person.close();
  });
});
