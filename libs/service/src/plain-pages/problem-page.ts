import type { FastifyRequest } from 'fastify';
import type { Told } from '../problem.js';
import { escaped, htmlPage, pageLanguage, publicHome, type PageLanguage } from './page.js';

/** Addresses at which a person, not a program, asks. */
const PLAIN_PAGES = /^\/(public|auth)(\/|$)/;

const TITLES: Readonly<Record<number, Readonly<Record<PageLanguage, string>>>> = {
  404: { zh: '没有找到这个页面', en: 'There is no such page' },
  429: { zh: '请求过多', en: 'Too many requests' },
  503: { zh: '暂时无法使用', en: 'Not available just now' },
};
const OTHER = { zh: '没有办成', en: 'This did not work' } as const;
const ON: Readonly<Record<PageLanguage, string>> = { zh: '回到法律援助指南', en: 'Back to the guide' };
const REFERENCE = { zh: '编号', en: 'Reference' } as const;

/** What a person at a plain page is told instead of a problem document; `null` for a program. */
export function problemPage({ status, detail }: Told, request: FastifyRequest): string | null {
  const [path = ''] = request.url.split('?');
  if (!PLAIN_PAGES.test(path) || request.headers.accept?.includes('text/html') !== true) return null;
  const language = pageLanguage(path.split('/')[2], request.headers['accept-language']);
  return htmlPage({
    language,
    title: (TITLES[status] ?? OTHER)[language],
    main: `<p class="fault">${escaped(detail)}</p>
<p><a class="button" href="${publicHome(language)}">${ON[language]}</a></p>
<p class="hint">${REFERENCE[language]} ${escaped(request.id)}</p>`,
    demonstration: false,
  });
}
