import all from '../../jest.config.js';

/** The pure specs of one area alone: rules need no database, so that a mutant costs less than a second. */
const { globalSetup: _database, globalTeardown: _stopped, maxWorkers: _workers, ...config } = all;

export default {
  ...config,
  rootDir: '../..',
  roots: ['<rootDir>/test/mutation'],
  testRegex: String.raw`specs-of-area\.ts$`,
};
