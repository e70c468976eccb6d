import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AREAS } from './areas.mjs';

/**
 * The pure specs of one area in one file: what they are written against is loaded once a mutant, and not once a spec. Property specs are left
 * out: they take seconds for every mutant, and what they alone would notice, a sentence of a spec should say.
 */
const root = fileURLToPath(new URL('../..', import.meta.url));
const { folder } = AREAS.find(({ name }) => name === process.env['MUTATION_AREA'])!;
const specs = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((file) =>
  /(?<!\.property)\.spec\.ts$/.test(file),
);

for (const spec of specs.toSorted()) await import(join(root, folder, spec));
