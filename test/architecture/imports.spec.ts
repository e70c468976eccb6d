import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

interface Cruised {
  readonly modules: number;
  readonly violations: readonly { readonly rule: string; readonly from: string; readonly to: string }[];
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const breaches = readdirSync(new URL('breaches', import.meta.url));
const folderOf = (rule: string): string => `test/architecture/breaches/${rule}`;
const { forbidden } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as { forbidden: readonly { name: string }[] };

let told: Readonly<Record<string, Cruised>>;

beforeAll(() => {
  // In a process of its own: the cruiser is not made to run inside Jest's modules.
  const output = execFileSync(process.execPath, ['test/architecture/cruise.mjs', '.', ...breaches.map(folderOf)], { cwd: root });
  told = JSON.parse(output.toString('utf8')) as typeof told;
});

describe('who may import whom', () => {
  it('is kept by every file of apps and libs', () => {
    expect(told['.']!.modules).toBeGreaterThan(100);
    expect(told['.']!.violations.map(({ rule, from, to }) => `${rule}: ${from} -> ${to}`)).toEqual([]);
  });

  it('has a tree that breaks it for every rule', () => {
    expect([...breaches].sort()).toEqual(forbidden.map(({ name }) => name).sort());
  });

  it.each(breaches)('turns red for %s, and for nothing else', (rule) => {
    expect([...new Set(told[folderOf(rule)]!.violations.map((violation) => violation.rule))]).toEqual([rule]);
  });
});
