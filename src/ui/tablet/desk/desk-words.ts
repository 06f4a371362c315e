import type * as desk from '../../languages/en/desk.ts';
import { isLanguage, type LanguageTag } from '../../languages/tags.ts';

/** Every text of the desk; complete in each language by this type. */
export type DeskWords = typeof desk;

const WORDS: Record<LanguageTag, () => Promise<DeskWords>> = {
  en: () => import('../../languages/en/desk.ts'),
  'zh-Hans': () => import('../../languages/zh-Hans/desk.ts'),
  'zh-Hant': () => import('../../languages/zh-Hant/desk.ts'),
  ja: () => import('../../languages/ja/desk.ts'),
  es: () => import('../../languages/es/desk.ts'),
  fr: () => import('../../languages/fr/desk.ts'),
  de: () => import('../../languages/de/desk.ts'),
  ar: () => import('../../languages/ar/desk.ts'),
};

/** In the language of the page. */
export function loadDeskWords(): Promise<DeskWords> {
  const { lang } = document.documentElement;
  return WORDS[isLanguage(lang) ? lang : 'en']();
}
