/** Pages that must work before anything else does: plain HTML, no script (公众页面、登录页面). */
import { STYLE_PATH } from './assets.js';

/** `text` as it stands in HTML, in an element or a quoted attribute. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');

/** Tibetan letters, with what stands between two of them. */
const TIBETAN = /[\u0F00-\u0FFF]+(?:\s+[\u0F00-\u0FFF]+)*/gu;

/** `text` as it stands in an element, Tibetan in an element of its own: read by its voice, set in its font, never cut. */
export const mixed = (text: string): string => escaped(text).replaceAll(TIBETAN, (run) => `<span lang="bo">${run}</span>`);

export type PageLanguage = 'zh' | 'en';

/** The language asked for: by the address, else by the browser; Chinese when it says nothing we have. */
export function pageLanguage(asked: string | undefined, acceptLanguage: string | undefined): PageLanguage {
  if (asked === 'zh' || asked === 'en') return asked;
  const first = acceptLanguage?.split(',')[0]?.trim().toLowerCase() ?? '';
  return first.startsWith('en') ? 'en' : 'zh';
}

export interface PageParts {
  readonly language: PageLanguage;
  readonly title: string;
  /** HTML of the page's `main`, below its heading. */
  readonly main: string;
  /** Said by a band over the page: that nothing here is real. */
  readonly demonstration: boolean;
  /** HTML of what the header holds beside the platform's name. */
  readonly header?: string;
  /** 大字版 */
  readonly large?: boolean;
  /** What links to other plain pages carry on, as `?type=large`. */
  readonly carried?: string;
  /** Where links to the public pages go when not to those in `language`: those prepared for Tibetan. */
  readonly home?: string;
}

type Words = Readonly<Record<PageLanguage, string>>;

const NAME = { zh: '獬豸 法律援助协作', en: 'Xiezhi legal aid coordination' } as const;
const BRAND = { zh: '法律援助协作', en: 'Legal aid coordination' } as const;
const BAND = {
  zh: '演示环境:单位、人员和案件均为虚构',
  en: 'Demonstration: agencies, people and cases are made up',
} as const;
const SKIP = { zh: '跳到正文', en: 'Skip to the content' } as const;
const HOTLINE = { zh: '法律援助咨询请拨打 12348(免费)。', en: 'For legal advice call 12348, free of charge.' } as const;
const ABOUT = { zh: '关于本站', en: 'About this site' } as const;

/** What every plain page leads to, by the last part of its address. */
const FOOT: readonly (readonly [path: string, words: Words])[] = [
  ['', { zh: '法律援助指南', en: 'Guide to legal aid' }],
  ['/help', { zh: '到哪里求助', en: 'Where to find help' }],
  ['/accessibility', { zh: '无障碍声明', en: 'Accessibility' }],
  ['/privacy', { zh: '隐私说明', en: 'Privacy' }],
];
const STAFF = { zh: '工作人员登录', en: 'Sign in (staff)' } as const;

/** Where the public pages in `language` begin. */
export const publicHome = (language: string): string => `/public/${language}`;

/** A whole page. */
export function htmlPage({ language, title, main, demonstration, header = '', large = false, carried = '', home }: PageParts): string {
  const begin = home ?? publicHome(language);
  const links = FOOT.map(([path, words]) => `<a href="${begin}${path}${carried}">${escaped(words[language])}</a>`).join('\n');
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}"${large ? ' class="large"' : ''}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${escaped(title)} · ${escaped(NAME[language])}</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${STYLE_PATH}">
</head>
<body>
<header>
<a class="skip" href="#content">${SKIP[language]}</a>
${demonstration ? `<p class="band">${escaped(BAND[language])}</p>` : ''}
<div class="top"><p class="brand"><a href="${begin}${carried}"><span lang="zh-CN">獬豸</span> ${BRAND[language]}</a></p>${header}</div>
</header>
<main id="content">
<h1>${escaped(title)}</h1>
${main}
</main>
<footer class="foot">
<p>${escaped(HOTLINE[language])}</p>
<nav aria-label="${ABOUT[language]}">
${links}
<a href="/auth/sign-in">${STAFF[language]}</a>
</nav>
</footer>
</body>
</html>
`;
}
