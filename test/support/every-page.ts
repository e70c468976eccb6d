import type { Browser } from 'playwright-core';
import { BROWSER, NARROW, Person, startBrowser, WIDE } from './chromium.js';
import { built } from './built.js';
import { describeWith } from './needs.js';
import { directoryRows } from './directory-rows.js';
import { notice, startTestPlatform, type TestPlatform } from './platform.js';

/** Who looks at which pages; `:id` is a request that waits for a lawyer, the other names are rows of the directory. */
export type Pages = readonly (readonly [displayName: string, paths: readonly string[]])[];

/** Where the pages are looked at: a platform with a row behind every name in a path, and a browser. */
export interface Ground {
  readonly address: string;
  readonly browser: Browser;
  readonly rows: Readonly<Record<string, string>>;
}

const SIZES = { wide: WIDE, narrow: NARROW } as const;

/** Building, when the sources are newer, and starting a platform and a browser. */
const START_MS = 300_000;

async function rowsOf({ api }: TestPlatform): Promise<Readonly<Record<string, string>>> {
  const sent = await api.courtClerk.post<{ id: string }>('/api/assignment/defence-requests', notice());
  const withdrawn = await api.courtClerk.post<{ id: string }>('/api/assignment/defence-requests', notice());
  await api.courtClerk.post(`/api/assignment/defence-requests/${withdrawn.body.id}/withdraw`, { reason: '重复' });
  return { id: sent.body.id, ...(await directoryRows(api.administrator)) };
}

/** Every page of these people, at a desk and on a telephone by one load; `more` adds what else holds of them. Suites of this run side by side. */
export function everyPage(name: string, pages: Pages, more: (ground: Ground) => void = () => undefined): void {
  describeWith(BROWSER, name, () => {
    let platform: TestPlatform;
    let browser: Browser;
    let rows: Ground['rows'];
    // Read when a test runs, for what it holds is there only then.
    const ground: Ground = {
      get address() {
        return platform.address;
      },
      get browser() {
        return browser;
      },
      get rows() {
        return rows;
      },
    };

    beforeAll(async () => {
      await built();
      platform = await startTestPlatform();
      browser = await startBrowser();
      rows = await rowsOf(platform);
    }, START_MS);
    afterAll(async () => {
      await browser?.close();
      await platform?.stop();
    });

    const looked = async (displayName: string, paths: readonly string[]): Promise<void> => {
      const person = await Person.signIn(browser, platform.address, displayName);
      const wrong: string[] = [];
      const sizes: (keyof typeof SIZES)[] = ['wide', 'narrow'];
      for (const path of paths) {
        await person.go(path.replaceAll(/:(\w+)/g, (_whole, row: string) => rows[row] ?? row));
        for (const size of sizes) {
          await person.resize(SIZES[size]);
          await person.picture(`${displayName}${path.replaceAll(/[^\w:-]+/g, '_').replaceAll(':', '')}-${size}`);
          wrong.push(...(await person.faults()).map((fault) => `${path} ${size} ${fault}`));
          const wider = await person.overflow();
          if (wider > 0) wrong.push(`${path} ${size} is ${wider} px too wide`);
        }
        // The next one is loaded at the size that this one ended with: half of the pages begin on a telephone.
        sizes.reverse();
      }
      expect([...wrong, ...person.said]).toEqual([]);
      await person.close();
    };

    it.each(pages)('of %s, at a desk and on a telephone: no fault that axe finds, nothing too wide, a silent console', looked, START_MS);

    more(ground);
  });
}
