// Cruises trees laid out like this repository by the rules of .dependency-cruiser.cjs and prints what each breaks, as JSON:
// `node test/architecture/cruise.mjs <folder> …` -> { "<folder>": { "modules": 3, "violations": [{ "rule", "from", "to" }] } }
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise } from 'dependency-cruiser';
import extractDepcruiseConfig from 'dependency-cruiser/config-utl/extract-depcruise-config';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { forbidden, options } = await extractDepcruiseConfig(join(root, '.dependency-cruiser.cjs'));
const { tsConfig: _file, enhancedResolveOptions, ...cruiseOptions } = options;
const tsConfig = extractTSConfig(join(root, 'tsconfig.json'));
const told = {};
for (const folder of process.argv.slice(2)) {
  const baseDir = join(root, folder);
  const { output } = await cruise(
    ['apps', 'libs'].filter((part) => existsSync(join(baseDir, part))),
    { ...cruiseOptions, baseDir, validate: true, ruleSet: { forbidden } },
    { ...enhancedResolveOptions, tsConfig: join(root, 'tsconfig.json') },
    { tsConfig },
  );
  if (typeof output === 'string') throw new Error(output);
  told[folder] = {
    modules: output.summary.totalCruised,
    violations: output.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
  };
}
process.stdout.write(JSON.stringify(told));
