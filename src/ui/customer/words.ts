import type { customer } from '../languages/en/customer.ts';
import type { LanguageTag } from '../languages/tags.ts';

/** Every text of the customer's screen; complete in each language by this type. */
export type CustomerWords = typeof customer;

/** Each language is a file of its own, fetched when it is first spoken. */
const WORDS: Record<LanguageTag, () => Promise<{ customer: CustomerWords }>> = {
  en: () => import('../languages/en/customer.ts'),
  'zh-Hans': () => import('../languages/zh-Hans/customer.ts'),
  'zh-Hant': () => import('../languages/zh-Hant/customer.ts'),
  ja: () => import('../languages/ja/customer.ts'),
  es: () => import('../languages/es/customer.ts'),
  fr: () => import('../languages/fr/customer.ts'),
  de: () => import('../languages/de/customer.ts'),
  ar: () => import('../languages/ar/customer.ts'),
};

export async function loadCustomerWords(tag: LanguageTag): Promise<CustomerWords> {
  return (await WORDS[tag]()).customer;
}

/** A language in its own name, as people look for it: `Deutsch`. */
export function ownName(tag: LanguageTag): string {
  const name = new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
}
