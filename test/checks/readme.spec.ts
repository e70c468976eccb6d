import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { configTable } from '@xiezhi/service';

const ROOT = join(import.meta.dirname, '..', '..');
const TABLE = /<!-- configuration:begin[^>]*-->\n(.*?)<!-- configuration:end -->/s;

const readme = (): Promise<string> => readFile(join(ROOT, 'README.md'), 'utf8');

describe('the README', () => {
  it('shows every variable of the configuration as the code has it', async () => {
    const [, table] = TABLE.exec(await readme()) ?? [];
    expect(table).toBe(configTable());
  });

  it('names every script', async () => {
    const text = await readme();
    const { scripts } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as { scripts: Readonly<Record<string, string>> };
    const named = (script: string): boolean => text.includes(`\`${script}\``) || text.includes(`\`run ${script}`);
    expect(Object.keys(scripts).filter((script) => !named(script))).toEqual([]);
  });

  it('links to files that exist', async () => {
    const links = [...(await readme()).matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path]) => path!);
    expect(links.length).toBeGreaterThan(4);
    await Promise.all(links.filter((path) => path.endsWith('.md')).map((path) => readFile(join(ROOT, path), 'utf8')));
  });
});
