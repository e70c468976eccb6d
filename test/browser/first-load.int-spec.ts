import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { built, WEB_FOLDER } from '../support/built.js';

interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
  readonly css?: readonly string[];
  readonly assets?: readonly string[];
}

const BUDGET_BYTES = 350_000;
const HOME = 'src/pages/home/home-page.tsx';

let manifest: Readonly<Record<string, Chunk>>;
beforeAll(async () => {
  await built();
  manifest = JSON.parse(await readFile(join(WEB_FOLDER, '.vite/manifest.json'), 'utf8')) as typeof manifest;
});

/** What a browser loads for these modules, with all that they import at once. */
function filesOf(names: readonly string[], seen = new Set<string>()): ReadonlySet<string> {
  for (const name of names) {
    const chunk = manifest[name];
    if (chunk === undefined || seen.has(chunk.file)) continue;
    for (const file of [chunk.file, ...(chunk.css ?? [])]) seen.add(file);
    filesOf(chunk.imports ?? [], seen);
  }
  return seen;
}

const entry = (): string => Object.entries(manifest).find(([, { isEntry }]) => isEntry === true)![0];

describe('the first load of the signed-in shell', () => {
  it('takes at most 350 KB over the line, brotli, the home page included', async () => {
    const files = [...filesOf([entry(), HOME])];
    const sizes = await Promise.all(files.map(async (file) => (await readFile(join(WEB_FOLDER, `${file}.br`))).byteLength));
    const total = sizes.reduce((sum, size) => sum + size, 0);
    expect(files.length).toBeGreaterThan(2);
    expect(total).toBeGreaterThan(50_000);
    expect(total).toBeLessThanOrEqual(BUDGET_BYTES);
  });

  it('leaves other pages, pictures and fonts for later', () => {
    const first = filesOf([entry(), HOME]);
    for (const later of [
      'src/pages/requests/worklist-page.tsx',
      'src/pages/notice/new-notice-page.tsx',
      'src/pages/dashboard/stuck-chart.tsx',
    ]) {
      expect(first).not.toContain(manifest[later]!.file);
    }
    expect([...first].filter((file) => /[.]woff2?$/.test(file))).toEqual([]);
  });
});
