import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * What is mutated together, and where the specs are that must notice it.
 * @typedef {{ name: string, folder: string, files: readonly string[] }} Area
 */

const root = fileURLToPath(new URL('../..', import.meta.url));
const STREAM_TYPES = 'apps/assignment/src';

/** @type {Area} */
const law = {
  name: 'law',
  folder: 'libs/legal-policy',
  files: ['clock', 'clock-table', 'counting', 'calendar', 'mandatory-defence', 'lawyer-eligibility'].map(
    (file) => `libs/legal-policy/src/${file}.ts`,
  ),
};

/** A file and what it imports of its folder, by paths from the root. @param {string} file @param {Set<string>} [known] @returns {Set<string>} */
function withImports(file, known = new Set()) {
  if (known.has(file)) return known;
  known.add(file);
  for (const [, path] of readFileSync(join(root, file), 'utf8').matchAll(/from '(\.\/[^']+)\.js'/g))
    withImports(relative(root, normalize(join(root, dirname(file), `${path}.ts`))), known);
  return known;
}

/** The decider of a folder with all rules it is made of; `null` where none is. @param {string} name @returns {Area | null} */
function deciderIn(name) {
  const folder = `${STREAM_TYPES}/${name}`;
  const decider = `${folder}/${name}.ts`;
  if (!existsSync(join(root, decider)) || !readFileSync(join(root, decider), 'utf8').includes(': StreamType<')) return null;
  return { name, folder, files: [...withImports(decider)].toSorted() };
}

/** The clock engine and every decider of assignment. @type {readonly Area[]} */
export const AREAS = [
  law,
  ...readdirSync(join(root, STREAM_TYPES))
    .map(deciderIn)
    .filter((area) => area !== null),
];
