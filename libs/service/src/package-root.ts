import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

let found: string | undefined;

/**
 * The project's folder, from the sources and from `dist` alike: what is not compiled (SQL, static files) is read from there.
 * @throws Error when the code was copied out of its project
 */
export function packageRoot(): string {
  found ??= search(dirname(fileURLToPath(import.meta.url)));
  return found;
}

function search(folder: string): string {
  const manifest = join(folder, 'package.json');
  if (existsSync(manifest) && (JSON.parse(readFileSync(manifest, 'utf8')) as { name?: unknown }).name === 'xiezhi') return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('no package.json of xiezhi above this file');
  return search(parent);
}
