import type { Browser, Locator, Page } from 'playwright-core';
import { built } from '../support/built.js';
import { BROWSER, Person, startBrowser, thereAre } from '../support/chromium.js';
import { describeWith } from '../support/needs.js';
import { notice, startTestPlatform, type TestPlatform } from '../support/platform.js';

const START_MS = 300_000;
/** Stacks of three and four letters, with vowel signs above and below: the tallest there are in names. */
const TALL = 'རྒྱལ་མཚན་ བསྒྲུབས་ སྒྲོལ་མ་ རྐྱེན་';
const CASE = `（2026）藏01刑初${Date.now() % 1_000_000}号 ${TALL}`;

describeWith(BROWSER, 'pages as they are heard and as Tibetan stands in them', () => {
  let platform: TestPlatform;
  let browser: Browser;
  let id: string;

  beforeAll(async () => {
    await built();
    platform = await startTestPlatform();
    browser = await startBrowser();
    const person = { name: `${TALL}扎西`, custodyPlace: `${TALL}看守所` };
    const sent = await platform.api.courtClerk.post<{ id: string }>(
      '/api/assignment/defence-requests',
      notice({ caseNumber: CASE, offence: `${TALL}罪`, person }),
    );
    id = sent.body.id;
    await platform.api.administrator.post('/api/directory/stations', {
      institution: 'institution-540123',
      division: '540123',
      township: TALL,
      name: `${TALL}法律援助工作站`,
      address: TALL,
      activeFrom: '2026-01-01',
    });
  }, START_MS);
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });

  describe('a Tibetan name', () => {
    it('stands whole in list, matter and public page: its ink within its line, nothing cut, in the font that came along', async () => {
      const person = await Person.signIn(browser, platform.address, '演示书记员');
      for (const path of ['/requests', `/requests/${id}`, '/public/zh/help?division=540123']) {
        await person.go(path);
        const runs = person.page.locator('main [lang="bo"]');
        await runs.first().waitFor();
        await fontIsThere(person.page);
        for (const run of await runs.all()) expect([path, await clipped(run)]).toEqual([path, []]);
        await person.picture(`tibetan${path.replaceAll(/\W+/g, '_')}`);
      }
      await person.go(`/requests/${id}`);
      await person.page.getByRole('button', { name: '查看当事人信息' }).click();
      await person.page.locator('main').getByText('扎西', { exact: false }).first().waitFor();
      expect(await person.page.locator('main').textContent()).toContain(`${TALL}扎西`);
      await person.close();
    });

    it('stands whole in the field it is typed into', async () => {
      const person = await Person.signIn(browser, platform.address, '演示书记员');
      await person.go('/requests/new');
      const field = person.page.getByLabel('姓名', { exact: true });
      await field.fill(TALL);
      await fontIsThere(person.page);
      expect(await clipped(field)).toEqual([]);
      await person.page.getByText(/草稿已保存/).waitFor();
      await person.close();
    });

    it('brings its font only to pages that have one', async () => {
      const person = await Person.stranger(browser, platform.address);
      const fonts: string[] = [];
      person.page.on('request', (request) => {
        if (request.resourceType() === 'font') fonts.push(request.url());
      });
      await person.go('/public/zh');
      await person.go('/public/zh/help');
      expect(fonts).toEqual([]);
      await person.go('/public/zh/help?division=540123');
      expect(fonts).toEqual([expect.stringMatching(/\/public\/assets\/tibetan-[\da-f]+\.woff2$/)]);
      await person.close();
    });
  });

  describe('a screen reader', () => {
    const PAGES: readonly (readonly [who: string | null, path: string, heading: string | RegExp])[] = [
      [null, '/auth/sign-in', '登录'],
      [null, '/public/zh/help', '到哪里求助'],
      ['演示经办人', '/requests', /./],
      ['演示经办人', '/requests/:id', /（2026）藏01刑初/],
      ['演示经办人', '/requests/:id/assign', /./],
      ['演示书记员', '/requests/new', '新建通知辩护'],
    ];
    it.each(PAGES)(
      'for %s at %s finds one heading, one main part, and a name for everything that can be used',
      async (who, path, heading) => {
        const person = await (who === null ? Person.stranger(browser, platform.address) : Person.signIn(browser, platform.address, who));
        await person.go(path.replace(':id', id));
        const { page } = person;
        await thereAre(1, page.getByRole('heading', { level: 1 }));
        await thereAre(1, page.getByRole('heading', { level: 1, name: heading }));
        await thereAre(1, page.getByRole('main'));
        await thereAre(1, page.getByRole('banner'));
        expect(await page.getByRole('navigation').count()).toBeGreaterThan(0);
        expect(await nameless(page)).toEqual([]);
        await person.close();
      },
    );

    it('hears of each row of the list what is due, its number, and who owes what', async () => {
      const person = await Person.signIn(browser, platform.address, '演示经办人');
      await person.go('/requests');
      const row = person.page.getByRole('row', { name: /藏01刑初/ }).first();
      const heard = await row.ariaSnapshot();
      expect(heard).toMatch(/还剩/);
      expect(heard).toContain(`rowheader "${CASE}`);
      expect(heard).toMatch(/link "指派律师/);
      expect(heard).toMatch(/cell ".*指派律师/);
      await person.close();
    });

    it('is told in a field what is wrong with it', async () => {
      const person = await Person.signIn(browser, platform.address, '演示书记员');
      const { page } = person;
      await person.go('/requests/new');
      await page.getByRole('radio').first().waitFor();
      await page.getByRole('button', { name: '核对通知内容' }).click();
      await page.getByRole('alert').first().waitFor();
      const field = page.getByLabel('姓名', { exact: true });
      expect(await field.getAttribute('aria-invalid')).toBe('true');
      const described = await field.evaluate((element) =>
        (element.getAttribute('aria-describedby') ?? '').split(' ').map((one) => document.getElementById(one)?.textContent ?? ''),
      );
      expect(described.join('')).not.toBe('');
      await person.close();
    });

    it('is not disturbed while nothing changes, though the clocks go on', async () => {
      const person = await Person.signIn(browser, platform.address, '演示经办人');
      const { page } = person;
      await page.clock.install();
      await person.go('/requests');
      const changes = page.evaluate(
        () =>
          new Promise<string[]>((done) => {
            const heard: string[] = [];
            const observer = new MutationObserver((records) => {
              for (const { target } of records) {
                const element = target instanceof Element ? target : target.parentElement;
                const live = element?.closest('[role=status], [role=alert], [aria-live]:not([aria-live=off])');
                if (live != null) heard.push(live.outerHTML.slice(0, 200));
              }
            });
            observer.observe(document.body, { subtree: true, childList: true, characterData: true });
            setTimeout(() => done(heard), 180_000);
          }),
      );
      await page.clock.runFor(181_000);
      expect(await changes).toEqual([]);
      await person.close();
    });
  });
});

