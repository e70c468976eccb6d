import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { built, WEB_FOLDER } from '../support/built.js';

const BUDGET_BYTES = 350_000;
/** A browser fetches six at a time over HTTP/1.1: every six more cost a slow line one more round trip. */
const MOST_FILES = 6;

let page: string;
let manifest: Readonly<Record<string, { readonly file: string }>>;
beforeAll(async () => {
  await built();
  page = await readFile(join(WEB_FOLDER, 'index.html'), 'utf8');
  manifest = JSON.parse(await readFile(join(WEB_FOLDER, '.vite/manifest.json'), 'utf8')) as typeof manifest;
});

/** The scripts and styles that the page asks for, and those that they import at once. */
async function firstFiles(): Promise<ReadonlySet<string>> {
  const files = new Set([...page.matchAll(/(?:src|href)="\/(assets\/[^"]+[.](?:js|css))"/g)].map(([, file]) => file!));
  for (const file of files) {
    if (!file.endsWith('.js')) continue;
    const script = await readFile(join(WEB_FOLDER, file), 'utf8');
    for (const [, imported] of script.matchAll(/\b(?:from|import)"[.]\/([^"]+[.]js)"/g)) files.add(`assets/${imported}`);
  }
  return files;
}

describe('the first load of the signed-in shell', () => {
  it('takes at most 350 KB over the line, brotli, the home page included', async () => {
    const files = [...(await firstFiles())];
    const sizes = await Promise.all(files.map(async (file) => (await readFile(join(WEB_FOLDER, `${file}.br`))).byteLength));
    const total = sizes.reduce((sum, size) => sum + size, 0);
    expect(total).toBeGreaterThan(50_000);
    expect(total).toBeLessThanOrEqual(BUDGET_BYTES);
  });

  it('comes in so few files that a browser asks for all of them at once', async () => {
    const files = await firstFiles();
    expect(files.size).toBeGreaterThan(2);
    expect(files.size).toBeLessThanOrEqual(MOST_FILES);
  });

  it('leaves other pages, pictures and fonts for later', async () => {
    const files = await firstFiles();
    for (const later of [
      'src/pages/requests/worklist-page.tsx',
      'src/pages/notice/new-notice-page.tsx',
      'src/pages/dashboard/stuck-chart.tsx',
    ]) {
      expect(files).not.toContain(manifest[later]!.file);
    }
    expect(page).not.toMatch(/[.]woff2?/);
  });
});
