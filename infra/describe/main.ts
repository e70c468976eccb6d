// Part of the build: what the types and the code of the handlers tell of their answers is written beside the compiled code, for the
// description of the API; see libs/service/src/api-description.ts.
import { writeFileSync } from 'node:fs';
import { describeApi } from './describe.js';
import { ROOT } from './program.js';

try {
  writeFileSync(`${ROOT}dist/api-description.json`, JSON.stringify(describeApi()));
} catch (error) {
  // Its cause, an error of the generator, would print the compiler's whole tree.
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
