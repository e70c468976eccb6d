import i18next, { type i18n } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { keepLanguage, keptLanguage, LANGUAGE_TAG, type Language } from './languages.ts';
import { zh } from './zh/index.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof zh };
    returnNull: false;
  }
}

/**
 * Starts the catalogues. A key that is missing is a type error: the English ones have the shape of the Chinese ones. Chinese comes with the
 * application; English is fetched by those who read it, so that nobody waits for words of another language on a slow line.
 */
export async function startLanguages(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'zh',
    fallbackLng: 'zh',
    resources: { zh: { translation: zh } },
    interpolation: { escapeValue: false },
  });
  await change(keptLanguage());
}

async function change(language: Language): Promise<void> {
  if (language === 'en' && !i18next.hasResourceBundle('en', 'translation')) {
    const fetched = await import('./en/index.ts').catch(() => null);
    // Without a line the words stay as they are: better than a page that does not come.
    if (fetched === null) return;
    i18next.addResourceBundle('en', 'translation', fetched.en);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = LANGUAGE_TAG[language];
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
  await change(language);
}
