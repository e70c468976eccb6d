import type { Browser } from 'playwright-core';
import { BROWSER, NARROW, Person, startBrowser, WIDE } from '../support/chromium.js';
import { describeWith } from '../support/needs.js';
import { startTestPlatform, type TestPlatform } from '../support/platform.js';

const START_MS = 120_000;
const COUNTY = '540123';
const NAMES = ['', '/who', '/custody', '/help', `/help?division=${COUNTY}`, '/partners', '/accessibility', '/privacy', '/nothing'];
const PATHS = [
  ...['zh', 'en'].flatMap((language) => NAMES.map((name) => `/public/${language}${name}`)),
  ...['', '/help'].map((name) => `/public/bo${name}`),
  ...['/public/zh?type=large', `/public/zh/help?division=${COUNTY}&type=large`],
  ...['/auth/sign-in', '/auth/accept', '/auth/accept?lang=en'],
];

describeWith(BROWSER, 'pages before anyone has signed in', () => {
  let platform: TestPlatform;
  let browser: Browser;

  beforeAll(async () => {
    platform = await startTestPlatform();
    browser = await startBrowser();
    const { administrator } = platform.api;
    const institution = `institution-${COUNTY}`;
    await administrator.post(`/api/directory/institutions/${institution}`, {
      address: '尼木县幸福路1号',
      hotline: '0891-6172348',
      openingHours: '工作日 9:30–18:00',
      accessible: true,
      languages: ['zh', 'bo'],
    });
    await administrator.post('/api/directory/stations', {
      institution,
      division: COUNTY,
      township: 'རྒྱལ་མཚན་ 尼木乡',
      name: '尼木乡法律援助工作站',
      host: '尼木乡司法所',
      address: '乡政府一楼',
      activeFrom: '2026-01-01',
    });
  }, START_MS);
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });

  it.each([
    ['wide', WIDE],
    ['narrow', NARROW],
  ])('have no fault that axe finds, do not overflow and say nothing to the console, on a %s screen', async (size, viewport) => {
    const person = await Person.stranger(browser, platform.address, { viewport });
    const wrong: string[] = [];
    for (const path of PATHS) {
      await person.go(path);
      await person.picture(`plain${path.replaceAll(/[^\w]+/g, '_')}-${size}`);
      wrong.push(...(await person.faults()).map((fault) => `${path} ${fault}`));
      const wider = await person.overflow();
      if (wider > 0) wrong.push(`${path} is ${wider} px too wide`);
    }
    expect([...wrong, ...person.said]).toEqual([]);
    await person.close();
  });

  it('are read and filled in by keyboard where no script runs', async () => {
    const person = await Person.stranger(browser, platform.address, { javaScriptEnabled: false, viewport: NARROW });
    const { page } = person;
    await page.goto(platform.address);
    await page.getByRole('link', { name: /^到哪里求助:/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '到哪里求助' }).waitFor();
    const county = page.getByLabel('您在哪个县(市、区)?');
    await county.focus();
    await county.selectOption(COUNTY);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 2, name: '尼木县 · 法律援助机构' }).waitFor();
    expect(await page.getByRole('link', { name: '0891-6172348' }).getAttribute('href')).toBe('tel:08916172348');
    expect(await county.inputValue()).toBe(COUNTY);
    const before = await page.getByText('乡政府一楼').evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
    await page.getByRole('link', { name: '大字版' }).click();
    await page.getByRole('link', { name: '标准字号' }).waitFor();
    const after = await page.getByText('乡政府一楼').evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
    expect(after / before).toBeGreaterThan(1.3);
    await page.getByRole('link', { name: '工作人员登录' }).click();
    await page.getByRole('heading', { level: 1, name: '登录' }).waitFor();
    await page.getByRole('button', { name: '演示书记员' }).waitFor();
    await person.close();
  });
});
