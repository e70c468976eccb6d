import type { Browser, BrowserContext } from 'playwright-core';
import { until } from '../../apps/platform/src/demo/api.js';
import { built } from '../support/built.js';
import { BROWSER, Person, startBrowser } from '../support/chromium.js';
import { describeWith } from '../support/needs.js';
import { notice, startTestPlatform, type TestPlatform } from '../support/platform.js';

const START_MS = 300_000;
/** 400 kbit/s with 300 ms, as on a telephone in a county. */
const SLOW = { offline: false, latency: 300, downloadThroughput: 50_000, uploadThroughput: 50_000 };
const PUBLIC_MS = 2_000;
/** What the first load weighs takes six of them by itself. */
const SHELL_COLD_MS = 8_000;
/** The better of so many counts: what else the machine does meanwhile is not the page's. */
const TRIES = 2;
const SHELL_WARM_MS = 2_000;
/** 1280 px at 200 %. */
const ZOOMED = { width: 640, height: 400 };

describeWith(BROWSER, 'pages under hard conditions', () => {
  let platform: TestPlatform;
  let browser: Browser;
  let id: string;

  beforeAll(async () => {
    await built();
    platform = await startTestPlatform();
    browser = await startBrowser();
    id = (await platform.api.courtClerk.post<{ id: string }>('/api/assignment/defence-requests', notice())).body.id;
  }, START_MS);
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });

  const slow = async (context: BrowserContext): Promise<void> => {
    const session = await context.newCDPSession(context.pages()[0]!);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', SLOW);
  };
  const took = async (person: Person, path: string, shown: string): Promise<number> => {
    const from = performance.now();
    await person.page.goto(new URL(path, platform.address).href, { waitUntil: 'commit' });
    await person.page.getByRole('heading', { level: 1, name: shown }).waitFor();
    return performance.now() - from;
  };

  describe('on a line of 400 kbit/s with 300 ms', () => {
    it.each([
      ['/public/zh', '法律援助:免费的法律帮助'],
      ['/public/zh/help?division=540123', '到哪里求助'],
    ])('%s can be read within two seconds', async (path, shown) => {
      const person = await Person.stranger(browser, platform.address);
      await slow(person.page.context());
      expect(await took(person, path, shown)).toBeLessThan(PUBLIC_MS);
      await person.close();
    });

    it('the home page of staff is there within eight seconds at first, within two from then on', async () => {
      const person = await Person.signIn(browser, platform.address, '演示书记员');
      const { page } = person;
      const session = await page.context().newCDPSession(page);
      await slow(page.context());
      const [cold, warm]: [number[], number[]] = [[], []];
      for (let tried = 0; tried < TRIES; tried += 1) {
        await page.goto('about:blank');
        await session.send('Network.clearBrowserCache');
        cold.push(await took(person, '/', '工作台'));
      }
      expect(Math.min(...cold)).toBeLessThan(SHELL_COLD_MS);
      for (let tried = 0; tried < TRIES; tried += 1) {
        await person.settled();
        await page.goto('about:blank');
        warm.push(await took(person, '/', '工作台'));
      }
      expect(Math.min(...warm)).toBeLessThan(SHELL_WARM_MS);
      await person.close();
    });
  });

  it('what is typed while the line is down stays, is said to be kept, and is saved when it is back', async () => {
    const person = await Person.signIn(browser, platform.address, '演示书记员');
    const { page } = person;
    await person.go('/requests/new');
    await page.getByLabel('姓名', { exact: true }).fill('断线前');
    await page.getByText(/草稿已保存/).waitFor();
    await page.context().setOffline(true);
    await page.getByLabel('姓名', { exact: true }).fill('断线前后都在的人');
    await page.getByText(/网络已中断：您填写的内容留在本页/).waitFor();
    await page.getByLabel('案号').fill('（2026）藏01刑初7号');
    await page.context().setOffline(false);
    await page.getByText(/草稿已保存/).waitFor();
    const { value: drafts } = await until(
      async () => (await page.request.get(new URL('/api/assignment/notice-drafts', platform.address).href)).json() as Promise<Drafts>,
      ({ items }) => items.some(({ caseNumber }) => caseNumber === '（2026）藏01刑初7号'),
      10_000,
    );
    const [{ id: draft } = { id: '' }] = drafts.items;
    const kept = await page.request.get(new URL(`/api/assignment/notice-drafts/${draft}`, platform.address).href);
    expect(await kept.json()).toMatchObject({ content: { person: { name: '断线前后都在的人' } } });
    await person.close();
  });

  const PAGES: readonly (readonly [who: string | null, path: string])[] = [
    [null, '/auth/sign-in'],
    [null, '/public/zh/help'],
    ['演示书记员', '/requests/new'],
    ['演示经办人', '/requests'],
    ['演示经办人', '/requests/:id'],
    ['演示经办人', '/requests/:id/assign'],
  ];
  const at = async (who: string | null, path: string, how: Parameters<typeof Person.stranger>[2]): Promise<Person> => {
    const { viewport, ...rest } = { viewport: ZOOMED, ...how };
    const person = await (who === null
      ? Person.stranger(browser, platform.address, { viewport, ...rest })
      : Person.signIn(browser, platform.address, who, viewport ?? ZOOMED, rest));
    await person.go(path.replace(':id', id));
    return person;
  };
  const name = (path: string): string => path.replaceAll(/\W+/g, '_');

  it.each(PAGES)('%s at %s: nothing is lost at 200 %', async (who, path) => {
    const person = await at(who, path, {});
    await person.picture(`zoomed${name(path)}`);
    expect([await person.overflow(), ...person.said]).toEqual([0]);
    await person.close();
  });

  it.each(PAGES)('%s at %s: in forced colours every control, card and focus has an edge', async (who, path) => {
    const person = await at(who, path, { viewport: { width: 1280, height: 800 }, forcedColors: 'active' });
    const { page } = person;
    await person.picture(`forced${name(path)}`);
    const edgeless = await page
      .locator('main :is(input:not([type=hidden]), select, textarea, button, .card, .chip, .tag)')
      .evaluateAll((elements) =>
        elements
          .filter((element) => element.checkVisibility() && !element.matches('[type=checkbox], [type=radio], .link, .sort, .ant-btn-link'))
          .filter((element) => {
            const { borderTopWidth, borderTopStyle, borderBottomWidth } = getComputedStyle(element);
            const boxed = element.closest('.ant-input-affix-wrapper, .ant-select, fieldset.tabs');
            return boxed === null && (borderTopStyle === 'none' || borderTopWidth === '0px') && borderBottomWidth === '0px';
          })
          .map((element) => element.outerHTML.slice(0, 120)),
      );
    expect(edgeless).toEqual([]);
    await page.keyboard.press('Tab');
    for (let pressed = 0; pressed < 12; pressed += 1) {
      await page.keyboard.press('Tab');
      const seen = await page.evaluate(() => {
        const focused = document.activeElement;
        if (focused === null || focused === document.body) return 'solid';
        const { outlineStyle, outlineWidth } = getComputedStyle(focused);
        return outlineStyle !== 'none' && outlineWidth !== '0px' ? 'solid' : focused.outerHTML.slice(0, 120);
      });
      expect(seen).toBe('solid');
    }
    await person.close();
  });

  it.each(PAGES)('%s at %s: nothing moves for who asked for less motion', async (who, path) => {
    const person = await at(who, path, { reducedMotion: 'reduce' });
    const moving = await person.page.evaluate(() =>
      document
        .getAnimations()
        .map((one) => (one.effect instanceof KeyframeEffect ? (one.effect.target?.outerHTML.slice(0, 120) ?? '') : '')),
    );
    expect(moving).toEqual([]);
    await person.close();
  });
});

interface Drafts {
  readonly items: readonly { readonly id: string; readonly caseNumber: string | null }[];
}
