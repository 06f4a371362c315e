import { isLanguage, type LanguageTag, languageOf } from '../languages/tags.ts';
import type { Kept } from './kept.ts';

export interface PageLanguage {
  /** What the page speaks. */
  language: LanguageTag;
  /** Somebody has chosen it on this tablet. Left out: it is the shop's, as far as it was heard. */
  chosen?: LanguageTag;
}

/** `browser`: what the tablet itself is set to, which counts until the shop was heard once. */
export function pageLanguage({ onTablet }: Kept, browser: string): PageLanguage {
  const chosen = onTablet.get('language');
  if (isLanguage(chosen)) return { language: chosen, chosen };
  const heard = onTablet.get('shopLanguage');
  return { language: isLanguage(heard) ? heard : languageOf(browser) };
}

/**
 * Whether the page has to come again to speak as the till's sentences on it do: nobody has chosen, and the shop's language
 * is another than the page's. Where the tablet remembers nothing it would come again for ever, so it stays as it is.
 */
export function followsShop({ language, chosen }: PageLanguage, ofShop: LanguageTag, kept: Kept): boolean {
  if (chosen !== undefined || ofShop === language) return false;
  kept.onTablet.set('shopLanguage', ofShop);
  return kept.onTablet.get('shopLanguage') === ofShop;
}
