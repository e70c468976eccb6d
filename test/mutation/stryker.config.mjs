import { AREAS } from './areas.mjs';

const area = AREAS.find(({ name }) => name === process.env.MUTATION_AREA);
if (area === undefined) throw new Error(`MUTATION_AREA is one of ${AREAS.map(({ name }) => name).join(', ')}`);

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  mutate: [...area.files],
  testRunner: 'jest',
  testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  // The one file of specs imports them by name, which Jest cannot follow.
  jest: { configFile: 'test/mutation/jest.config.js', enableFindRelatedTests: false },
  coverageAnalysis: 'perTest',
  concurrency: 2,
  // What Jest loads in its own contexts is not given back: a fresh process now and then is cheaper than collecting it.
  maxTestRunnerReuse: 60,
  timeoutMS: 10_000,
  warnings: { slow: false },
  ignorePatterns: ['/dist', '/apps/web', '/docs', '/infra', '/test/**', '!/test/mutation/*', '.data'],
  tempDirName: `.data/mutation-${area.name}`,
  cleanTempDir: 'always',
  reporters: ['json'],
  jsonReporter: { fileName: `.data/mutation-${area.name}.json` },
  allowConsoleColors: false,
};
