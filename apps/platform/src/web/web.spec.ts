import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { Controller, Get, Module, type Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp, createLogger, listen, Permission, readConfig } from '@xiezhi/service';
import { request } from 'undici';
import { WebModule } from './web.module.js';

const SCRIPT = `console.log(${JSON.stringify('獬豸'.repeat(2_000))});`;
const INDEX =
  '<!doctype html><html lang="zh-CN"><head><meta property="csp-nonce" nonce="__CSP_NONCE__">' +
  '<script type="module" nonce="__CSP_NONCE__" src="/assets/index-3f2a9c.js"></script></head><body><div id="root"></div></body></html>';
const HTML = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

let folder: string;
let running: { readonly app: NestFastifyApplication; readonly address: string }[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xiezhi-web-'));
  await mkdir(join(folder, 'web/assets'), { recursive: true });
  await writeFile(join(folder, 'web/index.html'), INDEX);
  await writeFile(join(folder, 'web/favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  await writeFile(join(folder, 'web/assets/index-3f2a9c.js'), SCRIPT);
  await writeFile(join(folder, 'web/assets/index-3f2a9c.js.br'), brotliCompressSync(SCRIPT));
  await writeFile(join(folder, 'web/assets/index-3f2a9c.js.gz'), gzipSync(SCRIPT));
});
afterEach(async () => {
  await Promise.all(running.map(({ app }) => app.close()));
  running = [];
});
afterAll(() => rm(folder, { recursive: true, force: true }));

@Controller('api/guarded')
class GuardedController {
  @Get()
  @Permission({ name: 'test.guarded', roles: 'any' })
  read(): string {
    return '';
  }
}

async function serving(built: boolean): Promise<string> {
  @Module({ imports: [WebModule.from(join(folder, built ? 'web' : 'nothing'))], controllers: [GuardedController] })
  class Application {}
  const config = readConfig({ DATA_DIR: join(folder, 'data'), PORT: '0' });
  const app = await createApp(Application as Type, config, { logger: createLogger('silent') });
  const address = await listen(app, config);
  running.push({ app, address });
  return address;
}

const get = async (address: string, path: string, headers: Record<string, string> = HTML) => {
  const { statusCode, headers: answered, body } = await request(address + path, { headers });
  const bytes = Buffer.from(await body.arrayBuffer());
  return { status: statusCode, headers: answered, bytes, text: bytes.toString('utf8') };
};

describe('the web application, built', () => {
  it.each(['/requests', '/notices', '/notices/0190b2a0-0000-7000-8000-000000000001?tab=overdue', '/通知/新建'])(
    'given the address %s in a browser, sends its page',
    async (path) => {
      const { status, headers, text } = await get(await serving(true), encodeURI(path));
      expect([status, headers['content-type'], headers['cache-control']]).toEqual([200, 'text/html; charset=utf-8', 'no-store']);
      expect(text).toContain('<div id="root">');
    },
  );

  it('lets only scripts and styles run that carry the nonce of this one answer', async () => {
    const address = await serving(true);
    const nonces = await Promise.all(
      [1, 2].map(async () => {
        const { text, headers } = await get(address, '/requests');
        const [, nonce] = /<script type="module" nonce="([\w-]+)"/.exec(text) ?? [];
        expect(text).not.toContain('__CSP_NONCE__');
        const policy = String(headers['content-security-policy']).split(';');
        expect(policy).toContain(`script-src 'nonce-${nonce}' 'self'`);
        expect(policy).toContain(`style-src 'nonce-${nonce}' 'self'`);
        expect(policy).toEqual(expect.arrayContaining(["default-src 'self'", "frame-ancestors 'none'", "object-src 'none'"]));
        expect(policy.join(';')).not.toContain('unsafe');
        return nonce;
      }),
    );
    expect(nonces[0]).not.toBe(nonces[1]);
  });

  it.each([
    ['br', 'br'],
    ['gzip, deflate', 'gzip'],
    ['identity', undefined],
  ])('given a browser that accepts %s, sends an asset as %s, to be kept for a year', async (accepted, sent) => {
    const { status, headers } = await get(await serving(true), '/assets/index-3f2a9c.js', { 'accept-encoding': accepted });
    expect([status, headers['content-encoding']]).toEqual([200, sent]);
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(headers['content-type']).toContain('javascript');
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it.each([
    ['zh-CN,zh;q=0.9', '/public/zh'],
    ['en-GB,en', '/public/en'],
  ])('given nobody signed in at the front door, whose browser speaks %s, leads to %s', async (language, home) => {
    const { status, headers } = await get(await serving(true), '/', { ...HTML, 'accept-language': language });
    expect([status, headers.location, headers['cache-control']]).toEqual([303, home, 'no-store']);
  });

  it('sends the files beside the page by their name', async () => {
    const { status, headers } = await get(await serving(true), '/favicon.svg');
    expect([status, headers['content-type']]).toEqual([200, 'image/svg+xml']);
    expect(headers['cache-control']).toBe('public, max-age=3600');
  });

  it.each([
    '/api/nothing',
    '/oidc/nothing',
    '/health/nothing',
    '/metrics/nothing',
    '/demonstration/nothing',
    '/.well-known/nothing',
    '/assets/nothing-00.js',
    '/assets/..%2findex.html',
    '/assets/..%2f..%2fpackage.json',
  ])('given %s, where no page is, answers 404 with a problem', async (path) => {
    const { status, headers, text } = await get(await serving(true), path);
    expect([status, headers['content-type']]).toEqual([404, 'application/problem+json; charset=utf-8']);
    expect(JSON.parse(text)).toMatchObject({ code: 'route.not_found' });
  });

  it('leaves the API as it is: who is not signed in is told so in a problem', async () => {
    const { status, headers, text } = await get(await serving(true), '/api/guarded');
    expect([status, headers['content-type']]).toEqual([401, 'application/problem+json; charset=utf-8']);
    expect(JSON.parse(text)).toMatchObject({ code: 'token.missing_or_invalid' });
  });

  it('given a program that asks for no HTML, answers 404', async () => {
    // `//` is an address too, though no URL.
    for (const path of ['/notices', '//', '//notices?page=2'])
      expect((await get(await serving(true), path, { accept: 'application/json' })).status).toBe(404);
  });
});

describe('the web application, not built', () => {
  it('says how to build it', async () => {
    const { status, text } = await get(await serving(false), '/requests');
    expect(status).toBe(200);
    expect(text).toContain('npm run build');
  });
});
