import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A file of the project: its path from the root, with `/`, and its text. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const SKIPPED = new Set(['node_modules', 'dist', '.git', '.data', '.work', 'breaches', 'coverage']);
const READ = /([.](ts|tsx|js|mjs|cjs|mts|json|md|sql|yaml|yml|xml|css|html)|^run)$/;

/** All text files below `folders` (from the root), or at the root itself for `.` alone. */
export function sourcesOf(...folders: readonly string[]): readonly Source[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry): readonly Source[] => {
      const path = relative(root, join(root, folder, entry.name)).replaceAll('\\', '/');
      if (entry.isDirectory()) return folder === '.' || SKIPPED.has(entry.name) ? [] : sourcesOf(path);
      return READ.test(entry.name) && entry.name !== 'package-lock.json' ? [{ path, text: readFileSync(join(root, path), 'utf8') }] : [];
    }),
  );
}

const TEST_FILE = /([.](spec|int-spec|long-spec|e2e-spec|contract)[.]ts$|\/testing([.]ts$|\/))/;

/** True for what is shipped: TypeScript of apps and libs that is no test. */
export const isProduction = (path: string): boolean => /^(apps|libs)\/.*[.]tsx?$/.test(path) && !TEST_FILE.test(path);

/** Apps of plain tables, and files beside the rules that read or write tables; see .dependency-cruiser.cjs. */
const NOT_RULES = /^apps\/(directory|platform|web)\/|\/(access-log\/access-log|rosters\/rosters|worklist\/worklists)[.]ts$/;

/** True for what is folded or decided again and must come out the same: rules, publishers, projections, the law. */
export const isPure = (path: string): boolean =>
  isProduction(path) &&
  (/^apps\/.*[.](publisher|projection)[.]ts$/.test(path) ||
    /^libs\/legal-policy\//.test(path) ||
    (/^apps\/[^/]+\/src\/[^/]+\/[^/.]+[.]ts$/.test(path) && !NOT_RULES.test(path)));
