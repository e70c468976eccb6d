import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { AREAS, type Area } from './areas.mjs';

const LEAST_SCORE = 85;
/** All areas together stay under half an hour on two idle cores. */
const AREA_MS = 30 * 60_000;
const NOTICED = new Set(['Killed', 'Timeout']);
const UNNOTICED = new Set(['Survived', 'NoCoverage']);

interface Mutant {
  readonly status: string;
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly location: { readonly start: { readonly line: number; readonly column: number } };
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Mutates an area and gives the mutants that were tried, by file. */
async function mutantsOf({ name }: Area): Promise<readonly (readonly [file: string, mutant: Mutant])[]> {
  const stryker = join(root, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
  const { NODE_OPTIONS: _own, ...env } = process.env;
  await promisify(execFile)(process.execPath, [stryker, 'run', 'test/mutation/stryker.config.mjs'], {
    cwd: root,
    env: { ...env, MUTATION_AREA: name },
    maxBuffer: 64 * 1_024 * 1_024,
  });
  const report = JSON.parse(await readFile(join(root, '.data', `mutation-${name}.json`), 'utf8')) as {
    readonly files: Readonly<Record<string, { readonly mutants: readonly Mutant[] }>>;
  };
  return Object.entries(report.files).flatMap(([file, { mutants }]) => mutants.map((mutant) => [file, mutant] as const));
}

describe('a rule that is changed by hand', () => {
  it.each(AREAS)(
    'is noticed by the specs of $name',
    async (area) => {
      const mutants = await mutantsOf(area);
      const noticed = mutants.filter(([, { status }]) => NOTICED.has(status)).length;
      const survivors = mutants.filter(([, { status }]) => UNNOTICED.has(status));
      const score = (100 * noticed) / (noticed + survivors.length);
      const lines = survivors.map(
        ([file, { mutatorName, replacement = '', location }]) =>
          `  ${file}:${location.start.line}:${location.start.column} ${mutatorName} ${replacement.slice(0, 60)}`,
      );
      const told = `${area.name}: ${score.toFixed(2)} % of ${noticed + survivors.length} mutants are noticed`;
      console.log([told, ...(score < LEAST_SCORE ? lines : [])].join('\n'));
      expect(score).toBeGreaterThanOrEqual(LEAST_SCORE);
    },
    AREA_MS,
  );
});
