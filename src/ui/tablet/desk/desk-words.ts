import type * as desk from '../../languages/en/desk.ts';
import { isLanguage, type LanguageTag } from '../../languages/tags.ts';

/** Every text of the desk; complete in each language by this type. */
export type DeskWords = typeof desk;

const WORDS: Record<LanguageTag, () => Promise<DeskWords>> = {
  en: () => import('../../languages/en/desk.ts'),
};

/** In the language of the page. */
export function loadDeskWords(): Promise<DeskWords> {
  const { lang } = document.documentElement;
  return WORDS[isLanguage(lang) ? lang : 'en']();
}
