import { brotliDecompressSync } from 'node:zlib';
import { request } from 'undici';
import { startTestPlatform, type TestPlatform } from '../support/platform.js';

const COUNTY = '540123';
const INSTITUTION = `institution-${COUNTY}`;
const HOTLINE = '0891-6172348';
const TOWNSHIP = 'རྒྱལ་མཚན་ 尼木乡';
const PAGES = ['', '/who', '/custody', '/help', '/inspections', '/partners', '/accessibility', '/privacy'];
const LANGUAGES = ['zh', 'en', 'bo'];
const BUDGET_BYTES = 130_000;
const A_BROWSER = { accept: 'text/html,application/xhtml+xml', 'accept-language': 'zh-CN,zh;q=0.9' };

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform();
  const { administrator } = platform.api;
  await administrator.post(`/api/directory/institutions/${INSTITUTION}`, {
    address: '尼木县幸福路1号<院内>',
    hotline: HOTLINE,
    openingHours: '工作日 9:30–18:00',
    accessible: true,
    languages: ['zh', 'bo'],
  });
  const station = { institution: INSTITUTION, division: COUNTY, township: TOWNSHIP, address: '乡政府一楼', activeFrom: '2026-01-01' };
  await administrator.post('/api/directory/stations', { ...station, name: '尼木乡法律援助工作站', host: '尼木乡司法所' });
  await administrator.post('/api/directory/stations', { ...station, name: '已撤销的工作站', activeTo: '2026-02-01' });
});
afterAll(() => platform?.stop());

const get = async (path: string, headers: Readonly<Record<string, string>> = {}) => {
  const answer = await request(new URL(path, platform.address), { headers: { ...A_BROWSER, ...headers } });
  const bytes = Buffer.from(await answer.body.arrayBuffer());
  const text = answer.headers['content-encoding'] === 'br' ? brotliDecompressSync(bytes).toString() : bytes.toString();
  return { status: answer.statusCode, headers: answer.headers, bytes, text };
};

