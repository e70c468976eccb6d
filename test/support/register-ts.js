// Lets Node run the project's TypeScript as it stands (`node --import ./test/support/register-ts.js file.ts`): for benches and for
// tests that start processes of their own. The same compiler and the same paths as in jest.config.js.
import { transformSync } from '@swc/core';
import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

const root = new URL('../../', import.meta.url);
const jsc = {
  experimental: { keepImportAttributes: true },
  target: 'es2024',
  parser: { syntax: 'typescript', decorators: true },
  transform: { legacyDecorator: true, decoratorMetadata: true },
};

function sourceOf(specifier, parent) {
  const [, lib, part] = /^@xiezhi\/([^/]+)(?:\/([^/]+))?$/.exec(specifier) ?? [];
  if (lib !== undefined)
    return new URL(`libs/${lib}/src/${part === undefined ? 'index' : part === 'testing' ? 'testing' : `${part}/index`}.ts`, root);
  if (!/^\.{1,2}\/.*\.js$/.test(specifier) || parent === undefined) return null;
  const candidate = new URL(specifier.replace(/\.js$/, '.ts'), parent);
  return existsSync(candidate) ? candidate : null;
}

registerHooks({
  resolve(specifier, context, next) {
    const source = sourceOf(specifier, context.parentURL);
    return source === null ? next(specifier, context) : { url: source.href, format: 'module', shortCircuit: true };
  },
  load(url, context, next) {
    if (!url.endsWith('.ts') || url.includes('/node_modules/')) return next(url, context);
    const filename = fileURLToPath(url);
    const { code } = transformSync(readFileSync(filename, 'utf8'), { filename, jsc, module: { type: 'es6' }, sourceMaps: 'inline' });
    return { format: 'module', source: code, shortCircuit: true };
  },
});
