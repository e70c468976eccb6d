import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the build puts the web application, from the project's root. */
export const WEB_FOLDER = 'dist/web';
/** What the build writes where each answer's nonce belongs (Vite's `html.cspNonce`). */
export const NONCE_PLACEHOLDER = '__CSP_NONCE__';

const INDEX = 'index.html';

/** The built web application: its one page, and the files beside it that keep their names (icon, manifest). */
export interface WebFiles {
  readonly folder: string;
  readonly index: string;
  readonly named: ReadonlySet<string>;
}

/** Reads what the build made; `null` where it was not run. */
export async function readWebFiles(folder: string): Promise<WebFiles | null> {
  const index = await readFile(join(folder, INDEX), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (index === null) return null;
  const entries = await readdir(folder, { withFileTypes: true });
  const named = entries.filter((entry) => entry.isFile() && entry.name !== INDEX).map(({ name }) => name);
  return { folder, index, named: new Set(named) };
}

/** The page for one answer. */
export const pageWith = ({ index }: WebFiles, nonce: string): string => index.replaceAll(NONCE_PLACEHOLDER, nonce);

/** Shown instead of the application where it was not built. */
export const NOT_BUILT = `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>獬豸 Xiezhi</title></head>
<body>
<main>
<h1>獬豸 法律援助协作平台</h1>
<p>网页应用尚未构建。请运行 <code>npm run build</code>,然后重新启动。接口照常工作:<a href="/api/openapi.json">/api/openapi.json</a></p>
<p lang="en">The web application has not been built. Run <code>npm run build</code>, then start again. The API works:
<a href="/api/openapi.json">/api/openapi.json</a></p>
</main>
</body>
</html>
`;
