import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const fromRoot = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

const COMPRESSED = /[.](js|css|svg)$/;

/** Lays a brotli and a gzip copy beside every asset, so that no answer compresses anything. */
const precompress = (): Plugin => ({
  name: 'precompress',
  apply: 'build',
  async writeBundle({ dir }) {
    const folder = join(dir ?? '', 'assets');
    const names = (await readdir(folder)).filter((name) => COMPRESSED.test(name));
    await Promise.all(
      names.map(async (name) => {
        const file = join(folder, name);
        const bytes = await readFile(file);
        await Promise.all([writeFile(`${file}.br`, brotliCompressSync(bytes)), writeFile(`${file}.gz`, gzipSync(bytes))]);
      }),
    );
  },
});

/**
 * The web application, built to `dist/web`. `__CSP_NONCE__` is replaced in every answer of the platform by that answer's own nonce. Pages
 * are chunks of their own. What the first page needs comes in two files, packages and our own: forty small ones cost a slow line seven
 * round trips, and an edition of ours leaves the packages in the browser's cache.
 */
export default defineConfig({
  root: fromRoot('apps/web'),
  plugins: [precompress()],
  html: { cspNonce: '__CSP_NONCE__' },
  resolve: { alias: { '@xiezhi/contracts': fromRoot('libs/contracts/src/index.ts') } },
  build: {
    outDir: fromRoot('dist/web'),
    emptyOutDir: true,
    manifest: true,
    // A data: URL in a style sheet would be kept out by the policy for fonts.
    assetsInlineLimit: 0,
    target: 'es2022',
    chunkSizeWarningLimit: 1_200,
    // Packages mark modules for servers that render React; there is none here.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'packages', test: /[\\/]node_modules[\\/]/, tags: ['$initial'], priority: 2 },
            { name: 'first', tags: ['$initial'], priority: 1 },
          ],
        },
      },
      onLog: (level, log, handle) => (log.code === 'MODULE_LEVEL_DIRECTIVE' ? undefined : handle(level, log)),
    },
  },
  // Against a platform that runs beside it; sessions are the platform's, by its own cookie.
  server: { proxy: Object.fromEntries(['/api', '/auth', '/oidc'].map((path) => [path, { target: 'http://127.0.0.1:3000' }])) },
});