describe('the public pages', () => {
  it.each(LANGUAGES.flatMap((language) => PAGES.map((page) => `/public/${language}${page}`)))(
    '%s is read without a script, a session or a cookie, and leads on to every language, large type and the hotline',
    async (path) => {
      const { status, headers, text } = await get(path);
      expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
      expect(headers['set-cookie']).toBeUndefined();
      expect(text).not.toMatch(/<script|<style| style=| on\w+=/);
      expect(text.match(/<h1/g)).toHaveLength(1);
      expect(text).toContain('12348');
      const page = path.slice('/public/zh'.length);
      for (const language of LANGUAGES) expect(text).toContain(`href="/public/${language}${page}"`);
      expect(text).toContain(`href="${path}?type=large"`);
      expect(text).toContain('href="/auth/sign-in"');
      expect(headers['content-security-policy']).toContain("script-src 'self';style-src 'self'");
    },
  );

  it('lead only to addresses that are there', async () => {
    const seen = new Set<string>();
    const waiting = ['/public/zh', '/public/en?type=large', '/public/bo'];
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      if (seen.has(path)) continue;
      seen.add(path);
      const { status, text } = await get(path);
      expect([path, status]).toEqual([path, path === '/auth/sign-in' ? 303 : 200]);
      if (!path.startsWith('/public/')) continue;
      for (const [, to] of text.matchAll(/href="(\/[^"#]*)"/g)) if (to !== '/favicon.svg') waiting.push(to!.replaceAll('&amp;', '&'));
    }
    expect(seen.size).toBeGreaterThan(PAGES.length * LANGUAGES.length * 2);
  });

  it('are what a stranger at the front door gets, in the language of the browser', async () => {
    const chinese = await get('/');
    expect([chinese.status, chinese.headers.location]).toEqual([303, '/public/zh']);
    const english = await get('/', { 'accept-language': 'en-GB,en' });
    expect(english.headers.location).toBe('/public/en');
    expect((await get('/public', { 'accept-language': 'en-GB' })).headers.location).toBe('/public/en');
  });

  it('keep large type from page to page', async () => {
    const { text } = await get('/public/zh?type=large');
    expect(text).toContain('<html lang="zh-CN" class="large">');
    expect(text).toContain('href="/public/zh/who?type=large"');
    expect(text).toContain('href="/public/en?type=large"');
    expect((await get('/public/zh/help?type=large')).text).toContain('<input type="hidden" name="type" value="large">');
  });

  it('are compressed, kept for a while, and not sent again to who has them', async () => {
    const plain = await get('/public/zh/who');
    const small = await get('/public/zh/who', { 'accept-encoding': 'gzip, br' });
    expect(small.headers['content-encoding']).toBe('br');
    expect(small.text).toBe(plain.text);
    expect(small.headers['cache-control']).toBe('public, max-age=300');
    const again = await get('/public/zh/who', { 'if-none-match': String(small.headers['etag']) });
    expect([again.status, again.bytes.byteLength]).toEqual([304, 0]);
    const other = await get('/public/en/who', { 'if-none-match': String(small.headers['etag']) });
    expect(other.status).toBe(200);
  });

  it('weigh at most 130 KB with their style, and name the Tibetan font for Tibetan letters alone', async () => {
    const small = { 'accept-encoding': 'br' };
    const [, style] = /href="(\/public\/assets\/[^"]*[.]css)"/.exec((await get('/public/zh')).text) ?? [];
    const css = await get(style!, small);
    expect([css.status, css.headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable']);
    for (const page of [...PAGES, '/help?division=540000']) {
      const { bytes } = await get(`/public/zh${page}`, small);
      expect(bytes.byteLength).toBeGreaterThan(500);
      expect(bytes.byteLength + css.bytes.byteLength).toBeLessThanOrEqual(BUDGET_BYTES);
    }
    expect(css.text).toContain('unicode-range:U+0F00-0FFF');
    const [, font] = /url\((tibetan-[^)]*)\)/.exec(css.text) ?? [];
    const { status, headers, bytes } = await get(`/public/assets/${font}`);
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([200, 'font/woff2', 'public, max-age=31536000, immutable']);
    expect(bytes.subarray(0, 4).toString()).toBe('wOF2');
  });

  it('say Chinese where Tibetan is in review, and that it is', async () => {
    const { text } = await get('/public/bo/who');
    expect(text).toContain('<html lang="zh-CN">');
    expect(text).toContain('藏文版的文字正在审校');
    expect((await get('/public/zh/who')).text).not.toContain('正在审校');
  });

  it.each(['/public/xx', '/public/zh/nothing', '/public/assets/nothing.css', '/public/zh/help/nothing', '/auth/nothing'])(
    'given %s, tell a person in a page of the same look, and a program in a problem',
    async (path) => {
      const { status, headers, text } = await get(path);
      expect([status, headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
      expect(text).toContain('<h1>没有找到这个页面</h1>');
      expect(text).toContain('href="/public/zh"');
      const program = await get(path, { accept: 'application/json' });
      expect([program.status, program.headers['content-type']]).toEqual([404, 'application/problem+json; charset=utf-8']);
    },
  );
});

describe('where to find help', () => {
  const found = async (query: string): Promise<string> => (await get(`/public/zh/help?${query}`)).text;

  it('given a county, shows its institution as the directory has it, then those above it', async () => {
    const text = await found(`division=${COUNTY}`);
    expect(text).toContain('尼木县幸福路1号&lt;院内&gt;');
    expect(text).toContain(`<a href="tel:08916172348">${HOTLINE}</a>`);
    expect(text).toContain('工作日 9:30–18:00');
    expect(text).toContain('有无障碍接待设施');
    const order = ['尼木县法律援助中心', '拉萨市法律援助中心', '西藏自治区法律援助中心'].map((name) => text.indexOf(name));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(Math.min(...order)).toBeGreaterThan(0);
    expect(text).not.toContain('日喀则市法律援助中心');
  });

  it('shows the workstations there are today, Tibetan in their names as Tibetan', async () => {
    const text = await found(`division=${COUNTY}`);
    expect(text).toContain('尼木乡法律援助工作站');
    expect(text).toContain('尼木乡司法所');
    expect(text).toContain('<span lang="bo">རྒྱལ་མཚན་</span> 尼木乡');
    expect(text).not.toContain('已撤销的工作站');
  });

  it('keeps what was chosen when the language or the size is changed', async () => {
    const text = await found(`division=${COUNTY}`);
    expect(text).toContain(`<option value="${COUNTY}" selected>`);
    expect(text).toContain(`href="/public/en/help?division=${COUNTY}"`);
    expect(text).toContain(`href="/public/zh/help?division=${COUNTY}&amp;type=large"`);
    expect((await get(`/public/en/help?division=${COUNTY}`)).text).toContain('Nyêmo County Legal Aid Centre');
  });

  it('given a place that is not in the list, says so at the field', async () => {
    const { status, text } = await get('/public/zh/help?division=%3Cscript%3E');
    expect(status).toBe(422);
    expect(text).toContain('aria-describedby="division-hint division-fault" aria-invalid="true"');
    expect(text).toContain('id="division-fault"');
    expect(text).not.toContain('script');
  });

  it('goes on to more workstations where there are more than a page', async () => {
    for (let number = 0; number < 51; number += 1) {
      const name = `桑珠孜工作站${String(number).padStart(2, '0')}`;
      const station = {
        institution: 'institution-540202',
        division: '540202',
        township: '城东',
        name,
        address: '某处',
        activeFrom: '2026-01-01',
      };
      await platform.api.administrator.post('/api/directory/stations', station);
    }
    const first = await found('division=540202');
    const [, more] = /href="([^"]*from=[^"]*)"/.exec(first) ?? [];
    expect([first.includes('桑珠孜工作站49'), first.includes('桑珠孜工作站50')]).toEqual([true, false]);
    const second = (await get(more!.replaceAll('&amp;', '&'))).text;
    expect([second.includes('桑珠孜工作站49'), second.includes('桑珠孜工作站50')]).toEqual([false, true]);
  });
});
