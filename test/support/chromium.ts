import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContextOptions, type Locator, type Page } from 'playwright-core';
import { DEMONSTRATION_SIGN_INS } from '../../apps/directory/src/demonstration-data/demonstration-accounts.js';
import { until } from '../../apps/platform/src/demo/api.js';
import type { Requirement } from './needs.js';

/** Debian's Chromium: the build of it without windows where that is there, which does the same on a third less processor; else the whole one. */
const CHROMIUM = existsSync('/usr/bin/chromium-headless-shell') ? '/usr/bin/chromium-headless-shell' : '/usr/bin/chromium';
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--lang=zh-CN',
];
/** Where pictures of the pages are put, to be looked at; they are made only when it is given. */
export const SCREENSHOTS = process.env['SCREENSHOTS'] ?? join(tmpdir(), 'xiezhi-screenshots');

export const BROWSER: Requirement = { name: 'Chromium', missing: existsSync(CHROMIUM) ? null : `${CHROMIUM} is not there` };

/** From pressing the mouse to letting it go: longer than a page takes to be drawn anew. */
const SLOW_CLICK_MS = 500;
const COUNT_MS = 10_000;

export const WIDE = { width: 1280, height: 800 };
export const NARROW = { width: 360, height: 740 };

export const startBrowser = (): Promise<Browser> => chromium.launch({ executablePath: CHROMIUM, args: FLAGS });

/** Until so many elements are found, as what was asked of the page before comes about. @throws Error when it does not */
export const thereAre = async (count: number, of: Locator): Promise<void> =>
  void (await until(
    () => of.count(),
    (found) => found === count,
    COUNT_MS,
  ));

/** One person at a browser, signed in by the sign-in page itself; what the console says is kept. */
export class Person {
  readonly said: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly address: string,
  ) {
    page.on('console', (message) => {
      // A refusal that a page shows is also written to the console by the browser itself.
      if (['error', 'warning'].includes(message.type()) && !message.text().startsWith('Failed to load resource'))
        this.said.push(message.text());
    });
    page.on('pageerror', (error) => this.said.push(error.message));
  }

  /** Somebody who has not signed in; `how` is what else is to be said of the browser. */
  static async stranger(browser: Browser, address: string, how: BrowserContextOptions = {}): Promise<Person> {
    const context = await browser.newContext({ viewport: WIDE, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', ...how });
    return new Person(await context.newPage(), address);
  }

  static async signIn(
    browser: Browser,
    address: string,
    displayName: string,
    viewport = WIDE,
    how: BrowserContextOptions = {},
  ): Promise<Person> {
    const person = await Person.stranger(browser, address, { viewport, ...how });
    await person.page.goto(new URL('/auth/sign-in', address).href);
    if (!DEMONSTRATION_SIGN_INS.some((one) => one.displayName === displayName)) throw new Error(`there is no ${displayName}`);
    await person.page.getByRole('button', { name: displayName }).click();
    await person.page.getByRole('heading', { level: 1, name: '工作台' }).waitFor();
    return person;
  }

  /** Goes to a page and waits until it shows what it has. */
  async go(path: string): Promise<void> {
    await this.page.goto(new URL(path, this.address).href);
    await this.settled();
  }

  /** Goes on by the navigation, as a person does, where it shows the way; else by the address. */
  async follow(path: string): Promise<void> {
    const link = (more = '') => ['nav.side', 'nav.neighbours'].map((nav) => `${nav} a[href="${path}"]${more}`).join(', ');
    const shown = this.page.locator(link()).first();
    if (!(await shown.isVisible())) return this.go(path);
    await shown.click();
    // The page and the mark of where one is come together.
    await this.page.locator(link('[aria-current="page"]')).first().waitFor();
    await this.settled();
  }

  /** The same page in a window of another size, once it is laid out anew. */
  async resize(viewport: typeof WIDE): Promise<void> {
    await this.page.setViewportSize(viewport);
    await this.page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))');
    await this.settled();
  }

  /** Until nothing says any more that it is loading. */
  async settled(): Promise<void> {
    await this.page.getByRole('heading', { level: 1 }).waitFor();
    await this.page.locator('[role="status"][aria-label="正在读取"]').first().waitFor({ state: 'detached' });
    await this.page.evaluate('document.fonts.ready.then(() => true)');
  }

  /** What axe finds wrong with what is shown, one line each. */
  async faults(): Promise<readonly string[]> {
    // In the page itself: no page of ours has a frame, for whose sake axe would open another page and load itself into it too.
    // Only what is wrong is asked for: what was found right is told at length, which takes longer than finding it.
    const axe = new AxeBuilder({ page: this.page }).options({ resultTypes: ['violations'] }).setLegacyMode();
    const { violations } = await axe.analyze();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  }

  /** How many pixels the page is wider than its window. */
  overflow(): Promise<number> {
    return this.page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  }

  /** A picture of the whole page, for those who asked for pictures. */
  async picture(name: string): Promise<void> {
    if (process.env['SCREENSHOTS'] === undefined) return;
    await mkdir(SCREENSHOTS, { recursive: true });
    await this.page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true });
  }

  /** Presses a button and at once chooses `value` in `select`: within one task, so that nothing is drawn in between. */
  async pressAndChoose(button: Locator, select: Locator, value: string): Promise<void> {
    const chosen = await select.elementHandle();
    await button.evaluate(
      (pressed, [field, wanted]) => {
        (pressed as HTMLButtonElement).click();
        (field as HTMLSelectElement).value = wanted;
        field!.dispatchEvent(new Event('change', { bubbles: true }));
      },
      [chosen, value] as const,
    );
  }

  /** Clicks as slowly as a hand does: what comes of pressing the mouse is drawn before it is let go of. */
  async clickSlowly(target: Locator): Promise<void> {
    await target.hover();
    await this.page.mouse.down();
    await this.page.waitForTimeout(SLOW_CLICK_MS);
    await this.page.mouse.up();
  }

  /** Moves the focus with the Tab key alone until it stands on `target`. */
  async tabTo(target: Locator, most = 150): Promise<void> {
    for (let pressed = 0; pressed < most; pressed += 1) {
      if (await target.evaluate((element) => element.matches(':focus'))) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`${String(target)} is not reached by Tab`);
  }

  close(): Promise<void> {
    return this.page.context().close();
  }
}
