/** Languages the application speaks; the first one when nothing was chosen. */
export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
/** As documents name them (`lang`). */
export const LANGUAGE_TAG: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en' };

const KEPT_AS = 'xiezhi.language';

const isLanguage = (value: string | null): value is Language => LANGUAGES.some((language) => language === value);

/** What was chosen on this machine before. */
export function keptLanguage(): Language {
  const kept = localStorage.getItem(KEPT_AS);
  return isLanguage(kept) ? kept : LANGUAGES[0];
}

export const keepLanguage = (language: Language): void => localStorage.setItem(KEPT_AS, language);
