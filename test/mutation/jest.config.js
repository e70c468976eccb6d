import all from '../../jest.config.js';
import { AREAS } from './areas.mjs';

/**
 * The pure specs of one area alone: rules need no database, so that a mutant costs less than a second. Property specs are left out: they
 * take seconds for every mutant, and what they alone would notice, a sentence of a spec should say.
 */
const { globalSetup: _database, globalTeardown: _stopped, maxWorkers: _workers, ...config } = all;

export default {
  ...config,
  rootDir: '../..',
  roots: [`<rootDir>/${AREAS.find(({ name }) => name === process.env['MUTATION_AREA']).folder}`],
  testRegex: String.raw`(?<!\.property)\.spec\.ts$`,
};
