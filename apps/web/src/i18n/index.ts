import i18next, { type i18n } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { en } from './en/index.ts';
import { keepLanguage, keptLanguage, LANGUAGE_TAG, type Language } from './languages.ts';
import { zh } from './zh/index.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof zh };
    returnNull: false;
  }
}

/** Starts the catalogues. A key that is missing is a type error: the English ones have the shape of the Chinese ones. */
export async function startLanguages(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: keptLanguage(),
    fallbackLng: 'zh',
    resources: { zh: { translation: zh }, en: { translation: en } },
    interpolation: { escapeValue: false },
  });
  document.documentElement.lang = LANGUAGE_TAG[keptLanguage()];
}

/** The words in the chosen language, and the language. */
export function useWords() {
  const { t, i18n: instance } = useTranslation();
  return { t, language: languageOf(instance) };
}

const languageOf = (instance: i18n): Language => (instance.language === 'en' ? 'en' : 'zh');

/** Changes the language, and keeps the choice. */
export async function speak(language: Language): Promise<void> {
  keepLanguage(language);
  document.documentElement.lang = LANGUAGE_TAG[language];
  await i18next.changeLanguage(language);
}
