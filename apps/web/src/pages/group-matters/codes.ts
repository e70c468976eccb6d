import type { Language } from '../../i18n/languages.ts';

interface Named {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
}

/** A code list as entries of a select. */
export const optionsOf = (list: readonly Named[], language: Language): readonly { readonly value: string; readonly label: string }[] =>
  list.map(({ code, nameZh, nameEn }) => ({ value: code, label: language === 'zh' ? nameZh : nameEn }));
