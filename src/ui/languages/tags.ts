/** The languages the till speaks. The first is the one that is shown where nothing else fits. */
export const LANGUAGES = ['en', 'zh-Hans', 'zh-Hant', 'ja', 'es', 'fr', 'de', 'ar'] as const;

export type LanguageTag = (typeof LANGUAGES)[number];

/** Which way a language is written. */
export function directionOf(tag: string): 'ltr' | 'rtl' {
  return /^(ar|fa|he|ur)\b/.test(tag) ? 'rtl' : 'ltr';
}

/** What was found out before, by what was asked: each screen of each lane asks, and the answer takes a part of a millisecond. */
function remembered<T>(find: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text) ?? find(text);
    // A shop has a few locales; whoever tries hundreds gets no more of the memory.
    if (known.size >= 100) known.clear();
    known.set(text, found);
    return found;
  };
}

/** The language of ours that fits a locale such as `en-GB` or `zh-HK` best. */
export const languageOf: (locale: string) => LanguageTag = remembered((locale) => {
  const { language, script } = new Intl.Locale(locale).maximize();
  const fits = (tag: string) => tag === language || tag === `${language}-${script}`;
  return LANGUAGES.find(fits) ?? LANGUAGES[0];
});

/**
 * How a language writes amounts and times: the shop's own way where that is of the language, else the language's own.
 * Always with the digits 0 to 9, which are those of keypads and payment codes.
 */
export function localeOf(language: LanguageTag, shopLocale: string): string {
  return withPlainDigits(languageOf(shopLocale) === language ? shopLocale : language);
}

const withPlainDigits = remembered((locale) => {
  const { numberingSystem } = new Intl.NumberFormat(locale).resolvedOptions();
  // Which digits Arabic has by default is not the same on every system: said outright, it is.
  const isPlain = numberingSystem === 'latn' && directionOf(locale) === 'ltr';
  return isPlain ? locale : new Intl.Locale(locale, { numberingSystem: 'latn' }).toString();
});

export function isLanguage(tag: unknown): tag is LanguageTag {
  return LANGUAGES.some((known) => known === tag);
}
