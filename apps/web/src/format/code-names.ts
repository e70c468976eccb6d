import type { Language } from '../i18n/languages.ts';

interface Named {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
}

/** The name of a code of a list, in a language; the code where the list does not know it. */
export function nameIn(list: readonly Named[], code: string, language: Language): string {
  const entry = list.find((one) => one.code === code);
  if (entry === undefined) return code;
  return language === 'zh' ? entry.nameZh : entry.nameEn;
}
