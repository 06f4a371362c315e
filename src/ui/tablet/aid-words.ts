import { signal } from '@preact/signals';
import type * as aids from '../languages/en/aids.ts';
import { isLanguage, type LanguageTag } from '../languages/tags.ts';

/** Every text of the camera and of practising; complete in each language by this type. */
export type AidWords = typeof aids;

const WORDS: Record<LanguageTag, () => Promise<AidWords>> = {
  en: () => import('../languages/en/aids.ts'),
  'zh-Hans': () => import('../languages/zh-Hans/aids.ts'),
  'zh-Hant': () => import('../languages/zh-Hant/aids.ts'),
  ja: () => import('../languages/ja/aids.ts'),
  es: () => import('../languages/es/aids.ts'),
  fr: () => import('../languages/fr/aids.ts'),
  de: () => import('../languages/de/aids.ts'),
  ar: () => import('../languages/ar/aids.ts'),
};

/** In the language of the page; nothing until they are there. Fetched when this file is. */
export const aidWords = signal<AidWords | undefined>(undefined);

const { lang } = document.documentElement;
void WORDS[isLanguage(lang) ? lang : 'en']().then((loaded) => {
  aidWords.value = loaded;
});
