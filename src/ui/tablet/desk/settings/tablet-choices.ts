import type { LanguageTag } from '../../../languages/tags.ts';
import { keeper } from '../../kept.ts';

const kept = keeper<'language' | 'lane'>(() => localStorage);

/** A language by its own name, as its speakers look for it. */
export function nameOfLanguage(tag: string): string {
  const name = new Intl.DisplayNames([tag], { type: 'language', languageDisplay: 'standard' }).of(tag) ?? tag;
  const [first = '', ...rest] = name;
  return first.toLocaleUpperCase(tag) + rest.join('');
}

/** The page comes again in that language; what was typed is kept in the tab. */
export function speak(tag: LanguageTag): void {
  kept.set('language', tag);
  location.reload();
}

/** The page asks again at which register it stands. */
export function forgetRegister(): void {
  kept.set('lane', '');
  location.assign('/');
}