const fontIsThere = (page: Page): Promise<unknown> =>
  page.waitForFunction(() =>
    [...document.fonts].some(({ family, status }) => family.replaceAll(/["']/g, '') === 'Tibetan' && status === 'loaded'),
  );

/** How the ink of an element's text leaves its line, or is cut by what holds it; nothing when it is whole. */
const clipped = (element: Locator): Promise<string[]> =>
  element.evaluate((one) => {
    const style = getComputedStyle(one);
    const text = one instanceof HTMLInputElement ? one.value : (one.textContent ?? '');
    const context = document.createElement('canvas').getContext('2d')!;
    context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const {
      actualBoundingBoxAscent: up,
      actualBoundingBoxDescent: down,
      fontBoundingBoxAscent: above,
      fontBoundingBoxDescent: below,
    } = context.measureText(text);
    const line = one instanceof HTMLInputElement ? one.clientHeight : Number.parseFloat(style.lineHeight);
    // The line's free space is shared above and below the font's own box.
    const free = (line - above - below) / 2;
    const wrong: string[] = [];
    if (up > above + free + 0.5) wrong.push(`${text}: ${up - above - free} px above its line`);
    if (down > below + free + 0.5) wrong.push(`${text}: ${down - below - free} px below its line`);
    for (let holder: Element | null = one; holder !== null && holder.tagName !== 'MAIN'; holder = holder.parentElement) {
      const { overflowX, overflowY, textOverflow, letterSpacing } = getComputedStyle(holder);
      if (textOverflow === 'ellipsis' && holder === one) wrong.push(`${text}: cut with dots`);
      if (
        overflowY !== 'visible' &&
        overflowY !== 'auto' &&
        !(holder instanceof HTMLInputElement) &&
        holder.scrollHeight > holder.clientHeight + 1
      )
        wrong.push(`${text}: cut by ${holder.className} (${overflowX})`);
      if (holder === one && letterSpacing !== 'normal' && letterSpacing !== '0px') wrong.push(`${text}: letters are spaced`);
    }
    return wrong;
  });

interface Heard {
  readonly ignored: boolean;
  readonly role?: { readonly value: string };
  readonly name?: { readonly value: string };
}

/** What can be used on the page and has no name in its accessibility tree. */
async function nameless(page: Page): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as { nodes: readonly Heard[] };
  const used = new Set([
    'button',
    'link',
    'textbox',
    'combobox',
    'checkbox',
    'radio',
    'searchbox',
    'table',
    'navigation',
    'dialog',
    'menuitem',
  ]);
  const seen = nodes.filter(({ ignored, role }) => !ignored && used.has(role?.value ?? ''));
  expect(seen.length).toBeGreaterThan(3);
  return seen.filter(({ name, role }) => (name?.value ?? '') === '' && role?.value !== 'table').map(({ role }) => role!.value);
}
