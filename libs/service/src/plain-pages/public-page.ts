import { HttpProblem } from '../problem.js';
import { escaped, htmlPage, mixed, publicHome, type PageLanguage } from './page.js';

/** One text in the languages it has been approved in; Tibetan stands only where its wording is certain. */
export interface Words {
  readonly zh: string;
  readonly en: string;
  readonly bo?: string;
}

export const PUBLIC_LANGUAGES = ['zh', 'en', 'bo'] as const;
export type PublicLanguage = (typeof PUBLIC_LANGUAGES)[number];

/** How a page is asked for: which one, in which language and size. */
export interface Asked {
  /** The last part of the address; empty for the home page. */
  readonly page: string;
  readonly language: PublicLanguage;
  /** 大字版 */
  readonly large: boolean;
  readonly demonstration: boolean;
}

const LARGE = 'type=large';
const SWITCHES: readonly (readonly [language: PublicLanguage, tag: string, name: string])[] = [
  ['zh', 'zh-CN', '中文'],
  ['bo', 'zh-CN', '藏文 བོད་ཡིག'],
  ['en', 'en', 'English'],
];
const WORDS = {
  languages: { zh: '语言', en: 'Language' },
  large: { zh: '大字版', en: 'Large type' },
  usual: { zh: '标准字号', en: 'Usual type' },
} as const satisfies Readonly<Record<string, Words>>;

const IN_REVIEW = '藏文版的文字正在审校,审定之前显示中文。需要藏语帮助的,请拨打 12348 或者到法律援助机构说明。';

/** The language that a page's own words are in: Chinese, where Tibetan is not there yet. */
export const wordsLanguage = (language: PublicLanguage): PageLanguage => (language === 'en' ? 'en' : 'zh');

/** A text as it stands on a page; in Tibetan where that is approved. */
export function say(words: Words, language: PublicLanguage): string {
  if (language === 'bo' && words.bo !== undefined) return `<span lang="bo">${escaped(words.bo)}</span>`;
  return mixed(words[wordsLanguage(language)]);
}

/** The address of a public page in the same language and size, with what else it is asked. */
export function addressOf({ language, large }: Asked, page: string, query: Readonly<Record<string, string>> = {}): string {
  const search = [new URLSearchParams(query).toString(), large ? LARGE : ''].filter((part) => part !== '').join('&');
  return `${publicHome(language)}${page === '' ? '' : `/${page}`}${search === '' ? '' : `?${search}`}`;
}

/** A public page (公众页面) with its ways to other languages and sizes, which keep what it was asked. */
export function publicPage(asked: Asked, title: Words, main: string, query: Readonly<Record<string, string>> = {}): string {
  const { language, large, page, demonstration } = asked;
  const to = (changes: Partial<Asked>): string => escaped(addressOf({ ...asked, ...changes }, page, query));
  const switches = SWITCHES.map(
    ([one, tag, name]) =>
      `<a href="${to({ language: one })}" lang="${tag}" hreflang="${one}"${one === language ? ' aria-current="true"' : ''}>${mixed(name)}</a>`,
  );
  return htmlPage({
    language: wordsLanguage(language),
    title: title[wordsLanguage(language)],
    main: `${language === 'bo' ? `<p class="note">${IN_REVIEW}</p>\n` : ''}${main}`,
    demonstration,
    large,
    home: publicHome(language),
    carried: large ? `?${LARGE}` : '',
    header: `<nav aria-label="${say(WORDS.languages, language)}">${switches.join('\n')}
<a href="${to({ large: !large })}">${say(large ? WORDS.usual : WORDS.large, language)}</a></nav>`,
  });
}

const isPublicLanguage = (language: string): language is PublicLanguage => (PUBLIC_LANGUAGES as readonly string[]).includes(language);

/** @throws HttpProblem for a language that is none of ours */
export function askedPage(language: string, page: string, type: unknown, demonstration: boolean): Asked {
  if (!isPublicLanguage(language)) throw nothingHere();
  return { language, page, large: type === 'large', demonstration };
}

export const nothingHere = (): HttpProblem =>
  new HttpProblem({ status: 404, code: 'route.not_found', detail: '这里什么也没有。There is nothing at this address.' });
