import type { Language } from '../i18n/languages.ts';

/** A sentence of the rules is Chinese, then English, then the article in brackets: `…理由不符。The person is 18 or older, ….(《法律援助法》第25条)`. */
const TWO_TONGUES = /^([^a-z]*[\u3400-\u9fff][^a-z]*?[。!！;；”])\s*([A-Z][^\u3400-\u9fff]*?\.?)((?:\(《.*\))?)$/su;

/** What the platform says, in one language where it gives two; else all of it. */
export function inLanguage(detail: string, language: Language): string {
  const [, zh, en, basis = ''] = TWO_TONGUES.exec(detail) ?? [];
  if (zh === undefined || en === undefined) return detail;
  return `${language === 'zh' ? zh : en}${basis}`;
}
