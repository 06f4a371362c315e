import { expect, test } from 'vitest';
import {
  directionOf,
  isLanguage,
  LANGUAGES,
  type LanguageTag,
  languageOf,
  localeOf,
} from '../../../src/ui/languages/tags.ts';

test('English is the language where nothing else fits', () => {
  expect(LANGUAGES[0]).toBe('en');
  expect(languageOf('tlh')).toBe('en');
  expect(languageOf('en-GB')).toBe('en');
  expect(isLanguage('en')).toBe(true);
  for (const none of ['EN', 'en-GB', '', undefined, null, 7, ['en']]) expect(isLanguage(none)).toBe(false);
});

test("amounts and times are as the shop writes them where that is the page's language", () => {
  expect(localeOf('en', 'en-GB')).toBe('en-GB');
  expect(localeOf('en', 'en')).toBe('en');
});

test('figures are those of the keypad, whatever the locale', () => {
  for (const locale of ['fa-IR', 'hi-IN-u-nu-deva', 'mr-IN', 'ar-EG', 'ar']) {
    const written = new Intl.NumberFormat(localeOf(languageOf(locale), locale)).format(1_234_567.8);
    expect(written, locale).toMatch(/^[\d.,٬٫\s]+$/);
    expect(written.replace(/\D/g, ''), locale).toBe('12345678');
  }
});

test('Arabic is written from right to left, and nothing else of ours', () => {
  const rightToLeft: readonly string[] = ['ar'];
  for (const tag of LANGUAGES) expect(directionOf(tag), tag).toBe(rightToLeft.includes(tag) ? 'rtl' : 'ltr');
  expect(directionOf('ar-EG-u-nu-latn')).toBe('rtl');
});

test('each locale finds the language that is written so', () => {
  const found: [string, LanguageTag][] = [
    ['zh', 'zh-Hans'],
    ['zh-CN', 'zh-Hans'],
    ['zh-SG', 'zh-Hans'],
    ['zh-TW', 'zh-Hant'],
    ['zh-HK', 'zh-Hant'],
    ['zh-Hant-CN', 'zh-Hant'],
    ['ja-JP', 'ja'],
    ['es-MX', 'es'],
    ['fr-CA', 'fr'],
    ['de-CH', 'de'],
    ['ar-EG', 'ar'],
    ['pt-BR', 'en'],
  ];
  for (const [locale, tag] of found) expect(languageOf(locale), locale).toBe(tag);
});
