import type { page } from '../languages/en/page.ts';
import type { LanguageTag } from '../languages/tags.ts';

/** Every text the page itself adds to the till's own sentences; complete in each language by this type. */
export type Words = typeof page;

/** Each language is a file of its own, fetched when it is spoken. */
const WORDS: Record<LanguageTag, () => Promise<{ page: Words }>> = {
  en: () => import('../languages/en/page.ts'),
  'zh-Hans': () => import('../languages/zh-Hans/page.ts'),
  'zh-Hant': () => import('../languages/zh-Hant/page.ts'),
  ja: () => import('../languages/ja/page.ts'),
  es: () => import('../languages/es/page.ts'),
  fr: () => import('../languages/fr/page.ts'),
  de: () => import('../languages/de/page.ts'),
  ar: () => import('../languages/ar/page.ts'),
};

export async function loadWords(tag: LanguageTag): Promise<Words> {
  return (await WORDS[tag]()).page;
}
