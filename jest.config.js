/** Jest in ESM mode; every suite kind is chosen by its file suffix. */
export default {
  rootDir: '.',
  testEnvironment: 'node',
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test'],
  testRegex: String.raw`\.(spec|int-spec|e2e-spec)\.ts$`,
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '<rootDir>/test/architecture/breaches/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    '^@xiezhi/([^/]+)/testing$': '<rootDir>/libs/$1/src/testing.ts',
    '^@xiezhi/([^/]+)/([^/]+)$': '<rootDir>/libs/$1/src/$2/index.ts',
    '^@xiezhi/([^/]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2024',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          experimental: { keepImportAttributes: true },
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  maxWorkers: 2,
  testTimeout: 120_000,
};
