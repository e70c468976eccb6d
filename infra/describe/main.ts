// Part of the build: what the types and the code of the handlers tell of their answers is written beside the compiled code, for the
// description of the API; see libs/service/src/api-description.ts.
import { writeFileSync } from 'node:fs';
import { describeApi } from './describe.js';
import { ROOT } from './program.js';

writeFileSync(`${ROOT}dist/api-description.json`, JSON.stringify(describeApi()));
