import type { pair } from '../languages/en/pair.ts';
import type { LanguageTag } from '../languages/tags.ts';

/** Every text of the page; complete in each language by this type. */
export type PairWords = typeof pair;

/** Each language is a file of its own, fetched when it is spoken. */
const WORDS: Record<LanguageTag, () => Promise<{ pair: PairWords }>> = {
  en: () => import('../languages/en/pair.ts'),
  'zh-Hans': () => import('../languages/zh-Hans/pair.ts'),
  'zh-Hant': () => import('../languages/zh-Hant/pair.ts'),
  ja: () => import('../languages/ja/pair.ts'),
  es: () => import('../languages/es/pair.ts'),
  fr: () => import('../languages/fr/pair.ts'),
  de: () => import('../languages/de/pair.ts'),
  ar: () => import('../languages/ar/pair.ts'),
};

export async function loadPairWords(tag: LanguageTag): Promise<PairWords> {
  return (await WORDS[tag]()).pair;
}
